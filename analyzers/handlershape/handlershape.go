package handlershape

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/handler"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/uses"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "handlershape",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("handlershape"),
	Requires: []*analysis.Analyzer{busmodel.Analyzer, suppress.Analyzer, uses.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	changer := handler.New(pass, model)
	for parcel := range model.Parcels() {
		use := parcel.Use
		switch {
		case parcel.Arg == nil:
			continue
		case use.Role.Sends():
			checkSent(pass, parcel)
			continue
		}
		h := &registered{Parcel: parcel, fun: types.ExprString(use.Fun), name: parcel.Name()}
		arg := pass.TypesInfo.Types[parcel.Arg]
		switch t := arg.Type.Underlying().(type) {
		case *types.Interface, *types.Tuple:
			continue // may be anything
		case *types.Signature:
			h.sig = t
		}
		problem := ""
		switch known := use.Profile.Accepts != profile.UnknownShape; {
		case known && arg.IsNil():
			problem = fmt.Sprintf("%s cannot call nil; register a %s", h.fun, h.expected())
		case known && h.sig == nil:
			problem = fmt.Sprintf("%s cannot call a value of type %s; register a %s", h.fun, typeString(pass, arg.Type), h.expected())
		case h.sig == nil:
			continue
		case h.lacksContext():
			problem = fmt.Sprintf("%s passes a context, and %s takes none; let it take a context.Context first", h.fun, h.name)
		case h.hasContextTooMany():
			problem = fmt.Sprintf("%s passes no context, and %s takes one; %s", h.fun, h.name, h.withContext())
		case known:
			problem = h.problem(pass)
		}
		if problem == "" {
			continue
		}
		d := analysis.Diagnostic{Pos: parcel.Arg.Pos(), End: parcel.Arg.End(), Message: problem}
		switch {
		case h.sig == nil:
		case h.lacksContext():
			aware := func(other *busmodel.Parcel) bool { return other.Aware }
			if edits, _ := changer.GiveContext(parcel, aware); edits != nil {
				d.SuggestedFixes = []analysis.SuggestedFix{{Message: "Let " + h.name + " take a context", TextEdits: edits}}
			}
		case h.hasContextTooMany() && use.Twin != nil:
			if sel, ok := ast.Unparen(use.Fun).(*ast.SelectorExpr); ok {
				d.SuggestedFixes = []analysis.SuggestedFix{{
					Message:   "Register with " + use.TwinName,
					TextEdits: []analysis.TextEdit{edit.Replace(sel.Sel, use.TwinName)},
				}}
			}
		}
		suppress.Report(pass, d)
	}
	return nil, nil
}

// checkSent reports what is sent if the bus certainly answers with an error, because it is
// no message. In tests that may be what is tested.
func checkSent(pass *analysis.Pass, parcel *busmodel.Parcel) {
	use, arg := parcel.Use, pass.TypesInfo.Types[parcel.Arg]
	if use.Profile.Accepts == profile.UnknownShape || use.Test {
		return
	}
	d := analysis.Diagnostic{Pos: parcel.Arg.Pos(), End: parcel.Arg.End()}
	_, several := arg.Type.(*types.Tuple)
	switch fun := types.ExprString(use.Fun); {
	case arg.IsNil():
		d.Message = fmt.Sprintf("%s always fails for nil; send a pointer to a message", fun)
	case several, types.IsInterface(arg.Type), isMessage(arg.Type, use.Profile.Accepts):
		return
	default:
		d.Message = fmt.Sprintf("%s always fails for a value of type %s, and a message is a pointer to a named struct; send a pointer to one",
			fun, typeString(pass, arg.Type))
		if _, ok := ast.Unparen(parcel.Arg).(*ast.CompositeLit); ok && isMessage(types.NewPointer(arg.Type), use.Profile.Accepts) {
			d.SuggestedFixes = []analysis.SuggestedFix{{
				Message:   "Send a pointer",
				TextEdits: []analysis.TextEdit{edit.Insert(parcel.Arg.Pos(), "&")},
			}}
		}
	}
	suppress.Report(pass, d)
}

// A registered is what is registered, and its words.
type registered struct {
	*busmodel.Parcel
	sig  *types.Signature // nil if it is no function
	fun  string           // what it is registered with
	name string           // "handler save", "this listener"
}

// params returns the number of parameters that the bus calls h with.
func (h *registered) params() int {
	if h.Aware {
		return 2
	}
	return 1
}

