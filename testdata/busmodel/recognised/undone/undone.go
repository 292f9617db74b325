// Package undone has listeners that are taken away again, in types whose names say nothing.
package undone

type Paid struct{ ID int }

type PaymentObserver interface {
	Name() string
	OnPayment(p Paid)
}

type Desk interface {
	Register(o PaymentObserver)
	Unregister(o PaymentObserver)
	NotifyPaid(p Paid)
	Close(p Paid)
}

type Ledger struct{ in chan chan<- Paid }

func (l *Ledger) RegisterPaidEvent(ch chan<- Paid) error   { l.in <- ch; return nil }
func (l *Ledger) UnregisterPaidEvent(ch chan<- Paid) error { return nil }
func (l *Ledger) RegisterPool(ch chan<- Paid) error        { return nil }

type Config struct{}

func (*Config) Watch() (<-chan any, func()) { return nil, nil }
func (*Config) Open() (<-chan any, func())  { return nil, nil }

type EventManager struct{}

type StreamEvent struct{ Seq int }

func (*EventManager) AddEvent(e *StreamEvent) error                       { return nil }
func (*EventManager) Subscribe(name string) (<-chan *StreamEvent, func()) { return nil, nil }
