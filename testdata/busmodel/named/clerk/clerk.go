// Package clerk has a function for commands and another one for queries.
package clerk

import "context"

func Tell(cmd any) {}

type Questions struct{}

func (Questions) Ask(question any) {}

func (Questions) Answer(handler any) {}

func (Questions) Forward(ctx context.Context, question any) {}
