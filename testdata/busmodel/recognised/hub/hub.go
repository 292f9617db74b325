// Package hub has brokers that send one struct for all events.
package hub

type Message struct {
	Name   string
	Fields map[string]any
	Body   []byte
}

type Subscription struct{ Receiver <-chan Message }

type Hub struct{ subscriptions map[string]Subscription }

func (h *Hub) Publish(m Message)                             {}
func (h *Hub) Subscribe(n int, names ...string) Subscription { return Subscription{} }

type RoomEvent struct {
	Event string
	Data  any
}

type SubscriptionRequest struct{ Event string }

type BrokerType struct{ ids map[string][]string }

func (b *BrokerType) Publish(e RoomEvent)                         {}
func (b *BrokerType) Subscribe(id string, to SubscriptionRequest) {}

// A Press has subscribers, but what it publishes is no event.
type Press struct{ readers map[string]Subscription }

type Book struct{ Title string }

func (p *Press) Publish(b Book)                     {}
func (p *Press) Subscribe(name string) Subscription { return Subscription{} }

// A BookPublisher neither.
type BookPublisher struct{ readers map[string]Subscription }

func (p *BookPublisher) Publish(b Book)                     {}
func (p *BookPublisher) Subscribe(name string) Subscription { return Subscription{} }
