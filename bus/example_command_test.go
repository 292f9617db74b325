package bus_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/buslint/buslint/bus"
)

type SendStickersCommand struct {
	UserID string
	Count  int64
}

type StickerService struct {
	bus bus.Bus
}

func (s *StickerService) Init() error {
	s.bus.AddHandlerCtx(s.SendStickers)
	return nil
}

func (s *StickerService) SendStickers(ctx context.Context, cmd *SendStickersCommand) error {
	if cmd.Count < 1 {
		return errors.New("no stickers to send")
	}
	fmt.Printf("%d for %s\n", cmd.Count, cmd.UserID)
	return nil
}

// A command goes to the one handler that a service registered in its Init
// method. It may fail, or find no handler, and a sender who can do without one
// compares for that.
func Example_command() {
	b := bus.New()
	send := func(ctx context.Context, cmd *SendStickersCommand) error {
		if err := b.DispatchCtx(ctx, cmd); err != nil {
			if err == bus.ErrHandlerNotFound {
				fmt.Println("nobody sends stickers here")
				return nil
			}
			return err
		}
		return nil
	}

	ctx := context.Background()
	fmt.Println(send(ctx, &SendStickersCommand{UserID: "taylor", Count: 1}))

	stickers := &StickerService{bus: b}
	if err := stickers.Init(); err != nil {
		fmt.Println(err)
	}
	fmt.Println(send(ctx, &SendStickersCommand{UserID: "taylor", Count: 1}))
	fmt.Println(send(ctx, &SendStickersCommand{UserID: "taylor"}))
	// Output:
	// nobody sends stickers here
	// <nil>
	// 1 for taylor
	// <nil>
	// no stickers to send
}
