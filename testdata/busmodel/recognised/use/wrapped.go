package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/wrapped"
)

type BookSold struct{} // want `^BookSold is an event$`

func sold(context.Context, *BookSold) error { return nil }

func throughWrapper(ctx context.Context, b *wrapped.Bus, m wrapped.Messages) {
	_ = wrapped.Subscribe(b, "books", sold) // want `^listen BookSold, aware, by sold$`
	_ = b.Publish(ctx, BookSold{})          // want `^publish BookSold, aware$`
	_ = b.SendCommand(ctx, DeleteUser{})    // want `^dispatch DeleteUser, aware$`
	_ = m.PublishEvent(ctx, BookSold{})     // want `^publish BookSold, aware$`
	_ = m.SendCommand(ctx, DeleteUser{})    // want `^dispatch DeleteUser, aware$`
}
