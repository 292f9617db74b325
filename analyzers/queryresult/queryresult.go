package queryresult

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/uses"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "queryresult",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("queryresult"),
	Flags:    config.OptionFlags(Fields),
	Requires: []*analysis.Analyzer{config.Analyzer, busmodel.Analyzer, suppress.Analyzer, uses.Analyzer},
	Run:      run,
}

// Fields are the names of the fields that hold the answer to a query.
var Fields = config.Names("queryresult", "fields", "comma-separated `names` of the fields that hold a result", "Result", "Results")

func run(pass *analysis.Pass) (any, error) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	names := Fields.For(pass)
	if len(names) == 0 {
		return nil, nil // no field is asked for
	}
	for _, m := range model.Messages {
		if m.Kind != kind.Query || m.Guessed || !m.InField {
			continue
		}
		if d, ok := m.Finding(); ok && lacks(m.Type, names) {
			d.Message = fmt.Sprintf("query %s has no field %s for its answer; add one for its handler to fill",
				m.Type.Name(), strings.Join(names, " or "))
			suppress.Report(pass, d)
		}
		checked := map[ast.Node]bool{} // a handler may be registered twice
		for _, p := range m.Parcels {
			if p.Use.Role == kind.Handle && p.Use.Profile.ResultField {
				checkHandler(pass, p, names, checked)
			}
		}
	}
	return nil, nil
}

// lacks reports whether the message is a struct without any of the fields.
func lacks(message *types.TypeName, names []string) bool {
	if _, ok := message.Type().Underlying().(*types.Struct); !ok {
		return false
	}
	return !slices.ContainsFunc(names, func(name string) bool { return hasField(message, name) })
}

func hasField(message *types.TypeName, name string) bool {
	obj, index, _ := types.LookupFieldOrMethod(message.Type(), true, message.Pkg(), name)
	if obj == nil {
		return index != nil // more than one, in embedded structs
	}
	_, ok := obj.(*types.Var)
	return ok
}

// checkHandler reports the handler that p registers if it succeeds without
// having looked at its query.
func checkHandler(pass *analysis.Pass, p *busmodel.Parcel, names []string, checked map[ast.Node]bool) {
	typ, body := p.Handler.Body()
	if body == nil || typ.Params.NumFields() == 0 || checked[body] {
		return
	}
	checked[body] = true
	index := pass.ResultOf[uses.Analyzer].(*uses.Index)
	if cur, ok := index.Find(body); !ok || !canSucceed(cur) {
		return
	}
	last := typ.Params.List[len(typ.Params.List)-1]
	if len(last.Names) > 0 {
		query := pass.TypesInfo.Defs[last.Names[len(last.Names)-1]]
		if query != nil && slices.ContainsFunc(index.Of(query), touches) {
			return
		}
	}
	field := names[0]
	if i := slices.IndexFunc(names, func(name string) bool { return hasField(p.Message, name) }); i >= 0 {
		field = names[i]
	}
	suppress.Report(pass, analysis.Diagnostic{
		Pos: typ.Pos(),
		End: typ.End(),
		Message: fmt.Sprintf("%s succeeds without touching its query %s; fill the query's %s",
			p.Name(), p.Message.Name(), field),
		Related: []analysis.RelatedInformation{{Pos: p.Use.Call.Pos(), End: p.Use.Call.End(), Message: "it is registered here"}},
	})
}

// canSucceed reports whether the function with the body at cur returns a nil error
// somewhere.
func canSucceed(cur inspector.Cursor) bool {
	succeeds := false
	cur.Inspect([]ast.Node{(*ast.FuncLit)(nil), (*ast.ReturnStmt)(nil)}, func(c inspector.Cursor) bool {
		ret, ok := c.Node().(*ast.ReturnStmt)
		if ok && len(ret.Results) == 1 {
			id, ok := ast.Unparen(ret.Results[0]).(*ast.Ident)
			succeeds = succeeds || ok && id.Name == "nil"
		}
		return ok // what a literal returns is something else
	})
	return succeeds
}

// touches reports whether the use of the query at cur can be for its answer:
// everything but a comparison and an assignment to the blank identifier.
func touches(cur inspector.Cursor) bool {
	kind, i := cur.ParentEdge()
	switch kind {
	case edge.BinaryExpr_X, edge.BinaryExpr_Y:
		return false
	case edge.AssignStmt_Rhs:
		assign := cur.Parent().Node().(*ast.AssignStmt)
		if len(assign.Lhs) == len(assign.Rhs) {
			id, ok := assign.Lhs[i].(*ast.Ident)
			return !ok || id.Name != "_"
		}
	}
	return true
}
