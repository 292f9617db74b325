package reference

import "github.com/buslint/buslint/bus"

func lacksContext(b bus.Bus, s *service) {
	b.AddHandlerCtx(func(cmd *SaveUser) error { return nil })    // want `^b.AddHandlerCtx passes a context, and this handler takes none; let it take a context.Context first$`
	b.AddEventListenerCtx(func(*UserSaved) error { return nil }) // want `^b.AddEventListenerCtx passes a context, and this listener takes none`
	b.AddHandlerCtx(onlyRegistered)                              // want `and handler onlyRegistered takes none`
	b.AddHandlerCtx(s.method2)                                   // want `and handler method2 takes none`
	b.AddHandlerCtx(twice)                                       // want `and handler twice takes none`
	b.AddHandlerCtx(twice)                                       // want `and handler twice takes none`
	b.AddHandlerCtx(called)                                      // want `and handler called takes none`
	b.AddHandlerCtx(both)                                        // want `and handler both takes none`
	b.AddHandler(both)
	b.AddHandlerCtx(Exported)          // want `and handler Exported takes none`
	b.AddHandlerCtx(generic[SaveUser]) // want `and this handler takes none`
	b.AddHandlerCtx(usesName)          // want `and handler usesName takes none`
}

func onlyRegistered(cmd *SaveUser) error { return nil }

func (s *service) method2(cmd *SaveUser) error { return nil }

func twice(cmd *SaveUser) error { return nil }

// These are left to a person: more depends on them.

func called(cmd *SaveUser) error { return nil }

var _ = called(nil)

func both(cmd *SaveUser) error { return nil }

func Exported(cmd *SaveUser) error { return nil }

func generic[M any](cmd *M) error { return nil }

var ctx = 1

func usesName(cmd *SaveUser) error { _ = ctx; return nil }
