// Package called handles messages that are called queries by their package.
package called

import (
	"context"

	"example.com/testdata/queryresult/called/query"
	"github.com/buslint/buslint/bus"
)

func register(b bus.Bus) {
	b.AddHandlerCtx(get) // want `^query GetUser has no field Result or Results`
	b.AddHandlerCtx(func(_ context.Context, q *query.FindUser) error { return use(q) })
	b.AddHandlerCtx(remove)
}

func get(_ context.Context, q *query.GetUser) error { return use(q) }

func remove(context.Context, *query.DeleteUser) error { return nil }

func use(any) error { return nil }
