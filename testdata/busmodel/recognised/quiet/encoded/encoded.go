// Package encoded moves frames of bytes.
package encoded

import "context"

type FrameBus interface {
	Publish(ctx context.Context, frame Frame)
	Subscribe(frameType string, handler FrameHandler)
}

type Frame struct {
	Type string
	Body []byte
}

type FrameHandler interface {
	HandleFrame(ctx context.Context, frame Frame)
}

func move(ctx context.Context, b FrameBus, h FrameHandler) {
	b.Publish(ctx, Frame{Type: "lit"})
	b.Subscribe("lit", h)
}
