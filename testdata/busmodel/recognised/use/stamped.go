package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/envelope"
)

type (
	roomOpened struct{} // want `^roomOpened is a message$`
	roomClosed struct{}
)

// emitNamed changes another field of what it has made.
func emitNamed(ctx context.Context, p envelope.Publisher, payload any) {
	e := envelope.Event{Payload: payload}
	e.Name = "room"
	_ = p.Publish(ctx, e) // want `^publish \?, aware$`
}

// emitOther changes the message.
func emitOther(ctx context.Context, p envelope.Publisher, payload any) {
	e := envelope.Event{Payload: payload}
	e.Payload = nil
	_ = p.Publish(ctx, e) // want `^publish \?, aware$`
}

func rooms(ctx context.Context, p envelope.Publisher) {
	emitNamed(ctx, p, roomOpened{}) // want `^publish roomOpened`
	emitOther(ctx, p, roomClosed{})
}
