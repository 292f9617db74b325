package ctxlost

import (
	"context"
	stdctx "context"

	"github.com/buslint/buslint/bus"
)

func (s *service) dispatches(ctx context.Context) error {
	return s.bus.DispatchCtx(context.Background(), &RenameTeamCommand{}) // want `^context.Background\(\) cuts the handler off from the caller's context; pass ctx, or context.WithoutCancel\(ctx\) if that is on purpose$`
}

func (s *service) publishes(ctx context.Context) error {
	return s.bus.PublishCtx(context.TODO(), &TeamRenamedEvent{}) // want `^context.TODO\(\) cuts the listeners off from the caller's context; pass ctx, or`
}

func typed(ctx context.Context, b bus.Bus) error {
	return bus.Dispatch(stdctx.Background(), b, &RenameTeamCommand{}) // want `^stdctx.Background\(\) cuts the handler off`
}

func parenthesized(ctx context.Context, b bus.Bus) error {
	return b.DispatchCtx((context.Background()), &RenameTeamCommand{}) // want `^context.Background\(\) cuts the handler off`
}

func methodExpression(ctx context.Context, b bus.Bus) error {
	return bus.Bus.DispatchCtx(b, context.Background(), &RenameTeamCommand{}) // want `cuts the handler off`
}

func throughValue(ctx context.Context, b bus.Bus) error {
	send := b.DispatchCtx
	return send(context.Background(), &RenameTeamCommand{}) // want `cuts the handler off`
}

// Its twins hand a context on, or have none.

func (s *service) handsOn(ctx context.Context) error {
	if err := s.bus.DispatchCtx(ctx, &RenameTeamCommand{}); err != nil {
		return err
	}
	return s.bus.PublishCtx(context.WithoutCancel(ctx), &TeamRenamedEvent{})
}

func (s *service) hasNone(name string) error {
	return s.bus.DispatchCtx(context.Background(), &RenameTeamCommand{Name: name})
}

func (s *service) hasNoName(_ context.Context) error {
	return s.bus.DispatchCtx(context.Background(), &RenameTeamCommand{})
}

func otherCall(ctx context.Context, do func(context.Context, any) error) error {
	return do(context.Background(), &RenameTeamCommand{})
}

func (s *service) withoutTwin(ctx context.Context) error {
	return s.bus.Dispatch(&RenameTeamCommand{})
}

// What a comment says of the context is on purpose, unless it is something to do.

func explained(ctx context.Context, b bus.Bus) error {
	// The request may be over before the listeners are: they need a context of their own.
	if err := b.PublishCtx(context.Background(), &TeamRenamedEvent{}); err != nil {
		return err
	}
	// detached
	detached := context.Background()
	if err := b.DispatchCtx(detached, &RenameTeamCommand{}); err != nil {
		return err
	}
	_ = b.PublishCtx(context.Background(), &TeamRenamedEvent{}) //nolint:contextcheck
	// TODO: pass the context.
	if err := b.DispatchCtx(context.Background(), &RenameTeamCommand{}); err != nil { // want `cuts the handler off`
		return err
	}
	// Rename it.
	return b.DispatchCtx(context.Background(), &RenameTeamCommand{}) // want `cuts the handler off`
}
