// Package calendar keeps appointments, which are no messages.
package calendar

import "context"

type Event interface{ Name() string }

func Add(ctx context.Context, events ...Event) {}
