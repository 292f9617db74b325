package dispatch

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/buslint/buslint/bus"
)

// A context that is over is not handed on.
func over(ctx context.Context, b bus.Bus) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer func() {
		_ = b.Dispatch(&RenameTeam{}) // want `with a context that is still alive; the one here may be done$`
	}()
	defer cancel()
	defer func() {
		_ = b.Dispatch(&RenameTeam{}) // want `it is deferred, so call b.DispatchCtx\(context.WithoutCancel\(ctx\), …\)$`
	}()
	return b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx\(ctx, …\)$`
}

func foundOver(ctx context.Context, b bus.Bus) error {
	if err := b.Dispatch(&RenameTeam{}); err != nil { // want `b.DispatchCtx\(ctx, …\)$`
		if errors.Is(err, context.Canceled) {
			return b.Dispatch(&RenameTeam{}) // want `with a context that is still alive`
		}
		return err
	}
	select {
	case <-ctx.Done():
		return b.Dispatch(&RenameTeam{}) // want `with a context that is still alive`
	default:
	}
	return b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx\(ctx, …\)$`
}

// A better one is not passed over.
func better(r *http.Request, b bus.Bus) {
	ctx := context.Background()
	_ = b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx\(r.Context\(\), …\)$`
	_ = ctx
	go func(r *http.Request) {
		_ = b.Dispatch(&RenameTeam{}) // want `with a context that the caller passes in$`
	}(r)
}

type queue struct{ jobs []func() }

func (q *queue) add(job func()) { q.jobs = append(q.jobs, job) }
func (q *queue) now(job func()) { job() }

func queued(ctx context.Context, b bus.Bus, q *queue) {
	q.add(func() {
		_ = b.Dispatch(&RenameTeam{}) // want `with a context that the caller passes in$`
	})
	q.now(func() {
		_ = b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx\(ctx, …\)$`
	})
}
