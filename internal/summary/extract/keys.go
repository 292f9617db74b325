package extract

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// keys notes what the types of the package are called by their methods, or what handlers say that their
// messages are called, or are.
func (x *extraction) keys() {
	for _, file := range x.files() {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Recv == nil || decl.Type.Params.NumFields() > 0 || decl.Type.Results.NumFields() != 1 {
				continue
			}
			said := busmodel.Returned(decl)
			fn, ok := x.pass.TypesInfo.Defs[decl.Name].(*types.Func)
			if !ok || said == nil || !saysMessages(fn) {
				continue
			}
			exprs := []ast.Expr{said}
			if list, ok := ast.Unparen(said).(*ast.CompositeLit); ok && isContainer(x.pass.TypesInfo.TypeOf(list)) {
				exprs = list.Elts
			}
			for _, expr := range exprs {
				if keyed, ok := expr.(*ast.KeyValueExpr); ok {
					expr = keyed.Value
				}
				x.key(fn, expr, len(exprs) > 1)
			}
		}
	}
}

// saysMessages reports whether the method may say the names of messages, or give examples of them.
func saysMessages(fn *types.Func) bool {
	result := elem(fn.Signature().Results().At(0).Type())
	_, isText := result.Underlying().(*types.Basic)
	return summary.NamesMessage(fn.Name()) || recognise.NamesMessages(fn.Name()) || !isText && recognise.MayBeKey(result)
}

// key notes what a method says by the expression, if that is always the same; that it says something, if it
// says more than that.
func (x *extraction) key(fn *types.Func, expr ast.Expr, isOne bool) {
	named, ok := gotypes.Deref(fn.Signature().Recv().Type()).(*types.Named)
	if !ok {
		return
	}
	key := summary.Key{Type: typeOf(named.Obj()), Method: fn.Name(), Key: x.text(expr)}
	of := x.pass.TypesInfo.TypeOf(expr)
	if one, method := busmodel.Asked(expr); one != nil && summary.NamesMessage(method) {
		of = x.pass.TypesInfo.TypeOf(one)
	} else if call, isCall := ast.Unparen(expr).(*ast.CallExpr); isCall {
		of = cmp.Or(busmodel.Reflected(x.pass.TypesInfo, call), of)
	}
	key.Of, ok = x.messageOf(of)
	if key.Key != "" || ok || isOne {
		x.out.Keys = append(x.out.Keys, key)
	}
}

// text returns the text that the expression always is, or "".
func (x *extraction) text(expr ast.Expr) string {
	if value := x.pass.TypesInfo.Types[expr].Value; value != nil && value.Kind() == constant.String {
		return constant.StringVal(value)
	}
	return ""
}

// keysOf returns what stands beside what is registered for its messages, where nothing else tells them: their
// names, or a parameter of the function around that is one or an example; nil if none of that is known.
func (x *extraction) keysOf(p *busmodel.Parcel) []summary.Origin {
	keys := p.Keys
	if keys == nil && p.Arg != nil && !p.Use.Role.Sends() && p.Use.Func.From == profile.FromArg {
		keys = []ast.Expr{p.Arg}
	}
	names := make([]summary.Origin, len(keys))
	for i, key := range keys {
		names[i] = x.keyOf(key, p.Cursor)
	}
	if slices.IndexFunc(names, func(o summary.Origin) bool { return o.Kind != summary.Unknown }) < 0 {
		return nil
	}
	return names
}

// keyOf returns what the key is that stands for a message at cur: a text, or a parameter of the function around it.
func (x *extraction) keyOf(key ast.Expr, cur inspector.Cursor) summary.Origin {
	if text := x.text(key); text != "" {
		return summary.Origin{Kind: summary.OfName, Func: text}
	}
	if call, ok := ast.Unparen(key).(*ast.CallExpr); ok && len(call.Args) == 1 && x.pass.TypesInfo.Types[call.Fun].IsType() {
		return x.keyOf(call.Args[0], cur)
	}
	t := x.pass.TypesInfo.TypeOf(key)
	index := x.paramOf(key, cur)
	if index == 0 || x.changes(syntax.Variable(x.pass.TypesInfo, key)) || !types.IsInterface(t) && !isText(t) {
		return summary.Origin{}
	}
	_, decl := x.uses.Around(cur)
	return summary.Origin{Kind: summary.Parameter, Func: x.declID(decl), Index: index - 1, Handler: true}
}

// isText reports whether values of type t may be names of messages.
func isText(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}
