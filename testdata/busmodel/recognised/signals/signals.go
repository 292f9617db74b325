// Package signals has what tells listeners that something has happened, and nothing else.
package signals

type Phase int

type Phases struct{ all map[Phase][]func() }

func (p *Phases) On(phase Phase, f func()) { p.all[phase] = append(p.all[phase], f) }

func (p *Phases) Publish(phase Phase) {
	for _, f := range p.all[phase] {
		f()
	}
}

type Subscriber struct{ all map[string][]chan struct{} }

func (s *Subscriber) Subscribe(name string) (<-chan struct{}, func()) { return nil, nil }
func (s *Subscriber) Trigger(name string)                             {}

// A Timer tells something else than it is asked for.
type Timer struct{}

func (*Timer) On(p Phase, f func())   {}
func (*Timer) Publish(name string)    {}
func (*Timer) Trigger(p Phase, n int) {}
