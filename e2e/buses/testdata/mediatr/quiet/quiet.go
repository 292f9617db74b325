// Command quiet does with go-mediatr what one should.
package main

import (
	"context"

	"github.com/mehdihadeli/go-mediatr"

	"github.com/buslint/buslint/e2e/buses/testdata/mediatr/quiet/queries"
)

type OrderBook struct{ ISBN string }

type BookOrdered struct{ ISBN string }

type orders struct{}

func (orders) Handle(ctx context.Context, cmd *OrderBook) (*mediatr.Unit, error) {
	return &mediatr.Unit{}, mediatr.Publish(ctx, &BookOrdered{ISBN: cmd.ISBN})
}

type search struct{}

func (search) Handle(ctx context.Context, query *queries.FindBooksQuery) ([]string, error) {
	return nil, nil
}

type mail struct{}

func (mail) Handle(ctx context.Context, ordered *BookOrdered) error {
	later := *ordered
	later.ISBN = ""
	return nil
}

// ask sends requests of any type.
func ask[Q, A any](ctx context.Context, question Q) (A, error) {
	return mediatr.Send[Q, A](ctx, question)
}

// Mediator may be called once, or not at all.
func Mediator() error { return mediatr.RegisterNotificationHandler(mail{}) }

func main() {
	_ = mediatr.RegisterRequestHandler(orders{})
	_ = mediatr.RegisterRequestHandler(search{})
	_ = mediatr.RegisterNotificationHandler(mail{})
	_, _ = mediatr.Send[*OrderBook, *mediatr.Unit](context.Background(), &OrderBook{})
	_, _ = ask[*queries.FindBooksQuery, []string](context.Background(), &queries.FindBooksQuery{})
}
