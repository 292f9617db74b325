package other

import (
	"context"

	channels "example.com/testdata/busmodel/shapes/other/channels/bus"
	hardware "example.com/testdata/busmodel/shapes/other/hardware/bus"
	pertype "example.com/testdata/busmodel/shapes/other/pertype/bus"
	sendonly "example.com/testdata/busmodel/shapes/other/sendonly/bus"
	topics "example.com/testdata/busmodel/shapes/other/topics/bus"
)

type ToggleLight struct{}

func handle(*ToggleLight) error                     { return nil }
func handleCtx(context.Context, *ToggleLight) error { return nil }

func none(h hardware.Bus, c channels.EventBus, t topics.Bus, p pertype.Bus[*ToggleLight], s sendonly.Client, m sendonly.Mux) {
	_ = h.Dispatch(1, nil)
	_ = h.Publish(nil)
	h.AddHandler(1, func() {})
	h.AddEventListener(func() {})
	c.Publish(&ToggleLight{})
	c.AddEventListener(make(chan any))
	_ = t.Publish("lights", &ToggleLight{})
	_ = t.AddHandler("lights", handle)
	_ = p.Dispatch(&ToggleLight{})
	p.AddHandler(handle)
	_ = s.Publish(&ToggleLight{})
	m.AddHandler(handle)
}
