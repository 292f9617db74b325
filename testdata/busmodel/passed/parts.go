package passed

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type (
	FilmShown   struct{} // want `^FilmShown is an event$`
	FilmPraised struct{} // want `^FilmPraised is an event$`
	FilmBurnt   struct{}
)

// given hands a function of the bus, and one that calls it, to others.
func given(ctx context.Context, b bus.Bus) {
	emit := func(event any) { _ = b.PublishCtx(ctx, event) } // want `^publish \?, aware$`
	emit(&FilmShown{})                                       // want `^publish FilmShown, aware, through a value$`
	premiere(emit)
	praise(func(event any) { emit(event) }) // want `^publish \?, aware, through a value$`
	each([]any{&FilmBurnt{}}, func(event any) {
		_ = b.PublishCtx(ctx, event) // want `^publish \?, aware$`
	})
	several(emit)
	several(func(any) {})
}

func premiere(tell func(any)) {
	tell(&FilmShown{}) // want `^publish FilmShown, aware, through a value$`
}

func praise(tell func(any)) {
	tell(&FilmPraised{}) // want `^publish FilmPraised, aware, through a value$`
}

// each calls what it is given with what its caller knows.
func each(list []any, do func(any)) {
	for _, x := range list {
		do(x)
	}
}

// several is called with a function that is none of a bus, too.
func several(do func(any)) { do(&FilmBurnt{}) }

// A showing says with fields what is sent, and by whom that is handled.
type showing struct {
	Event   any
	Handler func(context.Context, *FilmShown) error
	Name    string
}

func show(ctx context.Context, b bus.Bus, s showing) error {
	return b.PublishCtx(ctx, s.Event) // want `^publish \?, aware$`
}

func attend(b bus.Bus, shown []showing) {
	for _, s := range shown {
		b.AddEventListenerCtx(s.Handler) // want `^listen FilmShown, aware$`
	}
}

// later sends in a goroutine.
func later(ctx context.Context, b bus.Bus, event any) {
	go func(event any) {
		_ = b.PublishCtx(ctx, event) // want `^publish \?, aware$`
	}(event)
}

// name sends what it makes of a field.
func name(ctx context.Context, b bus.Bus, s showing) error {
	return b.PublishCtx(ctx, &FilmPraised{}) // want `^publish FilmPraised, aware$`
}

func seen(context.Context, *FilmShown) error { return nil }

func program(ctx context.Context, b bus.Bus) {
	_ = show(ctx, b, showing{Event: &FilmShown{}, Name: "night"}) // want `^publish FilmShown, aware, through a value$`
	attend(b, []showing{{Handler: seen}})                         // want `^listen FilmShown, aware, through a value, by seen$`
	later(ctx, b, &FilmShown{})                                   // want `^publish FilmShown, aware, through a value$`
	_ = name(ctx, b, showing{Event: &FilmBurnt{}})
}

// A ticket stands for all messages.
type ticket struct { // want `^ticket is an event$`
	Topic   string
	Payload any
}

func sell(ctx context.Context, b bus.Bus, topic string, payload any) error {
	return b.PublishCtx(ctx, &ticket{Topic: topic, Payload: payload}) // want `^publish ticket, aware$`
}

func stamp(ctx context.Context, b bus.Bus, topic string) error {
	return b.PublishCtx(ctx, &ticket{Topic: topic, Payload: 1}) // want `^publish ticket, aware$`
}

func box(ctx context.Context, b bus.Bus) {
	_ = sell(ctx, b, "film", FilmBurnt{}) // want `^publish \?, aware, through a value$`
	_ = stamp(ctx, b, "film")
}
