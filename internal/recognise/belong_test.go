package recognise

import "testing"

func TestBelong(t *testing.T) {
	for _, test := range []struct {
		src, why string
		want     bool
	}{
		{`type Desk struct{ fs []func(*Config) }
			type Config struct{}
			func (d *Desk) OnChange(f func(*Config)) {}
			func (d *Desk) notify(c *Config) {}`, "what it takes is what the functions take that its type keeps", true},
		{`type Desk struct{}
			func (d *Desk) OnPaid(f func(id int)) {}
			func (d *Desk) FirePaid(id int) {}`, "their names are those of telling and of being told", true},
		{`type Desk struct{}
			type Paid struct{}
			func (d *Desk) OnPaid(f func(Paid)) {}
			func (d *Desk) Broadcast(p Paid) {}`, "what is sent is what is handled, by name", true},
		{`type Desk struct{}
			type Paid struct{}
			func (d *Desk) SetCook(f func(Paid)) {}
			func (d *Desk) Process(p Paid) {}`, "", false},
		{`type Desk struct{}
			type Paid interface{ Amount() int }
			func (d *Desk) Register(f func(Paid) error) {}
			func (d *Desk) Send(p Paid) {}`, "what is sent is what is handled, by name", false},
		{`type Desk struct{}
			type Packet struct{ data []byte }
			func (d *Desk) OnPacket(f func(Packet)) {}
			func (d *Desk) Publish(p Packet) {}`, "it is of a transport", false},
		{`type Desk struct{}
			func (d *Desk) OnUpdate(f func(float64)) {}
			func (d *Desk) Update(v float64) {}`, "", false},
		{`type Desk struct{}
			func (d *Desk) AddHandler(handler any) {}
			func (d *Desk) SendEvent(e any) {}`, "handlers say only themselves what they take", true},
	} {
		s, _ := shapesOf(t, test.src)
		var why string
		var got bool
		for _, it := range s.wideSurfaces(nil) {
			for _, send := range it.sends {
				for _, reg := range it.regs {
					why, got = s.belong(it, send, reg)
				}
			}
		}
		if why != test.why || got != test.want {
			t.Errorf("%s\ngot %q, %t; want %q, %t", test.src, why, got, test.why, test.want)
		}
	}
}
