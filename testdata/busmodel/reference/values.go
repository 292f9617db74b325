package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type SendInvite struct{} // want `^SendInvite is a command$`
type InviteSent struct{} // want `^InviteSent is an event$`

func methodValue(b bus.Bus) {
	d := b.Dispatch      // want `^dispatch \?, twin, value$`
	_ = d(&SendInvite{}) // want `^dispatch SendInvite, twin, through a value$`
	go func() {
		_ = d(&SendInvite{}) // want `^dispatch SendInvite, twin, through a value$`
	}()

	var add = b.AddHandlerCtx                                    // want `^handle \?, aware, value$`
	add(func(context.Context, *SendInvite) error { return nil }) // want `^handle SendInvite, aware, through a value, by a literal$`

	d2, p := b.Dispatch, b.Publish             // want `^dispatch \?, twin, value$` `^publish \?, twin, value$`
	_, _ = d2(&SendInvite{}), p(&InviteSent{}) // want `^dispatch SendInvite, twin, through a value$` `^publish InviteSent, twin, through a value$`
}

func methodExpression(ctx context.Context, b bus.Bus, p *bus.InProcBus) {
	_ = bus.Bus.Dispatch(b, &SendInvite{})                        // want `^dispatch SendInvite, twin$`
	_ = (*bus.InProcBus).Dispatch(p, &SendInvite{})               // want `^dispatch SendInvite, twin$`
	_ = (*bus.InProcBus).DispatchCtx(p, ctx, &SendInvite{})       // want `^dispatch SendInvite, aware$`
	d := bus.Bus.Dispatch                                         // want `^dispatch \?, twin, value$`
	_ = d(b, &SendInvite{})                                       // want `^dispatch SendInvite, twin, through a value$`
	bus.Bus.AddHandler(b, func(*SendInvite) error { return nil }) // want `^handle SendInvite, twin, by a literal$`
}

// What else the variable may hold is not known.
func reassigned(b bus.Bus) {
	d := b.Dispatch // want `^dispatch \?, twin, value$`
	if b == nil {
		d = func(bus.Msg) error { return nil }
	}
	_ = d(&SendInvite{})

	e := b.Dispatch // want `^dispatch \?, twin, value$`
	change(&e)
	_ = e(&SendInvite{})
}

func change(*func(bus.Msg) error) {}

// A variable of the package may be changed by anyone.
var global = bus.New().Dispatch // want `^dispatch \?, twin, value$`

func useGlobal() { _ = global(&SendInvite{}) }

func passed(b bus.Bus) {
	run(b.Dispatch) // want `^dispatch \?, twin, value$`
}

func run(send func(bus.Msg) error) { _ = send(&SendInvite{}) } // want `^dispatch SendInvite, through a value$`

// The dispatch reaches the field of the struct.
func inField(b bus.Bus) {
	s := struct{ send func(bus.Msg) error }{b.Dispatch} // want `^dispatch \?, twin, value$`
	_ = s.send(&SendInvite{})                           // want `^dispatch SendInvite, through a value$`
}
