// Package functions is a bus of functions, which knows events by their names.
package functions

type Event interface{ Name() string }

type Listener interface {
	Handle(payload []byte, e Event) error
	Name() string
}

var listeners = map[string][]Listener{}

func Dispatch(e Event) error {
	for _, l := range listeners[e.Name()] {
		if err := l.Handle(nil, e); err != nil {
			return err
		}
	}
	return nil
}

func DispatchOnCommit(session any, e Event) {}

func RegisterListener(name string, l Listener) { listeners[name] = append(listeners[name], l) }
