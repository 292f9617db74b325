// Package web has a server that is given what knows of events, which is none itself.
package web

type EventService interface{ Recent() []string }

type Router struct{}

type Server struct{}

func (s *Server) Start(r *Router, events EventService) { s.registerRoutes(r, events) }

func (s *Server) registerRoutes(r *Router, events EventService) {}
