// Package hub has a bus of messages that hold anything by names.
package hub

type Message struct {
	Name   string
	Fields map[string]any
}

type Subscription struct{ C <-chan Message }

type Hub struct{ all map[string][]chan Message }

func (h *Hub) Publish(m Message) {
	for _, c := range h.all[m.Name] {
		c <- m
	}
}

func (h *Hub) NonBlockingSubscribe(topics ...string) Subscription {
	c := make(chan Message, 1)
	for _, topic := range topics {
		h.all[topic] = append(h.all[topic], c)
	}
	return Subscription{c}
}
