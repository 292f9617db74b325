// Package eventers has an interface for anything by its name.
package eventers

type Eventer interface {
	Publish(name string, data any)
	On(name string, f func(data any)) error
}

type Pressed struct{} // want `^Pressed is a message$`

func use(e Eventer) {
	e.Publish("pressed", Pressed{})   // want `^publish Pressed$`
	_ = e.On("pressed", func(any) {}) // want `^listen \?, by a literal$`
}

type Started struct{ Address string }

// A ServerStart is for one message.
type ServerStart interface {
	Fire(s Started) error
	On(f func(s Started) error) (stop func())
}

// A Starter starts when it is told to.
type Starter interface {
	Start(s Started) error
	OnStop(f func(s Started) error)
}

func serve(start ServerStart, s Starter) {
	start.On(func(Started) error { return nil }) // want `^listen \?, by a literal$`
	_ = start.Fire(Started{":80"})               // want `^publish \?$`
	_ = s.Start(Started{":80"})
	s.OnStop(func(Started) error { return nil })
}
