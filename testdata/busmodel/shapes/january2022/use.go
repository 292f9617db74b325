package january2022

import (
	"context"

	"example.com/testdata/busmodel/shapes/january2022/bus"
)

type StarQuery struct{} // want `^StarQuery is a query$`
type Starred struct{}   // want `^Starred is an event$`

// The names are those of old, and a context travels.
func use(ctx context.Context, b bus.Bus, p *bus.InProcBus, r registrar) {
	_ = b.Dispatch(ctx, &StarQuery{}) // want `^dispatch StarQuery, aware$`
	_ = p.Publish(ctx, &Starred{})    // want `^publish Starred, aware$`
	b.AddHandler(stars)               // want `^handle StarQuery, aware, by stars$`
	p.AddEventListener(starred)       // want `^listen Starred, aware, by starred$`
	r.AddHandler(stars)               // want `^handle StarQuery, aware, by stars$`
}

type registrar interface{ AddHandler(bus.HandlerFunc) }

func stars(context.Context, *StarQuery) error { return nil }
func starred(context.Context, *Starred) error { return nil }
