// Package uses does not type-check as long as cgo has not told the value of Limit.
package uses

import "example.com/testdata/busctx/cgo"

var limits = []int32{cgo.Limit}
