// Package tell hides a hub behind functions.
package tell

import "example.com/testdata/busmodel/recognised/handed/hub"

func all(h *hub.Hub, topic string, fields map[string]any) {
	h.Publish(hub.Message{Name: topic, Fields: fields}) // want `^publish \?$`
}

func text(h *hub.Hub, topic, text string) {
	h.Publish(hub.Message{Name: topic, Fields: map[string]any{"text": text}}) // want `^publish \?$`
}

func tell(h *hub.Hub) hub.Subscription {
	all(h, "sold", map[string]any{"n": 1}) // want `^publish \?, through a value$`
	text(h, "sold", "one")
	return h.NonBlockingSubscribe("sold") // want `^listen \?$`
}
