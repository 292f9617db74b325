package contexts

import (
	"context"
	"net/http"
	"sync"
)

func changedBeside(ctx context.Context, value any) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		here() // want `^changing$`
	}()
	ctx = context.WithValue(ctx, value, 1)
	here() // want `^ctx$`
	wg.Wait()
}

func changedBefore(ctx context.Context, value any) {
	ctx = context.WithValue(ctx, value, 1)
	var wg sync.WaitGroup
	wg.Go(func() {
		here() // want `^ctx$`
	})
	wg.Wait()
	ctx = context.WithValue(ctx, value, 2)
	here() // want `^ctx$`
}

func changedInLoop(ctx context.Context, values []any) {
	var wg sync.WaitGroup
	for _, value := range values {
		ctx = context.WithValue(ctx, value, 1)
		wg.Go(func() {
			here() // want `^changing$`
		})
	}
	wg.Wait()
}

func ownInLoop(parent context.Context, values []any) {
	var wg sync.WaitGroup
	for _, value := range values {
		ctx := context.WithValue(parent, value, 1)
		ctx = context.WithValue(ctx, value, 2)
		wg.Go(func() {
			here() // want `^ctx$`
		})
	}
	wg.Wait()
}

func requestBeside(r *http.Request) {
	var wg sync.WaitGroup
	wg.Go(func() {
		here() // want `^changing$`
	})
	r = r.WithContext(r.Context())
	wg.Wait()
}

func changedByGoroutine(ctx context.Context, value any) {
	var wg sync.WaitGroup
	here() // want `^ctx$`
	wg.Go(func() {
		ctx = context.WithValue(ctx, value, 1)
		here() // want `^ctx$`
	})
	here() // want `^changing$`
	wg.Wait()
	here() // want `^ctx$`
}

func another(ctx context.Context, r *http.Request, value any) {
	var wg sync.WaitGroup
	wg.Go(func() {
		here() // want `^r.Context\(\)$`
	})
	ctx = context.WithValue(ctx, value, 1)
	wg.Wait()
}
