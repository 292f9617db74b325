// Package typed uses the functions of the reference bus.
package typed

import (
	"context"
	"net"
	"net/http"

	"github.com/buslint/buslint/bus"
)

type FindUserQuery struct{ Result string } // want `^FindUserQuery is a query$`
type UserFound struct{}                    // want `^UserFound is an event$`

func typed(ctx context.Context, b bus.Bus) {
	bus.Handle(b, find)                                     // want `^handle FindUserQuery, aware, by find$`
	bus.Handle[FindUserQuery](b, find)                      // want `^handle FindUserQuery, aware, by find$`
	bus.Listen(b, func(context.Context, *UserFound) error { // want `^listen UserFound, aware, by a literal$`
		return nil
	})
	_ = bus.Dispatch(ctx, b, &FindUserQuery{})                // want `^dispatch FindUserQuery, aware$`
	_ = bus.Dispatch[FindUserQuery](ctx, b, &FindUserQuery{}) // want `^dispatch FindUserQuery, aware$`
	_ = bus.Publish(ctx, b, &UserFound{})                     // want `^publish UserFound, aware$`

	publish := bus.Publish[UserFound] // want `^publish \?, aware, value$`
	_ = publish(ctx, b, &UserFound{}) // want `^publish UserFound, aware, through a value$`
}

func find(ctx context.Context, query *FindUserQuery) error { return nil }

// Other packages have functions of those names as well.
func others() {
	http.Handle("/", nil)
	_, _ = net.Listen("tcp", "")
	http.NewServeMux().Handle("/", nil)
}
