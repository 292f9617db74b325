// Package passedtopic has functions that pass on the topic that they are given, and say themselves what is sent or
// registered.
package passedtopic

type Event struct {
	Topic string
	ID    int
}

type EventBus struct{ listeners map[string][]func(Event) }

func (b *EventBus) Subscribe(topic string, f func(Event)) {
	b.listeners[topic] = append(b.listeners[topic], f)
}

func (b *EventBus) Publish(topic string, e Event) {
	for _, f := range b.listeners[topic] {
		f(e)
	}
}

type Hub struct {
	events *EventBus
	last   string
}

func (h *Hub) Start() {
	h.subscribe("created", "a") // want `^listen \?, through a value$`
	h.subscribeAll("deleted")   // want `^listen \?, through a value$`
	h.publish("created", 1)     // want `^publish \?, through a value$`
	h.created("created", 1)
	h.prefix("created")
	h.listen(1, "created") // want `^listen \?, through a value$`
}

func (h *Hub) subscribeAll(topic string) {
	h.subscribe(topic, "all") // want `^listen \?, through a value$`
}

func (h *Hub) subscribe(topic, as string) {
	h.events.Subscribe(topic, func(Event) { h.last = as }) // want `^listen \?, by a literal$`
}

func (h *Hub) publish(topic string, id int) {
	h.events.Publish(topic, Event{topic, id}) // want `^publish \?$`
}

// The name says that something has happened, which the function reacts to.
func (h *Hub) created(topic string, id int) {
	h.events.Publish(topic, Event{topic, id}) // want `^publish \?$`
}

// What is given is not the topic.
func (h *Hub) prefix(as string) {
	h.events.Subscribe("prefix", func(Event) { h.last = as }) // want `^listen \?, by a literal$`
}

func (h *Hub) listen(id int, topic string) {
	h.listenAs("all", topic) // want `^listen \?, through a value$`
}

func (h *Hub) listenAs(as, topic string) {
	h.events.Subscribe(topic, func(Event) { h.last = as }) // want `^listen \?, by a literal$`
}