// expected returns the type of function that the bus calls.
func (h *registered) expected() string {
	message := "M"
	if h.Message != nil {
		message = h.Message.Name()
	}
	if h.Aware {
		return fmt.Sprintf("func(context.Context, *%s) error", message)
	}
	return fmt.Sprintf("func(*%s) error", message)
}

// lacksContext reports whether h would be right with a context before its message.
func (h *registered) lacksContext() bool {
	return h.Aware && (h.Use.Profile.Accepts != profile.UnknownShape || h.Use.Paired) &&
		h.sig.Params().Len() == 1 && !h.sig.Variadic() && h.Message != nil && h.takesPointer()
}

// hasContextTooMany reports whether h takes a context that it is not called with.
func (h *registered) hasContextTooMany() bool {
	return !h.Aware && (h.Use.Profile.Accepts != profile.UnknownShape || h.Use.Paired) &&
		h.sig.Params().Len() == 2 && !h.sig.Variadic() && gotypes.CtxParam(h.sig) == 0
}

// withContext says what to do with a handler that takes a context.
func (h *registered) withContext() string {
	sel, ok := ast.Unparen(h.Use.Fun).(*ast.SelectorExpr)
	switch {
	case h.Use.TwinName == "":
		return "let it take the message alone"
	case !ok:
		return "register it with " + h.Use.TwinName
	}
	return fmt.Sprintf("register it with %s.%s", types.ExprString(sel.X), h.Use.TwinName)
}

// problem says why the bus cannot call h, a function; "" if it may.
func (h *registered) problem(pass *analysis.Pass) string {
	exact := h.Use.Profile.Accepts == profile.ExactShape
	params, results := h.sig.Params(), h.sig.Results()
	switch {
	case params.Len() != h.params() || h.sig.Variadic():
		passes := "the message alone"
		if h.Aware {
			passes = "a context and the message"
		}
		return fmt.Sprintf("%s calls a %s with %s, and %s takes %s; make it a %s",
			h.fun, h.Use.Role.Noun(), passes, h.name, typeString(pass, params), h.expected())
	case h.Aware && !takesContext(params.At(0).Type(), exact):
		return fmt.Sprintf("%s passes a context first, and %s takes %s there; make it a %s",
			h.fun, h.name, typeString(pass, params.At(0).Type()), h.expected())
	case !h.takesPointer():
		return fmt.Sprintf("%s takes its message as %s, and a message is a pointer to a named struct; make it a %s",
			h.name, typeString(pass, params.At(params.Len()-1).Type()), h.expected())
	case results.Len() == 0:
		return fmt.Sprintf("%s returns nothing, and %s expects an error; make it a %s", h.name, h.fun, h.expected())
	case !returnsError(results, exact):
		return fmt.Sprintf("%s returns %s, and %s expects an error alone; make it a %s",
			h.name, resultsString(pass, results), h.fun, h.expected())
	}
	return ""
}

// takesContext reports whether a parameter of type t takes a context.
func takesContext(t types.Type, exact bool) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return true // not known
	}
	iface, ok := t.Underlying().(*types.Interface)
	return gotypes.IsContext(t) || ok && !exact && iface.NumMethods() == 0
}

// takesPointer reports whether the last parameter of h can be a message.
func (h *registered) takesPointer() bool {
	return isMessage(h.sig.Params().At(h.sig.Params().Len()-1).Type(), h.Use.Profile.Accepts)
}

// isMessage reports whether a value of type t can be a message on a bus that accepts the
// shape.
func isMessage(t types.Type, accepts profile.Shape) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return true // not known
	}
	if accepts == profile.CallableShape {
		switch t.Underlying().(type) {
		case *types.Pointer, *types.Slice, *types.Array, *types.Map, *types.Chan:
			return true
		}
		return false
	}
	// A named pointer type is not what the bus would register.
	ptr, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	switch elem := types.Unalias(ptr.Elem()).(type) {
	case *types.TypeParam:
		return true // not known
	case *types.Named:
		_, ok := elem.Underlying().(*types.Struct)
		return ok
	}
	return false
}

// returnsError reports whether results are what the bus takes for an error.
func returnsError(results *types.Tuple, exact bool) bool {
	first := results.At(0).Type()
	if exact {
		return results.Len() == 1 && gotypes.IsError(first)
	}
	return types.IsInterface(first) && gotypes.ImplementsError(first)
}

func resultsString(pass *analysis.Pass, results *types.Tuple) string {
	if results.Len() == 1 {
		return typeString(pass, results.At(0).Type())
	}
	return typeString(pass, results)
}

func typeString(pass *analysis.Pass, t types.Type) string {
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg == pass.Pkg {
			return ""
		}
		return pkg.Name()
	})
}
