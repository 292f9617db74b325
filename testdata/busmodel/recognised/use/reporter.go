package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/reporter"
)

type BranchGrown struct{} // want `^BranchGrown is an event$`

func byReporter(ctx context.Context, w *reporter.Reporter, r *reporter.Reader, m reporter.Manager, h reporter.EventHandlerInterface) {
	_ = reporter.ReporterSendEvent(w, ctx, "grown", BranchGrown{})                                                          // want `^publish BranchGrown, aware$`
	_ = reporter.ReaderRegisterEvent(r, "grown", func(context.Context, *reporter.Report[BranchGrown]) error { return nil }) // want `^listen BranchGrown, aware, by a literal$`
	m.RegisterForEvent("grown", h)
}
