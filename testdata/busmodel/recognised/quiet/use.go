// Package quiet uses what is no bus.
package quiet

import (
	"context"
	"net/http"

	"example.com/testdata/busmodel/recognised/quiet/calendar"
	"example.com/testdata/busmodel/recognised/quiet/collections"
	"example.com/testdata/busmodel/recognised/quiet/hardware"
	"example.com/testdata/busmodel/recognised/quiet/jobs"
	"example.com/testdata/busmodel/recognised/quiet/schema"
	"example.com/testdata/busmodel/recognised/quiet/transport"
	"example.com/testdata/busmodel/recognised/quiet/web"
	"example.com/testdata/busmodel/recognised/quiet/widgets"
)

type job struct{}

func (job) Run(context.Context) error { return nil }

func use(ctx context.Context, h *hardware.Bus, w hardware.Wire, p transport.Publisher, s transport.Subscriber, b *widgets.Button, q *jobs.Queue, r *jobs.Router) {
	_ = h.Send(1, nil)
	_ = w.Send(1, nil)
	_ = p.Publish(ctx, "rooms", &transport.Message{Topic: "rooms"})
	_, _ = s.Subscribe(ctx, "rooms")
	b.OnClick(func(widgets.Event) {})
	b.Fire(widgets.Event{X: 1})
	q.Submit(job{})
	q.Execute(job{})
	r.Handle("/", http.NotFoundHandler())
	http.Handle("/", r2{})
	http.HandleFunc("/x", func(http.ResponseWriter, *http.Request) {})
}

type r2 struct{}

func (r2) ServeHTTP(http.ResponseWriter, *http.Request) {}

func collect(ctx context.Context, s *collections.Set[job], f *collections.Feed[job], m *collections.Machine, b *collections.Bus) {
	s.Add(job{})
	s.Send(func(job) {})
	f.Push(job{})
	<-f.Watch(ctx)
	m.Attach(collections.Disk{})
	m.Notify(collections.Disk{})
	collections.Register(b, collections.Disk{})
	collections.Send(b, collections.Disk{})
}

type meeting struct{}

func (meeting) Name() string { return "meeting" }

func appoint(ctx context.Context) { calendar.Add(ctx, meeting{}) }

func parts(r *widgets.RootElement, e *widgets.Entity) {
	r.RegisterPart(meeting{})
	e.RegisterPart("meeting", meeting{})
}

func (meeting) ID(any) string { return "meeting" }

func (meeting) Allows(any) bool { return true }

func describe(s *schema.Service) {
	schema.RegisterEvent(s, meeting{})
	schema.AddEventFilter(s, meeting{})
}

func serve(s *web.Server) { s.Start(&web.Router{}, nil) }
