// Package imports has files that import in every way.
package imports // import comments stay where they are

var _ = mark(func(c *cmd) error { return nil }) // want `give it a context`

type cmd struct{}

func mark(f any) int { return 0 }
