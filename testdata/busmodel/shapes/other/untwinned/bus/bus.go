// Package bus is a bus whose functions with a context differ in more than that:
// they cannot take the place of those without.
package bus

import "context"

type Bus struct{}

func (*Bus) Dispatch(msg any) error                                    { return nil }
func (*Bus) DispatchCtx(msg any) error                                 { return nil }
func (*Bus) Publish(msg any) error                                     { return nil }
func (*Bus) PublishCtx(ctx context.Context, topic string, m any) error { return nil }
func (*Bus) AddHandler(name string, h any)                             {}
func (*Bus) AddHandlerCtx(h any)                                       {}
func (*Bus) AddEventListener(h any) error                              { return nil }
func (*Bus) AddEventListenerCtx(h any)                                 {}
