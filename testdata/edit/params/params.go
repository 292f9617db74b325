// Package params has functions with parameters of every kind.
package params

import "context"

var _ context.Context

type cmd struct{}

func mark(f any) int { return 0 }

var (
	_ = mark(func() {})                            // want `give it a context`
	_ = mark(func(*cmd) error { return nil })      // want `give it a context`
	_ = mark(func(c *cmd) error { return nil })    // want `give it a context`
	_ = mark(func(_ *cmd) error { return nil })    // want `give it a context`
	_ = mark(func(a, b *cmd) error { return nil }) // want `give it a context`
	_ = mark(func(c ...cmd) error { return nil })  // want `give it a context`

	_ = mark(func( // want `give it a context`
		c *cmd,
	) error {
		return nil
	})

	_ = mark(func( // want `give it a context`
		// what is wanted
		c *cmd, // and how
	) error {
		return nil
	})

	_ = mark(func( /* what is wanted */ c *cmd) error { return nil }) // want `give it a context`
)
