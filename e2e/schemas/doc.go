// Package schemas holds what buslint writes and reads to the schemas of both. It is a
// module of its own, so that the libraries which do that are no requirements of buslint.
package schemas
