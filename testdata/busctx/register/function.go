package register

import (
	"fmt"

	"github.com/buslint/buslint/bus"
)

func functions(b bus.Bus, t *teams) {
	b.AddHandler(once)          // want `register it with b.AddHandlerCtx$`
	b.AddHandler(twice)         // want `register it with b.AddHandlerCtx$`
	b.AddHandler(twice)         // want `register it with b.AddHandlerCtx$`
	b.AddHandler(t.method)      // want `register it with b.AddHandlerCtx$`
	b.AddHandler(t.saysCtx)     // want `register it with b.AddHandlerCtx$`
	b.AddHandler(unnamed)       // want `register it with b.AddHandlerCtx$`
	b.AddHandler(inOtherFile)   // want `register it with b.AddHandlerCtx$`
	b.AddHandler((*teams).none) // want `let it take a context.Context first`
}

// once is registered once.
func once(cmd *RenameTeam) error { // with a comment
	return fmt.Errorf("%v", cmd)
}

func twice(cmd *RenameTeam) error { return nil }

func (t *teams) method(cmd *RenameTeam) error { return nil }

func (t *teams) saysCtx(cmd *RenameTeam) error {
	ctx := 1
	_ = ctx
	return nil
}

func unnamed(*RenameTeam) error { return nil }

func (*teams) none() error { return nil }
