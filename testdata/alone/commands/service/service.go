package service

import (
	"context"

	"github.com/buslint/buslint/bus"

	"example.com/testdata/alone/commands/models"
	"example.com/testdata/alone/commands/notif"
	sees "example.com/testdata/alone/commands/sees/models"
)

func Init(b bus.Bus) {
	b.AddHandlerCtx(create) // want `command OrganizationCreationCommand is not in the imperative`
	b.AddHandlerCtx(seen)   // what its own package can tell
	b.AddHandlerCtx(ignored)
	b.AddHandlerCtx(suppressed)
	b.AddHandlerCtx(reported) // want `command StickerCreation is not in the imperative`
	b.AddHandlerCtx(query)
}

func create(context.Context, *models.OrganizationCreationCommand) error { return nil }
func seen(context.Context, *sees.UserCreationCommand) error             { return nil }
func ignored(context.Context, *notif.OptedCreation) error               { return nil }
func suppressed(context.Context, *notif.SilencedCreation) error         { return nil }
func reported(context.Context, *notif.StickerCreation) error            { return nil }
func query(context.Context, *notif.QueryCreation) error                 { return nil }
func send(ctx context.Context, b bus.Bus) error {
	return b.DispatchCtx(ctx, &models.ItemCreationCommand{})
}
