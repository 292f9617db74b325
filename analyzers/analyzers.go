// Package analyzers lists the rules of buslint that look at one package at a time.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/busctx"
	"github.com/buslint/buslint/analyzers/commandname"
	"github.com/buslint/buslint/analyzers/ctxlost"
	"github.com/buslint/buslint/analyzers/ctxtwin"
	"github.com/buslint/buslint/analyzers/eventfrozen"
	"github.com/buslint/buslint/analyzers/eventname"
	"github.com/buslint/buslint/analyzers/handlershape"
	"github.com/buslint/buslint/analyzers/initregister"
	"github.com/buslint/buslint/analyzers/kindmismatch"
	"github.com/buslint/buslint/analyzers/queryresult"
	"github.com/buslint/buslint/analyzers/typedbus"
	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/kind"
)

// A Rule is an analyzer that reports findings.
type Rule struct {
	*analysis.Analyzer
	Kinds []kind.Kind // of the messages that it looks at; all if there are none
	Off   bool        // runs only where it is turned on

	// WantsField says that it asks for a field for the answer, which is not a finding where
	// the whole program shows that all buses of the message return that.
	WantsField bool
}

// Rules are the rules over one package.
var Rules = []Rule{
	{Analyzer: busctx.Analyzer},
	{Analyzer: commandname.Analyzer, Kinds: []kind.Kind{kind.Command}},
	{Analyzer: ctxlost.Analyzer},
	{Analyzer: ctxtwin.Analyzer, Off: true},
	{Analyzer: eventfrozen.Analyzer, Kinds: []kind.Kind{kind.Event}},
	{Analyzer: eventname.Analyzer, Kinds: []kind.Kind{kind.Event}},
	{Analyzer: handlershape.Analyzer},
	{Analyzer: initregister.Analyzer},
	{Analyzer: kindmismatch.Analyzer},
	{Analyzer: queryresult.Analyzer, Kinds: []kind.Kind{kind.Query}, WantsField: true},
	{Analyzer: typedbus.Analyzer, Off: true},
}

// Suite is all that buslint can run on one package. Every program that offers the
// rules is made from this list, and runs those that are [Off] only where told to.
var Suite = suite()

func suite() []*analysis.Analyzer {
	all := []*analysis.Analyzer{busmodel.Analyzer} // reports nothing; listed so that its flags are offered
	for _, r := range Rules {
		all = append(all, r.Analyzer)
	}
	return all
}

// Off returns the names of the rules that run only where they are turned on.
func Off() []string {
	var off []string
	for _, r := range Rules {
		if r.Off {
			off = append(off, r.Name)
		}
	}
	return off
}
