package kindmismatch

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/english"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/naming"
	"github.com/buslint/buslint/internal/suppress"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "kindmismatch",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("kindmismatch"),
	Requires: []*analysis.Analyzer{config.Analyzer, busmodel.Analyzer, suppress.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	events := naming.JudgeOf(kind.Event, config.For(pass))
	for _, c := range model.Directives {
		checkDirective(pass, c)
	}
	for _, m := range model.Messages {
		is, evidence := kindOf(m, events)
		if is == kind.NoKind {
			continue
		}
		for _, p := range m.Parcels {
			if p.Use.Role.OfEvents() == (is == kind.Event) || p.Use.Func.Unclear || !m.OnOneBus() {
				continue
			}
			suppress.Report(pass, analysis.Diagnostic{
				Pos:     p.Use.Call.Pos(),
				End:     p.Use.Call.End(),
				Message: fmt.Sprintf("%s %s %s", is, m.Type.Name(), p.Use.Role.Mismatch()),
				Related: []analysis.RelatedInformation{evidence},
			})
		}
	}
	return nil, nil
}

// checkDirective reports a //bus: comment that says nothing because it is misspelt.
func checkDirective(pass *analysis.Pass, c *ast.Comment) {
	written := busmodel.Directive(c)
	_, word, _ := strings.Cut(written, "bus:")
	meant := misspelt.Meant(word, busmodel.Directives[:])
	if meant == "" || "//bus:"+meant == written {
		return // right, or somebody else's
	}
	suppress.Report(pass, analysis.Diagnostic{
		Pos:     c.Pos(),
		End:     c.End(),
		Message: fmt.Sprintf("%s is not a directive and has no effect; write //bus:%s", written, meant),
		SuggestedFixes: []analysis.SuggestedFix{{
			Message:   "Write //bus:" + meant,
			TextEdits: []analysis.TextEdit{{Pos: c.Pos(), End: c.Pos() + token.Pos(len(written)), NewText: []byte("//bus:" + meant)}},
		}},
	})
}

// kindOf returns the kind that m certainly is, and what says so; NoKind if nothing
// does that is independent of how m is sent. Events judges the names of events.
func kindOf(m *busmodel.Message, events *english.Judge) (kind.Kind, analysis.RelatedInformation) {
	declared := func(pos token.Pos, how string) analysis.RelatedInformation {
		return analysis.RelatedInformation{Pos: pos, End: pos, Message: m.Type.Name() + " " + how}
	}
	if m.Said.Directive != kind.NoKind {
		return m.Said.Directive, declared(m.Type.Pos(), "is declared with //bus:"+m.Said.Directive.String())
	}
	// Its name, where it is that of a message: the type is one of a message package,
	// or somebody else uses it as what it is called.
	torn := len(m.Parcels) > 0 && m.Kind == kind.NoKind
	if named := kindByName(m.Type.Name(), events); named != kind.NoKind && (torn || m.Declared == named) {
		return named, declared(m.Type.Pos(), "has the suffix of "+named.Plural())
	}
	if !torn {
		return kind.NoKind, analysis.RelatedInformation{}
	}
	// What is registered, where that agrees: only something sent contradicts it.
	var registered *busmodel.Use
	for _, p := range m.Parcels {
		switch {
		case p.Use.Role.Sends():
		case registered != nil && registered.Role != p.Use.Role:
			return kind.NoKind, analysis.RelatedInformation{}
		default:
			registered = p.Use
		}
	}
	if registered == nil {
		return kind.NoKind, analysis.RelatedInformation{}
	}
	is, how := kind.Command, "has a handler here"
	if registered.Role == kind.Listen {
		is, how = kind.Event, "has a listener here"
	} else if kind.Suffix(m.Type.Name()) == kind.Query {
		is = kind.Query
	}
	evidence := declared(registered.Call.Pos(), how)
	evidence.End = registered.Call.End()
	return is, evidence
}

// kindByName returns the kind that the suffix of a name says and its other words do
// not contradict.
func kindByName(name string, events *english.Judge) kind.Kind {
	said := kind.Suffix(name)
	past := events.Event(name).Verdict == english.OK
	switch said {
	case kind.Event:
		if past {
			return said
		}
	case kind.Command, kind.Query:
		if !past {
			return said
		}
	}
	return kind.NoKind
}
