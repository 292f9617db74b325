// Package handles has a type for the events of one type each, which only its package tells.
package handles

type Client struct{ Joined EventHandle[*MemberJoined] }

type MemberJoined struct{ ID int } // want `^MemberJoined is a message$`

type EventHandle[T any] struct{ handlers []func(c *Client, event T) }

func (h *EventHandle[T]) Subscribe(handler func(c *Client, event T)) {
	h.handlers = append(h.handlers, handler)
}

func (h *EventHandle[T]) dispatch(c *Client, event T) {
	for _, handler := range h.handlers {
		handler(c, event)
	}
}

func (c *Client) run() {
	c.Joined.Subscribe(func(*Client, *MemberJoined) {}) // want `^listen MemberJoined, by a literal$`
	c.Joined.dispatch(c, &MemberJoined{1})              // want `^publish MemberJoined$`
}
