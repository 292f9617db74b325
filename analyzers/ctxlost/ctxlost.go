package ctxlost

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "ctxlost",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("ctxlost"),
	Requires: []*analysis.Analyzer{busmodel.Analyzer, suppress.Analyzer, uses.Analyzer, contexts.StructsAnalyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	c := &checker{
		pass:     pass,
		uses:     pass.ResultOf[uses.Analyzer].(*uses.Index),
		contexts: contexts.Of(pass, model.Registers),
	}
	var held []holding
	for use := range model.Calls() {
		if use.Ctx == nil || c.isLater(use) || use.Test && use.Bus.Path() == strings.TrimSuffix(pass.Pkg.Path(), "_test") {
			continue
		}
		arg, ok := use.Cursor.FindNode(ast.Unparen(use.Ctx))
		if !ok {
			continue
		}
		// Have: a message is sent with the context at arg.

		if v := c.localVar(arg); v != nil {
			switch value, ok := c.uses.Value(v); {
			case !ok:
			case !value.Valid():
				c.reportNil(use, arg, false)
			case c.isEmpty(value):
				if _, root := c.callers(use, arg); root != nil {
					held = append(held, holding{v, value, use, root})
				}
			}
			continue
		}
		if pass.TypesInfo.Types[arg.Node().(ast.Expr)].IsNil() {
			c.reportNil(use, arg, true)
		} else if expr, _ := c.callers(use, arg); c.isEmpty(arg) && expr != "" {
			suppress.Report(pass, analysis.Diagnostic{
				Pos:            arg.Node().Pos(),
				End:            arg.Node().End(),
				Message:        c.message(arg, types.ExprString(arg.Node().(ast.Expr)), use, expr),
				SuggestedFixes: c.replace(arg.Node(), expr),
			})
		}
	}
	c.reportHeld(held)
	return nil, nil
}

type checker struct {
	pass     *analysis.Pass
	uses     *uses.Index
	contexts *contexts.Finder
}

// isLater reports whether the bus function hands out a channel: it may send when its caller has
// returned, and the caller's context is over.
func (c *checker) isLater(use *busmodel.Use) bool {
	sig, ok := c.pass.TypesInfo.TypeOf(use.Fun).Underlying().(*types.Signature)
	if !ok {
		return false
	}
	for result := range sig.Results().Variables() {
		if _, isChan := result.Type().Underlying().(*types.Chan); isChan {
			return true
		}
	}
	return false
}

// isEmpty reports whether context.Background() or context.TODO() is called at cur.
func (c *checker) isEmpty(cur inspector.Cursor) bool {
	call, ok := ast.Unparen(cur.Node().(ast.Expr)).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := typeutil.StaticCallee(c.pass.TypesInfo, call)
	return ofContext(fn) && (fn.Name() == "Background" || fn.Name() == "TODO")
}

func ofContext(fn *types.Func) bool {
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "context"
}

// usable returns the context that certainly is the one to pass on at cur, and the variable
// that it is made of; "" if there is none.
func (c *checker) usable(cur inspector.Cursor) (string, *types.Var) {
	fn, ok := syntax.Function(cur)
	if !ok || isDeferred(cur) || c.contexts.KnowsOfEnds(fn) || c.isExplained(cur) {
		return "", nil
	}
	for ctx := range c.contexts.All(cur) {
		// What the literal around can see may be of another time.
		if ctx.Edits != nil || ctx.Var.Pos() < fn.Node().Pos() {
			continue
		}
		if ctx.Var.Kind() == types.ParamVar || ctx.Var.Kind() == types.LocalVar && !c.fromContextPackage(ctx.Var) {
			return ctx.Expr, ctx.Var
		}
	}
	return "", nil
}

// callers is usable where the message is sent with that: what gets it may get its context, too. Where a bus is only
// taken for one, no convention says that what a test sends ends with the test.
func (c *checker) callers(use *busmodel.Use, cur inspector.Cursor) (string, *types.Var) {
	expr, root := c.usable(cur)
	if root == nil || !use.Profile.HandsOnContexts(use.Func, use.Bus) || gotypes.IsTesting(root.Type()) && (use.Profile.IsGuess(use.Func) || c.isExpected(cur)) {
		return "", nil
	}
	return expr, root
}

// isExpected reports whether the function around cur also passes an empty context for a plain value, as a mock or an
// assertion takes it to compare: m.On("Publish", context.Background(), event).
func (c *checker) isExpected(cur inspector.Cursor) bool {
	for fn := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		for empty := range fn.Preorder((*ast.CallExpr)(nil)) {
			edgeKind, i := empty.ParentEdge()
			if edgeKind != edge.CallExpr_Args || !c.isEmpty(empty) {
				continue
			}
			sig, ok := c.pass.TypesInfo.TypeOf(empty.Parent().Node().(*ast.CallExpr).Fun).(*types.Signature)
			if !ok {
				continue
			}
			if v := gotypes.Param(sig, i); v != nil && (gotypes.IsEmptyInterface(v.Type()) || sig.Variadic() && isAnys(v.Type())) {
				return true
			}
		}
	}
	return false
}

// isAnys reports whether t is []any.
func isAnys(t types.Type) bool {
	list, ok := t.(*types.Slice)
	return ok && gotypes.IsEmptyInterface(list.Elem())
}

// Comments that speak of a context say why it is another one, unless they say what is to do.
var (
	ofContexts = regexp.MustCompile(`(?i)context|\bctx\b|cancel|detach|background|deadline|outlive|asynchron`)
	toDo       = regexp.MustCompile(`\b(TODO|FIXME|XXX)\b`)
)

