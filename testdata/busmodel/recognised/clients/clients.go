// Package clients has a type that nobody calls a bus, which keeps functions and tells them of anything.
package clients

type wrapper struct {
	f  EventHandler
	id int
}

type EventHandler func(event any)

// A Client tells of anything.
type Client struct{ handlers []wrapper }

func (c *Client) AddEventHandler(f EventHandler) { c.handlers = append(c.handlers, wrapper{f, 1}) }

func (c *Client) dispatchEvent(event any) {
	for _, w := range c.handlers {
		w.f(event)
	}
}

func (c *Client) SendRequest(request any) error { return nil }

type Paired struct{ ID string } // want `^Paired is a message$`

func (c *Client) Pair() {
	c.dispatchEvent(&Paired{"1"}) // want `^publish Paired$`
	_ = c.SendRequest(&Paired{"1"})
}
