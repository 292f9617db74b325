package commandname_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/commandname"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) {
	ruletest.Run(t, commandname.Analyzer, "commands", "handle/...")
}

func TestFlags(t *testing.T) {
	ruletest.Set(t, commandname.Analyzer, "strict", "true")
	ruletest.Set(t, commandname.Analyzer, "verbs", "Grok")
	ruletest.Set(t, commandname.Analyzer, "allow", "UserCreation")
	ruletest.Run(t, commandname.Analyzer, "flags")
}
