// Package directive has messages that are known by what is said of them.
package directive

import "github.com/buslint/buslint/bus"

//bus:event
type Stored struct{} // want `^Stored is an event$`

// Store comes from outside.
//
//bus:command arrives over the wire
type Store struct{} // want `^Store is a command$`

type (
	//bus:query
	Load struct{} // want `^Load is a query$`

	//bus:ignore
	Forget struct{}

	//bus:unknown
	Lose struct{}

	//bus:eventual
	Late struct{}

	// bus:event is no directive, with its space.
	Spaced struct{}
)

// How a message travels is stronger than what is said of it.
//
//bus:event
type Sent struct{} // want `^Sent is a command$`

// But a dispatch does not tell commands from queries.
//
//bus:query
type Count struct{} // want `^Count is a query$`

//bus:command
type RunQuery struct{} // want `^RunQuery is a command$`

// What is said does not settle what the code contradicts.
//
//bus:event
type Torn struct{} // want `^Torn is a message$`

//bus:ignore
type Hidden struct{}

func travel(b bus.Bus) {
	_ = b.Dispatch(&Sent{})                        // want `dispatch Sent`
	_ = b.Dispatch(&Count{})                       // want `dispatch Count`
	_ = b.Dispatch(&RunQuery{})                    // want `dispatch RunQuery`
	_, _ = b.Dispatch(&Torn{}), b.Publish(&Torn{}) // want `dispatch Torn` `publish Torn`
	_ = b.Dispatch(&Hidden{})                      // want `dispatch Hidden`
}
