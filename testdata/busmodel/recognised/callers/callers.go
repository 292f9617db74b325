// Package callers has a type that keeps handlers which take the server as well.
package callers

type Event struct{ Command string }

func (e *Event) Copy() *Event { return e }

type Handler interface{ Execute(*Server, Event) }

type HandlerFunc func(*Server, Event)

func (f HandlerFunc) Execute(s *Server, e Event) { f(s, e) }

// A Caller calls handlers that take the server as well.
type Caller struct{ external map[string]map[string]Handler }

func (c *Caller) exec(command string, s *Server, e *Event) {
	for _, h := range c.external[command] {
		h.Execute(s, *e)
	}
}

func (c *Caller) AddHandler(command string, h Handler) string {
	c.external[command]["x"] = h
	return "x"
}

func (c *Caller) Add(command string, f func(*Server, Event)) string {
	return c.AddHandler(command, HandlerFunc(f)) // want `^handle \?$`
}

type Server struct{ Handlers *Caller }

func (s *Server) RunHandlers(e *Event) {
	s.Handlers.exec("ALL", s, e.Copy()) // want `^dispatch \?$`
	s.Handlers.exec(e.Command, s, e)    // want `^dispatch \?$`
}

func use(s *Server) {
	s.RunHandlers(&Event{Command: "JOIN"}) // want `^dispatch \?, through a value$`
}
