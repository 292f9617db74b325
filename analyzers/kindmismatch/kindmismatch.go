package kindmismatch

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/english"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/suppress"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "kindmismatch",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("kindmismatch"),
	Requires: []*analysis.Analyzer{busmodel.Analyzer, suppress.Analyzer},
	Run:      run,
}

// messages say what is wrong with a use, and what to do, for each role.
var messages = [...]string{
	busmodel.Dispatch: "%s %s is dispatched, which calls no listener; publish it",
	busmodel.Publish:  "%s %s is published, which calls no handler; dispatch it",
	busmodel.Handle:   "%s %s is given a handler, which is not called when the event is published; add a listener",
	busmodel.Listen:   "%s %s is given a listener, which is not called when the message is dispatched; add a handler",
}

func run(pass *analysis.Pass) (any, error) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	for _, c := range model.Directives {
		checkDirective(pass, c)
	}
	for _, m := range model.Messages {
		kind, evidence := kindOf(m)
		if kind == busmodel.NoKind {
			continue
		}
		for _, p := range m.Parcels {
			if p.Use.Role.OfEvents() == (kind == busmodel.Event) || !m.OnOneBus() {
				continue
			}
			suppress.Report(pass, analysis.Diagnostic{
				Pos:     p.Use.Call.Pos(),
				End:     p.Use.Call.End(),
				Message: fmt.Sprintf(messages[p.Use.Role], kind, m.Type.Name()),
				Related: []analysis.RelatedInformation{evidence},
			})
		}
	}
	return nil, nil
}

// checkDirective reports a //bus: comment that says nothing because it is misspelt.
func checkDirective(pass *analysis.Pass, c *ast.Comment) {
	word := busmodel.DirectiveWord(c)
	meant := misspelt.Meant(word, busmodel.Directives[:])
	if meant == "" || meant == word {
		return // right, or somebody else's
	}
	pos := c.Pos() + token.Pos(strings.Index(c.Text, ":")+1)
	suppress.Report(pass, analysis.Diagnostic{
		Pos:     c.Pos(),
		End:     c.End(),
		Message: fmt.Sprintf("//bus:%s is no directive, and says nothing; write //bus:%s", word, meant),
		SuggestedFixes: []analysis.SuggestedFix{{
			Message:   "Write //bus:" + meant,
			TextEdits: []analysis.TextEdit{{Pos: pos, End: pos + token.Pos(len(word)), NewText: []byte(meant)}},
		}},
	})
}

// kindOf returns the kind that m certainly is, and what says so; NoKind if nothing
// does that is independent of how m is sent.
func kindOf(m *busmodel.Message) (busmodel.Kind, analysis.RelatedInformation) {
	declared := func(pos token.Pos, how string) analysis.RelatedInformation {
		return analysis.RelatedInformation{Pos: pos, End: pos, Message: m.Type.Name() + " " + how}
	}
	if m.Said.Directive != busmodel.NoKind {
		return m.Said.Directive, declared(m.Type.Pos(), "is declared with //bus:"+m.Said.Directive.String())
	}
	// Its name, where it is that of a message: the type is one of a message package,
	// or somebody else uses it as what it is called.
	torn := len(m.Parcels) > 0 && m.Kind == busmodel.NoKind
	if named := kindByName(m.Type.Name()); named != busmodel.NoKind && (torn || m.Declared == named) {
		return named, declared(m.Type.Pos(), "has the suffix of "+named.Plural())
	}
	if !torn {
		return busmodel.NoKind, analysis.RelatedInformation{}
	}
	// What is registered, where that agrees: only something sent contradicts it.
	var registered *busmodel.Use
	for _, p := range m.Parcels {
		switch {
		case p.Use.Role.Sends():
		case registered != nil && registered.Role != p.Use.Role:
			return busmodel.NoKind, analysis.RelatedInformation{}
		default:
			registered = p.Use
		}
	}
	if registered == nil {
		return busmodel.NoKind, analysis.RelatedInformation{}
	}
	is, how := busmodel.Command, "has a handler here"
	if registered.Role == busmodel.Listen {
		is, how = busmodel.Event, "has a listener here"
	} else if kind.Suffix(m.Type.Name()) == busmodel.Query {
		is = busmodel.Query
	}
	evidence := declared(registered.Call.Pos(), how)
	evidence.End = registered.Call.End()
	return is, evidence
}

// kindByName returns the kind that the suffix of a name says and its other words do
// not contradict.
func kindByName(name string) busmodel.Kind {
	var words english.Judge
	said := kind.Suffix(name)
	past := words.Event(name).Verdict == english.OK
	switch said {
	case busmodel.Event:
		if past {
			return said
		}
	case busmodel.Command, busmodel.Query:
		if !past {
			return said
		}
	}
	return busmodel.NoKind
}
