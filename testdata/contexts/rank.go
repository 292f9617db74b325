package contexts

import (
	"context"
	"net/http"
	"time"
)

// An empty context is better only than none.
func emptyFirst(parent context.Context) {
	ctx := context.Background()
	here() // want `^parent$`
	_ = ctx
}

func emptyAndRequest(r *http.Request) {
	ctx := context.TODO()
	here() // want `^r.Context\(\)$`
	_ = ctx
}

func emptyDerived(r *http.Request) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	here() // want `^r.Context\(\)$`
	_ = ctx
}

func emptyOnly() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	here() // want `^ctx$`
	_ = ctx
}

func emptyAtFirst(r *http.Request) {
	ctx := context.Background()
	_ = ctx
	if r != nil {
		ctx = r.Context()
	}
	here() // want `^ctx$`
}

func derived(parent context.Context) {
	ctx := context.WithValue(parent, other{}, 1)
	here() // want `^ctx$`
	_ = ctx
}

func derivedFromRequest(r *http.Request) {
	ctx := tagged(r.Context(), "a")
	here() // want `^ctx$`
	_ = ctx
}

func tagged(ctx context.Context, _ string) context.Context { return ctx }

func ofUnknownOrigin(s *server, parent context.Context) {
	ctx := s.ctx
	here() // want `^parent$`
	_ = ctx
}

func emptyOrUnnamed(_ context.Context) {
	bg := context.Background()
	here() // want `^ctx once named$`
	_ = bg
}

func unnamedTaken(_ context.Context, ctx other) {
	here() // want `^none$`
}

func unnamedBoth(context.Context, *other) {
	here() // want `^ctx once named$`
}

func namedFirst(_ context.Context, r *http.Request) {
	here() // want `^r.Context\(\)$`
}
