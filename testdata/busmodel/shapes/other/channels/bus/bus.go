// Package bus has an event bus made of channels.
package bus

type EventBus struct{ subscribers []chan any }

func (b *EventBus) Publish(event any) {
	for _, c := range b.subscribers {
		c <- event
	}
}

func (b *EventBus) AddEventListener(c chan any) { b.subscribers = append(b.subscribers, c) }
