// Package listed has listeners that are a map themselves, and nothing else.
package listed

type Event interface{ Name() string }

type Listeners map[string][]func(Event)

func (l Listeners) Add(name string, f func(Event)) { l[name] = append(l[name], f) }

func (l Listeners) Call(e Event) {
	for _, f := range l[e.Name()] {
		f(e)
	}
}
