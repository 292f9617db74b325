// Package migrate plans how to pass contexts over a bus in a whole module: which calls
// become their twins that take one, and what has to change with them.
package migrate

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/twins"
	"github.com/buslint/buslint/internal/uses"
)

// A Plan says what changes, and why, for people and for tools.
type Plan struct {
	Families []*Family `json:"families"`
	ctxthread.Account
	Taken     []*LeftCall      `json:"taken"` // registrations that go
	Left      []*LeftCall      `json:"left"`
	Untouched []*UntouchedFile `json:"untouched"`
	Hints     []*Hint          `json:"hints,omitempty"` // places that may call by name what gains a context

	Pairs []*Pair     `json:"pairs,omitempty"` // functions with twins whose calls change
	Stay  []*LeftCall `json:"stay,omitempty"`  // calls of such functions that stay

	Calls int      `json:"calls"`           // on the bus, that change
	Todos int      `json:"todos,omitempty"` // empty contexts that are replaced
	Files []string `json:"files"`           // that change
	Steps []*Step  `json:"steps,omitempty"` // that come to the same, if they are asked for

	// NoBus says that no bus is recognised, so that there is nothing to migrate.
	// With Twins there may be.
	NoBus bool `json:"-"`
	// Contents are the new contents of the files that change, by their full names.
	Contents map[string][]byte `json:"-"`
}

// Options control what is planned.
type Options struct {
	Selection
	Config   *config.Config
	Read     func(file string) ([]byte, error) // returns what stands in a file
	Relative func(file string) string          // returns how the plan calls a file
	Progress func(what string) (done func())   // tells who waits what is being done

	// Owner returns the owners of a file, or "". If it is not nil, the plan has steps.
	Owner func(file string) string
}

// Load loads all packages of the main module, with their tests, since any of them may
// call what changes. The modules of a workspace are one. It returns the packages with the
// paths of those that o's patterns match, and changes o to how they were loaded.
func Load(ctx context.Context, o *load.Options) (pkgs []*packages.Package, matched map[string]bool, err error) {
	meant, err := load.Match(ctx, *o)
	if err != nil {
		return nil, nil, err
	}
	matched = map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(meant)) {
		if mod := meant[path]; mod == nil || !mod.Main {
			return nil, nil, fmt.Errorf("%s is not in the main module", path)
		}
		matched[path] = true
	}
	dirs, err := load.Modules(ctx, o.Dir)
	if err != nil {
		return nil, nil, err
	}
	o.Patterns = nil
	for _, dir := range dirs {
		// A pattern like example.com/shop/... would have the go command look for packages in
		// modules that are not there.
		o.Patterns = append(o.Patterns, filepath.Join(dir, "..."))
	}
	o.Tests, o.Whole = true, true
	pkgs, err = load.Packages(ctx, *o)
	return pkgs, matched, err
}

// New plans the migration of pkgs, which are all packages of a module, without errors.
// It returns an error if the result would not compile.
func New(pkgs []*packages.Package, o Options) (*Plan, error) {
	p := &planner{pkgs: pkgs, o: o}
	named := mentions(pkgs)
	p.frozen = rpcMethods(pkgs)
	maps.Copy(p.frozen, namedMethods(pkgs, named))
	var err error
	if p.all, p.models, err = busUses(pkgs, o.Config); err != nil {
		return nil, err
	}
	if o.Twins {
		if p.twins, err = newCampaign(p); err != nil {
			return nil, err
		}
	}
	d, err := p.best()
	if err != nil {
		return nil, err
	}
	chosen, threads := d.chosen, d.threads
	plan := &Plan{
		Pairs:    d.twins.pairs(threads),
		Stay:     p.twins.staying(d.twins, threads),
		Families: chosen.families,
		Account:  threads.Account,
		Taken:    chosen.taken,
		Left:     chosen.left,
		Calls:    chosen.number(),
		Todos:    threads.Todos,
		Files:    slices.Collect(maps.Keys(d.contents)),
		Contents: d.contents,
		NoBus:    len(p.all) == 0 && p.twins == nil,
	}
	plan.findUntouched(pkgs)
	plan.findHints(named)
	plan.shorten(o.Relative)
	if o.Owner != nil {
		plan.Steps, err = p.steps(d)
	}
	return plan, err
}

