package several

import (
	"context"

	"example.com/testdata/busmodel/shapes/several/bus"
	"example.com/testdata/busmodel/shapes/several/cmd"
	"example.com/testdata/busmodel/shapes/several/query"
)

type DoorOpened struct{} // want `^DoorOpened is an event$`

func lock(context.Context, *cmd.LockDoor) error   { return nil }
func find(context.Context, *query.DoorByID) error { return nil }
func opened(context.Context, *DoorOpened) error   { return nil }

func use(ctx context.Context, msgs []any) {
	_ = bus.Dispatch(ctx, &cmd.LockDoor{})                              // want `^dispatch LockDoor, aware$`
	_ = bus.Dispatch(ctx, &cmd.LockDoor{}, &query.DoorByID{})           // want `^dispatch LockDoor, aware$` `^dispatch DoorByID, aware$`
	bus.MustDispatch(ctx, &query.CloseDoor{}, msgs[0])                  // want `^dispatch CloseDoor, aware$` `^dispatch \?, aware$`
	bus.MustDispatch(ctx, msgs...)                                      // want `^dispatch \?, aware$`
	bus.MustDispatch(ctx, []any{&cmd.LockDoor{}, &query.DoorByID{}}...) // want `^dispatch LockDoor, aware$` `^dispatch DoorByID, aware$`
	bus.MustDispatch(ctx)                                               // want `^dispatch \?, aware$`
	bus.MustDispatch(both())                                            // want `^dispatch \?, aware$`
	bus.Publish(ctx, &DoorOpened{})                                     // want `^publish DoorOpened, aware$`
	bus.AddHandler(lock)                                                // want `^handle LockDoor, aware, by lock$` `^LockDoor is a command, declared elsewhere$`
	bus.AddHandler(find)                                                // want `^handle DoorByID, aware, by find$` `^DoorByID is a query, declared elsewhere$`
	bus.AddListener(opened)                                             // want `^listen DoorOpened, aware, by opened$`

	send := bus.Dispatch                            // want `^dispatch \?, aware, value$`
	_ = send(ctx, &cmd.LockDoor{}, &cmd.LockDoor{}) // want `^dispatch LockDoor, aware, through a value$` `^dispatch LockDoor, aware, through a value$`
}

func both() (context.Context, any) { return nil, nil }
