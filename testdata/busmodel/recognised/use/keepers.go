package use

import (
	"sync"

	"example.com/testdata/busmodel/recognised/clients"
	"example.com/testdata/busmodel/recognised/keepers"
)

type LidOpened struct{} // want `^LidOpened is an event$`

func (LidOpened) Name() string { return "lid.opened" }

type lids struct{}

func (lids) Handle(e keepers.NamedEvent, wg *sync.WaitGroup) { wg.Done() }

func byKeepers(c *clients.Client, d *keepers.EventDispatcher, b *keepers.Bus) {
	c.AddEventHandler(func(any) {})                                      // want `^listen \?, by a literal$`
	d.Register("lid.opened", lids{})                                     // want `^listen \?, by Handle$`
	d.Dispatch(LidOpened{})                                              // want `^publish LidOpened$`
	b.Route("lid.opened", func(keepers.NamedEvent) error { return nil }) // want `^listen \?, by a literal$`
	_ = b.Handle(LidOpened{})                                            // want `^publish LidOpened$`
}