// A planner makes a plan.
type planner struct {
	o      Options
	pkgs   []*packages.Package
	models []*busmodel.Model
	all    []*busUse
	twins  *campaign            // nil without -twins
	frozen map[token.Pos]string // see [ctxthread.Options]
}

// A draft is a plan whose result compiles.
type draft struct {
	chosen   *calls
	twins    twinSeeds
	threads  *ctxthread.Plan
	contents map[string][]byte
}

// best returns the draft for the selection. If the result of all would not compile, it
// leaves out the families that are why.
func (p *planner) best() (*draft, error) {
	sel := p.o.Selection
	d, err := p.draft(sel)
	broken, ok := errors.AsType[*compileError](err)
	if !ok {
		return d, err
	}
	d = nil
	names := slices.Sorted(maps.Keys(choose(p.all, p.pkgs, sel).byName))
	names = append(names, "") // for calls that are of no family
	names = append(names, p.twins.names()...)
	sel.without = map[string]Reason{}
	leave := func(names []string, err *compileError) {
		for _, name := range names {
			sel.without[name] = Reason{text: "the result would not compile, which is a bug in buslint: " + err.first()}
		}
	}
	leave(names, broken)
	var try func(names []string) error
	try = func(names []string) error {
		for _, name := range names {
			delete(sel.without, name)
		}
		more, err := p.draft(sel)
		broken, ok := errors.AsType[*compileError](err)
		switch {
		case err == nil:
			d = more
			return nil
		case !ok:
			return err
		}
		leave(names, broken)
		if len(names) == 1 {
			return nil
		}
		if err := try(names[:len(names)/2]); err != nil {
			return err
		}
		return try(names[len(names)/2:])
	}
	if err := try(names); err != nil {
		return nil, err
	}
	if d == nil {
		return nil, broken
	}
	// What was left out last is not in the draft yet.
	return p.draft(sel)
}

// draft returns the draft for the selection, or a compileError.
func (p *planner) draft(sel Selection) (*draft, error) {
	d, err := p.try(sel, false)
	if _, ok := errors.AsType[*compileError](err); ok {
		// Types of functions can be tied in ways that the engine does not follow, such
		// as the conversion of one struct to another.
		if again, err := p.try(sel, true); err == nil {
			return again, nil
		}
	}
	return d, err
}

func (p *planner) try(sel Selection, keepTypes bool) (*draft, error) {
	chosen, seeds, threads, err := p.decide(sel, keepTypes)
	if err != nil {
		return nil, err
	}
	contents, err := p.contents(threads)
	if err != nil {
		return nil, err
	}
	return &draft{chosen, seeds, threads, contents}, nil
}

// decide decides what changes on the bus, and plans the rest.
func (p *planner) decide(sel Selection, keepTypes bool) (*calls, twinSeeds, *ctxthread.Plan, error) {
	if p.twins != nil && sel.Only != "" {
		seeds := p.twins.seeds(sel)
		if len(seeds.seeds)+len(seeds.stay) == 0 {
			return nil, twinSeeds{}, nil, fmt.Errorf("-only %s: no call of such a function lacks a context there", sel.Only)
		}
		chosen := choose(nil, nil, sel)
		return chosen, seeds, p.thread(chosen, seeds, keepTypes), nil
	}
	for sel.also = map[string]bool{}; ; {
		chosen := choose(p.all, p.pkgs, sel)
		if chosen.number() == 0 && len(chosen.left) == 0 && sel.Only != "" {
			return nil, twinSeeds{}, nil, chosen.nothing(sel.Only)
		}
		seeds := p.twins.seeds(sel)
		threads := p.thread(chosen, seeds, keepTypes)
		// A handler of another message may gain a context. Its messages come along, or
		// the context would end where it is registered.
		along := comingAlong(p.all, threads, sel)
		if len(along) == 0 {
			chosen.settle(threads.Kept)
			return chosen, seeds, threads, nil
		}
		maps.Copy(sel.also, along)
	}
}

