// Package described has what only sends, and who describes it may know more.
package described

import "context"

type Transaction struct{}

// A Sender asks a node on the network: buslint init took it for a bus.
type Sender interface {
	SendTransaction(ctx context.Context, tx *Transaction) error
}

// A Desk has handlers elsewhere: somebody described it.
type Desk interface {
	Send(ctx context.Context, msg any) error
}

func transact(ctx context.Context, s Sender, d Desk) {
	_ = s.SendTransaction(context.Background(), &Transaction{})
	_ = s.SendTransaction(nil, &Transaction{})       // want `nil context; pass ctx`
	_ = d.Send(context.Background(), &Transaction{}) // want `cuts the handler off`
}
