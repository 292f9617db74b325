package kindmismatch

import (
	_ "embed"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/english"
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
	for _, m := range model.Messages {
		kind, evidence := kindOf(m)
		if kind == busmodel.NoKind {
			continue
		}
		for _, p := range m.Parcels {
			if isEvents(p.Use.Role) == (kind == busmodel.Event) || !m.OnOneBus() {
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

// isEvents reports whether the role is that of an event.
func isEvents(role busmodel.Role) bool {
	return role == busmodel.Publish || role == busmodel.Listen
}

// kindOf returns the kind that m certainly is, and what says so; NoKind if nothing
// does that is independent of how m is sent.
func kindOf(m *busmodel.Message) (busmodel.Kind, analysis.RelatedInformation) {
	declared := func(pos token.Pos, how string) analysis.RelatedInformation {
		return analysis.RelatedInformation{Pos: pos, End: pos, Message: m.Type.Name() + " " + how}
	}
	if m.Directive != busmodel.NoKind {
		return m.Directive, declared(m.Type.Pos(), "is declared to be one")
	}
	// Its name, where it is that of a message: the type is one of a message package,
	// or somebody else uses it as what it is called.
	torn := len(m.Parcels) > 0 && m.Kind == busmodel.NoKind
	if kind := kindByName(m.Type.Name()); kind != busmodel.NoKind && (torn || m.Declared == kind) {
		return kind, declared(m.Type.Pos(), "is called one")
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
	kind, how := busmodel.Command, "has a handler here"
	if registered.Role == busmodel.Listen {
		kind, how = busmodel.Event, "has a listener here"
	} else if busmodel.KindSuffix(m.Type.Name()) == busmodel.Query {
		kind = busmodel.Query
	}
	evidence := declared(registered.Call.Pos(), how)
	evidence.End = registered.Call.End()
	return kind, evidence
}

// kindByName returns the kind that the suffix of a name says and its other words do
// not contradict.
func kindByName(name string) busmodel.Kind {
	var words english.Judge
	kind := busmodel.KindSuffix(name)
	past := words.Event(name).Verdict == english.OK
	switch kind {
	case busmodel.Event:
		if past {
			return kind
		}
	case busmodel.Command, busmodel.Query:
		if !past {
			return kind
		}
	}
	return busmodel.NoKind
}
