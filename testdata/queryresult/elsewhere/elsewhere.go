// Package elsewhere handles queries of others.
package elsewhere

import (
	"context"

	"example.com/testdata/queryresult/elsewhere/plain"
	"example.com/testdata/queryresult/queries"
	"github.com/buslint/buslint/bus"
)

func register(b bus.Bus) {
	b.AddHandlerCtx(count) // want `^query CountQuery has no field Result or Results`
	_ = b.Dispatch(&plain.CountQuery{})
	_ = b.Dispatch(&plain.SumQuery{})
	b.AddHandlerCtx(func(_ context.Context, q *queries.FindUserQuery) error { return use(q) })
}

func count(_ context.Context, q *plain.CountQuery) error { return use(q) }

func use(any) error { return nil }
