package plugin

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/rules"
)

// Settings under which the same packages have other findings.
var unlike = []map[string]any{
	{},
	{"enable": "busctx", "busctx": map[string]any{"events": true}},
	{"disable": []any{"busctx"}, "eventname": map[string]any{"strict": true, "allow": "CreateOrderEvent"}},
	{"exclude": []any{map[string]any{"path": []any{"^busctx/", "^queryresult/"}}}},
	{"queryresult": map[string]any{"fields": []any{"Answer"}}, "busmodel": map[string]any{"packages": "nowhere"}},
	{"profiles": []any{map[string]any{"name": "less", "path": "github.com/buslint/buslint/bus", "functions": []any{
		map[string]any{"name": "InProcBus.Dispatch", "role": "dispatch"},
	}}}},
}

func testdata(t *testing.T) []*packages.Package {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax | packages.NeedModule, Dir: "../testdata"},
		"./busctx/events", "./eventname/flags", "./queryresult/queries", "./busmodel/named/...")
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("testdata has errors")
	}
	return pkgs
}

// Each plugin has its own settings, however many there are, and whichever was made last.
func TestPluginsTogether(t *testing.T) {
	pkgs := testdata(t)
	alone := map[int][]string{}
	find := func(i int, settings map[string]any) []string {
		p, err := New(settings)
		if err != nil {
			t.Error(err)
			return nil
		}
		built, err := p.BuildAnalyzers()
		if err != nil {
			t.Error(err)
			return nil
		}
		if _, err := New(unlike[(i+1)%len(unlike)]); err != nil {
			t.Error(err)
		}
		graph, err := checker.Analyze(built, pkgs, nil)
		return found(t, graph, err)
	}
	for i, settings := range unlike {
		alone[i] = find(i, settings)
		for j := range i {
			if slices.Equal(alone[i], alone[j]) {
				t.Errorf("%v and %v find the same: %q", settings, unlike[j], alone[i])
			}
		}
	}
	var wait sync.WaitGroup
	for i, settings := range unlike {
		wait.Go(func() {
			for range 5 {
				if got := find(i, settings); !slices.Equal(got, alone[i]) {
					t.Errorf("%v: got %q, want %q", settings, got, alone[i])
				}
			}
		})
	}
	wait.Wait()
}

// What is linted is read by all, at once, so that nothing writes to it.
func TestSyntaxStays(t *testing.T) {
	pkgs := testdata(t)
	text := func() string {
		var all strings.Builder
		for _, pkg := range pkgs {
			for _, file := range pkg.Syntax {
				if err := format.Node(&all, pkg.Fset, file); err != nil {
					t.Fatal(err)
				}
			}
		}
		return all.String()
	}
	c, err := rules.Language.Decode(map[string]any{"profiles": []any{map[string]any{
		"name": "clerk", "path": "example.com/testdata/busmodel/named/clerk", "functions": []any{
			map[string]any{"name": "Questions.Answer", "role": "handle"},
		}}}})
	if err != nil {
		t.Fatal(err)
	}
	before := text()
	if _, err := checker.Analyze(config.With(analyzers.Suite, c), pkgs, nil); err != nil {
		t.Fatal(err)
	}
	if after := text(); after != before {
		t.Errorf("the syntax has changed:\n%s\nwas\n%s", after, before)
	}
}

// A server may read another configuration while it lints with the one before.
func TestReconfigured(t *testing.T) {
	pkgs := testdata(t)
	lint := func(c *config.Config) []string {
		graph, err := checker.Analyze(config.With(analyzers.Suite, c), pkgs, nil)
		return found(t, graph, err)
	}
	configs, want := make([]*config.Config, len(unlike)), make([][]string, len(unlike))
	for i, settings := range unlike {
		c, err := rules.Language.Decode(settings)
		if err != nil {
			t.Fatal(err)
		}
		configs[i], want[i] = c, lint(c)
	}
	done := make(chan bool)
	var wait sync.WaitGroup
	wait.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-done:
				return
			default:
			}
			c, err := rules.Language.Decode(unlike[i%len(unlike)])
			if err != nil || c.String() != configs[i%len(unlike)].String() {
				t.Errorf("got %s, %v, want %s", c, err, configs[i%len(unlike)])
				return
			}
		}
	})
	for round := range 4 * len(unlike) {
		i := round % len(unlike)
		if got := lint(configs[i]); !slices.Equal(got, want[i]) {
			t.Errorf("%s: got %q, want %q", configs[i], got, want[i])
		}
	}
	close(done)
	wait.Wait()
}

