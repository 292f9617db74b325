// Command shop sells with go-mediatr.
package main

import (
	"context"
	"net/http"

	"github.com/mehdihadeli/go-mediatr"
)

type OrderBook struct{ ISBN string }

type InvoiceCreationCommand struct{ ISBN string } // a command that is called one, with the name of a thing

type GetBook struct{ ISBN string } // a query, called by what it asks

type BooksQuery struct{ Author string }

type InvoiceDetails struct{ ISBN string } // may be a query: nobody knows

type CancelOrder struct{ ISBN string } // a request that nothing handles

type BookOrder struct{ ISBN string } // a notification with the name of a thing

type BookOrdered struct{ ISBN string }

type Book struct{ ISBN string }

type orders struct{}

func (orders) Handle(ctx context.Context, cmd *OrderBook) (*mediatr.Unit, error) {
	err := mediatr.Publish(context.Background(), &BookOrdered{ISBN: cmd.ISBN})
	return &mediatr.Unit{}, err
}

type confirmations struct{}

func (confirmations) Handle(ctx context.Context, cmd *InvoiceCreationCommand) (*mediatr.Unit, error) {
	return &mediatr.Unit{}, mediatr.Publish(ctx, BookOrder{ISBN: cmd.ISBN})
}

type books struct{}

func (books) Handle(ctx context.Context, query *GetBook) (*Book, error) { return &Book{}, nil }

type search struct{}

func (search) Handle(ctx context.Context, query *BooksQuery) ([]*Book, error) { return nil, nil }

type details struct{}

func (details) Handle(ctx context.Context, query *InvoiceDetails) (*Book, error) { return nil, nil }

type mail struct{}

func (*mail) Handle(ctx context.Context, ordered *BookOrdered) error {
	ordered.ISBN = "" // all listeners get the same
	return nil
}

type stock struct{}

func (stock) Handle(ctx context.Context, order BookOrder) error { return nil }

func setUp() error {
	for _, err := range []error{
		mediatr.RegisterRequestHandler[*OrderBook, *mediatr.Unit](orders{}),
		mediatr.RegisterRequestHandler[*OrderBook](orders{}),
		mediatr.RegisterRequestHandler(confirmations{}),
		mediatr.RegisterRequestHandlerFactory[*GetBook, *Book](func() mediatr.RequestHandler[*GetBook, *Book] { return books{} }),
		mediatr.RegisterRequestHandler(search{}),
		mediatr.RegisterRequestHandler(details{}),
		mediatr.RegisterNotificationHandler(&mail{}),
		mediatr.RegisterNotificationHandlers[BookOrder](stock{}, stock{}),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func order(ctx context.Context) error {
	if _, err := mediatr.Send[*OrderBook, *mediatr.Unit](context.TODO(), &OrderBook{}); err != nil {
		return err
	}
	if _, err := mediatr.Send[*CancelOrder, *mediatr.Unit](ctx, &CancelOrder{}); err != nil {
		return err
	}
	if _, err := mediatr.Send[*InvoiceCreationCommand, *mediatr.Unit](ctx, &InvoiceCreationCommand{}); err != nil {
		return err
	}
	if _, err := mediatr.Send[*InvoiceDetails, *Book](ctx, &InvoiceDetails{}); err != nil {
		return err
	}
	if err := mediatr.Publish(ctx, &OrderBook{}); err != nil {
		return err
	}
	_, err := mediatr.Send[*GetBook, *Book](ctx, &GetBook{})
	return err
}

func serve(w http.ResponseWriter, r *http.Request) {
	_ = mediatr.RegisterNotificationHandler(&mail{})
}

func main() {
	http.HandleFunc("/", serve)
	_ = setUp()
	_ = order(context.Background())
}
