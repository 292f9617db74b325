// Package aggregate has what collects the events of an aggregate.
package aggregate

type Aggregate interface{ Transition(any) }

type AggregateRoot struct{ changes []any }

func (r *AggregateRoot) TrackChange(a Aggregate, data any) {
	r.changes = append(r.changes, data)
	a.Transition(data)
}
