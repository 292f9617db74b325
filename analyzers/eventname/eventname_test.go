package eventname_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/eventname"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) {
	ruletest.Run(t, eventname.Analyzer, "events", "publish/...", "recognised/...")
}

func TestFlags(t *testing.T) {
	a := ruletest.With(t, eventname.Analyzer, "eventname: {strict: true, layers: Fact, allow: CreateOrderEvent}")
	ruletest.Run(t, a, "flags")
}
