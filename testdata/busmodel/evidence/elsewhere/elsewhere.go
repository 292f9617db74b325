// Package elsewhere uses the messages of other packages. The place that a message
// normally has once speaks for it.
package elsewhere

import (
	"net/http"

	"example.com/testdata/busmodel/evidence/declared"
	"example.com/testdata/busmodel/evidence/models"
	"example.com/testdata/v2/messages"
	"github.com/buslint/buslint/bus"
)

func use(b bus.Bus, add func(bus.HandlerFunc)) {
	_ = b.Dispatch(&declared.Handle{})                               // want `^dispatch Handle, twin$`
	b.AddHandler(func(*declared.Handle) error { return nil })        // want `^handle Handle, twin, by a literal$` `^Handle is a command, declared elsewhere$`
	b.AddHandler(func(*declared.Handle) error { return nil })        // want `^handle Handle, twin, by a literal$`
	b.AddEventListener(func(*declared.Publish) error { return nil }) // want `^listen Publish, twin, by a literal$`
	_ = b.Publish(&declared.Publish{})                               // want `^publish Publish, twin$` `^Publish is an event, declared elsewhere$`
	_ = b.Publish(&declared.Publish{})                               // want `^publish Publish, twin$`

	// Many may dispatch and listen.
	_ = b.Dispatch(&declared.Dispatch{})                            // want `^dispatch Dispatch, twin$`
	b.AddEventListener(func(*declared.Listen) error { return nil }) // want `^listen Listen, twin, by a literal$`

	// The package of these knows what they are.
	b.AddHandler(func(*models.CreateUserCommand) error { return nil }) // want `^handle CreateUserCommand, twin, by a literal$`
	_ = b.Publish(&models.UserCreatedEvent{})                          // want `^publish UserCreatedEvent, twin$`
	b.AddHandler(func(*models.FindUserQuery) error { return nil })     // want `^handle FindUserQuery, twin, by a literal$`

	// It does not know about these.
	b.AddHandler(func(*models.User) error { return nil }) // want `^handle User, twin, by a literal$` `^User is a command, declared elsewhere$`
	_ = b.Publish(&models.AlertEvent{})                   // want `^publish AlertEvent, twin$` `^AlertEvent is an event, declared elsewhere$`

	// Those of other modules are not ours.
	b.AddHandler(func(*http.Request) error { return nil }) // want `^handle Request, twin, by a literal$`
	_ = b.Publish(&messages.Gone{})                        // want `^publish Gone, twin$`
	_ = b.Publish(&bus.InProcBus{})                        // want `^publish InProcBus, twin$`
}
