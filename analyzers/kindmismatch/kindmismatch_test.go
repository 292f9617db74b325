package kindmismatch_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/kindmismatch"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) {
	ruletest.Run(t, kindmismatch.Analyzer, ".", "directive", "models", "travel")
}

// TestSettings checks that the names of events are read as eventname is told to.
func TestSettings(t *testing.T) {
	a := ruletest.With(t, kindmismatch.Analyzer, "eventname: {layers: Fact, allow: CreateOrderEvent}")
	ruletest.Check(t, a, "kindmismatch/settings")
}
