// Package mail sends letters. Each function has a twin that takes a context.
package mail

import "context"

const longest = 80

type Letter struct{ Text string }

func Send(l *Letter) error { return SendCtx(context.Background(), l) }

func SendCtx(ctx context.Context, l *Letter) error { return ctx.Err() }

// Receive registers f, which takes a letter.
func Receive(f any) {}

// ReceiveCtx registers f, which takes a context and a letter.
func ReceiveCtx(f any) {}
