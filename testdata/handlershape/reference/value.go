package reference

import "github.com/buslint/buslint/bus"

func noFunctions(b bus.Bus, s *service, cmd *SaveUser) {
	b.AddHandlerCtx(nil)             // want `^b.AddHandlerCtx cannot call nil; register a func\(context.Context, \*M\) error$`
	b.AddHandler("save")             // want `^b.AddHandler cannot call a value of type string; register a func\(\*M\) error$`
	b.AddHandlerCtx(s)               // want `^b.AddHandlerCtx cannot call a value of type \*service; register`
	b.AddHandlerCtx(s.save(cmd))     // want `cannot call a value of type bool`
	b.AddEventListenerCtx(*cmd)      // want `^b.AddEventListenerCtx cannot call a value of type SaveUser; register a func\(context.Context, \*M\) error$`
	bus.Handle[SaveUser](b, nil)     // want `^bus.Handle\[SaveUser\] cannot call nil; register`
	b.AddHandler(bus.HandlerFunc(1)) // want `cannot call a value of type int`
}

func (s *service) save(cmd *SaveUser) bool { return true }

// What an interface holds cannot be told.

func mayBeAnything[H any](b bus.Bus, h bus.HandlerFunc, a any, t H, get func() (bus.Bus, bus.HandlerFunc)) {
	b.AddHandler(h)
	b.AddHandlerCtx(a)
	b.AddHandlerCtx(t)
	bus.Bus.AddHandler(get())
}
