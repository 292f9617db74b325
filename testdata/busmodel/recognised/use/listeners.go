package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/listeners"
)

type Loaded struct{} // want `^Loaded is an event$`

func (*Loaded) Next() error { return nil }

func tables(ctx context.Context, t *listeners.Table, l listeners.TableListener, c *listeners.CmdBuff, w listeners.BuffWatcher) {
	t.AddListener(l) // want `^listen \?$`
	t.Refresh(nil, nil)
	c.AddListener(w) // want `^listen \?$`
	c.Set("x")
}

func apps(ctx context.Context, a *listeners.App, h listeners.Handler, s *listeners.Signal[*Loaded], f *listeners.Feed, v listeners.ValueHandler) {
	a.On("started", h)                                                                  // want `^listen \?, aware$`
	a.Emit(ctx, "started", nil)                                                         // want `^publish \?, aware$`
	s.Bind(&listeners.SignalHandler[*Loaded]{Func: func(*Loaded) error { return nil }}) // want `^listen Loaded, by a literal$`
	s.Trigger(&Loaded{})                                                                // want `^publish Loaded$`
	f.Subscribe(make(chan Loaded))                                                      // want `^listen \?$`
	f.Send(Loaded{})                                                                    // want `^publish Loaded$`
	listeners.Subscribe("loaded", v)                                                    // want `^listen \?, aware$`
	listeners.Publish(ctx, "loaded", Loaded{})                                          // want `^publish Loaded, aware$`
}

func servers(ctx context.Context, s *listeners.Server, h *listeners.Hub, b listeners.Bus, v listeners.ValueHandler) {
	_, _ = s.Subscribe()                     // want `^listen \?$`
	_ = s.SendUpdate(Loaded{})               // want `^publish Loaded$`
	h.Subscribe("a", "b")                    // want `^listen \?$`
	h.Publish("a", listeners.Fields{"x": 1}) // want `^publish \?$`
	b.Listen(v)                              // want `^listen \?, aware$`
	b.Register(Loaded{})                     // want `^publish Loaded$`
	_ = b.Fire(ctx)
}

func heard(ctx context.Context, b listeners.Broadcaster, t *listeners.Topic[Loaded], h *listeners.HookBus, e listeners.EntryHandler) {
	listeners.AddHandler(func(*listeners.EventData) {}, 1, 2) // want `^listen \?, by a literal$`
	listeners.EmitEvent(&listeners.EventData{Kind: 1}, 1)     // want `^publish \?$`
	b.Register(make(chan any))                                // want `^listen \?$`
	b.Submit(Loaded{})                                        // want `^publish Loaded$`
	t.Receive(func(context.Context, Loaded) {})               // want `^listen Loaded, aware, by a literal$`
	t.Send(ctx, Loaded{})                                     // want `^publish Loaded, aware$`
	h.Register("x", e)                                        // want `^listen \?, aware$`
	_ = h.Dispatch(ctx, "x", listeners.Entry{})               // want `^publish \?, aware$`
}

func (*Loaded) Name() string { return "loaded" }

func watch(q *listeners.Queue, s listeners.Service, l listeners.NamedListener) {
	q.Watch()                                                         // want `^listen \?$`
	q.Publish(Loaded{})                                               // want `^publish Loaded$`
	s.RegisterListeners("x", []listeners.TimedHandler{{Listener: l}}) // want `^listen \?$`
	s.Dispatch("x", &Loaded{})                                        // want `^publish Loaded$`
}

func options(h listeners.RunHandler) { listeners.Run(listeners.WithCallbacks(h)) }
