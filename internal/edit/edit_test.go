package edit_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"regexp"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/ruletest"
)

// giver gives a context to every function literal in a call of mark.
var giver = &analysis.Analyzer{
	Name: "giver",
	Doc:  "give functions a context",
	Run: func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && ast.Unparen(call.Fun).(*ast.Ident).Name == "mark" {
					give(pass, file, call.Args[0].(*ast.FuncLit))
					return false
				}
				return true
			})
		}
		return nil, nil
	},
}

func give(pass *analysis.Pass, file *ast.File, lit *ast.FuncLit) {
	pkgName, edits, ok := edit.Import(pass, file, lit.Type.Params.Opening+1, "context")
	if !ok {
		pass.ReportRangef(lit, "no name for package context")
		return
	}
	edits = append(edits, edit.Param(pass.Fset, lit.Type, "ctx", pkgName+".Context"))
	pass.Report(analysis.Diagnostic{
		Pos:            lit.Pos(),
		End:            lit.End(),
		Message:        "give it a context",
		SuggestedFixes: []analysis.SuggestedFix{{Message: "Give it", TextEdits: edits}},
	})
	if before, after := applied(pass, file, edits); isFormatted(before) && !isFormatted(after) {
		pass.ReportRangef(lit, "not as gofmt has it:\n%s", after)
	}
}

func applied(pass *analysis.Pass, file *ast.File, edits []analysis.TextEdit) (before, after []byte) {
	tokens := pass.Fset.File(file.FileStart)
	before, err := os.ReadFile(tokens.Name())
	if err != nil {
		panic(err)
	}
	after = slices.Clone(before)
	slices.SortFunc(edits, func(a, b analysis.TextEdit) int { return int(b.Pos - a.Pos) })
	for _, e := range edits {
		after = slices.Replace(after, tokens.Offset(e.Pos), tokens.Offset(e.End), e.NewText...)
	}
	return before, after
}

var wants = regexp.MustCompile(` +// want .*`)

func isFormatted(src []byte) bool {
	src = wants.ReplaceAll(src, nil) // gofmt aligns comments, edits do not
	formatted, err := format.Source(src)
	return err == nil && bytes.Equal(src, formatted)
}

func TestImportAndParam(t *testing.T) {
	ruletest.CheckFixes(t, giver, "edit/imports", "edit/taken", "edit/params")
}

// What gofmt would have written otherwise, or the go command has rewritten before
// most drivers see it, has no place in a module of testdata.
func TestImportUnformatted(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"one line", "package p\nimport (\"fmt\"; \"os\")\n", "package p\nimport \"context\"\nimport (\"fmt\"; \"os\")\n"},
		{"one line after it", "package p\nimport (\"bytes\"; \"os\")\n", "package p\nimport \"context\"\nimport (\"bytes\"; \"os\")\n"},
		{"all in one line", "package p; import \"fmt\"\n", "package p; import (\n\t\"context\"\n\t\"fmt\"\n)\n"},
		{"cgo alone", "package p\n\n// int i;\nimport \"C\"\n", "package p\n\nimport \"context\"\n\n// int i;\nimport \"C\"\n"},
		{"cgo first", "package p\n\n// int i;\nimport \"C\"\n\nimport \"fmt\"\n", "package p\n\n// int i;\nimport \"C\"\n\nimport (\n\t\"context\"\n\t\"fmt\"\n)\n"},
		{"cgo in a group", "package p\n\nimport (\n\t\"C\"\n\t\"fmt\"\n)\n", "package p\n\nimport \"context\"\n\nimport (\n\t\"C\"\n\t\"fmt\"\n)\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, "p.go", test.src, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			info := &types.Info{Scopes: map[ast.Node]*types.Scope{}, Defs: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{}}
			conf := types.Config{FakeImportC: true, Error: func(error) {}} // that the imports are not found
			pkg, _ := conf.Check("p", fset, []*ast.File{file}, info)
			pass := &analysis.Pass{Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info}
			name, edits, ok := edit.Import(pass, file, file.FileEnd-1, "context")
			if !ok || name != "context" {
				t.Fatalf("Import = %q, %v, %v", name, edits, ok)
			}
			got := test.src
			for _, e := range slices.Backward(edits) {
				offset := fset.File(file.FileStart).Offset(e.Pos)
				got = got[:offset] + string(e.NewText) + got[offset:]
			}
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if _, err := parser.ParseFile(fset, "p.go", got, 0); err != nil {
				t.Error(err)
			}
		})
	}
}
