package kindmismatch

import (
	"context"

	"example.com/testdata/kindmismatch/models"
	"github.com/buslint/buslint/bus"
)

func byName(ctx context.Context, b bus.Bus) {
	_ = b.DispatchCtx(ctx, &models.UserCreatedEvent{})                           // want `^event UserCreatedEvent is dispatched, which calls no listener; publish it$`
	_ = bus.Dispatch(ctx, b, &models.UserCreatedEvent{})                         // want `^event UserCreatedEvent is dispatched`
	_ = b.PublishCtx(ctx, &models.CreateUserCommand{})                           // want `^command CreateUserCommand is published, which calls no handler; dispatch it$`
	_ = b.Publish(&models.FindUserQuery{})                                       // want `^query FindUserQuery is published`
	_ = b.Publish(&models.UserQuery{})                                           // want `^query UserQuery is published`
	b.AddHandler(func(*models.UserCreatedEvent) error { return nil })            // want `^event UserCreatedEvent is given a handler, which is not called when the event is published; add a listener$`
	b.AddEventListener(func(cmd *models.CreateUserCommand) error { return nil }) // want `^command CreateUserCommand is given a listener, which is not called when the message is dispatched; add a handler$`

	send := b.Publish
	_ = send(&models.CreateUserCommand{}) // want `^command CreateUserCommand is published`
}

func asNamed(ctx context.Context, b bus.Bus) {
	_ = b.PublishCtx(ctx, &models.UserCreatedEvent{})
	_ = b.DispatchCtx(ctx, &models.CreateUserCommand{})
	_ = b.DispatchCtx(ctx, &models.FindUserQuery{})
	b.AddEventListener(func(*models.UserCreatedEvent) error { return nil })
	b.AddHandler(func(cmd *models.CreateUserCommand) error { return nil })
}

// The words say something else than the suffix, or there is none.
func uncertain(ctx context.Context, b bus.Bus) {
	_ = b.DispatchCtx(ctx, &models.TrackEvent{})
	_ = b.PublishCtx(ctx, &models.UserDeletedCommand{})
	_ = b.PublishCtx(ctx, &models.SaveUser{})
	_ = b.DispatchCtx(ctx, &models.UserSaved{})
}
