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
	ruletest.Run(t, ruletest.With(t, initregister.Analyzer, "initregister: {allow: ^(Init|OnStart)$}"), "allow")
}
