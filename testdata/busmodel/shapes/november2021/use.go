package november2021

import (
	"context"

	"example.com/testdata/busmodel/shapes/november2021/bus"
)

type PanelSaved struct{} // want `^PanelSaved is an event$`

func use(ctx context.Context, b bus.Bus) {
	_ = b.Publish(&PanelSaved{})           // want `^publish PanelSaved, twin$`
	_ = bus.Publish(&PanelSaved{})         // want `^publish PanelSaved, twin$`
	_ = b.PublishCtx(ctx, &PanelSaved{})   // want `^publish PanelSaved, aware$`
	_ = bus.PublishCtx(ctx, &PanelSaved{}) // want `^publish PanelSaved, aware$`
	b.AddEventListener(saved)              // want `^listen PanelSaved, twin, by saved$`
	bus.AddEventListener(saved)            // want `^listen PanelSaved, twin, by saved$`
	b.AddEventListenerCtx(savedCtx)        // want `^listen PanelSaved, aware, by savedCtx$`
	bus.AddEventListenerCtx(savedCtx)      // want `^listen PanelSaved, aware, by savedCtx$`
}

func saved(*PanelSaved) error                     { return nil }
func savedCtx(context.Context, *PanelSaved) error { return nil }
