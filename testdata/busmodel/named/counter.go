package named

import (
	"context"

	"example.com/testdata/busmodel/named/counter"
)

type WrapGift struct{} // want "WrapGift is a command"

type GiftWrapped struct{} // want "GiftWrapped is an event"

type TieRibbon struct{} // want "TieRibbon is a command"

type wrapper struct{}

func (wrapper) Work(WrapGift) error { return nil }

type tier struct{}

func (*tier) Work(ctx context.Context, ribbon *TieRibbon) error { return nil }

// A clerk without the method does other work.
type idle struct{}

func (idle) Rest(WrapGift) error { return nil }

// What looks like a counter, and is none.
type shelf struct{}

func (shelf) Put(ctx context.Context, work any) error { return nil }

func give(ctx context.Context, c counter.Counter, s shelf, option counter.Option, some counter.Worker[TieRibbon]) {
	c.Put(ctx, WrapGift{})                       // want "dispatch WrapGift, aware"
	c.Put(ctx, &TieRibbon{}, option, nil)        // want "dispatch TieRibbon, aware"
	c.Tell("gifts", GiftWrapped{}, ctx)          // want "publish GiftWrapped, aware"
	c.Serve(wrapper{})                           // want "handle WrapGift, by Work"
	c.Serve(&tier{}, option)                     // want "handle TieRibbon, aware, by Work"
	c.Serve(idle{})                              // want "handle \\?"
	c.Serve(func(WrapGift) error { return nil }) // want "handle WrapGift, by a literal"
	counter.Hire(c, wrapper{})                   // want "handle WrapGift, by Work"
	counter.Hire(c, some)                        // want "handle TieRibbon"
	s.Put(ctx, WrapGift{})
}

func beside(e *counter.EventBus, a counter.Announcer) {
	e.Subscribe(func(any) {}) // want "listen \\?, by a literal"
	e.Publish(&GiftWrapped{}) // want "publish GiftWrapped"
	a.Publish(&GiftWrapped{}) // want "publish GiftWrapped"
}
