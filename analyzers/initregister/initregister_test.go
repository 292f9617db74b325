package initregister_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/initregister"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) {
	ruletest.Run(t, initregister.Analyzer, "functions", "callers", "loops")
}

func TestAllow(t *testing.T) {
	if err := initregister.Analyzer.Flags.Set("allow", "("); err == nil {
		t.Error("an expression that does not compile is accepted")
	}
	ruletest.Set(t, initregister.Analyzer, "allow", "^(Init|OnStart)$")
	ruletest.Run(t, initregister.Analyzer, "allow")
}
