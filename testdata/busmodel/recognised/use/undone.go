package use

import "example.com/testdata/busmodel/recognised/undone"

func undo(d undone.Desk, o undone.PaymentObserver, l *undone.Ledger, c *undone.Config) {
	d.Register(o)               // want `^listen \?$`
	d.NotifyPaid(undone.Paid{}) // want `^publish \?$`
	d.Close(undone.Paid{})
	d.Unregister(o)
	ch := make(chan undone.Paid)
	_ = l.RegisterPaidEvent(ch) // want `^listen \?$`
	_ = l.RegisterPool(ch)
	_, stop := c.Watch() // want `^listen \?$`
	stop()
	_, _ = c.Open()
}

func manage(m *undone.EventManager) {
	_, _ = m.Subscribe("x")               // want `^listen \?$`
	_ = m.AddEvent(&undone.StreamEvent{}) // want `^publish \?$`
}
