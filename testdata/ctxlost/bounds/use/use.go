package use

import (
	"context"

	"example.com/testdata/ctxlost/bounds"
)

func place(ctx context.Context, q *bounds.QueueBus, p *bounds.PlainBus) {
	_ = q.Publish(context.Background(), bounds.OrderPlaced{})
	_ = p.Publish(context.Background(), bounds.OrderPlaced{})
	_ = q.Publish(nil, bounds.OrderPlaced{}) // want `q.Publish is passed a nil context`
}

func tell(ctx context.Context, b *bounds.EventBus, t *bounds.ToldBus, l *bounds.ListenerBus, a *bounds.AnyBus) {
	_ = b.Publish(context.Background(), bounds.OrderPlaced{}) // want `cuts the listeners off`
	t.Publish(context.Background(), bounds.OrderPlaced{})     // want `cuts the listeners off`
	l.Publish(context.Background(), bounds.OrderPlaced{})     // want `cuts the listeners off`
	a.Publish(context.Background(), bounds.OrderPlaced{})     // want `cuts the listeners off`
}
