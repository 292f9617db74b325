package busctx

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/syntax"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "busctx",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("busctx"),
	Requires: []*analysis.Analyzer{busmodel.Analyzer, suppress.Analyzer},
	Run:      run,
}

var events bool

func init() {
	Analyzer.Flags.BoolVar(&events, "events", false,
		"also report events published, and listeners registered, without a context")
}

func run(pass *analysis.Pass) (any, error) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	for _, site := range model.Sites {
		if site.Aware || site.TwinName == "" || site.Further {
			continue
		}
		// No context travels, and the bus has a way to send one along.

		if !events && (site.Role == busmodel.Publish || site.Role == busmodel.Listen) {
			continue
		}
		if site.Value != nil {
			continue // reported where the function value was made
		}
		if takesContext(pass, site) {
			continue // not the past, but a mistake: handlershape reports and mends it
		}
		d := analysis.Diagnostic{Pos: site.Fun.Pos(), End: site.Fun.End()}
		if site.Call != nil {
			d.Pos, d.End = site.Call.Pos(), site.Call.End()
		}
		if site.Role.Sends() {
			checkSend(pass, model, site, &d)
		} else {
			checkRegistration(pass, model, site, &d)
		}
		suppress.Report(pass, d)
	}
	return nil, nil
}

// takesContext reports whether site registers a function that takes a context.
func takesContext(pass *analysis.Pass, site *busmodel.Site) bool {
	if site.Role.Sends() || site.Arg == nil {
		return false
	}
	sig, ok := pass.TypesInfo.TypeOf(site.Arg).Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 2 && !sig.Variadic() && gotypes.CtxParam(sig) == 0
}

// checkSend says what to do about a dispatch or publish, and does it where a
// context is usable.
func checkSend(pass *analysis.Pass, model *busmodel.Model, site *busmodel.Site, d *analysis.Diagnostic) {
	fun, twin := names(site)
	ctx := contexts.Usable(pass, site.Cursor, model.Registers)
	rename, ok := renameEdit(pass, site)
	switch {
	case site.Twin == nil:
		d.Message = fmt.Sprintf("%s hands no context on; add %s to its interface and call that", fun, site.TwinName)
	case site.Call == nil:
		d.Message = fmt.Sprintf("%s hands no context on; use %s", fun, twin)
	case site.Wraps:
		d.Message = fmt.Sprintf("%s hands no context on; call %s, and give %s methods Context and WithContext, or listeners get another type",
			fun, twin, site.Message.Name())
	case ctx == "" || !ok:
		d.Message = fmt.Sprintf("%s hands no context on; call %s with a context that the caller passes in", fun, twin)
	default:
		d.Message = fmt.Sprintf("%s hands no context on; call %s(%s, …)", fun, twin, ctx)
		at := syntax.Receivers(pass.TypesInfo, site.Fun) + gotypes.CtxParam(site.Twin.Signature())
		if at >= len(site.Call.Args) {
			return // no message is sent
		}
		if _, all := pass.TypesInfo.TypeOf(site.Call.Args[0]).(*types.Tuple); all {
			return // f(g()), where g returns all arguments
		}
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message: fmt.Sprintf("Call %s with %s", twin, ctx),
			TextEdits: []analysis.TextEdit{
				rename,
				edit.Insert(site.Call.Args[at].Pos(), ctx+", "),
			},
		}}
	}
}

// checkRegistration says what to do about the registration of a handler or
// listener, and does it where the function can be given a context.
func checkRegistration(pass *analysis.Pass, model *busmodel.Model, site *busmodel.Site, d *analysis.Diagnostic) {
	fun, twin := names(site)
	what := site.Role.Noun()
	var sig *types.Signature
	if site.Arg != nil {
		sig, _ = pass.TypesInfo.TypeOf(site.Arg).Underlying().(*types.Signature)
	}
	switch site.Twin {
	case nil:
		d.Message = fmt.Sprintf("%s registers a %s without a context; add %s to its interface and register with that", fun, what, site.TwinName)
	default:
		d.Message = fmt.Sprintf("%s registers a %s without a context; let it take a context.Context first and register it with %s", fun, what, twin)
		if edits := contextParam(pass, model, site, sig); edits != nil {
			d.SuggestedFixes = []analysis.SuggestedFix{{
				Message:   fmt.Sprintf("Let the %s take a context, and register it with %s", what, twin),
				TextEdits: edits,
			}}
		}
	}
}

// contextParam returns the edits that give the function registered at site a
// context as its first parameter and register it with the twin wherever it is
// registered; nil if something else depends on its type.
func contextParam(pass *analysis.Pass, model *busmodel.Model, site *busmodel.Site, sig *types.Signature) []analysis.TextEdit {
	if sig == nil || sig.Params().Len() != 1 || site.Message == nil {
		return nil
	}
	edits, registrations := edit.GiveContext(pass, model, site, func(r *busmodel.Site) bool { return !r.Aware && r.Twin != nil })
	for _, r := range registrations {
		rename, ok := renameEdit(pass, r)
		if !ok {
			return nil
		}
		edits = append(edits, rename)
	}
	return edits
}

// names returns how the program writes the bus function at site, and its twin.
func names(site *busmodel.Site) (fun, twin string) {
	fun = types.ExprString(site.Fun)
	if sel, ok := bare(site.Fun).(*ast.SelectorExpr); ok {
		return fun, types.ExprString(sel.X) + "." + site.TwinName
	}
	return fun, site.TwinName
}

// renameEdit returns the edit that calls the twin instead.
func renameEdit(pass *analysis.Pass, site *busmodel.Site) (analysis.TextEdit, bool) {
	if site.Twin == nil {
		return analysis.TextEdit{}, false
	}
	switch fun := bare(site.Fun).(type) {
	case *ast.SelectorExpr:
		return edit.Replace(fun.Sel, site.TwinName), true
	case *ast.Ident: // a dot import
		_, obj := pass.Pkg.Scope().Innermost(fun.Pos()).LookupParent(site.TwinName, fun.Pos())
		return edit.Replace(fun, site.TwinName), obj == site.Twin
	}
	return analysis.TextEdit{}, false
}

// bare returns fun without parentheses and type arguments.
func bare(fun ast.Expr) ast.Expr {
	switch f := fun.(type) {
	case *ast.ParenExpr:
		return bare(f.X)
	case *ast.IndexExpr:
		return bare(f.X)
	case *ast.IndexListExpr:
		return bare(f.X)
	}
	return fun
}
