// Package handle handles commands of its own and of others.
package handle

import (
	"context"

	"example.com/testdata/commandname/commands"
	"example.com/testdata/commandname/handle/teams"
	"github.com/buslint/buslint/bus"
)

type (
	UserCreation struct{} // want `^command UserCreation is not in the imperative`
	CreateUser   struct{}
	UserQuery    struct{}
	UserDeletion struct{} // an event
)

func handle(b bus.Bus) {
	b.AddHandlerCtx(func(context.Context, *UserCreation) error { return nil })
	b.AddHandlerCtx(func(context.Context, *CreateUser) error { return nil })
	b.AddHandlerCtx(func(context.Context, *UserQuery) error { return nil })
	_ = b.Publish(&UserDeletion{})

	b.AddHandlerCtx(func(context.Context, *teams.TeamCreation) error { return nil }) // want `^command TeamCreation is not in the imperative`
	_ = b.Dispatch(&teams.TeamCreation{})
	_ = b.Dispatch(&teams.TeamDeletion{})
	b.AddHandlerCtx(func(context.Context, *commands.OrganizationUpdateCommand) error { return nil })
}
