package busctx

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/handler"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "busctx",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("busctx"),
	Flags:    config.OptionFlags(events),
	Requires: []*analysis.Analyzer{config.Analyzer, busmodel.Analyzer, suppress.Analyzer, uses.Analyzer, contexts.StructsAnalyzer},
	Run:      run,
}

var events = config.Bool("busctx", "events", "also report events published, and listeners registered, without a context")

func run(pass *analysis.Pass) (any, error) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	c := &checker{pass: pass, model: model, contexts: contexts.Of(pass, model.Registers), handlers: handler.New(pass, model)}
	for _, use := range model.Uses {
		if use.Aware || use.TwinName == "" || use.Through != nil {
			continue // what goes through a variable is reported where that gets its value
		}
		// No context travels, and the bus has a way to send one along.

		if !events.For(pass) && use.Role.OfEvents() {
			continue
		}
		if takesContext(pass, use) {
			continue // not the past, but a mistake: handlershape reports and fixes it
		}
		d := analysis.Diagnostic{Pos: use.Fun.Pos(), End: use.Fun.End()}
		if use.Call != nil {
			d.Pos, d.End = use.Call.Pos(), use.Call.End()
		}
		if use.Role.Sends() {
			c.checkSend(use, &d)
		} else {
			c.checkRegistration(use, &d)
		}
		suppress.Report(pass, d)
	}
	return nil, nil
}

type checker struct {
	pass     *analysis.Pass
	model    *busmodel.Model
	contexts *contexts.Finder
	handlers *handler.Changer
}

// takesContext reports whether use registers a function that takes a context.
func takesContext(pass *analysis.Pass, use *busmodel.Use) bool {
	sig := registered(pass, use)
	return sig != nil && sig.Params().Len() == 2 && !sig.Variadic() && gotypes.CtxParam(sig) == 0
}

// registered returns the signature of the function that use registers, if it is one, or
// nil.
func registered(pass *analysis.Pass, use *busmodel.Use) *types.Signature {
	if use.Role.Sends() || len(use.Parcels) == 0 || use.Parcels[0].Arg == nil {
		return nil
	}
	sig, _ := pass.TypesInfo.TypeOf(use.Parcels[0].Arg).Underlying().(*types.Signature)
	return sig
}

// checkSend says what to do about a dispatch or publish, and does it where a
// context is usable.
func (c *checker) checkSend(use *busmodel.Use, d *analysis.Diagnostic) {
	fun, twin := names(use)
	if use.Twin == nil {
		d.Message = fmt.Sprintf("%s drops the context; add %s to its interface and call that", fun, use.TwinName)
		return
	}
	if by := c.passedBy(use); by != nil {
		d.Message = fmt.Sprintf("%s drops the context; %s passes by the %s of %s: add one with a context to that, and call it", fun, twin, syntax.Name(use.Fun).Name, by.Name())
		return
	}
	switch {
	case use.Call == nil:
		d.Message = fmt.Sprintf("%s drops the context; use %s", fun, twin)
		d.SuggestedFixes = c.fix(use, twin, "the contexts in scope", c.calls(use))
		return
	case use.Parcels[0].Wraps:
		d.Message = fmt.Sprintf("%s drops the context; call %s, and give %s methods Context and WithContext, or listeners get another type",
			fun, twin, use.Parcels[0].Message.Name())
		return
	}
	ctx, why, ok := c.contexts.At(use.Cursor)
	_, canRename := renameEdit(c.pass, use)
	switch {
	case ok && ctx.From != contexts.Test && ctx.From != contexts.Empty && c.contexts.IsDeferred(use.Cursor):
		d.Message = fmt.Sprintf("%s drops the context; it is deferred, so call %s(context.WithoutCancel(%s), …)", fun, twin, ctx.Expr)
	case ok && canRename:
		d.Message = fmt.Sprintf("%s drops the context; call %s(%s, …)", fun, twin, ctx.Expr)
		if ctx.Edits != nil {
			d.Message = fmt.Sprintf("%s drops the context; name the parameter that has one, and call %s(%s, …)", fun, twin, ctx.Expr)
		}
		d.SuggestedFixes = c.fix(use, twin, ctx.Expr, []*busmodel.Use{use})
	case why == contexts.Ended:
		d.Message = fmt.Sprintf("%s drops the context; call %s with a context that is still alive; the one here may be done", fun, twin)
	case why == contexts.Changing:
		d.Message = fmt.Sprintf("%s drops the context; call %s with a variable for the context that no other goroutine changes", fun, twin)
	default:
		d.Message = fmt.Sprintf("%s drops the context; call %s with a context that the caller passes in", fun, twin)
	}
}

