// Package root has what aggregates are made of.
package root

type DomainEvent interface{ Name() string }

type Root struct{ changes []DomainEvent }

func (r *Root) Record(e DomainEvent) { r.changes = append(r.changes, e) }

func (r *Root) LoadFromHistory(events []DomainEvent, apply func(DomainEvent)) {
	for _, e := range events {
		apply(e)
	}
}

// Applied keeps what is applied to it.
type Applied struct{ changes []DomainEvent }

func (a *Applied) Apply(e DomainEvent) { a.changes = append(a.changes, e) }
