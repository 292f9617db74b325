package taken

var _ = mark(func(c *context) error { return nil }) // want `no name for package context`
