// Package ctxthread passes contexts through a program. Its input is a list of calls that
// have a twin that takes a context, and of functions that have to take one. It plans what
// else has to change so that each of them gets the best context that there is.
//
// A function gets a parameter for a context if a call in it needs one and none is usable.
// The methods that belong to it through interfaces get one, too. Their callers pass their own
// contexts, and so on upwards. A function that cannot change is frozen: the context ends
// there, with context.Background or context.TODO.
//
// The package knows nothing of what the calls do, and neither prints nor writes.
package ctxthread

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// A Seed is a use of a function whose twin passes a context on.
type Seed struct {
	Pkg *packages.Package

	Fun  ast.Expr      // names the function: s.bus.Dispatch
	Call *ast.CallExpr // nil where the function is used as a value
	Twin string        // the name that takes the place of the function's; "" if that stays

	// Arg is the index of the argument that the context becomes; -1 if the twin
	// takes none itself.
	Arg int

	// Write says where the context stands, if it does not become the argument Arg.
	Write *Writing

	// Optional leaves the use as it is unless a context that lasts is at hand. Functions gain a
	// context for it only if one reaches them.
	Optional bool

	// Called is the twin's name for the reader of the plan, if it is not Twin.
	Called string

	// Takes are function values that have to take a context first, because of the
	// twin: the handlers that are registered.
	Takes []ast.Expr

	// Family names what has to change together, for the reader of the plan.
	Family string
}

// A Writing is the expression for a context at a use of a function.
type Writing struct {
	Node          ast.Expr // the expression that uses it
	Pos           token.Pos
	Before, After string
}

// A Drop is a statement to remove.
type Drop struct {
	Pkg  *packages.Package
	Stmt ast.Stmt
}

// A Todo is an empty context: context.TODO, or context.Background.
type Todo struct {
	Pkg        *packages.Package
	Call       *ast.CallExpr // of the function of package context
	Background bool          // no function is to gain a context for it
	Optional   bool          // as in Seed
}

// A Rename is a method of an interface in the program that hides the twin: it is
// to become the twin, with a context, and with it the methods that implement it,
// unless their types have the twin already.
type Rename struct {
	Method *types.Func
	Twin   string
	Family string // as in Seed
}

// Options control what is planned.
type Options struct {
	// Packages are the packages of the program, each file once, with their tests.
	// What they import of the same module has to be loaded from source.
	Packages []*packages.Package
	Seeds    []*Seed
	Renames  []*Rename

	// Drops are statements that go.
	Drops []*Drop

	// Keeps reports whether a call keeps the functions it is given, to call them
	// later.
	Keeps func(*ast.CallExpr) bool

	// Generated lets generated files change.
	Generated bool

	// KeepTypes keeps the types of variables, fields and parameters that hold
	// functions, and of function types: values are wrapped to fit.
	KeepTypes bool

	// Keep reports whether the function or method that the plan calls name is to keep
	// its signature. It may be nil.
	Keep func(name string) bool

	// FromMain lets contexts that begin in main or init count as reaching an optional use.
	FromMain bool

	// Todos are calls of context.TODO and context.Background among the arguments of calls. A
	// context that comes from somewhere is passed instead where there is one, and functions
	// gain one for context.TODO.
	Todos []*Todo

	// Frozen are functions that must not change, by the position of their name,
	// with the reason.
	Frozen map[token.Pos]string

	// Begins are functions that must not change because they are for code without a
	// context, by the position of their name, with the reason.
	Begins map[token.Pos]string
}
