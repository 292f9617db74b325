// Package aggregate has what collects the events of an aggregate.
package aggregate

import "context"

type Aggregate interface{ Transition(any) }

type AggregateRoot struct{ changes []any }

func (r *AggregateRoot) TrackChange(a Aggregate, data any) {
	r.changes = append(r.changes, data)
	a.Transition(data)
}

// Stored is what an event is kept in.
type Stored struct {
	ID   string
	Data any
}

type Projector interface {
	Project(context.Context, Stored) error
}

type Publisher struct{ projectors []Projector }

func (p *Publisher) Subscribe(projectors ...Projector) {
	p.projectors = append(p.projectors, projectors...)
}

func (p *Publisher) PublishEvents(ctx context.Context, events ...Stored) {
	for _, e := range events {
		for _, to := range p.projectors {
			_ = to.Project(ctx, e)
		}
	}
}
