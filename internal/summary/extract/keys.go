package extract

import (
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/summary"
)

// keys notes what the types of the package are called by their methods.
func (x *extraction) keys() {
	for _, file := range x.files() {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Recv == nil || decl.Body == nil || len(decl.Body.List) != 1 || !summary.NamesMessage(decl.Name.Name) {
				continue
			}
			ret, ok := decl.Body.List[0].(*ast.ReturnStmt)
			fn, isFunc := x.pass.TypesInfo.Defs[decl.Name].(*types.Func)
			if !ok || !isFunc || len(ret.Results) != 1 || fn.Signature().Params().Len() > 0 {
				continue
			}
			named, ok := deref(fn.Signature().Recv().Type()).(*types.Named)
			if key := x.text(ret.Results[0]); ok && key != "" {
				x.out.Keys = append(x.out.Keys, summary.Key{Type: typeOf(named.Obj()), Key: key})
			}
		}
	}
}

// text returns the text that the expression always is, or "".
func (x *extraction) text(expr ast.Expr) string {
	if value := x.pass.TypesInfo.Types[expr].Value; value != nil && value.Kind() == constant.String {
		return constant.StringVal(value)
	}
	return ""
}

// keyOf returns the text that stands for the message that is registered, where nothing else
// tells it; or "".
func (x *extraction) keyOf(p *busmodel.Parcel) string {
	f, call := p.Use.Func, p.Use.Call
	if p.Message != nil || !f.Keyed || call == nil || f.Key >= len(call.Args) {
		return ""
	}
	return x.text(call.Args[f.Key])
}
