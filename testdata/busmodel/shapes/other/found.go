package other

import (
	"context"

	split "example.com/testdata/busmodel/shapes/other/split/bus"
	untwinned "example.com/testdata/busmodel/shapes/other/untwinned/bus"
)

type DimLight struct{}    // want `^DimLight is a command$`
type LightDimmed struct{} // want `^LightDimmed is an event$`

func dim(*DimLight) error                           { return nil }
func dimmed(*LightDimmed) error                     { return nil }
func dimmedCtx(context.Context, *LightDimmed) error { return nil }

func noTwins(b *untwinned.Bus) {
	_ = b.Dispatch(&DimLight{}) // want `^dispatch DimLight$`
	_ = b.DispatchCtx(&DimLight{})
	_ = b.Publish(&LightDimmed{})  // want `^publish LightDimmed$`
	b.AddHandler("light", dim)     // want `^handle DimLight, by dim$`
	_ = b.AddEventListener(dimmed) // want `^listen LightDimmed, by dimmed$`
}

func twins(ctx context.Context, b split.Bus, d split.Dispatcher, r split.Registry) {
	_ = b.Dispatch(&DimLight{})                                      // want `^dispatch DimLight, twin$`
	_ = d.Dispatch(&DimLight{})                                      // want `^dispatch DimLight, twin$`
	_ = d.DispatchCtx(ctx, &DimLight{})                              // want `^dispatch DimLight, aware$`
	r.AddHandler(func(any) error { return nil })                     // want `^handle \?, twin, by a literal$`
	r.AddHandlerCtx(func(context.Context, any) error { return nil }) // want `^handle \?, aware, by a literal$`
	_ = split.Publish(b, &LightDimmed{})                             // want `^publish LightDimmed, twin$`
	_ = split.PublishCtx(ctx, b, &LightDimmed{})                     // want `^publish LightDimmed, aware$`
	split.AddEventListener(b, dimmed)                                // want `^listen LightDimmed, twin, by dimmed$`
	split.AddEventListenerCtx(b, dimmedCtx)                          // want `^listen LightDimmed, aware, by dimmedCtx$`
}