// nothing returns the error that only means nothing that changes, and what it may mean.
func (m *calls) nothing(only string) error {
	var known []string
	for _, fam := range m.byName {
		known = append(known, fam.name, fam.Message)
	}
	slices.Sort(known)
	if meant := misspelt.Meant(only, known); meant != "" && !slices.Contains(known, only) {
		return fmt.Errorf("-only %s: there is no such message or package; did you mean %s?", only, meant)
	}
	return fmt.Errorf("-only %s: nothing there sends or handles messages without a context", only)
}

// thread plans what has to change with the calls.
func (p *planner) thread(chosen *calls, twins twinSeeds, keepTypes bool) *ctxthread.Plan {
	done := p.o.Progress("planning")
	defer done()
	return ctxthread.New(ctxthread.Options{
		Packages: p.pkgs,
		Seeds:    slices.Concat(chosen.seeds, twins.seeds),
		Begins:   p.begins(),
		Frozen:   p.frozen,

		FromMain:  p.twins != nil && p.twins.from == fromMain,
		Renames:   chosen.renames,
		Drops:     chosen.drops,
		Generated: p.o.Generated,
		KeepTypes: keepTypes,
		Keep:      p.o.Keep,
		Todos:     p.todos(),
		Keeps: func(call *ast.CallExpr) bool {
			return slices.ContainsFunc(p.models, func(model *busmodel.Model) bool { return model.Registers(call) })
		},
	})
}

// begins returns the functions that have a twin and so are for code without a context.
func (p *planner) begins() map[token.Pos]string {
	if p.twins == nil && !p.o.Todos {
		return nil
	}
	begins := map[token.Pos]string{}
	for _, pkg := range p.pkgs {
		for pos, twin := range twins.Paired(pkg.Types, pkg.TypesInfo) {
			begins[pos] = "its twin " + twin + " takes one"
		}
	}
	return begins
}

// todos returns the empty contexts among the arguments of calls, if they are to be
// replaced. Those in functions that have to do with the end of contexts are meant, and those for
// what goes on longer.
func (p *planner) todos() []*ctxthread.Todo {
	if !p.o.Todos && p.twins == nil {
		return nil
	}
	var todos []*ctxthread.Todo
	for _, pkg := range p.pkgs {
		if !p.o.has(pkg) {
			continue
		}
		of := twins.NewPackage(pkg.Fset, pkg.Types, pkg.TypesInfo, pkg.Syntax, func(*ast.CallExpr) bool { return false })
		lasts := of.LastsLonger()
		for cur := range of.Uses.Root().Preorder((*ast.CallExpr)(nil)) {
			call := cur.Node().(*ast.CallExpr)
			fn := typeutil.StaticCallee(pkg.TypesInfo, call)
			if fn == nil || fn.FullName() != "context.TODO" && fn.FullName() != "context.Background" || !isPassed(pkg.TypesInfo, of.Uses, cur) {
				continue
			}
			if isMeant(of.Contexts, cur) || slices.ContainsFunc(takers(pkg.TypesInfo, of.Uses, cur), lasts) {
				continue
			}
			todo := &ctxthread.Todo{Pkg: pkg, Call: call, Background: fn.Name() == "Background"}
			if p.twins.runs(pkg, cur) {
				todo.Background, todo.Optional = false, true
			} else if !p.o.Todos {
				continue
			}
			todos = append(todos, todo)
		}
	}
	return todos
}

// isMeant reports whether the empty context at cur is meant: the code around it has to do with
// the end of contexts.
func isMeant(found *contexts.Finder, cur inspector.Cursor) bool {
	for around := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		if found.KnowsOfEnds(around) {
			return true
		}
		if _, ok := around.Node().(*ast.FuncLit); ok && found.When(around) == contexts.After {
			return false // what is around has other contexts
		}
	}
	return false
}

// takers returns the calls that the context at cur is passed to, of which [isPassed] holds.
func takers(info *types.Info, index *uses.Index, cur inspector.Cursor) []inspector.Cursor {
	if cur.ParentEdgeKind() == edge.CallExpr_Args {
		return []inspector.Cursor{cur.Parent()}
	}
	var calls []inspector.Cursor
	for _, use := range index.Of(info.Defs[uses.Holder(cur)]) {
		calls = append(calls, use.Parent())
	}
	return calls
}

