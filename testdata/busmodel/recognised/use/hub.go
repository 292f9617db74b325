package use

import (
	"example.com/testdata/busmodel/recognised/hub"
	"example.com/testdata/busmodel/recognised/switches"
)

type LampLit struct{} // want `^LampLit is a message$`

func bySwitch(s switches.Switch, f switches.Fireable, m switches.Menu) {
	s.FireEvent("lit", LampLit{})                                 // want `^publish LampLit$`
	f.FireEvent("lit", LampLit{})                                 // want `^publish LampLit$`
	_ = s.AddListenerForEvent("1", "lit", func(switches.Data) {}) // want `^listen \?, by a literal$`
	m.AddItem("lit", func(switches.Data) {})
	m.TriggerItem("lit", LampLit{})
}

func byHub(h *hub.Hub, b *hub.BrokerType, p *hub.Press, q *hub.BookPublisher) {
	h.Publish(hub.Message{Name: "lit"})                     // want `^publish \?$`
	<-h.Subscribe(1, "lit").Receiver                        // want `^listen \?$`
	b.Publish(hub.RoomEvent{Event: "lit", Data: LampLit{}}) // want `^publish LampLit$`
	b.Subscribe("1", hub.SubscriptionRequest{})             // want `^listen \?$`
	p.Publish(hub.Book{})
	p.Subscribe("x")
	q.Publish(hub.Book{})
	q.Subscribe("x")
}

type lampEvent struct{ lit bool }

// A lampEventEmitter is asked by its own loop to look at what has changed.
type lampEventEmitter struct{ hub *hub.Hub }

func (e *lampEventEmitter) notifyLamp(l lampEvent) {
	if l.lit {
		e.hub.Publish(hub.Message{Name: "lit"}) // want `^publish \?$`
	}
}

func (e *lampEventEmitter) loop(c chan lampEvent) {
	for l := range c {
		e.notifyLamp(l)
	}
}
