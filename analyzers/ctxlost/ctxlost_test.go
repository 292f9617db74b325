package ctxlost_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/ctxlost"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, ctxlost.Analyzer) }

func TestDescribed(t *testing.T) {
	ruletest.Run(t, ruletest.With(t, ctxlost.Analyzer, `
profiles:
  - name: described
    path: example.com/testdata/ctxlost/testdata/described
    functions:
      - {name: Sender.SendTransaction, role: dispatch, argument: 1, payload: true}
      - {name: Desk.Send, role: dispatch}
`), "testdata/described")
}
