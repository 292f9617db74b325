// Package served has a server with clients that have a channel each, and nothing else.
package served

type Client struct{ updates chan any }

func (c *Client) Updates() <-chan any { return c.updates }

type Server struct {
	clients map[int]*Client
	updates chan any
}

func (s *Server) Subscribe() (*Client, error) {
	c := &Client{make(chan any)}
	s.clients[len(s.clients)] = c
	return c, nil
}

func (s *Server) SendUpdate(update any) { s.updates <- update }
