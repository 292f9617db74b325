package initregister

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "initregister",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("initregister"),
	Flags:    config.OptionFlags(allow),
	Requires: []*analysis.Analyzer{config.Analyzer, busmodel.Analyzer, suppress.Analyzer, uses.Analyzer},
	Run:      run,
}

// allow matches the names of functions in which the place of a registration is right.
var allow = config.Regexp("initregister", "allow", "regular `expression` for the names of functions that may register handlers",
	`^(?i:init|main|new|must|provide|wire|set_?up|configure|register|subscribe|with)($|[^a-z])|`+
		`^(?i:run|start|serve|boot|bootstrap|mount|install|attach|bind|build|open|connect|load)$|`+
		`(Handlers?|Listeners?)$`)

func run(pass *analysis.Pass) (any, error) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	c := &checker{
		pass:     pass,
		handlers: map[ast.Node]bool{},
		uses:     pass.ResultOf[uses.Analyzer].(*uses.Index),
		asked:    map[*types.Func]bool{},
	}
	for p := range model.Parcels() {
		if node := p.Handler.Node(); node != nil {
			c.handlers[node] = true
		}
	}
	for use := range model.Calls() {
		if use.Role.Sends() || use.Test || use.Func.Makes {
			continue
		}
		if use.OfWrapper() {
			continue // a registration leads to the calls of the function around it
		}
		if use.Role == kind.Listen && (use.Profile.Recognised || use.Func.Unclear) {
			continue // nobody says that its listeners are for good
		}
		when, from := c.inLoop(use), ast.Node(nil)
		if when == "" {
			clear(c.asked)
			c.anywhere = !use.Profile.InInit
			when, from = c.outside(use.Cursor, c.takesPart(use))
		}
		if when == "" {
			continue
		}
		d := analysis.Diagnostic{
			Pos: use.Call.Pos(),
			End: use.Call.End(),
			Message: fmt.Sprintf("%s registers a %s %s; register it once, in Init or a constructor", types.ExprString(use.Fun),
				use.Role.Noun(), when),
		}
		if from != nil {
			d.Related = []analysis.RelatedInformation{{Pos: from.Pos(), End: from.End(), Message: "it is called from here"}}
		}
		suppress.Report(pass, d)
	}
	return nil, nil
}

type checker struct {
	pass     *analysis.Pass
	handlers map[ast.Node]bool // declarations and literals
	asked    map[*types.Func]bool
	anywhere bool // a function may register whatever it is called
	uses     *uses.Index
}

// outside returns when the code at cur runs, if that certainly is at another time than
// when a service is made, and the call that makes it so if it is in another function;
// "" otherwise. helper says that the function around it is told what to register, or
// where: then only its callers can tell.
func (c *checker) outside(cur inspector.Cursor, helper bool) (when string, from ast.Node) {
	for fn := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch node := fn.Node().(type) {
		case *ast.FuncLit:
			switch {
			case c.handlers[node]:
				return "each time a message arrives", nil
			case c.servesRequest(node.Type):
				return "for each request", nil
			case fn.ParentEdgeKind() != edge.CallExpr_Fun:
				return "", nil // nobody knows when
			}
		case *ast.FuncDecl:
			obj, ok := c.pass.TypesInfo.Defs[node.Name].(*types.Func)
			if !ok {
				return "", nil
			}
			return c.outsideFunc(obj, node, helper)
		}
	}
	return "", nil
}

// outsideFunc is outside for the body of fn.
func (c *checker) outsideFunc(fn *types.Func, decl *ast.FuncDecl, helper bool) (when string, from ast.Node) {
	switch {
	case c.handlers[decl]:
		return "each time " + fn.Name() + " gets a message", nil
	case c.servesRequest(decl.Type):
		return "for each request that " + fn.Name() + " serves", nil
	case c.asked[fn] || allow.For(c.pass).MatchString(fn.Name()) || c.isTest(decl.Type):
		return "", nil
	}
	c.asked[fn] = true
	var calls []inspector.Cursor
	for _, use := range c.uses.Of(fn) {
		if syntax.InTest(c.pass.Fset, use.Node().Pos()) {
			continue
		}
		for use.ParentEdgeKind() == edge.SelectorExpr_Sel || use.ParentEdgeKind() == edge.ParenExpr_X {
			use = use.Parent()
		}
		if use.ParentEdgeKind() != edge.CallExpr_Fun {
			return "", nil // nobody knows when
		}
		calls = append(calls, use.Parent())
	}
	for _, call := range calls {
		if when, from := c.outside(call, false); when != "" {
			if from == nil {
				from = call.Node()
			}
			return when, from
		}
	}
	if len(calls) == 0 && fn.Exported() && !helper && !c.anywhere {
		return "each time " + fn.Name() + " is called", nil
	}
	return "", nil
}

// servesRequest reports whether a function of the type is given a request to serve.
func (c *checker) servesRequest(typ *ast.FuncType) bool {
	return c.takes(typ, "net/http", "Request", "ResponseWriter")
}

// isTest reports whether a function of the type is a part of tests.
func (c *checker) isTest(typ *ast.FuncType) bool {
	return c.takes(typ, "testing", "T", "B", "F", "M", "TB")
}

// takes reports whether a function of the type has a parameter of one of the named
// types of pkg, or a pointer to one.
func (c *checker) takes(typ *ast.FuncType, pkg string, names ...string) bool {
	return slices.ContainsFunc(typ.Params.List, func(field *ast.Field) bool {
		t := gotypes.Deref(c.pass.TypesInfo.TypeOf(field.Type))
		return slices.ContainsFunc(names, func(name string) bool { return gotypes.IsNamed(t, pkg, name) })
	})
}

// takesPart reports whether the function around use is told what to register, or on
// which bus.
func (c *checker) takesPart(use *busmodel.Use) bool {
	found := false
	for _, expr := range append([]ast.Expr{use.Fun}, use.Call.Args...) {
		if sel, ok := ast.Unparen(expr).(*ast.SelectorExpr); ok && expr == use.Fun {
			expr = sel.X
		}
		id, ok := ast.Unparen(expr).(*ast.Ident)
		if !ok {
			continue
		}
		v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
		found = found || ok && v.Kind() == types.ParamVar
	}
	return found
}
