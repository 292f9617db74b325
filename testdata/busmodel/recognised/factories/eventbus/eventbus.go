// Package eventbus has functions that register factories of listeners.
package eventbus

type Event struct {
	Topic string
	Data  any
}

type Listener interface {
	Name() string
	Start()
	Stop()
	Config() any
	Subscribe(e Event)
}

type ListenerFactory func() Listener

func PublishOrDrop(topic string, data any) {}

func Registry(name string, f ListenerFactory, options ...func(int)) {}
