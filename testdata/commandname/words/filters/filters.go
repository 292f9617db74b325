// Package filters holds what the commands of another package are about.
package filters

type Filter struct {
	Quote string
}
