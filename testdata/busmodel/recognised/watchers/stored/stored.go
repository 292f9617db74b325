// Package stored has a store that tells its subscribers of events, and nothing else.
package stored

type Event struct{ Kind string }

type Store struct{ subscribers map[*EventSubscriber]struct{} }

type EventSubscriber struct{ ch chan Event }

func (s *EventSubscriber) C() <-chan Event { return s.ch }

func (s *Store) SubscribeEvents() *EventSubscriber {
	sub := &EventSubscriber{make(chan Event)}
	s.subscribers[sub] = struct{}{}
	return sub
}

func (s *Store) NotifyEvent(e Event) {
	for sub := range s.subscribers {
		sub.ch <- e
	}
}
