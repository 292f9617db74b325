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
