// Package events publishes and listens.
package events

import (
	"context"

	old "example.com/testdata/busmodel/shapes/july2021/bus"
	split "example.com/testdata/busmodel/shapes/other/split/bus"
	"github.com/buslint/buslint/bus"
)

type TeamRenamed struct{}

func publish(ctx context.Context, b bus.Bus, o old.Bus, s split.Bus) {
	_ = b.Publish(&TeamRenamed{}) // want `^b.Publish drops the context; call b.PublishCtx\(ctx, …\)$`
	_ = b.PublishCtx(ctx, &TeamRenamed{})
	_ = o.Publish(&TeamRenamed{})                     // there is no other way
	_ = split.Publish(s, &TeamRenamed{})              // want `^split.Publish drops the context; call split.PublishCtx\(ctx, …\)$`
	_ = split.Publish[TeamRenamed](s, &TeamRenamed{}) // want `^split.Publish\[TeamRenamed\] drops the context; call split.PublishCtx\(ctx, …\)$`
}

// All arguments are the results of one call, so that none can be put before them.
func spread(ctx context.Context) {
	_ = split.Publish(both()) // want `split.PublishCtx\(ctx, …\)$`
}

func both() (split.Bus, *TeamRenamed) { return nil, nil }

func listen(b bus.Bus, o old.Bus) {
	b.AddEventListener(renamed) // want `^b.AddEventListener registers a listener without a context; let it take a context.Context first and register it with b.AddEventListenerCtx$`
	b.AddEventListener(renamedCtx)
	b.AddEventListenerCtx(renamedCtx)
	o.AddEventListener(renamedOld)
}

func renamed(event *TeamRenamed) error                         { return nil }
func renamedOld(event *TeamRenamed) error                      { return nil }
func renamedCtx(ctx context.Context, event *TeamRenamed) error { return nil }
