package named

import (
	"context"

	"github.com/buslint/buslint/bus"

	"example.com/testdata/eventname/publish/named/roles"
)

type PeerEventType string

const (
	PeerAdded   PeerEventType = "added"
	PeerDropped PeerEventType = "dropped"
)

// PeerEvent is one of two.
type PeerEvent struct{ Type PeerEventType }

// DropEvent is always the same.
type DropEvent struct { // want `^event DropEvent is not in the past tense`
	Type PeerEventType
}

type Health int

const (
	Well Health = iota
	Ill
)

// HealthEvent has a type that says something else.
type HealthEvent struct { // want `^event HealthEvent is not in the past tense`
	Type string
	Kind Health
}

func peers(ctx context.Context, b bus.Bus, dropped bool) {
	e := &PeerEvent{Type: PeerAdded}
	if dropped {
		e = &PeerEvent{PeerDropped}
	}
	_ = b.PublishCtx(ctx, e)
	_ = b.PublishCtx(ctx, &DropEvent{Type: PeerDropped})
	_ = b.PublishCtx(ctx, &HealthEvent{Type: "x"})
	_ = b.PublishCtx(ctx, &roles.MoodEvent{Kind: roles.Good})
	_ = b.PublishCtx(ctx, &roles.MoodEvent{Kind: roles.Bad})
}
