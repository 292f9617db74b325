package tracing_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/buslint/buslint/bus"

	"example.com/tracing"
)

type (
	SendStickersCommand struct{ Count int }
	FindUserQuery       struct{ Result string }
	StickersSentEvent   struct{}
)

// start returns a bus whose middleware traces, on which a service sends stickers, and
// the spans.
func start(t *testing.T) (*bus.InProcBus, *tracetest.SpanRecorder, *sdktrace.TracerProvider) {
	t.Helper()
	spans := tracetest.NewSpanRecorder()
	provider := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(spans))
	t.Cleanup(func() { _ = provider.Shutdown(context.WithoutCancel(t.Context())) })
	b := bus.New(tracing.New(provider.Tracer("bus")))
	bus.Handle(b, func(ctx context.Context, cmd *SendStickersCommand) error {
		switch {
		case cmd.Count < 0:
			panic("torn")
		case cmd.Count == 0:
			return errors.New("no stickers to send")
		}
		_ = bus.Dispatch(ctx, b, new(FindUserQuery)) // nothing handles it
		return bus.Publish(ctx, b, new(StickersSentEvent))
	})
	b.AddEventListenerCtx(func(context.Context, *StickersSentEvent) error { return nil })
	return b, spans, provider
}

// tree describes the spans that have ended, each with its parent and its error.
func tree(spans *tracetest.SpanRecorder) []string {
	names := map[string]string{}
	for _, span := range spans.Ended() {
		names[span.SpanContext().SpanID().String()] = span.Name()
	}
	var tree []string
	for _, span := range spans.Ended() {
		line := span.Name()
		if parent, ok := names[span.Parent().SpanID().String()]; ok {
			line = parent + " > " + line
		}
		if span.Status().Code == codes.Error {
			line += ": " + span.Status().Description
		}
		tree = append(tree, line)
	}
	slices.Sort(tree)
	return tree
}

func TestSpans(t *testing.T) {
	b, spans, provider := start(t)
	ctx, request := provider.Tracer("http").Start(t.Context(), "POST /stickers")
	if err := bus.Dispatch(ctx, b, &SendStickersCommand{Count: 1}); err != nil {
		t.Error(err)
	}
	if err := b.DispatchCtx(ctx, new(SendStickersCommand)); err == nil {
		t.Error("sent no stickers without an error")
	}
	request.End()
	want := []string{
		"POST /stickers",
		"POST /stickers > handle SendStickersCommand",
		"POST /stickers > handle SendStickersCommand: no stickers to send",
		"handle SendStickersCommand > handle FindUserQuery: bus: handler not found",
		"handle SendStickersCommand > hear StickersSentEvent",
	}
	if got := tree(spans); !slices.Equal(got, want) {
		t.Errorf("got the spans\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
	for _, span := range spans.Ended() {
		if span.SpanContext().TraceID() != request.SpanContext().TraceID() {
			t.Errorf("span %s is of another trace", span.Name())
		}
	}
}

func TestAttributes(t *testing.T) {
	b, spans, _ := start(t)
	_ = bus.Dispatch(t.Context(), b, new(SendStickersCommand))
	_ = bus.Dispatch(t.Context(), b, new(FindUserQuery))
	var got []string
	for _, span := range spans.Ended() {
		for _, attr := range span.Attributes() {
			got = append(got, string(attr.Key))
			if value := attr.Value.AsString(); attr.Key == "bus.registered_at" && !strings.Contains(value, "tracing_test.go:") {
				t.Errorf("%s is %s, want a place in this file", attr.Key, value)
			}
		}
	}
	want := []string{"bus.message", "code.function.name", "bus.registered_at", "bus.message"}
	if !slices.Equal(got, want) {
		t.Errorf("got the attributes %v, want %v", got, want)
	}
}

// A panic passes through and ends the span all the same.
func TestPanic(t *testing.T) {
	b, spans, _ := start(t)
	func() {
		defer func() {
			if p := recover(); p != "torn" {
				t.Errorf("panicked with %v, want torn", p)
			}
		}()
		_ = bus.Dispatch(t.Context(), b, &SendStickersCommand{Count: -1})
	}()
	ended := spans.Ended()
	if len(ended) != 1 || len(ended[0].Events()) != 1 || ended[0].Events()[0].Name != "exception" {
		t.Errorf("got %d spans, want one with the panic: %s", len(ended), fmt.Sprint(ended))
	}
}
