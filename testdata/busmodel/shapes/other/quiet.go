package other

import (
	"context"

	hardware "example.com/testdata/busmodel/shapes/other/hardware/bus"
	sendonly "example.com/testdata/busmodel/shapes/other/sendonly/bus"
)

type ToggleLight struct{}

func handle(*ToggleLight) error                     { return nil }
func handleCtx(context.Context, *ToggleLight) error { return nil }

func none(h hardware.Bus, s sendonly.Client, m sendonly.Mux) {
	_ = h.Dispatch(1, nil)
	_ = h.Publish(nil)
	h.AddHandler(1, func() {})
	h.AddEventListener(func() {})
	_ = s.Publish(&ToggleLight{})
	m.AddHandler(handle)
}
