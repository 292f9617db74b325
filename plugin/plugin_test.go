package plugin

import (
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"
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
	var names []string
	for _, rule := range rules {
		names = append(names, rule.Name)
	}
	if want := []string{"busctx", "queryresult"}; !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}

	_, err = newPlugin(map[string]any{"eventname": map[string]any{"alow": "Tick"}})
	if want := "settings of buslint: eventname: alow: there is no key alow; did you mean allow?"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestAdapt shows what becomes of findings that golangci-lint would take apart.
func TestAdapt(t *testing.T) {
	fset := token.NewFileSet()
	file := func(name string) *token.File {
		f := fset.AddFile(name, -1, 100)
		f.SetLines([]int{0, 10, 20, 30})
		return f
	}
	here, beside, elsewhere := file("/src/a/here.go"), file("/src/a/beside.go"), file("/src/b/elsewhere.go")
	insert := func(f *token.File) analysis.TextEdit {
		return analysis.TextEdit{Pos: f.Pos(12), NewText: []byte("x")}
	}
	found := func(fixIn ...*token.File) analysis.Diagnostic {
		d := analysis.Diagnostic{Pos: here.Pos(5), Message: "finding"}
		if len(fixIn) > 0 {
			fix := analysis.SuggestedFix{Message: "mend it"}
			for _, f := range fixIn {
				fix.TextEdits = append(fix.TextEdits, insert(f))
			}
			d.SuggestedFixes = []analysis.SuggestedFix{fix}
		}
		return d
	}
	related := found()
	related.Related = []analysis.RelatedInformation{
		{Pos: beside.Pos(11), Message: "one"},
		{Pos: elsewhere.Pos(21), Message: "two"},
	}

	var got []analysis.Diagnostic
	rule := &analysis.Analyzer{Name: "rule", Doc: "reports"}
	rule.Run = func(pass *analysis.Pass) (any, error) {
		if pass.Analyzer != rule {
			t.Error("the rule was not given its own pass")
		}
		for _, d := range []analysis.Diagnostic{found(), found(here, here), found(here, beside), related} {
			pass.Report(d)
		}
		return nil, nil
	}
	adapted := adapt(rule)
	if _, err := adapted.Run(&analysis.Pass{
		Analyzer: adapted,
		Fset:     fset,
		Report:   func(d analysis.Diagnostic) { got = append(got, d) },
	}); err != nil {
		t.Fatal(err)
	}
	var messages []string
	var edits []int
	for _, d := range got {
		n := 0
		for _, fix := range d.SuggestedFixes {
			n += len(fix.TextEdits)
		}
		messages, edits = append(messages, d.Message), append(edits, n)
		if len(d.Related) > 0 {
			t.Errorf("%s still has related places", d.Message)
		}
	}
	if want := []int{0, 2, 0, 0}; !slices.Equal(edits, want) {
		t.Errorf("findings with %v edits, want %v: a fix in two files is none here", edits, want)
	}
	want := "finding finding finding finding [beside.go:2: one] [../b/elsewhere.go:3: two]"
	if got := strings.Join(messages, " "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
