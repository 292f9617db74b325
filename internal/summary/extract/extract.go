// Package extract makes the summary of a package from its syntax, its types and its
// model.
package extract

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"iter"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// New returns an analyzer that makes the summary of a package, without the findings, which
// a driver adds. Its Result is a [*Result]. What it learns of a package it keeps for those
// that import this, so it is for one configuration.
func New() *analysis.Analyzer {
	m := new(memory)
	return &analysis.Analyzer{
		Name:       "summary",
		Doc:        "say as data what a package does on the bus",
		Requires:   []*analysis.Analyzer{config.Analyzer, busmodel.Analyzer, uses.Analyzer, contexts.StructsAnalyzer},
		ResultType: reflect.TypeFor[*Result](),
		Run: func(pass *analysis.Pass) (any, error) {
			return newExtraction(pass, m).run(), nil
		},
	}
}

// A Result is the summary of a package, with what its parts were made from.
type Result struct {
	Package *summary.Package
	// Parcels are what is carried at the sites of the summary, in the same order. A use
	// that carries nothing has one of which nothing is known.
	Parcels []*busmodel.Parcel

	model *busmodel.Model
}

// An extraction makes a summary.
type extraction struct {
	pass   *analysis.Pass
	model  *busmodel.Model
	uses   *uses.Index
	links  *links
	module string // path of the module; "" if it is not known
	out    *summary.Package

	busIndex map[busKey]int // in out.Buses
	flows    map[summary.Origin]*originSet
	targets  map[*types.Func]*target
	ports    map[*types.Func]string       // see portOf
	portsOf  map[types.Type][]*types.Func // see portsIn
	strings  map[*types.Func]string       // see id
	numbered map[*ast.FuncDecl]string
	prepared map[*ast.FuncDecl]bool // see looksForNoHandler
	closures map[*ast.FuncLit]bool  // see closure
	given    map[ast.Node]ast.Node  // see givenAt
	standing map[*types.Func]bool   // see mayStand

	described map[summary.Type]*types.TypeName // messages that travel here or may
}

func newExtraction(pass *analysis.Pass, m *memory) *extraction {
	x := &extraction{
		pass:     pass,
		model:    pass.ResultOf[busmodel.Analyzer].(*busmodel.Model),
		uses:     pass.ResultOf[uses.Analyzer].(*uses.Index),
		out:      &summary.Package{Path: pathOf(pass.Pkg), Name: pass.Pkg.Name()},
		busIndex: map[busKey]int{},
		flows:    map[summary.Origin]*originSet{},
		targets:  map[*types.Func]*target{},
		ports:    map[*types.Func]string{},
		portsOf:  map[types.Type][]*types.Func{},
		strings:  map[*types.Func]string{},
		numbered: map[*ast.FuncDecl]string{},
		prepared: map[*ast.FuncDecl]bool{},
		closures: map[*ast.FuncLit]bool{},
		given:    map[ast.Node]ast.Node{},
		standing: map[*types.Func]bool{},

		described: map[summary.Type]*types.TypeName{},
	}
	if pass.Module != nil {
		x.module = pass.Module.Path
		x.out.Module, x.out.Main = pass.Module.Path, pass.Module.Version == ""
	}
	x.links = newLinks(m, x.model, x.module)
	return x
}

func (x *extraction) run() *Result {
	x.out.Tests = slices.ContainsFunc(x.pass.Files, x.isTest)
	x.imports()
	x.out.Tables = x.tables()
	x.number()
	x.tellers()
	result := &Result{Package: x.out, model: x.model}
	through := map[*busmodel.Use]bool{}
	for _, use := range x.model.Uses {
		if use.Through != nil {
			through[use.Through] = true
		}
	}
	for _, use := range x.model.Uses {
		parcels := use.Parcels
		if len(parcels) == 0 {
			parcels = []*busmodel.Parcel{{Use: use, Aware: use.Aware, Cursor: use.Cursor}}
		}
		for _, p := range parcels {
			result.Parcels = append(result.Parcels, p)
			x.out.Sites = append(x.out.Sites, x.site(p, through[use]))
		}
	}
	switch {
	case x.links.comesByBus(x.pass.Pkg):
		x.functions()
		x.allFlows()
		x.unseen()
		x.conversions()
	case x.callsPort():
		x.allFlows()
	default:
		for cur := range x.code((*ast.FuncDecl)(nil)) {
			x.results(cur.Node().(*ast.FuncDecl))
		}
		x.noteFlows()
	}
	x.held()
	x.keys()
	x.likely()
	x.inner()
	x.decls()
	x.reads()
	return result
}

