// Package switches has what is a bus by what its functions are called.
package switches

type Data any

type Callback func(Data)

type Fireable interface {
	FireEvent(event string, data Data)
}

type Switch interface {
	Fireable
	AddListenerForEvent(listener, event string, f Callback) error
}

// A Menu calls what was added as well, but nothing says that this listens.
type Menu interface {
	AddItem(name string, f Callback)
	TriggerItem(name string, data Data)
}

// An EventRecorder writes what it is told.
type EventRecorder interface{ Eventf(reason, text string) }
