package imports

var _ = mark(func(c *cmd) error { return nil }) // want `give it a context`
