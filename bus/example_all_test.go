package bus_test

import (
	"cmp"
	"context"
	"fmt"

	"github.com/buslint/buslint/bus"
)

// What a program cannot do without is checked when it starts, and by a test that
// calls the same function. "buslint catalog" finds the messages for the list.
func ExampleInProcBus_CheckHandlers() {
	b := bus.New()
	stickers := &StickerService{bus: b}
	if err := stickers.Init(); err != nil {
		fmt.Println(err)
	}
	fmt.Println(b.CheckHandlers((*SendStickersCommand)(nil), (*FindDashboardQuery)(nil)))
	// Output: bus: handler not found: nothing handles *bus_test.FindDashboardQuery
}

// A sender that prints the error names the message with it.
func ExampleInProcBus_CheckHandlers_sender() {
	b := bus.New()
	query := &FindDashboardQuery{ID: "foo"}
	err := b.DispatchCtx(context.Background(), query)
	if err == bus.ErrHandlerNotFound {
		// There may be a handler, and it may have returned that error itself.
		err = cmp.Or(b.CheckHandlers(query), err)
	}
	fmt.Println(err)
	// Output: bus: handler not found: nothing handles *bus_test.FindDashboardQuery
}

func ExampleInProcBus_All() {
	b := bus.New()
	stickers, notifications := &StickerService{bus: b}, &NotificationService{bus: b}
	for _, service := range []interface{ Init() error }{stickers, notifications} {
		if err := service.Init(); err != nil {
			fmt.Println(err)
		}
	}
	for reg := range b.All() {
		fmt.Println(reg.Message.Elem().Name(), reg.Listener)
	}
	// Output:
	// SendStickersCommand false
	// StickersSentEvent true
}
