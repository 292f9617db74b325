package ctxlost

import (
	"context"
	"errors"
	"net/http"
	"os"
	"time"

	"github.com/buslint/buslint/bus"
)

func (s *service) serve(w http.ResponseWriter, r *http.Request) {
	_ = s.bus.DispatchCtx(context.Background(), &RenameTeamCommand{}) // want `pass r.Context\(\), or context.WithoutCancel\(r.Context\(\)\)`
}

type reqContext struct{ Req *http.Request }

func (s *service) handle(c *reqContext) error {
	return s.bus.DispatchCtx(context.Background(), &RenameTeamCommand{}) // want `pass c.Req.Context\(\), or`
}

func (s *service) local(r *http.Request) error {
	reqCtx := r.Context()
	_ = reqCtx
	return s.bus.DispatchCtx(context.Background(), &RenameTeamCommand{}) // want `pass reqCtx, or`
}

func (s *service) ownContext() func(context.Context) error {
	return func(ctx context.Context) error {
		return s.bus.DispatchCtx(context.Background(), &RenameTeamCommand{}) // want `pass ctx, or`
	}
}

// A local context with a deadline may have passed it: the parameter has not.
func (s *service) deadline(ctx context.Context, do func(context.Context)) error {
	short, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	do(short)
	return s.bus.DispatchCtx(context.Background(), &RenameTeamCommand{}) // want `pass ctx, or`
}

// Where the context in scope may be of another time, or over, nothing is said.

func (s *service) onlyDerived(do func(context.Context)) error {
	short, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	do(short)
	return s.bus.DispatchCtx(context.Background(), &RenameTeamCommand{})
}

func (s *service) literal(ctx context.Context, submit func(func())) {
	submit(func() {
		_ = s.bus.DispatchCtx(context.Background(), &RenameTeamCommand{})
	})
}

func (s *service) goroutine(ctx context.Context) {
	go s.bus.PublishCtx(context.Background(), &TeamRenamedEvent{})
	go func() {
		_ = s.bus.PublishCtx(context.Background(), &TeamRenamedEvent{})
	}()
}

func (s *service) deferred(ctx context.Context) {
	defer s.bus.PublishCtx(context.Background(), &TeamRenamedEvent{})
	defer func() {
		_ = s.bus.PublishCtx(context.Background(), &TeamRenamedEvent{})
	}()
}

func (s *service) run(ctx context.Context) error {
	<-ctx.Done()
	return s.bus.PublishCtx(context.Background(), &TeamRenamedEvent{})
}

func (s *service) failed(ctx context.Context, do func(context.Context) error) {
	if err := do(ctx); err != nil && ctx.Err() != nil {
		_ = s.bus.PublishCtx(context.Background(), &TeamRenamedEvent{})
	}
}

func (s *service) cancelled(ctx context.Context, do func(context.Context)) {
	ctx, cancel := context.WithCancel(ctx)
	do(ctx)
	cancel()
	_ = s.bus.PublishCtx(context.Background(), &TeamRenamedEvent{})
}

type worker struct{ service }

func (w *worker) Context() context.Context { return context.Background() }

func (w *worker) older() error {
	return w.bus.DispatchCtx(context.Background(), &RenameTeamCommand{})
}

func main(b bus.Bus) {
	_ = b.DispatchCtx(context.Background(), &RenameTeamCommand{})
}

// An empty context is handed on for a reason where the caller's is over, or missing.
func deliberate(ctx context.Context, b bus.Bus, err error) {
	if errors.Is(err, context.Canceled) {
		_ = b.DispatchCtx(context.Background(), &RenameTeamCommand{})
	}
}

func deliberateDeadline(ctx context.Context, b bus.Bus, err error) {
	switch err {
	case context.DeadlineExceeded:
		_ = b.DispatchCtx(context.Background(), &RenameTeamCommand{})
	}
}

func deliberateCause(ctx context.Context, b bus.Bus) {
	if context.Cause(ctx) != nil {
		_ = b.DispatchCtx(context.Background(), &RenameTeamCommand{})
	}
}

func deliberateNil(ctx context.Context, b bus.Bus) {
	if ctx == nil {
		_ = b.DispatchCtx(context.Background(), &RenameTeamCommand{})
	}
}

func gaveUp(err error) bool { return errors.Is(err, context.DeadlineExceeded) }

func deliberateByDeadline(ctx context.Context, b bus.Bus) {
	if end, ok := ctx.Deadline(); ok && time.Until(end) <= 0 {
		_ = b.DispatchCtx(context.Background(), &RenameTeamCommand{})
	}
}

func isMissing(err error) bool { return errors.Is(err, bus.ErrHandlerNotFound) }

func deliberateByFunction(ctx context.Context, b bus.Bus, err error) {
	if gaveUp(err) || os.IsTimeout(err) {
		_ = b.DispatchCtx(context.Background(), &RenameTeamCommand{})
	}
}

func otherFunction(ctx context.Context, b bus.Bus, err error) {
	if isMissing(err) || os.IsNotExist(err) {
		_ = b.DispatchCtx(context.Background(), &RenameTeamCommand{}) // want `pass ctx`
	}
}

func otherCauses(ctx context.Context, b bus.Bus, err error) {
	if errors.Is(err, bus.ErrHandlerNotFound) || err == nil || b == nil {
		_ = b.DispatchCtx(context.Background(), &RenameTeamCommand{}) // want `pass ctx`
	}
}

func commented(ctx context.Context, b bus.Bus) {
	_ = b.DispatchCtx(context.Background( /* keep */ ), &RenameTeamCommand{}) // want `pass ctx`
	_ = b.DispatchCtx(context.Background(                                     // want `pass ctx`
	// in the background
	), &RenameTeamCommand{})
}
