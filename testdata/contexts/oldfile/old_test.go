//go:build go1.23

package oldfile

import "testing"

func here() {}

// This file is written for a Go in which tests had no context.
func Test(t *testing.T) {
	here() // want `^none$`
}
