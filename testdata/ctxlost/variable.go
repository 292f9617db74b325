package ctxlost

import (
	"context"
	"time"

	"github.com/buslint/buslint/bus"
)

func held(ctx context.Context, b bus.Bus) error {
	background := context.Background() // want `^background is context.Background\(\), which cuts the handler off from the caller's context; pass ctx, or`
	return b.DispatchCtx(background, &RenameTeamCommand{})
}

func heldForTwo(ctx context.Context, b bus.Bus) error {
	var todo context.Context = context.TODO() // want `^todo is context.TODO\(\), which cuts the handler off`
	if err := b.DispatchCtx(todo, &RenameTeamCommand{}); err != nil {
		return err
	}
	return b.PublishCtx(todo, &TeamRenamedEvent{})
}

// Who knows what the others want with it: the fix is left to a person.
func heldForOthers(ctx context.Context, b bus.Bus, other func(context.Context)) error {
	background := context.Background() // want `^background is context.Background\(\)`
	other(background)
	return b.DispatchCtx(background, &RenameTeamCommand{})
}

// What is held is not certain, or comes before there was a context.

func reassigned(ctx context.Context, b bus.Bus, detach bool) error {
	c := context.Background()
	if !detach {
		c = ctx
	}
	return b.DispatchCtx(c, &RenameTeamCommand{})
}

func addressTaken(ctx context.Context, b bus.Bus, set func(*context.Context)) error {
	c := context.Background()
	set(&c)
	return b.DispatchCtx(c, &RenameTeamCommand{})
}

func derived(ctx context.Context, b bus.Bus) error {
	c, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return b.DispatchCtx(c, &RenameTeamCommand{})
}

func chosen(ctx context.Context, b bus.Bus, choose func(context.Context) context.Context) error {
	c := choose(context.Background())
	return b.DispatchCtx(c, &RenameTeamCommand{})
}

var background = context.Background()

func shared(ctx context.Context, b bus.Bus) error {
	return b.DispatchCtx(background, &RenameTeamCommand{})
}

func empty(b bus.Bus) error {
	ctx := context.Background()
	return b.DispatchCtx(ctx, &RenameTeamCommand{})
}
