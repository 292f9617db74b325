// Package topics has a bus that goes by topics.
package topics

type Bus struct{}

func (b *Bus) Publish(topic string, data any)            {}
func (b *Bus) Subscribe(topic string, fn any) error      { return nil }
func (b *Bus) SubscribeAsync(topic string, fn any) error { return nil }