// reads notes the packages whose bodies decide what this one says.
func (x *extraction) reads() {
	dirs := slices.Concat(x.model.Sources.Read(), x.links.of(x.pass.Pkg).proving)
	slices.Sort(dirs)
	for _, dir := range slices.Compact(dirs) {
		x.out.Read = append(x.out.Read, summary.Read{Dir: dir})
	}
}

// isTest reports whether the file is one of tests.
func (x *extraction) isTest(file *ast.File) bool {
	return syntax.InTest(x.pass.Fset, file.FileStart)
}

// files returns the files that are none of tests.
func (x *extraction) files() []*ast.File {
	return slices.DeleteFunc(slices.Clone(x.pass.Files), x.isTest)
}

// code yields the nodes of those types that are none of tests.
func (x *extraction) code(types ...ast.Node) iter.Seq[inspector.Cursor] {
	return func(yield func(inspector.Cursor) bool) {
		for file := range x.uses.Root().Children() {
			if x.isTest(file.Node().(*ast.File)) {
				continue
			}
			for cur := range file.Preorder(types...) {
				if !yield(cur) {
					return
				}
			}
		}
	}
}

// pathOf returns the path of a package. That of a test variant is the one of the package,
// whatever a driver calls it.
func pathOf(pkg *types.Package) string { return plain(pkg.Path()) }

// plain returns a name without what drivers add to the path of a test variant: "p [p.test]".
func plain(name string) string {
	for {
		before, rest, ok := strings.Cut(name, " [")
		_, after, closed := strings.Cut(rest, "]")
		if !ok || !closed {
			return name
		}
		name = before + after
	}
}

// nameOf returns the name of a type, which is the same by whatever aliases code names it.
func nameOf(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic: // byte and rune are aliases, though of no such type
		return types.Typ[t.Kind()].String()
	case *types.Named:
		if t.TypeArgs().Len() > 0 {
			return typeOf(t.Obj()).Full() + argsIn(t)
		}
	case *types.Pointer:
		return "*" + nameOf(t.Elem())
	case *types.Slice:
		return "[]" + nameOf(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), nameOf(t.Elem()))
	case *types.Map:
		return "map[" + nameOf(t.Key()) + "]" + nameOf(t.Elem())
	case *types.Chan:
		return []string{types.SendRecv: "chan ", types.SendOnly: "chan<- ", types.RecvOnly: "<-chan "}[t.Dir()] + nameOf(t.Elem())
	case *types.Signature:
		return "func(" + namesOf(t.Params()) + ") (" + namesOf(t.Results()) + ")"
	case *types.Interface:
		if t.Empty() {
			return "any"
		}
	}
	return plain(types.TypeString(types.Unalias(t), nil))
}

func namesOf(t *types.Tuple) string {
	var names []string
	for v := range t.Variables() {
		names = append(names, nameOf(v.Type()))
	}
	return strings.Join(names, ", ")
}

