package commandname_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/commandname"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) {
	ruletest.Run(t, commandname.Analyzer, "commands", "words/...", "handle/...", "creating")
}

func TestAlone(t *testing.T) { ruletest.Check(t, commandname.Analyzer, "alone/commands/...") }

func TestFlags(t *testing.T) {
	a := ruletest.With(t, commandname.Analyzer, "commandname: {strict: true, verbs: Grok, allow: UserCreation}")
	ruletest.Run(t, a, "flags")
}
