package main

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

// analyzers are those that docs/bazel.md names: all in the folder analyzers. TestNogo
// compares the three.
var analyzers = []*analysis.Analyzer{
	busctx.Analyzer,
	busmodel.Analyzer,
	commandname.Analyzer,
	ctxlost.Analyzer,
	eventfrozen.Analyzer,
	eventname.Analyzer,
	handlershape.Analyzer,
	initregister.Analyzer,
	kindmismatch.Analyzer,
	queryresult.Analyzer,
}
