package extract

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// mayStand reports whether calls of fn may say what a call in it does: by its name it sends, registers or says
// that something has happened, it takes something, and it is of the module.
func (x *extraction) mayStand(fn *types.Func) bool {
	if fn.Pkg() == nil || !x.links.isOwn(fn.Pkg()) || !hasParts(fn) || !namesStanding(fn.Name()) {
		return false
	}
	if ofInterface(fn) {
		named, ok := types.Unalias(fn.Signature().Recv().Type()).(*types.Named)
		return ok && named.TypeArgs().Len() == 0
	}
	return x.comesByBus(fn.Pkg())
}

// standsAs returns the identity of the function; of a method of an interface with that's name.
func (x *extraction) standsAs(fn *types.Func) string {
	if ofInterface(fn) {
		return summary.ByMethod(nameOf(fn.Signature().Recv().Type()), fn.Name())
	}
	return x.id(fn)
}

// namesStanding reports whether a function has a name by which its calls may say what a call in it does.
func namesStanding(name string) bool {
	return profile.NamesSending(name) || profile.NamesRegistering(name) || profile.SaysPast(name)
}

// hasParts reports whether the function takes something besides contexts.
func hasParts(fn *types.Func) bool {
	return slices.ContainsFunc(slices.Collect(fn.Signature().Params().Variables()), func(v *types.Var) bool { return !gotypes.IsContext(v.Type()) })
}

// standing returns what calls of the declared function around the call say instead of that: it passes its parameter
// on as the topic, or does no more than to make of its parameters what it sends.
func (x *extraction) standing(call inspector.Cursor) summary.Standing {
	fn, decl := x.uses.Around(call)
	if fn == nil || !x.mayStand(fn) {
		return summary.NoStanding
	}
	expr, name := call.Node().(*ast.CallExpr), fn.Name()
	topic := x.topicOf(expr)
	switch passed := topic != nil && x.isGiven(topic, call); {
	case profile.NamesRegistering(name):
		if passed {
			return summary.Registering
		}
	case profile.NamesSending(name) && passed, (profile.NamesSending(name) || x.names(expr, name)) && x.onlyMakes(expr, call, decl, fn):
		return summary.Sending
	}
	return summary.NoStanding
}

// topicOf returns the first text that a call is given; nil if there is none.
func (x *extraction) topicOf(call *ast.CallExpr) ast.Expr {
	i := slices.IndexFunc(call.Args, func(arg ast.Expr) bool {
		t := x.pass.TypesInfo.TypeOf(arg)
		return t != nil && types.AssignableTo(types.Typ[types.UntypedString], t) && !types.IsInterface(t)
	})
	if i < 0 {
		return nil
	}
	return ast.Unparen(call.Args[i])
}

// isGiven reports whether expr is a parameter of the declared function around cur, as its caller gave it.
func (x *extraction) isGiven(expr ast.Expr, cur inspector.Cursor) bool {
	return x.paramOf(expr, cur) > 0 && !x.uses.Changes(syntax.Variable(x.pass.TypesInfo, expr))
}

// names reports whether what the call sends is called as the function around it: by its type, or its topic.
func (x *extraction) names(call *ast.CallExpr, name string) bool {
	name = letters(name)
	return slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
		if value := x.pass.TypesInfo.Types[arg].Value; value != nil && value.Kind() == constant.String && strings.Contains(letters(constant.StringVal(value)), name) {
			return true
		}
		if id := syntax.Name(arg); id != nil {
			if _, ok := x.pass.TypesInfo.Uses[id].(*types.Const); ok && strings.Contains(letters(id.Name), name) {
				return true
			}
		}
		m, ok := x.messageOf(x.pass.TypesInfo.TypeOf(arg))
		return ok && strings.Contains(letters(m.Name), name)
	})
}

// letters returns the letters of a text, small.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}

// onlyMakes reports whether the function does no more than to make what the call and others send, of what it is given,
// and to say so in a log.
func (x *extraction) onlyMakes(call *ast.CallExpr, at inspector.Cursor, decl *ast.FuncDecl, fn *types.Func) bool {
	sends := func(other *ast.CallExpr) bool {
		return other == call || x.model.Has(other) && !x.model.Registers(other)
	}
	return runsOnce(at) && x.returnsNothingElse(call, fn) && x.takesPart(fn, sends) && !x.model.DoesMore(decl, sends)
}

// runsOnce reports whether the code at cur is run by the declared function around it itself, or by a goroutine that
// it starts for that, at most once or for each of what it is given.
func runsOnce(cur inspector.Cursor) bool {
	for ; cur.Valid(); cur = cur.Parent() {
		switch cur.Node().(type) {
		case *ast.FuncDecl:
			return true
		case *ast.FuncLit:
			if cur.ParentEdgeKind() != edge.CallExpr_Fun {
				return false
			}
		case *ast.ForStmt, *ast.SelectStmt:
			return false
		}
	}
	return false
}

// returnsNothingElse reports whether the function returns no more than what came of the call, or what it sent.
func (x *extraction) returnsNothingElse(call *ast.CallExpr, fn *types.Func) bool {
	for result := range fn.Signature().Results().Variables() {
		basic, isBasic := result.Type().Underlying().(*types.Basic)
		if gotypes.IsError(result.Type()) || isBasic && basic.Kind() == types.Bool || types.Identical(result.Type(), x.pass.TypesInfo.TypeOf(call)) {
			continue
		}
		if !slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
			return types.Identical(gotypes.Deref(x.pass.TypesInfo.TypeOf(arg)), gotypes.Deref(result.Type()))
		}) {
			return false
		}
	}
	return true
}

// takesPart reports whether the function uses a parameter for something else than a context or what it sends by.
func (x *extraction) takesPart(fn *types.Func, sends func(*ast.CallExpr) bool) bool {
	for param := range fn.Signature().Params().Variables() {
		if gotypes.IsContext(param.Type()) {
			continue
		}
		for _, use := range x.uses.Of(param) {
			by := false
			for call := range use.Enclosing((*ast.CallExpr)(nil)) {
				call := call.Node().(*ast.CallExpr)
				by = by || sends(call) && syntax.Contains(call.Fun, use.Node().Pos())
			}
			if !by {
				return true
			}
		}
	}
	return false
}
