package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/permessage"
)

func byMethods(ctx context.Context, p permessage.EventPublisher, r permessage.ReportPublisher) {
	_ = p.PublishBookAdded(ctx, permessage.BookAddedEvent{}) // want `^publish \?, aware$`
	_ = p.PublishBookEvent(ctx, "added", nil)                // want `^publish \?, aware$`
	_ = p.PublishBooks(ctx, "a", nil)
	_ = r.PublishReport(ctx, permessage.Report{})
}
