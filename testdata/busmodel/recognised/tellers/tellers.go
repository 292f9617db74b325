// Package tellers has a type that makes the event of what it is given.
package tellers

type CloudEvent struct {
	Type string
	Data any
}

type ObserverFunc func(e CloudEvent) error

type Decorator struct{ observers []ObserverFunc }

func (d *Decorator) AddObserver(f ObserverFunc) { d.observers = append(d.observers, f) }

func (d *Decorator) RegisterModule(module any) { d.emitEvent("module.registered", module, nil) } // want `^publish \?$`

func (d *Decorator) emitEvent(eventType string, data any, metadata map[string]any) {
	for _, f := range d.observers {
		_ = f(CloudEvent{eventType, data})
	}
}

type Ready struct{} // want `^Ready is a message$`

func (d *Decorator) Init() {
	d.emitEvent("ready", Ready{}, nil) // want `^publish Ready$`
	d.RegisterModule(Ready{})
}
