package ctxtwin

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/twins"
	"github.com/buslint/buslint/internal/uses"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "ctxtwin",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("ctxtwin"),
	Flags:    config.OptionFlags(config.IgnoredTwins, everywhere),
	Requires: []*analysis.Analyzer{config.Analyzer, busmodel.Analyzer, suppress.Analyzer, uses.Analyzer, contexts.StructsAnalyzer},
	Run:      run,
}

var everywhere = config.Bool("ctxtwin", "everywhere", "also report calls that no handler runs")

func run(pass *analysis.Pass) (any, error) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	starts := model.Starts()
	if len(starts) == 0 && !everywhere.For(pass) {
		return nil, nil
	}
	p := twins.Of(pass, model.Registers)
	run := twins.NewGraph([]*twins.Package{p}).From(starts)
	for _, c := range config.For(pass).Twins().Calls(p) {
		sent, ok := run.At(c.Cursor)
		if !ok && !everywhere.For(pass) || c.Aware || c.Stays != "" || syntax.InTest(pass.Fset, c.Node.Pos()) {
			continue
		}
		if call, ok := c.Node.(*ast.CallExpr); ok && model.Has(call) {
			continue // busctx reports it
		}
		ctx, _, ok := p.Contexts.At(c.Cursor)
		if !ok || ctx.From == contexts.Empty || ctx.From == contexts.Test {
			continue
		}
		// A context is there, and the call has a way to pass it on.

		d := analysis.Diagnostic{Pos: c.Node.Pos(), End: c.Node.End()}
		d.Message = fmt.Sprintf("%s drops the context", types.ExprString(c.Fun))
		if sent != "" {
			d.Message += " that " + sent
		}
		if !c.Mended() {
			d.Message += "; use " + c.Twin
			suppress.Report(pass, d)
			continue
		}
		if ctx.Edits != nil {
			d.Message += "; name the parameter that has one, and " + c.With(ctx.Expr)
		} else {
			d.Message += "; " + c.With(ctx.Expr)
		}
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message:   "Pass " + ctx.Expr + " on",
			TextEdits: slices.Concat(ctx.Edits, c.Edits(ctx.Expr)),
		}}
		suppress.Report(pass, d)
	}
	return nil, nil
}
