// Package bus sends several messages at once.
package bus

import "context"

func Dispatch(msgs ...any) error                         { return nil }
func DispatchCtx(ctx context.Context, msgs ...any) error { return nil }
func AddHandler(h any)                                   {}
