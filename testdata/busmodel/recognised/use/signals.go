package use

import "example.com/testdata/busmodel/recognised/signals"

func signal(p *signals.Phases, s *signals.Subscriber, t *signals.Timer) {
	p.On(1, func() {})          // want `^listen \?, by a literal$`
	p.Publish(1)                // want `^publish \?$`
	_, stop := s.Subscribe("x") // want `^listen \?$`
	stop()
	s.Trigger("x") // want `^publish \?$`
	t.On(1, func() {})
	t.Publish("x")
	t.Trigger(1, 2)
}
