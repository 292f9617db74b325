package bus_test

import (
	"context"
	"fmt"

	"github.com/buslint/buslint/bus"
)

type CreateFolderCommand struct {
	Title string
}

type FolderCreated struct {
	Title string
}

type FolderService struct {
	bus bus.Bus
}

func (s *FolderService) Init() error {
	bus.Handle(s.bus, s.CreateFolder)
	return nil
}

func (s *FolderService) CreateFolder(ctx context.Context, cmd *CreateFolderCommand) error {
	return bus.Publish(ctx, s.bus, &FolderCreated{Title: cmd.Title})
}

type AuditService struct {
	bus bus.Bus
}

func (s *AuditService) Init() error {
	bus.Listen(s.bus, s.FolderCreated)
	return nil
}

func (s *AuditService) FolderCreated(ctx context.Context, event *FolderCreated) error {
	fmt.Println("created:", event.Title)
	return nil
}

// With the generic functions the compiler checks that a handler has the right
// shape. They meet what the methods registered and sent, and the reverse.
func Example_typed() {
	b := bus.New()
	for _, service := range []interface{ Init() error }{&FolderService{b}, &AuditService{b}} {
		if err := service.Init(); err != nil {
			fmt.Println(err)
		}
	}

	ctx := context.Background()
	fmt.Println(bus.Dispatch(ctx, b, &CreateFolderCommand{Title: "typed"}))
	fmt.Println(b.DispatchCtx(ctx, &CreateFolderCommand{Title: "by method"}))
	// Output:
	// created: typed
	// <nil>
	// created: by method
	// <nil>
}
