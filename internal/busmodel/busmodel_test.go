package busmodel_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/ruletest"
)

// The model reports nothing, so this analyzer says in words what it holds.
var teller = &analysis.Analyzer{
	Name:     "teller",
	Doc:      "tell what the model knows",
	Requires: []*analysis.Analyzer{busmodel.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
		for i, use := range model.Uses {
			if i > 0 && sameFile(pass.Fset, model.Uses[i-1].Fun, use.Fun) && use.Fun.Pos() < model.Uses[i-1].Fun.Pos() {
				pass.ReportRangef(use.Fun, "out of order")
			}
			if len(use.Parcels) == 0 {
				pass.ReportRangef(use.Fun, "%s", tell(use, &busmodel.Parcel{Use: use, Aware: use.Aware}))
			}
			for _, parcel := range use.Parcels {
				pass.ReportRangef(use.Fun, "%s", tell(use, parcel))
			}
		}
		for _, m := range model.Messages {
			article := "a"
			if m.Kind == kind.Event {
				article = "an"
			}
			d, ok := m.Finding()
			if !ok {
				continue
			}
			d.Message = fmt.Sprintf("%s is %s %s", m.Type.Name(), article, m.Kind)
			if len(d.Related) > 0 {
				d.Message += ", declared elsewhere"
			}
			pass.Report(d)
		}
		return nil, nil
	},
}

func sameFile(fset *token.FileSet, a, b ast.Node) bool {
	return fset.File(a.Pos()) == fset.File(b.Pos())
}

func tell(use *busmodel.Use, parcel *busmodel.Parcel) string {
	s := use.Role.String() + " "
	if parcel.Message != nil {
		s += parcel.Message.Name()
	} else {
		s += "?"
	}
	switch {
	case parcel.Aware:
		s += ", aware"
	case use.Twin != nil:
		s += ", twin"
	case use.TwinName != "":
		s += ", twin hidden"
	}
	switch {
	case use.Call == nil:
		s += ", value"
	case use.Through != nil:
		s += ", through a value"
	}
	switch fn, lit := parcel.Handler.Func, parcel.Handler.Lit; {
	case fn != nil:
		s += ", by " + fn.Name()
	case lit != nil:
		s += ", by a literal"
	}
	return s
}

func Test(t *testing.T) {
	told := ruletest.With(t, teller, `profiles:
- name: clerk
  path: example.com/testdata/busmodel/named/clerk
  functions:
  - {name: Tell, role: dispatch, kind: command}
  - {name: Questions.Ask, role: dispatch, kind: query}
  - {name: Questions.Answer, role: handle, kind: query}
- name: counter
  path: example.com/testdata/busmodel/named/counter
  functions:
  - {name: Counter.Put, role: dispatch, kind: command}
  - {name: Counter.Tell, role: publish}
  - {name: Counter.Serve, role: handle, method: Work}
  - {name: Hire, role: handle, method: Work}
`)
	ruletest.Check(t, told, "busmodel/...")
}
