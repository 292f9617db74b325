package queryresult_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/queryresult"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) {
	ruletest.Run(t, queryresult.Analyzer, "queries", "handlers", "elsewhere/...", "called/...")
}

func TestFields(t *testing.T) {
	ruletest.Run(t, ruletest.With(t, queryresult.Analyzer, "queryresult: {fields: [Answer, Rows]}"), "flags")
}
