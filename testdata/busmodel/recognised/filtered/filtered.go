// Package filtered has a bus of which subscriptions are told afterwards what they hear.
package filtered

type Messager interface{ Key() string }

type Bus struct{ subs []*Subscription }

type Subscription struct {
	filters []any
	C       chan any
}

func (b *Bus) Sub(name string) *Subscription {
	s := &Subscription{C: make(chan any)}
	b.subs = append(b.subs, s)
	return s
}

func (b *Bus) Pub(m Messager) {
	for _, s := range b.subs {
		s.C <- m
	}
}

func (s *Subscription) AddFilter(v any, labels ...string) { s.filters = append(s.filters, v) }

func (s *Subscription) DelFilter(v any) { s.filters = nil }

// Search is no subscription.
type Search struct{ filters []any }

func (s *Search) AddFilter(v any) { s.filters = append(s.filters, v) }
