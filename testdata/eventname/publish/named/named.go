// Package named publishes events of which what makes them says what they are called.
package named

import (
	"context"

	"github.com/buslint/buslint/bus"

	"example.com/testdata/eventname/publish/named/roles"
)

// UserEvent stands for several events.
type UserEvent struct{ roles.Named }

func newUserEvent(name string) *UserEvent { return &UserEvent{roles.NewNamed(name)} }

// LoginEvent has one name.
type LoginEvent struct { // want `^event LoginEvent is not in the past tense`
	roles.Named
	User string
}

func newLoginEvent(user string) *LoginEvent {
	return &LoginEvent{Named: roles.NewNamed("user.login"), User: user}
}

func publish(ctx context.Context, b bus.Bus) {
	_ = b.PublishCtx(ctx, newUserEvent("user.created"))
	_ = b.PublishCtx(ctx, newLoginEvent("anna"))
	_ = b.PublishCtx(ctx, roles.NewRoleEvent(1, roles.RoleCreated))
	removed := roles.NewRoleEvent(1, roles.RoleRemoved)
	_ = b.PublishCtx(ctx, removed)
	grant := roles.NewGrantEvent("admin")
	_ = b.PublishCtx(ctx, &grant) // want `^event GrantEvent is not in the past tense`
	task := roles.NewTaskEvent("task.done", "wash")
	_ = b.PublishCtx(ctx, &task)
	job := roles.NewJobEvent("wash")
	_ = b.PublishCtx(ctx, &job) // want `^event JobEvent is not in the past tense`
	own := roles.NewOwnEvent(roles.RoleCreated)
	_ = b.PublishCtx(ctx, &own) // want `^event OwnEvent is not in the past tense`
}
