// Package initregister reports handlers and listeners that are registered elsewhere than where a service is made.
//
// # Why
//
// Handlers belong to the wiring of a program: once all services are there, every
// message has its handler. What is registered later, or again and again, makes a
// dispatch fail or succeed by chance. The reference bus panics when a handler is
// registered twice; listeners registered twice are called twice.
//
// # Wrong
//
//	func (s *Service) SaveUser(w http.ResponseWriter, r *http.Request) {
//		s.bus.AddEventListenerCtx(s.userSaved)
//		// …
//	}
//
// # Right
//
//	func (s *Service) Init() error {
//		s.bus.AddEventListenerCtx(s.userSaved)
//		return nil
//	}
//
// # When it is silent
//
// The place is right in a function whose name matches the regular expression of the flag
// -initregister.allow: Init, init, main, constructors, providers and what else is named
// for setting up or registering things. It is right as well in a helper that only such
// functions of its package call, in a function that is handed the bus or what to
// register, and where a function literal is kept for later, as by sync.Once.Do: nothing
// is known then of when it runs.
//
// On buses without that convention, such as go-mediatr, any function may register.
//
// Whatever the function is called, a registration is reported in a handler or listener,
// in a function that serves a request (it takes an *http.Request or an
// http.ResponseWriter), and in the body of a loop that registers the same function on
// the same bus in each of its rounds.
//
// Tests, and functions that take a *testing.T, are left alone, and so is generated code.
//
// The convention is that of Grafana's backend: a service registers its handlers and
// listeners in its Init method.
package initregister
