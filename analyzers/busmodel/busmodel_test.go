package busmodel_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/profile"
)

// The model reports nothing, so this analyzer says in words what it holds.
var teller = &analysis.Analyzer{
	Name:     "teller",
	Doc:      "tell what the model knows",
	Requires: []*analysis.Analyzer{busmodel.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
		for i, site := range model.Sites {
			if i > 0 && sameFile(pass.Fset, model.Sites[i-1].Fun, site.Fun) && site.Fun.Pos() < model.Sites[i-1].Fun.Pos() {
				pass.ReportRangef(site.Fun, "out of order")
			}
			pass.ReportRangef(site.Fun, "%s", tellSite(pass.TypesInfo, site))
		}
		for _, m := range model.Messages {
			article := "a"
			if m.Kind == busmodel.Event {
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

func tellSite(info *types.Info, site *busmodel.Site) string {
	s := site.Role.String() + " "
	if site.Message != nil {
		s += site.Message.Name()
	} else {
		s += "?"
	}
	switch {
	case site.Aware:
		s += ", aware"
	case site.Twin != nil:
		s += ", twin"
	case site.TwinName != "":
		s += ", twin hidden"
	}
	switch {
	case site.Call == nil:
		s += ", value"
	case site.Value != nil:
		s += ", through a value"
	}
	switch fn, lit := site.Handler(info); {
	case fn != nil:
		s += ", by " + fn.Name()
	case lit != nil:
		s += ", by a literal"
	}
	return s
}

func Test(t *testing.T) {
	known := slices.Clone(busmodel.Profiles)
	t.Cleanup(func() { busmodel.Profiles = known })
	if err := busmodel.Add(&profile.Profile{
		Name: "clerk",
		Path: "example.com/testdata/busmodel/named/clerk",
		Funcs: []profile.Func{
			{Name: "Tell", Role: busmodel.Dispatch, Kind: busmodel.Command, From: profile.FromArg},
			{Recv: "Questions", Name: "Ask", Role: busmodel.Dispatch, Kind: busmodel.Query, From: profile.FromArg},
			{Recv: "Questions", Name: "Answer", Role: busmodel.Handle, Kind: busmodel.Query, From: profile.FromHandler},
		},
	}); err != nil {
		t.Fatal(err)
	}
	if err := busmodel.Analyzer.Flags.Set("profiles", `[{"name": "counter", "path": "example.com/testdata/busmodel/named/counter", "functions": [
		{"name": "Counter.Put", "role": "dispatch", "kind": "command"},
		{"name": "Counter.Tell", "role": "publish"},
		{"name": "Counter.Serve", "role": "handle", "method": "Work"},
		{"name": "Hire", "role": "handle", "method": "Work"}]}]`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := busmodel.Analyzer.Flags.Set("profiles", ""); err != nil {
			t.Error(err)
		}
	})
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, testdata, teller, "./busmodel/...")
}
