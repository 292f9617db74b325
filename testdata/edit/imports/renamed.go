package imports

import stdctx "context"

var _ = stdctx.Background

var _ = mark(func(c *cmd) error { return nil }) // want `give it a context`
