// Package account has an aggregate that applies its events and records them.
package account

import (
	"encoding/json"

	"example.com/testdata/busmodel/recognised/account/root"
)

type Opened struct{} // want `^Opened is an event$`

func (Opened) Name() string { return "account.opened" }

type Account struct {
	root.Root
	open bool
}

func (a *Account) Open() { a.applyAndRecord(Opened{}) } // want `^publish Opened, through a value$`

func (a *Account) applyAndRecord(e root.DomainEvent) {
	a.apply(e)
	a.Record(e) // want `^publish \?$`
}

func (a *Account) apply(e root.DomainEvent) {
	_, a.open = e.(Opened)
}

func (a *Account) Restore(events []root.DomainEvent) { a.LoadFromHistory(events, a.apply) }

// A Ledger records what it applies.
type Ledger struct{ root.Applied }

func (l *Ledger) Open() { l.Apply(Opened{}) } // want `^publish Opened$`

func (l *Ledger) mirror(e root.DomainEvent) { l.Apply(e) } // want `^publish \?$`

func (l *Ledger) again() { l.mirror(Opened{}) } // want `^publish Opened, through a value$`

// A Projection handles events.
type Projection struct{ ledger *Ledger }

func (p *Projection) Handle(e root.DomainEvent) { p.ledger.Apply(e) }

func (p *Projection) Project(events []root.DomainEvent) {
	for _, e := range events {
		p.ledger.Apply(e)
	}
}

// react applies what it makes.
func (l *Ledger) react(made func() root.DomainEvent) {
	for range 3 {
		e := made()
		l.Apply(e) // want `^publish \?$`
	}
}

// RecordAll records what it is given.
func (l *Ledger) RecordAll(events ...root.DomainEvent) {
	for _, e := range events {
		l.Apply(e)
	}
}

func (l *Ledger) Close() { l.RecordAll(Opened{}, Closed{}) } // want `^publish Opened$` `^publish Closed$`

type Closed struct{} // want `^Closed is an event$`

func (Closed) Name() string { return "account.closed" }

// Load gives the account what has happened, which Loaded says.
func (a *Account) Load(next func() root.DomainEvent, events ...root.DomainEvent) {
	for range 3 {
		e := next()
		a.Record(e)
	}
	for _, e := range events {
		a.Record(e)
	}
	loaded := Loaded{}
	a.Record(loaded) // want `^publish Loaded$`
}

type Loaded struct{} // want `^Loaded is an event$`

func (Loaded) Name() string { return "account.loaded" }

// Stored is what an event is kept in.
type Stored struct{ Event root.DomainEvent }

func FromHistory(history []Stored) *Account {
	a := &Account{}
	for _, s := range history {
		a.update(s.Event)
	}
	a.update(Loaded{}) // want `^publish Loaded, through a value$`
	return a
}

func (a *Account) update(e root.DomainEvent) {
	a.apply(e)
	a.Record(e) // want `^publish \?$`
}

// read rebuilds an account from what has been written.
func (a *Account) read(written []byte) {
	var opened Opened
	_ = json.Unmarshal(written, &opened)
	a.Record(opened)
	a.Record(&opened)
	var closed Closed
	a.Record(&closed) // want `^publish Closed$`
}
