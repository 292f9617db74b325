// Package eventfrozen reports listeners that change the event they hear, and publishers that change it afterwards.
//
// # Why
//
// An event says what has happened, so it must not change. All listeners get the same
// pointer: what one of them writes, the later ones read, and which ones are later depends
// on the order in which packages register. A listener that keeps the event, or passes it
// to a goroutine, sees what the publisher does to it afterwards.
//
// # Wrong
//
//	func (s *Service) audit(ctx context.Context, event *events.UserCreatedEvent) error {
//		event.Email = strings.ToLower(event.Email)
//		return s.store.Save(ctx, event.Email)
//	}
//
// # Right
//
//	func (s *Service) audit(ctx context.Context, event *events.UserCreatedEvent) error {
//		email := strings.ToLower(event.Email)
//		return s.store.Save(ctx, email)
//	}
//
// # When it is silent
//
// A write counts if it goes to the memory of the event itself: its fields and those of
// structs within them, the elements of its arrays, slices and maps, and what is passed to
// a function that is known to write, such as delete, json.Unmarshal, sql.Rows.Scan or
// sort.Strings. What a field points to is another object, with a life of its own.
// Flags that tell the publisher what to do next, such as StopPropagation or Cancelled, and
// fields such as Err and Response, with all that they hold, are there for listeners to set.
// The publisher may reset the flags. Reading, copying (copied := *event) and passing the
// event on are fine, and so are writes through a variable that may hold something else by
// then.
//
// A publisher's write counts if it can be reached from the publish in the same function,
// and the variable still holds the event that was published. A bus that sends its events
// over a wire gives each listener a copy, and is not reported. Neither are tests and
// generated code.
//
// The convention is that of Grafana's backend: an event has happened, and must not be
// changed.
package eventfrozen
