package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/bus"
	"example.com/testdata/busmodel/recognised/queued"
)

type Stacked struct{} // want `^Stacked is an event$`

func (Stacked) Name() string { return "stacked" }

type Turned struct{} // want `^Turned is a message$`

type Stack struct{} // want `^Stack is a command$`

func (Stack) CommandID() string { return "stack" }

func queues(l *queued.Loop, ls queued.Listeners, h *queued.Hook[Turned], f *queued.Feed[Turned], q *queued.Queue, e *queued.Engine, v *queued.Live, b queued.CommandBus[Stack]) {
	l.AddHandler(queued.NewEventHandler("stacked", func(queued.Event) {}))        // want `^listen \?$`
	l.Push(Stacked{})                                                             // want `^publish Stacked$`
	ls.Add("stacked", func(queued.Event) {})                                      // want `^listen \?, by a literal$`
	ls.Call(Stacked{})                                                            // want `^publish Stacked$`
	h.Append(func(Turned) bool { return true })                                   // want `^listen Turned, by a literal$`
	h.Trigger(Turned{})                                                           // want `^publish Turned$`
	f.Subscribe(make(chan Turned))                                                // want `^listen \?$`
	f.Send(Turned{})                                                              // want `^publish Turned$`
	q.Handle("stack", func(context.Context, queued.Command) error { return nil }) // want `^handle \?, aware, by a literal$`
	q.Enqueue(Stack{})                                                            // want `^dispatch Stack$`
	e.On("running", func(any) {})                                                 // want `^listen \?, by a literal$`
	v.Subscribe()                                                                 // want `^listen \?$`
	v.Publish(queued.Update{})                                                    // want `^publish \?$`
	b.Record(Stack{}, func(context.Context, Stack) error { return nil })          // want `^handle Stack, aware, by a literal$`
	_ = b.Dispatch(context.Background(), Stack{})                                 // want `^dispatch Stack, aware$`
}

// A publisher is what this package needs of a bus.
type publisher interface{ Publish(events ...bus.Event) }

func publishes(b *bus.Bus, p publisher) {
	b.Subscribe(func(bus.Event) {})       // want `^listen \?, by a literal$`
	b.Publish(bus.Event{Kind: "started"}) // want `^publish \?$`
	p.Publish(bus.Event{Kind: "stopped"}) // want `^publish \?$`
	bus.Subscribe(func(bus.Event) {})     // want `^listen \?, by a literal$`
	bus.Publish(bus.Event{Kind: "gone"})  // want `^publish \?$`
}
