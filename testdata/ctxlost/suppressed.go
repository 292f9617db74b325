package ctxlost

import (
	"context"

	"github.com/buslint/buslint/bus"
)

func suppressed(ctx context.Context, b bus.Bus) error {
	//lint:ignore ctxlost the audit is to be written whatever the caller does
	return b.PublishCtx(context.Background(), &TeamRenamedEvent{})
}
