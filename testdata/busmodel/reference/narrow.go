package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type CloseAccount struct{} // want `^CloseAccount is a command$`

// What this package needs of the bus.
type dispatcher interface {
	Dispatch(bus.Msg) error
}

type ctxDispatcher interface {
	DispatchCtx(context.Context, bus.Msg) error
}

type bothDispatcher interface {
	dispatcher
	ctxDispatcher
}

type registrar interface {
	AddHandler(bus.HandlerFunc)
}

func narrow(ctx context.Context, d dispatcher, c ctxDispatcher, both bothDispatcher, r registrar) {
	_ = d.Dispatch(&CloseAccount{})         // want `^dispatch CloseAccount, twin hidden$`
	_ = c.DispatchCtx(ctx, &CloseAccount{}) // want `^dispatch CloseAccount, aware$`
	_ = both.Dispatch(&CloseAccount{})      // want `^dispatch CloseAccount, twin$`
	r.AddHandler(handleClose)               // want `^handle CloseAccount, twin hidden, by handleClose$`
}

func handleClose(*CloseAccount) error { return nil }

// A consumer need not mention bus.Msg.
type anyDispatcher interface {
	Dispatch(msg any) error
}

// No bus implements these.
type otherDispatcher interface {
	Dispatch(msg *CloseAccount) error
}

type wideDispatcher interface {
	dispatcher
	Flush() error
}

func notNarrow(a anyDispatcher, o otherDispatcher, w wideDispatcher) {
	_ = a.Dispatch(&CloseAccount{}) // want `^dispatch CloseAccount, twin hidden$`
	_ = o.Dispatch(&CloseAccount{})
	_ = w.Flush()
}
