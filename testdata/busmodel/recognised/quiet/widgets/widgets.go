// Package widgets has things to click on.
package widgets

type Event struct{ X, Y int }

type Button struct{ handlers []func(Event) }

func (b *Button) OnClick(h func(Event)) { b.handlers = append(b.handlers, h) }
func (b *Button) Fire(e Event) {
	for _, h := range b.handlers {
		h(e)
	}
}

type RootElement struct{ parts []any }

func (r *RootElement) RegisterPart(part any) { r.parts = append(r.parts, part) }

type Entity struct{ parts map[string]any }

func (e *Entity) RegisterPart(name string, part any) { e.parts[name] = part }
