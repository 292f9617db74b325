package imports

import context "fmt"

var _ = context.Sprint

var _ = mark(func(c *cmd) error { return nil }) // want `no name for package context`
