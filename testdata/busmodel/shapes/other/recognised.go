package other

import (
	channels "example.com/testdata/busmodel/shapes/other/channels/bus"
	pertype "example.com/testdata/busmodel/shapes/other/pertype/bus"
	topics "example.com/testdata/busmodel/shapes/other/topics/bus"
)

type OpenDoor struct{}   // want `^OpenDoor is a message$`
type LockDoor struct{}   // want `^LockDoor is a command$`
type DoorOpened struct{} // want `^DoorOpened is an event$`

func recognised(c *channels.EventBus, t *topics.Bus, p *pertype.Bus[*LockDoor]) {
	c.Publish(&DoorOpened{})                                        // want `^publish DoorOpened$`
	c.AddEventListener(make(chan any))                              // want `^listen \?$`
	_ = t.Publish("doors", &OpenDoor{})                             // want `^publish OpenDoor$`
	_ = t.AddHandler("doors", func(*OpenDoor) error { return nil }) // want `^listen OpenDoor, by a literal$`
	_ = p.Dispatch(&LockDoor{})                                     // want `^dispatch LockDoor$`
	p.AddHandler(func(*LockDoor) error { return nil })              // want `^handle LockDoor, by a literal$`
}
