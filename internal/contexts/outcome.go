package contexts

import (
	"go/ast"
	"go/constant"
	"go/types"
	"regexp"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// An outcome says which contexts may be over when a function has returned,
// by its parameters and by variables that are not its own: wherever it returns, where it
// returns true or false, or whenever it returns an error.
type outcome struct{ always, ifTrue, ifFalse, ifError over }

// owner returns the finder for the package that declares fn, and what fn is there; nil if
// nobody knows.
func (f *Finder) owner(fn *types.Func) (*Finder, *types.Func) {
	switch {
	case fn.Pkg() == f.pkg:
		return f, fn.Origin()
	case f.Owner != nil:
		return f.Owner(fn)
	}
	return nil, nil
}

// outcomeOf returns what the call of a function tells about the contexts of the caller.
func (f *Finder) outcomeOf(call *ast.CallExpr) outcome {
	fn := typeutil.StaticCallee(f.info, call)
	if fn == nil {
		return outcome{}
	}
	owner, fn := f.owner(fn)
	if owner == nil {
		return outcome{}
	}
	o := owner.outcome(fn)
	return outcome{f.atCall(call, fn, o.always), f.atCall(call, fn, o.ifTrue), f.atCall(call, fn, o.ifFalse), f.atCall(call, fn, o.ifError)}
}

// outcome returns the outcome of a function of the package.
func (f *Finder) outcome(fn *types.Func) outcome {
	return guarded(f.outcomes, fn, func() outcome { return f.findOutcome(fn) })
}

func (f *Finder) findOutcome(fn *types.Func) outcome {
	def, ok := f.uses.Def(fn)
	if !ok {
		return outcome{}
	}
	decl := def.Parent()
	if _, ok := decl.Node().(*ast.FuncDecl); !ok {
		return outcome{}
	}
	fl := f.flow(decl)
	if fl == nil {
		return outcome{}
	}
	var o outcome
	isFirst, fails := true, false
	for ret, state := range fl.returns {
		for _, e := range fl.ends {
			if e.deferred {
				state = state.with(e.vars)
			}
		}
		if isFirst {
			o.always, isFirst = state, false
		}
		o.always = o.always.and(state)
		if n := len(ret.Results); n > 0 && gotypes.ImplementsError(f.info.TypeOf(ret.Results[n-1])) && !f.info.Types[ret.Results[n-1]].IsNil() {
			over := state.with(f.errIn(ret.Results[n-1]))
			if !fails {
				o.ifError, fails = over, true
			}
			o.ifError = o.ifError.and(over)
		}
		if len(ret.Results) != 1 {
			continue
		}
		value := f.info.Types[ret.Results[0]].Value
		if value == nil || value.Kind() == constant.Bool && constant.BoolVal(value) {
			o.ifTrue = o.ifTrue.or(state.with(f.ends(ret.Results[0], true)))
		}
		if value == nil || value.Kind() == constant.Bool && !constant.BoolVal(value) {
			o.ifFalse = o.ifFalse.or(state.with(f.ends(ret.Results[0], false)))
		}
	}
	o.always, o.ifError = o.always.without(nil), o.ifError.without(nil) // that some context is over says nothing of those of the caller
	return o
}

// errIn is errOf for an error, or one that is made of it: fmt.Errorf("waiting: %w", ctx.Err()).
func (f *Finder) errIn(expr ast.Expr) []*types.Var {
	ended := f.errOf(expr)
	if call, ok := ast.Unparen(expr).(*ast.CallExpr); ok {
		for _, arg := range call.Args {
			if gotypes.ImplementsError(f.info.TypeOf(arg)) {
				ended = append(ended, f.errIn(arg)...)
			}
		}
	}
	return ended
}

// returns yields where the function returns, with what is over then.
func (fl *flow) returns(yield func(*ast.ReturnStmt, over) bool) {
	for _, b := range fl.graph.Blocks {
		for i, n := range b.Nodes {
			if ret, ok := n.(*ast.ReturnStmt); ok && fl.before[b] != nil && !yield(ret, fl.before[b][i+1]) {
				return
			}
		}
	}
}

// atCall returns what is over for the caller of fn: the arguments in place of parameters.
func (f *Finder) atCall(call *ast.CallExpr, fn *types.Func, o over) over {
	var here over
	sig := fn.Signature()
	shift := syntax.Receivers(f.info, call.Fun)
	for _, v := range o {
		switch i := slices.Index(slices.Collect(sig.Params().Variables()), v); {
		case i >= 0 && f.uses.Changes(v):
			// It is another context that is over.
		case i >= 0 && i+shift < len(call.Args):
			here = here.with(f.lineageOf(call.Args[i+shift]))
		case v != nil && v == sig.Recv():
			if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && shift == 0 {
				here = here.with(f.sources(sel.X))
			}
		case v == nil || !fn.Scope().Contains(v.Pos()):
			here = here.with([]*types.Var{v})
		}
	}
	return here
}

// endNames are the names of what says that something has taken too long, or was cancelled.
var endNames = regexp.MustCompile(`(?i)(cancell?ed|timeout|timedout|deadlineexceeded)$`)

// asksEnd reports whether call, by its name, asks whether an error comes from the end of a
// context: os.IsTimeout(err), err.Timeout().
func (f *Finder) asksEnd(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(f.info, call).(*types.Func)
	if !ok || !endNames.MatchString(fn.Name()) || f.info.TypeOf(call) != types.Typ[types.Bool] {
		return false
	}
	isEnd := func(expr ast.Expr) bool { return gotypes.ImplementsError(f.info.TypeOf(expr)) || f.isContext(expr) }
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return slices.ContainsFunc(call.Args, isEnd) || ok && len(call.Args) == 0 && (isEnd(sel.X) || fn.Name() == "Timeout")
}