// argsIn returns the type arguments of an instance, with their brackets.
func argsIn(t *types.Named) string {
	var names []string
	for arg := range t.TypeArgs().Types() {
		names = append(names, nameOf(arg))
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// typeOf returns the identity of the type that tn declares.
func typeOf(tn *types.TypeName) summary.Type {
	return summary.Type{Path: pathOf(tn.Pkg()), Name: tn.Name()}
}

// messageOf returns the identity of the message that a value of type t is, which the
// summary is to describe. It reports false if t is not that of a message.
func (x *extraction) messageOf(t types.Type) (summary.Type, bool) {
	tn := busmodel.MessageType(t)
	if tn == nil || tn.Pkg() == nil {
		return summary.Type{}, false
	}
	return x.describe(tn), true
}

// describe lets the summary describe the type that tn declares, and returns its identity.
func (x *extraction) describe(tn *types.TypeName) summary.Type {
	t := typeOf(tn)
	if x.described[t] == nil {
		x.described[t] = tn
	}
	return t
}

// site returns the site of what is carried. The use may be a value whose calls are sites
// themselves.
func (x *extraction) site(p *busmodel.Parcel, called bool) summary.Site {
	use := p.Use
	s := summary.Site{
		Role:     use.Role,
		Bus:      x.bus(use.Profile, use.Bus),
		For:      use.Func.Kind,
		Unclear:  use.Func.Unclear,
		Place:    x.place(p.Cursor),
		Aware:    p.Aware,
		Test:     use.Test,
		Indirect: use.RegistersOthers(),
	}
	s.Prepared = s.Prepared && use.Role == kind.Dispatch
	if !use.Role.Sends() {
		s.Handler = x.handler(p.Handler, p.Arg, s.Place)
	}
	if sel, ok := use.Fun.(*ast.SelectorExpr); ok && x.pass.TypesInfo.Selections[sel] != nil && !use.OfWrapper() {
		s.Operand = types.ExprString(x.chained(sel.X))
	}
	if use.Call != nil && !p.ByKey {
		s.Param = x.paramOf(cmp.Or(p.Given, p.Arg, p.Whole), p.Cursor)
		s.Within = p.Given != nil && (p.Other || p.Part != "") || p.Given == nil && p.Arg == nil && p.Whole != nil
	}
	s.Given = x.givenAt(x.model.GivenFor(use), use.Cursor)
	s.Tells, s.Hands = p.Tells, x.isReturned(p)
	keys := x.keysOf(p)
	switch {
	case p.Message != nil:
		s.Message = x.describe(p.Message)
		var known bool
		if s.Args, known = x.argsOf(p); !known {
			s.From = []summary.Origin{{}} // one of the messages that the type stands for
		}
	case p.InTurn != nil:
		for _, message := range p.InTurn {
			s.From = append(s.From, summary.Origin{Kind: summary.OfType, Type: x.describe(message), Handler: true})
		}
	case keys != nil:
		s.From = keys
	case s.Indirect, use.Call == nil && called:
	case use.Call != nil && p.Arg == nil && use.Call.Ellipsis.IsValid() && use.Role.Sends():
		s.From = x.originsOf(use.Call.Args[len(use.Call.Args)-1], true)
	case use.Call == nil, p.Arg == nil:
		s.From = []summary.Origin{{}}
	case use.Role.Sends() && p.Given != nil && p.Part == "" && !p.Other: // a copy of it
		s.From = x.originsOf(p.Given, false)
	default:
		s.From = x.originsOf(p.Arg, false)
	}
	var made []summary.Origin
	if fn, decl := x.uses.Around(p.Cursor); s.Param > 0 && !x.model.HandsOn(use, fn, decl, s.Param-1) {
		if s.Param = 0; use.Role.Sends() && p.Message == nil { // it tells of what it is given
			s.From = []summary.Origin{{}}
		}
	} else if use.Call != nil && !s.Hands {
		s.Sender, s.Registrar, made = x.stands(use.Cursor)
	}
	if s.Given == nil && use.Role.Sends() {
		s.Given = made
		s.Within = s.Within || made != nil
	}
	return s
}

// argsOf returns the type arguments of the message that is carried. It reports false if it is
// generic, and they are not known.
func (x *extraction) argsOf(p *busmodel.Parcel) (args string, known bool) {
	if named, ok := p.Message.Type().(*types.Named); !ok || named.TypeParams().Len() == 0 {
		return "", true
	}
	if p.Arg == nil {
		return "", false
	}
	t := x.pass.TypesInfo.TypeOf(p.Arg)
	if t != nil && !p.Use.Role.Sends() {
		t = recognise.Taken(t)
	}
	return argsOf(t)
}

// argsOf returns the type arguments of the message that values of type t are. It reports
// false if these are not all known.
func argsOf(t types.Type) (args string, known bool) {
	if t == nil {
		return "", false
	}
	named, ok := gotypes.Deref(t).(*types.Named)
	if !ok || named.TypeArgs().Len() == 0 {
		return "", ok && named.TypeParams().Len() == 0
	}
	if hasTypeParam(named) {
		return "", false
	}
	return argsIn(named), true
}

// hasTypeParam reports whether t is a type parameter, or may be made with one.
func hasTypeParam(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			if hasTypeParam(arg) {
				return true
			}
		}
	case *types.Map:
		return hasTypeParam(t.Key()) || hasTypeParam(t.Elem())
	case interface{ Elem() types.Type }:
		return hasTypeParam(t.Elem())
	case *types.Basic:
	case *types.Struct:
		return t.NumFields() > 0
	case *types.Interface:
		return !t.Empty()
	default:
		return true // a function, or what else there may be: nobody knows
	}
	return false
}

