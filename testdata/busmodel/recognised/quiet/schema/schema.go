// Package schema has functions that register what has to do with events, and is none.
package schema

// A Service keeps what answers questions about types.
type Service struct{ objects map[string]any }

// EventFieldResolvers answers questions about events.
type EventFieldResolvers interface{ ID(event any) string }

// EventFilter chooses events.
type EventFilter interface{ Allows(event any) bool }

func RegisterEvent(s *Service, impl EventFieldResolvers) { s.objects["event"] = impl }

func AddEventFilter(s *Service, filter EventFilter) { s.objects["filter"] = filter }