// found returns what was found, in order.
func found(t *testing.T, graph *checker.Graph, err error) []string {
	t.Helper()
	if err != nil {
		t.Error(err)
		return nil
	}
	var all []string
	for act := range graph.All() {
		if act.Err != nil {
			t.Error(act.Err)
		}
		for _, d := range act.Diagnostics {
			all = append(all, fmt.Sprintf("%s: %s", act.Package.Fset.Position(d.Pos), d.Message))
		}
	}
	slices.Sort(all)
	return all
}

// Nothing that the program does once it runs is kept in a variable of a package: what one
// configuration says would hold for another.
func TestNoVariableChanges(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: ".."}, "./analyzers/...", "./bus/...", "./cmd/...", "./internal/...", "./plugin/...")
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range pkgs {
		for _, file := range pkg.Syntax {
			for _, decl := range file.Decls {
				fn, ok := decl.(*ast.FuncDecl)
				if !ok || fn.Recv == nil && fn.Name.Name == "init" {
					continue
				}
				ast.Inspect(fn, func(n ast.Node) bool {
					for _, target := range targets(pkg, n) {
						if v := variable(pkg, target); v != "" {
							t.Errorf("%s: %s of the package is changed", pkg.Fset.Position(target.Pos()), v)
						}
					}
					return true
				})
			}
		}
	}
}

// targets returns what a node changes, or lets others change.
func targets(pkg *packages.Package, n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		return n.Lhs
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.RangeStmt:
		return []ast.Expr{n.Key, n.Value}
	case *ast.CallExpr:
		return changedByCall(pkg, n)
	}
	return nil
}

// changedByCall returns what a call changes: what it hands to a built-in function that
// does so, the variables of flags, and what has the method, if that is one of a pointer.
func changedByCall(pkg *packages.Package, call *ast.CallExpr) []ast.Expr {
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		if slices.Contains([]string{"delete", "clear", "copy"}, fun.Name) {
			return call.Args[:1]
		}
	case *ast.SelectorExpr:
		fn, ok := pkg.TypesInfo.Uses[fun.Sel].(*types.Func)
		if !ok {
			return nil
		}
		var changed []ast.Expr
		for _, arg := range call.Args {
			if addr, ok := arg.(*ast.UnaryExpr); ok && addr.Op == token.AND && fn.Pkg().Path() == "flag" {
				changed = append(changed, addr.X)
			}
		}
		if recv := fn.Signature().Recv(); recv != nil && pkg.TypesInfo.Selections[fun] != nil {
			_, takesPointer := recv.Type().(*types.Pointer)
			if _, isPointer := pkg.TypesInfo.TypeOf(fun.X).Underlying().(*types.Pointer); takesPointer && !isPointer {
				changed = append(changed, fun.X)
			}
		}
		return changed
	}
	return nil
}

// variable returns the name of the package's variable that an expression is a part of, or
// "".
func variable(pkg *packages.Package, expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.ParenExpr:
		return variable(pkg, expr.X)
	case *ast.IndexExpr:
		return variable(pkg, expr.X)
	case *ast.StarExpr:
		return variable(pkg, expr.X)
	case *ast.SelectorExpr:
		if v := variable(pkg, expr.Sel); v != "" {
			return v
		}
		return variable(pkg, expr.X)
	case *ast.Ident:
		v, ok := pkg.TypesInfo.Uses[expr].(*types.Var)
		if !ok || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
			return ""
		}
		if named, ok := v.Type().(*types.Named); ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync" {
			return "" // what it keeps says nothing
		}
		return v.Name()
	}
	return ""
}
