package bus_test

import (
	"fmt"

	"github.com/buslint/buslint/bus"
)

type StickersSentEvent struct {
	UserID string
	Count  int64
}

type NotificationService struct {
	bus bus.Bus
}

func (s *NotificationService) Init() error {
	s.bus.AddEventListener(s.StickersSent)
	return nil
}

func (s *NotificationService) StickersSent(event *StickersSentEvent) error {
	fmt.Printf("%s has %d new stickers\n", event.UserID, event.Count)
	return nil
}

// A service subscribes to an event in its Init method; whoever has seen the
// event happen publishes it.
func Example_event() {
	b := bus.New()
	notifications := &NotificationService{bus: b}
	if err := notifications.Init(); err != nil {
		fmt.Println(err)
	}

	event := &StickersSentEvent{
		UserID: "taylor",
		Count:  1,
	}
	if err := b.Publish(event); err != nil {
		fmt.Println(err)
	}
	// Output: taylor has 1 new stickers
}
