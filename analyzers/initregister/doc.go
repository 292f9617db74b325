// Package initregister reports handlers and listeners that are registered outside of the setup of a service.
//
// # Why
//
// Handlers belong to the setup of a program: once all services exist, every message has
// its handler. If a handler is registered later, or repeatedly, it is a matter of chance
// whether a dispatch succeeds. The reference bus panics when a handler is
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
// A registration is right in a function whose name matches the regular expression of the
// flag -initregister.allow: Init, init, main, constructors, providers and other functions
// that are named for setting up or registering things. It is also right in a helper that
// only such functions of its package call, and in a function with a parameter for the bus
// or for what to register. A function literal that is kept for later, as by sync.Once.Do,
// is not reported, because it is not known when it runs.
//
// On buses without that convention, such as go-mediatr, any function may register.
//
// Whatever the name of the function, a registration is reported in a handler or listener,
// in a function that serves a request (it takes an *http.Request or an
// http.ResponseWriter), and in the body of a loop that registers the same function on
// the same bus in each iteration.
//
// Tests, and functions that take a *testing.T, are left alone, and so is generated code.
//
// The convention is that of Grafana's backend: a service registers its handlers and
// listeners in its Init method.
package initregister
