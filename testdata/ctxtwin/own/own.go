// Package own has twins of its own.
package own

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type SaveCommand struct{}

type Session struct{}

func (s *Session) Insert() error { return nil }

func Init(b bus.Bus) {
	b.AddHandlerCtx(save)
}

func save(ctx context.Context, cmd *SaveCommand) error {
	if err := inTransaction(func(sess *Session) error { // want `^inTransaction drops the context that SaveCommand was dispatched with; call inTransactionCtx\(ctx, …\)$`
		return sess.Insert()
	}); err != nil {
		return err
	}
	_ = first([]string{"a"})         // want `call firstWithContext\(ctx, …\)$`
	_ = first[string]([]string{"a"}) // want `call firstWithContext`
	var s store = &disk{}
	if err := s.Get("a"); err != nil { // want `call s\.GetContext\(ctx, …\)$`
		return err
	}
	s.Put("a")   // want `call s\.PutContext\(ctx, …\)$`
	s.Drop("a")  // its twin returns something else
	s.Move("a")  // its twin takes something else
	s.Close("a") // its context is not the first
	{
		inTransactionCtx := 1 // the twin cannot be named here
		_ = inTransactionCtx
		_ = inTransaction(nil) // want `^inTransaction drops the context that SaveCommand was dispatched with; use inTransactionCtx$`
	}
	return s.(*disk).inner(ctx)
}

func inTransaction(callback func(*Session) error) error {
	return retry(context.Background(), callback)
}

func inTransactionCtx(ctx context.Context, callback func(*Session) error) error {
	return retry(ctx, callback)
}

// It runs within the twin.
func retry(ctx context.Context, callback func(*Session) error) error {
	if err := callback(&Session{}); err != nil {
		return inTransaction(callback)
	}
	return nil
}

func first[T any](all []T) (t T) { return all[0] }

func firstWithContext[T any](ctx context.Context, all []T) (t T) { return all[0] }

type store interface {
	Get(key string) error
	GetContext(ctx context.Context, key string) error
	Put(key string)
	PutContext(ctx context.Context, key string, options ...int)
	Drop(key string)
	DropContext(ctx context.Context, key string) error
	Move(key string)
	MoveContext(ctx context.Context, key, to string)
	Close(key string)
	CloseContext(key string, ctx context.Context)
}

type disk struct{ store }

// Its context-free twin calls it, and it the other.
func (d *disk) Get(key string) error { return d.store.Get(key) }

func (d *disk) GetContext(ctx context.Context, key string) error { return d.store.Get(key) }

func (d *disk) inner(ctx context.Context) error { return d.Get("a") } // want `call d\.GetContext\(ctx, …\)$`
