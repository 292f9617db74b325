// Package account has an aggregate that applies its events and records them.
package account

import "example.com/testdata/busmodel/recognised/account/root"

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
