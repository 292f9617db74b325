package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type OpenAccount struct{} // want `^OpenAccount is a command$`

type service struct {
	bus.Bus
	name string
}

type nested struct{ service }

type half struct{ dispatcher }

func embedded(ctx context.Context, s *service, n nested, h half) {
	_ = s.Dispatch(&OpenAccount{})         // want `^dispatch OpenAccount, twin$`
	_ = s.DispatchCtx(ctx, &OpenAccount{}) // want `^dispatch OpenAccount, aware$`
	_ = n.Dispatch(&OpenAccount{})         // want `^dispatch OpenAccount, twin$`
	_ = n.Bus.Dispatch(&OpenAccount{})     // want `^dispatch OpenAccount, twin$`
	_ = h.Dispatch(&OpenAccount{})         // want `^dispatch OpenAccount, twin hidden$`
}

// Two embedded types have the twin: it cannot be named.
type ambiguous struct {
	dispatcher
	ctxDispatcher
	other
}

type other struct{}

func (other) DispatchCtx(context.Context, bus.Msg) error { return nil }

func twice(a ambiguous) {
	_ = a.Dispatch(&OpenAccount{}) // want `^dispatch OpenAccount, twin hidden$`
}

// The embedded bus's method is hidden by one that is none of a bus.
type hiding struct{ bus.Bus }

func (hiding) Dispatch(topic string, msg bus.Msg) error { return nil }

func hidden(h hiding) {
	_ = h.Dispatch("accounts", &OpenAccount{})
}
