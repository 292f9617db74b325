package imports

import _ "context"

var _ = mark(func(c *cmd) error { return nil }) // want `give it a context`
