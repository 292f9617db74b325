package named

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type origin struct{ name, source string }

func newOrigin(source, name string) *origin { return &origin{name: name, source: source} }

func (o *origin) EventName() string { return o.name }

// TaskEvent is one of many, by what its part is made of.
type TaskEvent struct{ *origin }

func newTaskEvent(name string) *TaskEvent {
	part := newOrigin("board", name)
	return &TaskEvent{origin: part}
}

// AgentEvent comes from where it is told, and always is the same.
type AgentEvent struct{ *origin } // want `^event AgentEvent is not in the past tense`

func newAgentEvent(source string) *AgentEvent {
	part := newOrigin(source, "agent.started")
	return &AgentEvent{origin: part}
}

// OutboxEvent is called what is read from a store.
type OutboxEvent struct{ called string }

func (e *OutboxEvent) EventType() string { return e.called }

// FixEvent always is called the same.
type FixEvent struct{ called string } // want `^event FixEvent is not in the past tense`

func (e *FixEvent) EventType() string { return e.called }

func stored(ctx context.Context, b bus.Bus, rows []struct{ name string }) {
	_ = b.PublishCtx(ctx, newTaskEvent("task.created"))
	_ = b.PublishCtx(ctx, newAgentEvent("office"))
	for _, row := range rows {
		_ = b.PublishCtx(ctx, &OutboxEvent{called: row.name})
	}
	_ = b.PublishCtx(ctx, &FixEvent{called: "fixed"})
}
