package contexts_test

import (
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/ruletest"
	"github.com/buslint/buslint/internal/uses"
)

// asker reports, for every call of a function here, the context that is usable
// there, or what the compiler says of it.
var asker = &analysis.Analyzer{
	Name:     "asker",
	Doc:      "ask which context is usable",
	Requires: []*analysis.Analyzer{uses.Analyzer, contexts.StructsAnalyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		found := contexts.Of(pass, func(call *ast.CallExpr) bool { return calls(call, "register") })
		for cur := range pass.ResultOf[uses.Analyzer].(*uses.Index).Root().Preorder((*ast.CallExpr)(nil)) {
			call := cur.Node().(*ast.CallExpr)
			if !calls(call, "here") {
				continue
			}
			ctx, why, ok := found.At(cur)
			if !ok {
				pass.ReportRangef(call, "%s", [...]string{"none", "ended", "later", "changing"}[why])
				continue
			}
			if ctx.Edits != nil {
				pass.ReportRangef(call, "%s once named", ctx.Expr)
				continue
			}
			pass.ReportRangef(call, "%s", ctx.Expr)
			tv, err := types.Eval(pass.Fset, pass.Pkg, call.Pos(), ctx.Expr)
			if err != nil || !isContext(tv.Type) {
				pass.ReportRangef(call, "%s is no context: %v, %v", ctx.Expr, tv.Type, err)
			}
		}
		return nil, nil
	},
}

// isContext reports whether values of the type are contexts.
func isContext(t types.Type) bool {
	has := func(name string) bool {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		_, ok := obj.(*types.Func)
		return ok
	}
	return has("Deadline") && has("Done") && has("Err") && has("Value")
}

func calls(call *ast.CallExpr, name string) bool {
	id, ok := call.Fun.(*ast.Ident)
	return ok && id.Name == name
}

func TestUsable(t *testing.T) {
	ruletest.Check(t, asker, "contexts/...")
}

// A module that is written for an older Go has no t.Context().
func TestOldModule(t *testing.T) {
	for _, test := range []struct{ goVersion, want string }{
		{"1.23", "none"},
		{"1.24", "^t.Context"},
		{"1.24.1", "^t.Context"},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{
			"old_test.go": "package old\n\nimport \"testing\"\n\nfunc here() {}\n\n" +
				"func Test(t *testing.T) {\n\there() // want `" + test.want + "`\n}\n",
			"go.mod": "module old\n\ngo " + test.goVersion + "\n",
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		ruletest.CheckIn(t, dir, asker, "...")
	}
}