// passedBy returns a type whose method a call of the twin would pass by, in the package or those that it imports, if that does
// more than to pass on; nil if there is none. Packages that import it may have one, too, which buslint migrate looks at.
func (c *checker) passedBy(use *busmodel.Use) *types.TypeName {
	sel, ok := syntax.Bare(use.Fun).(*ast.SelectorExpr)
	if !ok || c.pass.TypesInfo.TypeOf(sel.X) == nil {
		return nil // a function of a package
	}
	for _, pkg := range append(c.pass.Pkg.Imports(), c.pass.Pkg) {
		for name := range gotypes.Declared(pkg) {
			own := gotypes.StandsBefore(name, c.pass.TypesInfo.TypeOf(sel.X), sel.Sel.Name, use.TwinName)
			if own != nil && !syntax.OnlyForwards(c.pass.Files, own) {
				return name
			}
		}
	}
	return nil
}

// calls returns the calls of the function value at use, if the variable that holds it is
// used for nothing else; nil if not.
func (c *checker) calls(use *busmodel.Use) []*busmodel.Use {
	var calls []*busmodel.Use
	for other := range c.model.Calls() {
		if other.Through == use {
			calls = append(calls, other)
		}
	}
	cur := use.Cursor
	id := uses.Holder(cur)
	if id == nil || len(calls) != len(c.pass.ResultOf[uses.Analyzer].(*uses.Index).Of(c.pass.TypesInfo.Defs[id])) {
		return nil
	}
	if spec, ok := cur.Parent().Node().(*ast.ValueSpec); ok && spec.Type != nil {
		return nil // the twin is of another type
	}
	return calls
}

// fix returns the fix that uses the twin of the function at use instead, and gives each
// of the calls the context that is usable there; nil if one of them has none.
func (c *checker) fix(use *busmodel.Use, twin, with string, calls []*busmodel.Use) []analysis.SuggestedFix {
	rename, ok := renameEdit(c.pass, use)
	if !ok || len(calls) == 0 {
		return nil
	}
	edits := []analysis.TextEdit{rename}
	for _, call := range calls {
		ctx, _, ok := c.contexts.At(call.Cursor)
		at := gotypes.CtxParam(use.Twin.Signature()) + syntax.Receivers(c.pass.TypesInfo, use.Fun)
		switch {
		case !ok || at >= len(call.Call.Args): // no message is sent
			return nil
		case ctx.Edits != nil && len(calls) > 1: // one name, given once
			return nil
		}
		if syntax.IsSpread(c.pass.TypesInfo, call.Call) {
			return nil
		}
		edits = append(edits, ctx.Edits...)
		edits = append(edits, edit.Insert(call.Call.Args[at].Pos(), ctx.Expr+", "))
	}
	return []analysis.SuggestedFix{{Message: fmt.Sprintf("Call %s with %s", twin, with), TextEdits: edits}}
}

// checkRegistration says what to do about the registration of a handler or
// listener, and does it where the function can be given a context.
func (c *checker) checkRegistration(use *busmodel.Use, d *analysis.Diagnostic) {
	fun, twin := names(use)
	what := use.Role.Noun()
	switch use.Twin {
	case nil:
		d.Message = fmt.Sprintf("%s registers a %s without a context; add %s to its interface and register with that", fun, what, use.TwinName)
	default:
		d.Message = fmt.Sprintf("%s registers a %s without a context; let it take a context.Context first and register it with %s", fun, what, twin)
		if edits := c.contextParam(use); edits != nil {
			d.SuggestedFixes = []analysis.SuggestedFix{{
				Message:   fmt.Sprintf("Let the %s take a context, and register it with %s", what, twin),
				TextEdits: edits,
			}}
		}
	}
}

// contextParam returns the edits that give the function registered at use a
// context as its first parameter and register it with the twin wherever it is
// registered; nil if something else depends on its type.
func (c *checker) contextParam(use *busmodel.Use) []analysis.TextEdit {
	sig := registered(c.pass, use)
	if sig == nil || sig.Params().Len() != 1 || use.Parcels[0].Message == nil {
		return nil
	}
	edits, registrations := c.handlers.GiveContext(use.Parcels[0], func(p *busmodel.Parcel) bool { return !p.Aware && p.Use.Twin != nil })
	for _, r := range registrations {
		rename, ok := renameEdit(c.pass, r.Use)
		if !ok {
			return nil
		}
		edits = append(edits, rename)
	}
	return edits
}

// names returns how the program writes the bus function at use, and its twin.
func names(use *busmodel.Use) (fun, twin string) {
	fun = types.ExprString(use.Fun)
	if sel, ok := syntax.Bare(use.Fun).(*ast.SelectorExpr); ok {
		return fun, types.ExprString(sel.X) + "." + use.TwinName
	}
	return fun, use.TwinName
}

// renameEdit returns the edit that calls the twin instead.
func renameEdit(pass *analysis.Pass, use *busmodel.Use) (analysis.TextEdit, bool) {
	id := syntax.Name(use.Fun)
	if use.Twin == nil || id == nil {
		return analysis.TextEdit{}, false
	}
	return edit.Replace(id, use.TwinName), syntax.WouldMean(pass.Pkg, use.Fun, use.Twin)
}
