// Package described calls functions whose twins the configuration describes.
package described

import (
	"context"

	"example.com/testdata/ctxtwin/described/db"
	"github.com/buslint/buslint/bus"
)

type FindCommand struct{}

type service struct {
	bus    bus.Bus
	engine *db.Engine
	orm    *db.ORM
	*db.Other
}

var global *db.ORM

func (s *service) Init() { s.bus.AddHandlerCtx(s.find) }

func (s *service) find(ctx context.Context, cmd *FindCommand) error {
	var names []string
	if err := s.engine.Table("org").Find(&names); err != nil { // want `^s\.engine\.Table drops the context that FindCommand was dispatched with; call s\.engine\.Context\(ctx\)\.Table$`
		return err
	}
	if err := s.engine.Context(ctx).Table("org").Find(&names); err != nil {
		return err
	}
	engine := s.engine
	sess := engine.NewSession() // want `^engine\.NewSession drops the context that FindCommand was dispatched with; call engine\.NewSession\(…\)\.Context\(ctx\)$`
	if err := sess.Find(&names); err != nil {
		return err
	}
	later := s.engine.NewSession()
	later.Context(ctx)
	_ = s.engine.Dialect()                                // it waits for nothing
	_ = s.engine.Import()                                 // the session has no such method
	if err := s.orm.Where("a").Find(&names); err != nil { // want `call s\.orm\.WithContext\(ctx\)\.Where$`
		return err
	}
	if err := global.Where("a").Find(&names); err != nil { // want `call global\.WithContext\(ctx\)\.Where$`
		return err
	}
	_ = s.orm.Pool() // it needs none
	orm := s.orm.WithContext(ctx)
	_ = find(ctx, orm)
	_ = db.Options{Name: "a"} // want `^db\.Options drops the context that FindCommand was dispatched with; write db\.Options\{Ctx: ctx, …\}$`
	_ = db.Options{Name: "a", Ctx: ctx}
	options := &db.Options{} // want `write db\.Options\{Ctx: ctx, …\}$`
	_ = options
	set := &db.Options{}
	set.Ctx = ctx
	db.Open("a")                  // want `call db\.OpenAt\(ctx, 1, true, …\)$`
	_ = s.engine.Request().Send() // want `call s\.engine\.Request\(…\)\.SetContext\(ctx\)$`
	s.engine.Request().SetContext(ctx)
	db.Told() // want `^db\.Told drops the context that FindCommand was dispatched with; use the new one$`
	return nil
}

// It may have been given a value with a context.
func find(ctx context.Context, orm *db.ORM) error {
	var names []string
	return orm.Where("a").Find(&names)
}