// handler returns what takes the message where arg is registered, which may be nil.
func (x *extraction) handler(of busmodel.Handler, arg ast.Expr, at summary.Place) *summary.Handler {
	h := &summary.Handler{Package: x.out.Path, Pos: at.Pos}
	switch fn, lit := of.Func, of.Lit; {
	case fn != nil:
		h.Name, h.Package, h.Func, h.Pos = functionName(fn), pathOf(fn.Pkg()), x.id(fn), x.pass.Fset.Position(fn.Pos())
		if !module.Owns(x.module, h.Package) {
			h.Pos.Column, h.Pos.Offset = 1, 0 // export data does not tell
		}
	case lit != nil:
		h.Name, h.Func, h.Pos = summary.Literal+cmp.Or(at.Function, "a variable"), x.codeID(lit), x.pass.Fset.Position(lit.Pos())
	case arg != nil:
		h.Name = types.ExprString(arg)
	default:
		h.Name = at.Function
	}
	return h
}

// place returns where the code at cur stands. A call in a chain, of which each has a line, is where its name is.
func (x *extraction) place(cur inspector.Cursor) summary.Place {
	p := summary.Place{Pos: x.pass.Fset.Position(cur.Node().Pos()), End: x.pass.Fset.Position(cur.Node().End())}
	if call, ok := cur.Node().(*ast.CallExpr); ok {
		if name := syntax.Name(call.Fun); name != nil {
			if at := x.pass.Fset.Position(name.Pos()); at.Line != p.Pos.Line {
				p.Pos = at
			}
		}
	}
	if fn, decl := x.uses.Around(cur); fn != nil {
		p.In, p.Function, p.Conditional, p.Prepared = x.declID(decl), functionName(fn), conditional(cur), x.looksForNoHandler(decl)
	} else {
		p.In = x.variableAround(cur)
	}
	return p
}

// chained returns what the first call of a chain is on, if the others are on what that returns, the bus again:
// bus.Register(a).Register(b).
func (x *extraction) chained(operand ast.Expr) ast.Expr {
	call, ok := ast.Unparen(operand).(*ast.CallExpr)
	if !ok || !x.model.Has(call) {
		return operand
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !types.Identical(x.pass.TypesInfo.TypeOf(sel.X), x.pass.TypesInfo.TypeOf(operand)) {
		return operand
	}
	return x.chained(sel.X)
}

// functionName returns the name of fn with its receiver's, without packages.
func functionName(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Name()
	}
	if named, ok := gotypes.Deref(recv.Type()).(*types.Named); ok {
		return named.Obj().Name() + "." + fn.Name()
	}
	return fn.Name()
}

// looksForNoHandler reports whether the function looks for the error that says that there
// is no handler.
func (x *extraction) looksForNoHandler(decl *ast.FuncDecl) bool {
	found, known := x.prepared[decl]
	if !known {
		found = syntax.Mentions(decl, "ErrHandlerNotFound")
		x.prepared[decl] = found
	}
	return found
}

// conditional reports whether the code at cur is not run exactly once when its
// function is and nothing fails.
func conditional(cur inspector.Cursor) bool {
	for ; cur.Valid(); cur = cur.Parent() {
		switch cur.Node().(type) {
		case *ast.FuncDecl:
			return false
		case *ast.FuncLit, *ast.CaseClause, *ast.CommClause, *ast.GoStmt:
			return true
		}
		switch cur.ParentEdgeKind() {
		case edge.IfStmt_Body, edge.IfStmt_Else, edge.ForStmt_Body, edge.RangeStmt_Body, edge.BinaryExpr_Y:
			return true
		}
	}
	return false
}

type busKey struct {
	profile string // its name: the same bus may be recognised more than once
	path    string
}

// bus returns the index of the bus among those of the summary, and adds it if it is new.
func (x *extraction) bus(p *profile.Profile, pkg *types.Package) int {
	key := busKey{p.Name, pathOf(pkg)}
	if i, ok := x.busIndex[key]; ok {
		return i
	}
	root := p.Path
	if root == "" {
		root = key.path
	}
	x.busIndex[key] = len(x.out.Buses)
	x.out.Buses = append(x.out.Buses, summary.Bus{
		Profile: p.Name, Path: key.path, Root: root, ByShape: p.Path == "" || p.Recognised,
		TwoTables: p.TwoTables, BareNames: p.BareNames, Copies: p.Copies, NamedTopics: p.NamedTopics, Unseen: p.Unseen, ResultField: p.ResultField, Requests: p.Requests,
	})
	return x.busIndex[key]
}