// isExplained reports whether a comment before the statement around cur, or one for linters behind
// it, says that its context is on purpose.
func (c *checker) isExplained(cur inspector.Cursor) bool {
	position := func(pos token.Pos) token.Position { return c.pass.Fset.PositionFor(pos, false) }
	line := position(cur.Node().Pos()).Line
	for !inList(cur.ParentEdgeKind()) {
		cur = cur.Parent()
	}
	start := position(cur.Node().Pos())
	return slices.ContainsFunc(syntax.FileAt(c.pass.Files, cur.Node().Pos()).Comments, func(group *ast.CommentGroup) bool {
		text := group.Text()
		if position(group.Pos()).Line == line {
			text = group.List[0].Text
			if !strings.HasPrefix(text, "//nolint") {
				return false
			}
		} else if position(group.End()).Line != start.Line-1 || position(group.Pos()).Column != start.Column {
			return false
		}
		return ofContexts.MatchString(text) && !toDo.MatchString(text)
	})
}

// inList reports whether the edge leads to a statement that begins a line.
func inList(kind edge.Kind) bool {
	return kind == edge.BlockStmt_List || kind == edge.CaseClause_Body || kind == edge.CommClause_Body || kind == edge.File_Decls
}

// isDeferred reports whether the call around cur is deferred or started by go: the
// contexts of the function may be over when it is made.
func isDeferred(cur inspector.Cursor) bool {
	for call := range cur.Enclosing((*ast.CallExpr)(nil)) {
		if kind := call.ParentEdgeKind(); kind == edge.DeferStmt_Call || kind == edge.GoStmt_Call {
			return true
		}
	}
	return false
}

// fromContextPackage reports whether package context made a value of v: one that
// ends early, or is empty.
func (c *checker) fromContextPackage(v *types.Var) bool {
	ids := c.uses.Of(v)
	if def, ok := c.uses.Def(v); ok {
		ids = append(slices.Clip(ids), def)
	}
	for _, id := range ids {
		var values []ast.Expr
		switch kind, _ := id.ParentEdge(); kind {
		case edge.AssignStmt_Lhs:
			values = id.Parent().Node().(*ast.AssignStmt).Rhs
		case edge.ValueSpec_Names:
			values = id.Parent().Node().(*ast.ValueSpec).Values
		}
		for _, value := range values {
			call, ok := ast.Unparen(value).(*ast.CallExpr)
			if ok && ofContext(typeutil.StaticCallee(c.pass.TypesInfo, call)) {
				return true
			}
		}
	}
	return false
}

// message says that what cuts the handler of use off from expr, the context in
// scope at cur.
func (c *checker) message(cur inspector.Cursor, what string, use *busmodel.Use, expr string) string {
	receivers := map[kind.Role]string{kind.Dispatch: "the handler", kind.Publish: "the listeners"}[use.Role]
	if use.Profile.Copies {
		receivers = "the bus" // over a wire no context travels
	}
	msg := fmt.Sprintf("%s cuts %s off from the caller's context; pass %s", what, receivers, expr)
	if c.hasWithoutCancel(cur) {
		msg += fmt.Sprintf(", or context.WithoutCancel(%s) if that is on purpose", expr)
	}
	return msg
}

// hasWithoutCancel reports whether the file at cur is written for a Go that has
// context.WithoutCancel.
func (c *checker) hasWithoutCancel(cur inspector.Cursor) bool {
	return syntax.IsSince(c.pass.TypesInfo, c.pass.Pkg, syntax.FileAt(c.pass.Files, cur.Node().Pos()), "go1.21")
}

// isTried reports whether the nil context at cur is what a test is about: its name speaks of nil.
func (c *checker) isTried(use *busmodel.Use, cur inspector.Cursor) bool {
	if !use.Test {
		return false
	}
	for around := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.CallExpr)(nil)) {
		var name string
		switch node := around.Node().(type) {
		case *ast.FuncDecl:
			name = node.Name.Name
		case *ast.CallExpr: // t.Run(name, func(t *testing.T) { … })
			if len(node.Args) == 2 && syntax.Contains(node.Args[1], cur.Node().Pos()) {
				if lit, ok := node.Args[0].(*ast.BasicLit); ok {
					name = lit.Value
				}
			}
		}
		if strings.Contains(strings.ToLower(name), "nil") {
			return true
		}
	}
	return false
}

func (c *checker) reportNil(use *busmodel.Use, arg inspector.Cursor, literal bool) {
	if c.isTried(use, arg) {
		return
	}
	d := analysis.Diagnostic{
		Pos:     arg.Node().Pos(),
		End:     arg.Node().End(),
		Message: types.ExprString(use.Fun) + " is passed a nil context; pass the caller's context, or context.TODO() until there is one",
	}
	if !literal {
		d.Message = fmt.Sprintf("%s is nil; give it a value before it is passed to %s", types.ExprString(use.Ctx), types.ExprString(use.Fun))
	} else if expr, _ := c.usable(arg); expr != "" {
		d.Message = fmt.Sprintf("%s is passed a nil context; pass %s", types.ExprString(use.Fun), expr)
		d.SuggestedFixes = c.replace(arg.Node(), expr)
	}
	suppress.Report(c.pass, d)
}

func (c *checker) replace(node ast.Node, expr string) []analysis.SuggestedFix {
	return []analysis.SuggestedFix{{
		Message:   "Pass " + expr,
		TextEdits: []analysis.TextEdit{edit.ReplaceKeeping(syntax.FileAt(c.pass.Files, node.Pos()), node, expr)},
	}}
}
