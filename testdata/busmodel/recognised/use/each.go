package use

import (
	"example.com/testdata/busmodel/recognised/each"
	"example.com/testdata/busmodel/recognised/factories/eventbus"
)

type roomSwept struct{ ID int } // want `^roomSwept is an event$`

var swept = each.New[roomSwept]()

func sweep(of each.SubscriberOf[roomSwept], p *each.Page[roomSwept]) {
	_ = swept.AddPublisher(func(roomSwept) error { return nil }) // want `^listen roomSwept, by a literal$`
	_ = swept.Publish(roomSwept{1})                              // want `^publish roomSwept$`
	_ = of.Subscribe(func(roomSwept) error { return nil })       // want `^listen roomSwept, by a literal$`
	_ = p.Publish(roomSwept{1})
	eventbus.Registry("x", func() eventbus.Listener { return nil }) // want `^listen \?, by a literal$`
	eventbus.PublishOrDrop("x", roomSwept{1})                       // want `^publish roomSwept$`
}
