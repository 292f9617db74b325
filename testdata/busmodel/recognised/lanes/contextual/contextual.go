// Package mediator has generic functions whose context is that of a web framework.
package mediator

type Context interface{ Param(name string) string }

type RequestHandler[Q, R any] interface{ Handle(c Context, request Q) R }

func RegisterRequestHandler[Q, R any](h RequestHandler[Q, R]) error { return nil }

func Send[Q, R any](c Context, request Q) R { panic(request) }
