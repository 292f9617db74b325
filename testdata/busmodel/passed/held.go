package passed

import "context"

// A label is told of.
type label struct{} // want `^label is an event$`

func (l *library) publishLabel(ctx context.Context, e any) error {
	return l.bus.PublishCtx(ctx, e) // want `^publish \?, aware$`
}

// held calls what a variable holds: a function that passes on what it is given, or a literal that the variable gets
// after its declaration.
func (l *library) held(ctx context.Context, often bool) {
	tell := l.publishLabel
	_ = tell(ctx, label{}) // want `^publish label, aware, through a value$`

	var later func(e any) error
	later = func(e any) error { return l.bus.PublishCtx(ctx, e) } // want `^publish \?, aware$`
	_ = later(label{})                                            // want `^publish label, aware, through a value$`

	// It may hold something else.
	var either func(e any) error
	either = func(e any) error { return l.bus.PublishCtx(ctx, e) } // want `^publish \?, aware$`
	if often {
		either = func(any) error { return nil }
	}
	_ = either(label{})

	// The receiver comes first.
	expr := (*library).publishLabel
	_ = expr(l, ctx, label{})
}
