package use

import (
	"context"
	"reflect"

	"example.com/testdata/busmodel/recognised/bytype"
)

type PaintFence struct{} // want `^PaintFence is a command$`

type PaintWall struct{} // want `^PaintWall is a command$`

type Fence struct{}

func use(ctx context.Context, b *bytype.CommandBus) error {
	bytype.Register[PaintFence](b, paint)           // want `^handle PaintFence, aware, by paint$`
	bytype.RegisterFor(b, mend)                     // want `^handle \?, aware, by mend$`
	b.Register(reflect.TypeOf(&PaintWall{}), paint) // want `^handle PaintWall, aware, by paint$`
	return b.Dispatch(ctx, PaintFence{})            // want `^dispatch PaintFence, aware$`
}

func paint(ctx context.Context, c bytype.Command, next bytype.Next) error { return next(ctx, c) }

func mend(ctx context.Context, c bytype.Command) Fence { return Fence{} }
