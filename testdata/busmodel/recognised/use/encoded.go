package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/encoded"
)

func encode(ctx context.Context, b encoded.EventBus, h encoded.EventHandler) {
	b.Publish(ctx, encoded.Event{Type: "lit"})     // want `^publish \?, aware$`
	b.Subscribe("lit", h)                          // want `^listen \?, aware$`
	b.Subscribe("lit", encoded.UseEventHandler(h)) // want `^listen \?, aware$`
	encoded.OnEvents(b, h)                         // want `^listen \?, aware$`
}
