package eventname_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/eventname"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) {
	ruletest.Run(t, eventname.Analyzer, "events", "publish/...")
}

func TestFlags(t *testing.T) {
	ruletest.Set(t, eventname.Analyzer, "allow", "CreateOrderEvent")
	ruletest.Set(t, eventname.Analyzer, "layers", "Fact")
	ruletest.Set(t, eventname.Analyzer, "strict", "true")
	ruletest.Run(t, eventname.Analyzer, "flags")
}
