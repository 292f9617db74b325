// Package migrate plans how contexts come to travel on a bus in a whole module: which
// calls become their twins that take one, and what has to change with them.
package migrate

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/load"
)

// A Plan says what changes, and why, for people and for tools.
type Plan struct {
	Families  []*Family           `json:"families"`
	Gains     []*ctxthread.Gain   `json:"gains"`
	Frozen    []*ctxthread.Frozen `json:"frozen"`
	Ends      []*ctxthread.End    `json:"ends"`
	Wraps     []*ctxthread.Wrap   `json:"wraps"`
	Filled    []ctxthread.Place   `json:"filled"`
	Left      []*LeftCall         `json:"left"`
	Untouched []*UntouchedFile    `json:"untouched"`

	Calls int      `json:"calls"` // on the bus, that change
	Files []string `json:"files"` // that change

	// Contents are the new contents of the files that change, by their full names.
	Contents map[string][]byte `json:"-"`
}

// Options say what to plan.
type Options struct {
	Selection
	Config   *config.Config
	Read     func(file string) ([]byte, error) // returns what stands in a file
	Relative func(file string) string          // returns how the plan calls a file
	Progress func(what string) (done func())   // tells who waits what is being done
}

// Load loads all packages of the main module, with their tests, since any of them may
// call what changes. It returns them with the paths of those that o's patterns match.
func Load(ctx context.Context, o load.Options) ([]*packages.Package, map[string]bool, error) {
	conf := &packages.Config{Context: ctx, Mode: packages.NeedName | packages.NeedModule, Dir: o.Dir}
	if o.Tags != "" {
		conf.BuildFlags = []string{"-tags=" + o.Tags}
	}
	meant, err := packages.Load(conf, o.Patterns...)
	if err != nil {
		return nil, nil, err
	}
	matched := map[string]bool{}
	modules := map[string]bool{}
	for _, pkg := range meant {
		if pkg.Module == nil || !pkg.Module.Main {
			return nil, nil, fmt.Errorf("%s is not in the main module", pkg.PkgPath)
		}
		matched[pkg.PkgPath] = true
		modules[pkg.Module.Path+"/..."] = true
	}
	if len(modules) == 0 {
		return nil, nil, fmt.Errorf("%s matched no packages", strings.Join(o.Patterns, " "))
	}
	o.Patterns = slices.Sorted(maps.Keys(modules))
	o.Tests, o.CTypes = true, true
	pkgs, err := load.Packages(ctx, o)
	return pkgs, matched, err
}

// New plans the migration of pkgs, which are all packages of a module, without errors.
// It returns a [CompileError] if the result would not compile.
func New(pkgs []*packages.Package, o Options) (*Plan, error) {
	p := &planner{pkgs: pkgs, o: o}
	var err error
	if p.all, p.models, err = busUses(pkgs, o.Config); err != nil {
		return nil, err
	}
	chosen, threads, err := p.decide(false)
	if err != nil {
		return nil, err
	}
	contents, err := p.contents(threads)
	if _, ok := errors.AsType[*CompileError](err); ok {
		// Types of functions can be tied in ways that the engine does not follow, such
		// as the conversion of one struct to another.
		chosen, threads, _ = p.decide(true)
		var again error
		if contents, again = p.contents(threads); again == nil {
			err = nil
		}
	}
	if err != nil {
		return nil, err
	}
	plan := &Plan{
		Families: chosen.families,
		Gains:    threads.Gains,
		Frozen:   threads.Frozen,
		Ends:     threads.Ends,
		Wraps:    threads.Wraps,
		Filled:   threads.Filled,
		Left:     chosen.left,
		Calls:    chosen.number(),
		Files:    slices.Collect(maps.Keys(contents)),
		Contents: contents,
	}
	plan.findUntouched(pkgs)
	plan.shorten(o.Relative)
	return plan, nil
}

// A planner makes a plan.
type planner struct {
	o      Options
	pkgs   []*packages.Package
	models []*busmodel.Model
	all    []*busUse
}

// decide decides what changes on the bus, and plans the rest.
func (p *planner) decide(keepTypes bool) (*calls, *ctxthread.Plan, error) {
	sel := p.o.Selection
	for sel.also = map[string]bool{}; ; {
		chosen := choose(p.all, p.pkgs, sel)
		if chosen.number() == 0 && len(chosen.left) == 0 && sel.Only != "" {
			return nil, nil, fmt.Errorf("-only %s: nothing of it sends or takes messages without a context", sel.Only)
		}
		threads := p.thread(chosen, keepTypes)
		// A handler of another message may gain a context. Its messages come along, or
		// the context would end where it is registered.
		along := comingAlong(p.all, threads, sel)
		if len(along) == 0 {
			chosen.settle(threads.Kept)
			return chosen, threads, nil
		}
		maps.Copy(sel.also, along)
	}
}

// thread plans what has to change with the calls.
func (p *planner) thread(chosen *calls, keepTypes bool) *ctxthread.Plan {
	done := p.o.Progress("planning")
	defer done()
	return ctxthread.New(ctxthread.Options{
		Packages:  p.pkgs,
		Seeds:     chosen.seeds,
		Renames:   chosen.renames,
		Generated: p.o.Generated,
		KeepTypes: keepTypes,
		Keeps: func(call *ast.CallExpr) bool {
			return slices.ContainsFunc(p.models, func(model *busmodel.Model) bool { return model.Registers(call) })
		},
	})
}

// contents returns the new contents of the files that the plan changes. It returns
// an error if they do not compile.
func (p *planner) contents(plan *ctxthread.Plan) (map[string][]byte, error) {
	done := p.o.Progress("checking that the result compiles")
	defer done()
	contents, _, err := fix.Apply([]fix.Fix{plan.Change}, p.o.Read)
	if err != nil {
		return nil, err
	}
	if len(plan.Misplaced) > 0 {
		return nil, fmt.Errorf("%s: cgo does not tell where this is in the file, so nothing was changed", plan.Misplaced[0])
	}
	shadow, _, err := fix.Apply([]fix.Fix{plan.Shadow}, p.o.Read)
	if err != nil {
		return nil, err
	}
	maps.Copy(shadow, contents)
	if errs := ctxthread.Check(p.pkgs, shadow); len(errs) > 0 {
		return nil, &CompileError{errs, p.o.Relative}
	}
	return contents, nil
}

// A CompileError says that what a plan comes to would not compile.
type CompileError struct {
	errs     []error
	relative func(string) string
}

func (e *CompileError) Error() string {
	var b strings.Builder
	b.WriteString("the result would not compile, so nothing was changed; this is a bug in buslint, please report it:")
	for _, err := range e.errs {
		fmt.Fprintf(&b, "\n\t%s", e.relative(err.Error()))
	}
	return b.String()
}
