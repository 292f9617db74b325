package contexts_test

import (
	"go/ast"
	"go/types"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/contexts"
)

// asker reports, for every call of a function here, the context that is usable
// there, or what the compiler says of it.
var asker = &analysis.Analyzer{
	Name:     "asker",
	Doc:      "ask which context is usable",
	Requires: []*analysis.Analyzer{inspect.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
		for cur := range root.Preorder((*ast.CallExpr)(nil)) {
			call := cur.Node().(*ast.CallExpr)
			if !calls(call, "here") {
				continue
			}
			expr := contexts.Usable(pass, cur, func(call *ast.CallExpr) bool { return calls(call, "register") })
			if expr == "" {
				pass.ReportRangef(call, "none")
				continue
			}
			pass.ReportRangef(call, "%s", expr)
			tv, err := types.Eval(pass.Fset, pass.Pkg, call.Pos(), expr)
			if err != nil || types.Unalias(tv.Type).String() != "context.Context" {
				pass.ReportRangef(call, "%s is no context: %v, %v", expr, tv.Type, err)
			}
		}
		return nil, nil
	},
}

func calls(call *ast.CallExpr, name string) bool {
	id, ok := call.Fun.(*ast.Ident)
	return ok && id.Name == name
}

func TestUsable(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, testdata, asker, "./contexts/...")
}

// A module that is written for an older Go has no t.Context().
func TestOldModule(t *testing.T) {
	for _, test := range []struct{ goVersion, want string }{
		{"1.23", "none"},
		{"1.24", "^t.Context"},
		{"1.24.1", "^t.Context"},
	} {
		dir, cleanup, err := analysistest.WriteFiles(map[string]string{
			"old/old_test.go": "package old\n\nimport \"testing\"\n\nfunc here() {}\n\n" +
				"func Test(t *testing.T) {\n\there() // want `" + test.want + "`\n}\n",
			"go.mod": "module old\n\ngo " + test.goVersion + "\n",
		})
		if err != nil {
			t.Fatal(err)
		}
		defer cleanup()
		analysistest.Run(t, filepath.Join(dir, "src"), asker, "./...")
	}
}
