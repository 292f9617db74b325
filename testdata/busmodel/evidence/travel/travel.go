// Package travel has messages that are known by how they travel.
package travel

import "github.com/buslint/buslint/bus"

type (
	Published     struct{} // want `^Published is an event$`
	Heard         struct{} // want `^Heard is an event$`
	Dispatched    struct{} // want `^Dispatched is a command$`
	Handled       struct{} // want `^Handled is a command$`
	AskedQuery    struct{} // want `^AskedQuery is a query$`
	AnsweredQuery struct{} // want `^AnsweredQuery is a query$`
	AskedQueryV2  struct{} // want `^AskedQueryV2 is a query$`
	Query         struct{} // want `^Query is a command$`

	// The way it travels says more than the name.
	SentCommand struct{} // want `^SentCommand is an event$`
	DoneEvent   struct{} // want `^DoneEvent is a command$`
	ToldQuery   struct{} // want `^ToldQuery is an event$`

	// Nothing is certain about what is used both ways.
	Torn  struct{} // want `^Torn is a message$`
	Mixed struct{} // want `^Mixed is a message$`

	// These do not travel.
	StayedEvent   struct{}
	StayCommand   struct{}
	StayingQuery  struct{}
	TestedCommand struct{} // only a test sends it
)

func travel(b bus.Bus) {
	_ = b.Publish(&Published{})                             // want `publish Published`
	b.AddEventListener(func(*Heard) error { return nil })   // want `listen Heard`
	_ = b.Dispatch(&Dispatched{})                           // want `dispatch Dispatched`
	b.AddHandler(func(*Handled) error { return nil })       // want `handle Handled`
	_ = b.Dispatch(&AskedQuery{})                           // want `dispatch AskedQuery`
	_ = b.Dispatch(&AskedQueryV2{})                         // want `dispatch AskedQueryV2`
	b.AddHandler(func(*AnsweredQuery) error { return nil }) // want `handle AnsweredQuery`
	_ = b.Dispatch(&Query{})                                // want `dispatch Query`
	_ = b.Publish(&SentCommand{})                           // want `publish SentCommand`
	_ = b.Dispatch(&DoneEvent{})                            // want `dispatch DoneEvent`
	_ = b.Publish(&ToldQuery{})                             // want `publish ToldQuery`
	_, _ = b.Publish(&Torn{}), b.Dispatch(&Torn{})          // want `publish Torn` `dispatch Torn`
	b.AddEventListener(func(*Mixed) error { return nil })   // want `listen Mixed`
	b.AddHandler(func(*Mixed) error { return nil })         // want `handle Mixed`
}

// A type of a function is one as well.
func local(b bus.Bus) {
	type inner struct{}      // want `inner is a command`
	_ = b.Dispatch(&inner{}) // want `dispatch inner`
	//bus:query
	type asked struct{}      // want `asked is a query`
	_ = b.Dispatch(&asked{}) // want `dispatch asked`
	//bus:ignore
	type opted struct{}
	_ = b.Dispatch(&opted{}) // want `dispatch opted`
	type CreateEvent struct{}
}
