// Package joined has hubs that tell of those who join them, where these join.
package joined

// A Message is what members hear.
type Message struct{ Kind, Text string }

// A Room has members.
type Room struct{ members map[string]chan Message }

// Join tells the others of who joins, and adds him.
func (r *Room) Join(name string) <-chan Message {
	hears := make(chan Message, 1)
	r.Broadcast(Message{"joined", name}) // want `^publish \?$`
	r.members[name] = hears
	return hears
}

// Broadcast tells all members.
func (r *Room) Broadcast(m Message) {
	for _, c := range r.members {
		c <- m
	}
}

// BroadcastText does the same with a text.
func (r *Room) BroadcastText(text string) { r.Broadcast(Message{"text", text}) }

func talk(r *Room) {
	hears := r.Join("anna")  // want `^listen \?$`
	r.BroadcastText("hello") // want `^publish \?$`
	<-hears
}

// A Bus has its listeners added by a loop, which hears of these as of all else.
type Bus struct {
	listeners map[string][]func(any)
	queue     chan any
}

type listening struct {
	name string
	f    func(any)
}

// Subscribe has the loop add a listener.
func (b *Bus) Subscribe(name string, f func(any)) { b.Publish(listening{name, f}) }

// Publish gives the loop something.
func (b *Bus) Publish(event any) { b.queue <- event }

func (b *Bus) run() {
	for e := range b.queue {
		if l, ok := e.(listening); ok {
			b.listeners[l.name] = append(b.listeners[l.name], l.f)
		}
		for _, f := range b.listeners["all"] {
			f(e)
		}
	}
}

func hear(b *Bus) {
	b.Subscribe("all", func(any) {}) // want `^listen \?, by a literal$`
	go b.run()
}
