// Package told has functions that are only told names, and others that tell of what they do.
package told

import "context"

type Agent struct{ ID string } // want `^Agent is an event$`

type AgentEvent struct{ Agent *Agent }

type EventPublisher interface {
	PublishAgentCreated(ctx context.Context, e AgentEvent)
	PublishAgentDeleted(ctx context.Context, id, team string)
	PublishTo(ctx context.Context, id, team string)
}

type Server struct{ events EventPublisher }

func (s *Server) create(ctx context.Context, a *Agent) {
	s.events.PublishAgentCreated(ctx, AgentEvent{a})   // want `^publish \?, aware$`
	s.events.PublishAgentDeleted(ctx, a.ID, "readers") // want `^publish \?, aware$`
	s.events.PublishTo(ctx, a.ID, "readers")
}

// An EventBus takes anything.
type EventBus struct{ listeners []func(event any) }

func (b *EventBus) Subscribe(f func(event any)) { b.listeners = append(b.listeners, f) }
func (b *EventBus) Publish(event any)           {}

// mint does something else, and tells of that.
func mint(b *EventBus, a *Agent) (string, error) {
	b.Publish(a) // want `^publish Agent$`
	return a.ID, nil
}

func announce(b *EventBus, a *Agent) error {
	b.Publish(a) // want `^publish Agent$`
	return nil
}

func use(b *EventBus) {
	_, _ = mint(b, &Agent{"1"})
	_ = announce(b, &Agent{"1"}) // want `^publish \?, through a value$`
}

type Notification struct{ Data any }

type Callback func(*Notification)

// A Chain makes the notification of what it sends.
type Chain struct{ callbacks []Callback }

func (c *Chain) Subscribe(f Callback) { c.callbacks = append(c.callbacks, f) }

func (c *Chain) sendNotification(kind int, data any) {
	for _, f := range c.callbacks {
		f(&Notification{data})
	}
}

func (c *Chain) sendBlock(kind int, data any) {}

func (c *Chain) accept(a *Agent) {
	c.sendNotification(1, a) // want `^publish Agent$`
	c.sendBlock(1, a)
}
