package imports

import "context"

func shadowed(context.Context) {
	context := 1
	_ = mark(func(c *cmd) error { return nil }) // want `no name for package context`
	_ = context
}

func shadowedLater(context.Context) {
	_ = mark(func(c *cmd) error { return nil }) // want `give it a context`
	context := 1
	_ = context
}

func shadowedInside(context.Context) {
	_ = mark(func(c *cmd) error { context := 1; _ = context; return nil }) // want `give it a context`
	_ = mark(func(context *cmd) error { return nil })                      // want `give it a context`
}
