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
	allow := initregister.Analyzer.Flags.Lookup("allow").Value
	old := allow.String()
	if err := allow.Set("("); err == nil {
		t.Error("an expression that does not compile is accepted")
	}
	if err := allow.Set("^(Init|OnStart)$"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = allow.Set(old) })
	ruletest.Run(t, initregister.Analyzer, "allow")
}
