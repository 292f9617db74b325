package permessage

import "context"

type BookAddedEvent struct{ ID int }

type Report struct{ ID int }

// An EventPublisher has a method for each event.
type EventPublisher interface {
	PublishBookAdded(ctx context.Context, e BookAddedEvent) error
	PublishBookEvent(ctx context.Context, kind string, data map[string]any) error
	PublishBooks(ctx context.Context, shelf string, data map[string]any) error
}

// A ReportPublisher publishes what is no event.
type ReportPublisher interface {
	PublishReport(ctx context.Context, r Report) error
}
