package ctxtwin_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/ctxtwin"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) {
	ruletest.Run(t, ctxtwin.Analyzer, "handlers", "lasting", "own")
}

func TestDescribed(t *testing.T) {
	ruletest.Run(t, ruletest.With(t, ctxtwin.Analyzer, `
twins:
  - {path: example.com/testdata/ctxtwin/described/db, name: Engine, chain: Context}
  - {path: example.com/testdata/ctxtwin/described/db, name: ORM, chain: WithContext, except: [Pool]}
  - {path: example.com/testdata/ctxtwin/described/db, name: Engine.Request, chain: SetContext}
  - {path: example.com/testdata/ctxtwin/described/db, name: Options, field: Ctx}
  - {path: example.com/testdata/ctxtwin/described/db, name: Open, twin: OpenAt, arguments: ["1", "true"]}
  - {path: example.com/testdata/ctxtwin/described/db, name: Told, instead: the new one}
`), "described")
}

func TestEverywhere(t *testing.T) {
	ruletest.Run(t, ruletest.With(t, ctxtwin.Analyzer, "ctxtwin: {everywhere: true, ignore: [database/sql]}"), "everywhere")
}
