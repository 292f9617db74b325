package register

import "github.com/buslint/buslint/bus"

func literals(b bus.Bus, ctx int) {
	b.AddHandler(func(cmd *RenameTeam) error { // want `^b.AddHandler registers a handler without a context; let it take a context.Context first and register it with b.AddHandlerCtx$`
		return nil
	})
	b.AddHandler(func(*GrowTeam) error { return nil })                      // want `register it with b.AddHandlerCtx$`
	b.AddHandler((func(cmd *GrowTeam) error { return nil }))                // want `register it with b.AddHandlerCtx$`
	b.AddHandler(bus.HandlerFunc(func(cmd *GrowTeam) error { return nil })) // want `register it with b.AddHandlerCtx$`

	// The body means something else by ctx.
	b.AddHandler(func(cmd *GrowTeam) error { // want `register it with b.AddHandlerCtx$`
		_ = ctx
		return nil
	})
	b.AddHandler(func(ctx *GrowTeam) error { return nil }) // want `register it with b.AddHandlerCtx$`

	// What it sends in turn can have the context as soon as there is one.
	b.AddHandler(func(cmd *GrowTeam) error { // want `register it with b.AddHandlerCtx$`
		return b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx with a context that the caller passes in$`
	})
}

// These are no handlers, or of a type that somebody else relies on.
func notLiterals(b bus.Bus, h handler, make func() handler) {
	b.AddHandler(func() error { return nil })                   // want `let it take a context.Context first`
	b.AddHandler(func(a, b *GrowTeam) error { return nil })     // want `let it take a context.Context first`
	b.AddHandler(func(...*GrowTeam) error { return nil })       // want `let it take a context.Context first`
	b.AddHandler(func(any) error { return nil })                // want `let it take a context.Context first`
	b.AddHandler(handler(func(*GrowTeam) error { return nil })) // want `let it take a context.Context first`
	b.AddHandler(h)                                             // want `let it take a context.Context first`
	b.AddHandler(make())                                        // want `let it take a context.Context first`
	b.AddHandler(nil)                                           // want `let it take a context.Context first`
	literal := func(*GrowTeam) error { return nil }
	b.AddHandler(literal) // want `let it take a context.Context first`
	add := b.AddHandler   // want `^b.AddHandler registers a handler without a context; let it take a context.Context first and register it with b.AddHandlerCtx$`
	add(func(*GrowTeam) error { return nil })
}

type handler func(*GrowTeam) error