// isPassed reports whether the context that is made at cur is an argument of calls and no
// more: it stands there, or a variable does that holds nothing else, in the same function.
// What makes another context of it, to end it or to give it values, is another matter.
func isPassed(info *types.Info, index *uses.Index, cur inspector.Cursor) bool {
	if cur.ParentEdgeKind() == edge.CallExpr_Args {
		outer := typeutil.StaticCallee(info, cur.Parent().Node().(*ast.CallExpr))
		return outer == nil || outer.Pkg() == nil || outer.Pkg().Path() != "context"
	}
	id := uses.Holder(cur)
	if id == nil {
		return false
	}
	v, ok := info.Defs[id].(*types.Var)
	if !ok || v.Kind() != types.LocalVar || index.Changes(v) {
		return false
	}
	for _, use := range index.Of(v) {
		if use.ParentEdgeKind() != edge.CallExpr_Args || !isPassed(info, index, use) || use.Parent().ParentEdgeKind() == edge.GoStmt_Call ||
			!syntax.SameFunction(use, cur) {
			return false
		}
	}
	return len(index.Of(v)) > 0
}

// contents returns the new contents of the files that the plan changes. It returns
// an error if they do not compile.
func (p *planner) contents(plan *ctxthread.Plan) (map[string][]byte, error) {
	done := p.o.Progress("checking that the result compiles")
	defer done()
	gains := map[ctxthread.Place]bool{}
	for _, g := range plan.Gains {
		gains[g.Place] = true
	}
	change, err := injectors(p.pkgs, gains, p.o.Read)
	if err != nil {
		return nil, err
	}
	change.Edits = append(change.Edits, plan.Change.Edits...)
	contents, _, err := fix.Apply([]fix.Fix{change}, p.o.Read)
	if err != nil {
		return nil, err
	}
	var errs []error
	for file, data := range contents {
		old, err := p.o.Read(file)
		if err != nil {
			return nil, err
		}
		edits := slices.DeleteFunc(slices.Clone(change.Edits), func(e fix.Edit) bool { return e.File != file })
		if !isWithin(literals(old, edits), literals(data, nil)) {
			errs = append(errs, fmt.Errorf("%s: a literal would change", file))
		}
	}
	if errs = append(errs, ctxthread.Check(p.pkgs, contents)...); len(errs) > 0 {
		return nil, &compileError{errs, p.o.Relative}
	}
	return contents, nil
}

// isWithin reports whether all of some stand in all, in the same order.
func isWithin(some, all []string) bool {
	for _, s := range all {
		if len(some) > 0 && some[0] == s {
			some = some[1:]
		}
	}
	return len(some) == 0
}

// literals returns the literals in the text of a file, but for the paths of imports, as they
// are to be after edits that replace them or take them away.
func literals(text []byte, edits []fix.Edit) []string {
	var all []string
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		return nil // the compiler says so
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok {
			at := fset.Position(lit.Pos()).Offset
			i := slices.IndexFunc(edits, func(e fix.Edit) bool { return e.Start <= at && at < e.End })
			switch {
			case i < 0:
				all = append(all, lit.Value)
			case edits[i].Text != "":
				all = append(all, edits[i].Text)
			}
		}
		_, isImport := n.(*ast.ImportSpec)
		return !isImport
	})
	return all
}

// A compileError reports that the result of a plan would not compile.
type compileError struct {
	errs     []error
	relative func(string) string
}

// first returns what the first error is, without where it is in what would not compile.
func (e *compileError) first() string {
	if err, ok := errors.AsType[types.Error](e.errs[0]); ok {
		return err.Msg
	}
	return e.relative(e.errs[0].Error())
}

func (e *compileError) Error() string {
	var b strings.Builder
	b.WriteString("the result would not compile, so nothing was changed; this is a bug in buslint, please report it:")
	for _, err := range e.errs {
		fmt.Fprintf(&b, "\n\t%s", e.relative(err.Error()))
	}
	return b.String()
}
