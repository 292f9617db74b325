// Package analyzers lists the rules of buslint.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/busctx"
	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/analyzers/commandname"
	"github.com/buslint/buslint/analyzers/ctxlost"
	"github.com/buslint/buslint/analyzers/eventfrozen"
	"github.com/buslint/buslint/analyzers/eventname"
	"github.com/buslint/buslint/analyzers/handlershape"
	"github.com/buslint/buslint/analyzers/initregister"
	"github.com/buslint/buslint/analyzers/kindmismatch"
	"github.com/buslint/buslint/analyzers/queryresult"
)

// Suite is all that buslint runs on one package. Every program that offers the
// rules is made from this list.
var Suite = []*analysis.Analyzer{
	busmodel.Analyzer, // reports nothing; listed so that its flags are offered
	busctx.Analyzer,
	commandname.Analyzer,
	ctxlost.Analyzer,
	eventfrozen.Analyzer,
	eventname.Analyzer,
	handlershape.Analyzer,
	initregister.Analyzer,
	kindmismatch.Analyzer,
	queryresult.Analyzer,
}
