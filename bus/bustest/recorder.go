package bustest

import (
	"context"
	"slices"
	"sync"

	"github.com/buslint/buslint/bus"
)

// A Recorder is a bus for one test. It notes what is sent, and passes it on to
// another bus. The code that is tested gets the Recorder in the place of the bus:
//
//	r := bustest.NewRecorder()
//	bustest.Fake(r, func(_ context.Context, query *FindUserQuery) error {
//		query.Result = &User{Name: "ada"}
//		return nil
//	})
//	service := stickers.New(r)
//	// …
//	events := bustest.Sent[StickersSentEvent](r)
//
// As each test has its own, nothing has to be reset. All methods may be called
// concurrently.
type Recorder struct {
	bus.Bus // where handlers and listeners are registered, and messages go

	mu    sync.Mutex
	sent  []bus.Msg
	fakes []func(ctx context.Context, msg bus.Msg) (handled bool, err error)
}

// NewRecorder returns a Recorder with a bus of its own.
func NewRecorder() *Recorder { return Record(bus.New()) }

// Record returns a Recorder that passes messages on to b.
func Record(b bus.Bus) *Recorder { return &Recorder{Bus: b} }

// Sent returns the messages of type M that have been dispatched or published, in
// the order in which that was begun: the same pointers, so that what handlers have
// changed since is seen. It does not matter what came of them, or whether anything
// was registered for them.
func Sent[M any](r *Recorder) []*M {
	r.mu.Lock()
	defer r.mu.Unlock()
	var sent []*M
	for _, msg := range r.sent {
		if msg, ok := msg.(*M); ok && msg != nil {
			sent = append(sent, msg)
		}
	}
	return sent
}

// Fake has h handle what is dispatched of type M from now on, whether or not
// there is a handler. The latest fake of a type counts.
func Fake[M any](r *Recorder, h func(context.Context, *M) error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.fakes = append(r.fakes, func(ctx context.Context, msg bus.Msg) (bool, error) {
		m, ok := msg.(*M)
		if !ok || m == nil || ctx == nil {
			return false, nil // what is wrong is for the bus to say
		}
		return true, h(ctx, m)
	})
}

// DispatchCtx notes the message and passes it on.
func (r *Recorder) DispatchCtx(ctx context.Context, msg bus.Msg) error {
	for _, fake := range slices.Backward(r.note(msg)) {
		if handled, err := fake(ctx, msg); handled {
			return err
		}
	}
	return r.Bus.DispatchCtx(ctx, msg)
}

// PublishCtx notes the event and passes it on.
func (r *Recorder) PublishCtx(ctx context.Context, msg bus.Msg) error {
	r.note(msg)
	return r.Bus.PublishCtx(ctx, msg)
}

// Dispatch is DispatchCtx with context.Background().
//
// Deprecated: use DispatchCtx, which passes the caller's context on.
func (r *Recorder) Dispatch(msg bus.Msg) error {
	return r.DispatchCtx(context.Background(), msg)
}

// Publish is PublishCtx with context.Background().
func (r *Recorder) Publish(msg bus.Msg) error {
	return r.PublishCtx(context.Background(), msg)
}

func (r *Recorder) note(msg bus.Msg) (fakes []func(context.Context, bus.Msg) (bool, error)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sent = append(r.sent, msg)
	return r.fakes
}
