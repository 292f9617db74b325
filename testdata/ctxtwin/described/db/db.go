// Package db is what libraries look like whose values take contexts.
package db

import (
	"context"
	"net/http"
)

type Engine struct{}

func (e *Engine) Context(ctx context.Context) *Session { return nil }
func (e *Engine) NewSession() *Session                 { return nil }
func (e *Engine) Table(name string) *Session           { return nil }
func (e *Engine) Dialect() string                      { return "" }
func (e *Engine) Import() error                        { return nil }
func (e *Engine) Request() *Request                    { return nil }

type Session struct{}

func (s *Session) Context(ctx context.Context) *Session { return s }
func (s *Session) Table(name string) *Session           { return s }
func (s *Session) Find(to any) error                    { return nil }
func (s *Session) Dialect() string                      { return "" }

type ORM struct{}

func (o *ORM) WithContext(ctx context.Context) *ORM { return o }
func (o *ORM) Where(cond string) *ORM               { return o }
func (o *ORM) Find(to any) error                    { return nil }
func (o *ORM) Pool() error                          { return nil }

type Request struct{}

func (r *Request) SetContext(ctx context.Context) *Request { return r }
func (r *Request) Send() error                             { return nil }

type Options struct {
	Name string
	Ctx  context.Context
}

type Other struct{}

func Open(name string)                                          {}
func OpenAt(ctx context.Context, at int, now bool, name string) {}
func Told()                                                     {}

// Do sends a request with the context.
func Do(ctx context.Context, req *http.Request) error { return nil }

// A Logger logs, where a context is a choice.
type Logger struct{}

func (Logger) Info(msg string)                             {}
func (Logger) InfoContext(ctx context.Context, msg string) {}
