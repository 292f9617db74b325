package plugin

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/config"
)

// TestRegistered asks for the plugin as golangci-lint does.
func TestRegistered(t *testing.T) {
	newPlugin, err := register.GetPlugin("buslint")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(map[string]any{"enable": []any{"queryresult", "busctx"}})
	if err != nil {
		t.Fatal(err)
	}
	if mode := p.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode %s: the rules need types", mode)
	}
	rules, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(rules); err != nil {
		t.Error(err)
	}
	// golangci-lint puts the name of an analyzer before its messages if it is not
	// the linter's.
	if len(rules) != 2 || rules[0].Name != "buslint" {
		t.Errorf("got %v, want buslint and what keeps settings apart", rules)
	}

	_, err = newPlugin(map[string]any{"eventname": map[string]any{"alow": "Tick"}})
	if want := "settings of buslint: eventname: there is no key alow; did you mean allow?"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestFile checks that .buslint.yml holds if there are no settings, and only then, and that
// golangci-lint can tell one content of it from another.
func TestFile(t *testing.T) {
	names := func(settings any) (string, error) {
		p, err := New(settings)
		if err != nil {
			return "", err
		}
		analyzers, err := p.BuildAnalyzers()
		if err != nil {
			return "", err
		}
		rules := p.(plugin).rules
		return analyzers[1].Name + " " + strconv.Itoa(len(rules)), nil
	}
	dir := t.TempDir()
	below := filepath.Join(dir, "service")
	if err := os.Mkdir(below, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir(below)
	seen := map[string]string{}
	for _, test := range []struct {
		file     string
		settings any
		rules    string
	}{
		{"", nil, "9"},
		{"disable: [queryresult]", nil, "8"},
		{"disable: [queryresult]", map[string]any{}, "8"},
		{"disable: [queryresult]", map[string]any{"disable": "busctx, eventname"}, "7"},
		{"enable-also: [nolistener]", nil, "9"}, // for buslint itself
		{"enable: [missinghandler, busctx]", nil, "1"},
	} {
		if err := os.WriteFile(filepath.Join(dir, config.FileName), []byte(test.file), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := names(test.settings)
		name, rules, _ := strings.Cut(got, " ")
		if err != nil || rules != test.rules {
			t.Errorf("%q with the settings %v: %s rules (%v), want %s", test.file, test.settings, rules, err, test.rules)
		}
		content := fmt.Sprint(test.file, test.settings != nil && len(test.settings.(map[string]any)) > 0)
		for other, was := range seen {
			if (other == content) != (was == name) {
				t.Errorf("%s and %s have the names %s and %s", other, content, was, name)
			}
		}
		seen[content] = name
	}
	if err := os.WriteFile(filepath.Join(dir, config.FileName), []byte("disable: [bustcx]"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := filepath.Join(dir, config.FileName) + ":1:10: disable: there is no rule bustcx; did you mean busctx?"
	if _, err := New(nil); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// The package that the fixes of TestFixes are made in.
var sources = map[string]string{
	"send.go": `package p

import (
	"context"

	"bus"
)

func first(ctx bus.Context) {
	bus.Send(context.Background())
}
`,
	"twice.go": `package p

import "context"
import "bus"

func second(ctx bus.Context) { bus.Send(context.Background()); bus.Send(context.TODO()) }
func third(bus.Context) {}
`,
	"none.go": `package p

import "bus"

func fourth(ctx bus.Context) { bus.Send(ctx) }
`,
}

// An edit replaces old, which stands once in the file.
type edit struct{ file, old, text string }

// TestFixes shows which fixes are left to golangci-lint, which makes them all.
func TestFixes(t *testing.T) {
	background := edit{"twice.go", "context.Background()", "ctx"}
	for _, test := range []struct {
		name  string
		fixes [][]edit
		want  [][]edit
	}{
		{
			"sound",
			[][]edit{{background}},
			[][]edit{{background}},
		}, {
			"last use of an import",
			[][]edit{{{"send.go", "context.Background()", "ctx"}}},
			[][]edit{{{"send.go", "context.Background()", "ctx"}, {"send.go", "\t\"context\"\n\n", ""}}},
		}, {
			"last use, but for the text put there",
			[][]edit{{{"send.go", "context.Background()", "context.TODO()"}}},
			[][]edit{{{"send.go", "context.Background()", "context.TODO()"}}},
		}, {
			"last two uses", // the second of which has to wait
			[][]edit{{background}, {{"twice.go", "context.TODO()", "ctx"}}},
			[][]edit{{background}, nil},
		}, {
			"both uses in one",
			[][]edit{{background, {"twice.go", "context.TODO()", "ctx"}}},
			[][]edit{{background, {"twice.go", "context.TODO()", "ctx"}, {"twice.go", "import \"context\"\n", ""}}},
		}, {
			"one needs what the other deletes",
			[][]edit{{background, {"twice.go", "context.TODO()", "ctx"}}, {{"twice.go", "third(bus.Context)", "third(context.Context)"}}},
			[][]edit{{background, {"twice.go", "context.TODO()", "ctx"}, {"twice.go", "import \"context\"\n", ""}}, nil},
		}, {
			"overlapping",
			[][]edit{{background}, {{"twice.go", "bus.Send(context.Background())", "bus.Send(ctx)"}}},
			[][]edit{{background}, nil},
		}, {
			"shared",
			[][]edit{{{"twice.go", "third(", "mended("}}, {{"twice.go", "third(", "mended("}, background}},
			[][]edit{{{"twice.go", "third(", "mended("}}, {{"twice.go", "third(", "mended("}, background}},
		}, {
			"does not compile",
			[][]edit{{{"none.go", "Send(ctx)", "Send(unknown)"}}, {background}},
			[][]edit{nil, {background}},
		}, {
			"does not parse",
			[][]edit{{{"none.go", "Send(ctx)", "Send(ctx"}}},
			[][]edit{nil},
		}, {
			"new import of what others import",
			[][]edit{{{"none.go", "import \"bus\"", "import (\n\t\"bus\"\n\t\"context\"\n)"}, {"none.go", "Send(ctx)", "Send(context.TODO())"}}},
			[][]edit{{{"none.go", "import \"bus\"", "import (\n\t\"bus\"\n\t\"context\"\n)"}, {"none.go", "Send(ctx)", "Send(context.TODO())"}}},
		}, {
			"in two files", // golangci-lint would make half of it
			[][]edit{{background, {"none.go", "fourth", "forth"}}},
			[][]edit{nil},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			pass := newPass(t)
			report := func(pass *analysis.Pass) {
				for _, fix := range test.fixes {
					d := analysis.Diagnostic{Message: "finding", SuggestedFixes: []analysis.SuggestedFix{{Message: "mend it"}}}
					for _, e := range fix {
						file, at := place(t, pass, e.file, e.old)
						d.Pos = file.Pos(at)
						d.SuggestedFixes[0].TextEdits = append(d.SuggestedFixes[0].TextEdits, analysis.TextEdit{
							Pos: file.Pos(at), End: file.Pos(at + len(e.old)), NewText: []byte(e.text),
						})
					}
					pass.Report(d)
				}
			}
			found := runPlugin(t, pass, report)
			if len(found) != len(test.want) {
				t.Fatalf("got %d findings, want %d", len(found), len(test.want))
			}
			for i, d := range found {
				var got []edit
				for _, fix := range d.SuggestedFixes {
					for _, e := range fix.TextEdits {
						file := pass.Fset.File(e.Pos)
						old := sources[file.Name()][file.Offset(e.Pos):file.Offset(e.End)]
						got = append(got, edit{file.Name(), old, string(e.NewText)})
					}
				}
				if !slices.Equal(got, test.want[i]) {
					t.Errorf("finding %d has the fix %q, want %q", i, got, test.want[i])
				}
			}
		})
	}
}

// TestRelated shows that a finding stays one.
func TestRelated(t *testing.T) {
	pass := newPass(t)
	found := runPlugin(t, pass, func(pass *analysis.Pass) {
		here, at := place(t, pass, "send.go", "Send")
		there, to := place(t, pass, "twice.go", "third")
		pass.Report(analysis.Diagnostic{Pos: here.Pos(at), Message: "finding", Related: []analysis.RelatedInformation{
			{Pos: here.Pos(at), Message: "one"},
			{Pos: there.Pos(to), Message: "two"},
		}})
	})
	if len(found) != 1 || len(found[0].Related) > 0 {
		t.Fatalf("got %v, want one finding without related places", found)
	}
	if got, want := found[0].Message, "rule: finding [send.go:10: one] [twice.go:7: two]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// runPlugin runs the plugin with one rule and returns what it reports.
func runPlugin(t *testing.T, pass *analysis.Pass, report func(*analysis.Pass)) []analysis.Diagnostic {
	t.Helper()
	rule := &analysis.Analyzer{Name: "rule", Doc: "reports what the test wants"}
	rule.Run = func(pass *analysis.Pass) (any, error) {
		if pass.Analyzer != rule {
			t.Error("the rule was given the pass of another")
		}
		report(pass)
		return nil, nil
	}
	built, err := plugin{rules: []*analysis.Analyzer{rule}}.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	var found []analysis.Diagnostic
	pass.Analyzer = built[0]
	pass.Report = func(d analysis.Diagnostic) { found = append(found, d) }
	if _, err := built[0].Run(pass); err != nil {
		t.Fatal(err)
	}
	return found
}

type importer map[string]*types.Package

func (known importer) Import(path string) (*types.Package, error) { return known[path], nil }

// newPass returns a pass over the package of sources.
func newPass(t *testing.T) *analysis.Pass {
	t.Helper()
	fset := token.NewFileSet()
	known := map[string]*types.Package{}
	check := func(path string, info *types.Info, texts map[string]string) (*types.Package, []*ast.File) {
		var files []*ast.File
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			file, err := parser.ParseFile(fset, name, texts[name], parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		conf := types.Config{Importer: importer(known)}
		pkg, err := conf.Check(path, fset, files, info)
		if err != nil {
			t.Fatal(err)
		}
		known[path] = pkg
		return pkg, files
	}
	check("context", nil, map[string]string{"context.go": `package context
type Context interface { Done() }
func Background() Context { return nil }
func TODO() Context { return nil }
`})
	check("bus", nil, map[string]string{"bus.go": `package bus
import "context"
type Context = context.Context
func Send(context.Context) {}
`})
	info := &types.Info{
		Uses:      map[*ast.Ident]types.Object{},
		Defs:      map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{},
	}
	pkg, files := check("p", info, sources)
	return &analysis.Pass{
		Fset:      fset,
		Files:     files,
		Pkg:       pkg,
		TypesInfo: info,
		ReadFile:  func(name string) ([]byte, error) { return []byte(sources[name]), nil },
	}
}

// place returns where text stands, as it does once, in the file of that name.
func place(t *testing.T, pass *analysis.Pass, name, text string) (*token.File, int) {
	t.Helper()
	if strings.Count(sources[name], text) != 1 {
		t.Fatalf("%s does not have %q once", name, text)
	}
	for _, file := range pass.Files {
		if f := pass.Fset.File(file.FileStart); f.Name() == name {
			return f, strings.Index(sources[name], text)
		}
	}
	t.Fatalf("no file %s", name)
	return nil, 0
}
