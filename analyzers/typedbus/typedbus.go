package typedbus

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/syntax"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "typedbus",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("typedbus"),
	Requires: []*analysis.Analyzer{busmodel.Analyzer, suppress.Analyzer},
	Run:      run,
}

// generics are the functions of the reference bus that do what a method does, and know
// the type.
var generics = map[string]string{
	"AddHandlerCtx":       "Handle",
	"AddEventListenerCtx": "Listen",
}

func run(pass *analysis.Pass) (any, error) {
	for use := range pass.ResultOf[busmodel.Analyzer].(*busmodel.Model).Calls() {
		name := generics[use.Func.Name]
		if name == "" || use.Profile.Name != "buslint" || use.Through != nil || len(use.Parcels) != 1 {
			continue
		}
		// A method of the reference bus is called, or of what stands for one.

		fun, ok := use.Fun.(*ast.SelectorExpr)
		if !ok || pass.TypesInfo.Selections[fun] == nil || pass.TypesInfo.Selections[fun].Kind() != types.MethodVal {
			continue
		}
		generic, ok := use.Bus.Scope().Lookup(name).(*types.Func)
		if !ok || !types.AssignableTo(pass.TypesInfo.TypeOf(fun.X), generic.Signature().Params().At(0).Type()) {
			continue
		}
		// The generic function takes the operand as its bus.

		parcel := use.Parcels[0]
		if parcel.Message == nil || parcel.Arg != ast.Unparen(use.Call.Args[0]) || !isHandler(pass.TypesInfo.TypeOf(parcel.Arg)) {
			continue
		}
		// And it takes the argument, from which M is inferred.

		report(pass, use, fun, name)
	}
	return nil, nil
}

// isHandler reports whether t is a func(context.Context, *M) error, or a type with a
// name that is one.
func isHandler(t types.Type) bool {
	switch types.Unalias(t).(type) {
	case *types.Signature, *types.Named:
	default:
		return false // no type parameter, of which M could not be inferred
	}
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Variadic() || sig.Params().Len() != 2 || sig.Results().Len() != 1 {
		return false
	}
	_, isPointer := types.Unalias(sig.Params().At(1).Type()).(*types.Pointer)
	return isPointer && gotypes.IsContext(sig.Params().At(0).Type()) &&
		gotypes.IsError(sig.Results().At(0).Type())
}

func report(pass *analysis.Pass, use *busmodel.Use, fun *ast.SelectorExpr, name string) {
	call, file := use.Call, syntax.FileAt(pass.Files, use.Call.Pos())
	pkg, imports, ok := edit.Import(pass, file, call.Pos(), use.Bus.Path())
	generic := pkg + "." + name
	if !ok {
		generic = use.Bus.Name() + "." + name
	}
	d := analysis.Diagnostic{
		Pos: call.Pos(),
		End: call.End(),
		Message: fmt.Sprintf("%s checks its %s only when the program runs; call %s(%s, …), which the compiler checks",
			types.ExprString(fun), use.Role.Noun(), generic, types.ExprString(fun.X)),
	}
	if ok && !hasComment(file, fun.X.End(), call.Lparen) {
		separator := ", "
		if line(pass, call.Args[0].Pos()) > line(pass, call.Lparen) {
			separator = ","
		}
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message: "Call " + generic,
			TextEdits: append(imports,
				edit.Insert(call.Pos(), generic+"("),
				analysis.TextEdit{Pos: fun.X.End(), End: call.Lparen + 1, NewText: []byte(separator)},
			),
		}}
	}
	suppress.Report(pass, d)
}

func hasComment(file *ast.File, from, to token.Pos) bool {
	for _, group := range file.Comments {
		if from <= group.Pos() && group.Pos() < to {
			return true
		}
	}
	return false
}

func line(pass *analysis.Pass, pos token.Pos) int { return pass.Fset.PositionFor(pos, false).Line }
