package ctxthread

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/imports"
	"github.com/buslint/buslint/internal/syntax"
)

// A Plan says what changes, and why.
type Plan struct {
	Change fix.Fix // all edits, as one

	Account
	Tests int // contexts that begin in tests
	Todos int // empty contexts that are replaced

	Kept map[*Rename]string // renames that cannot be, with the reason

	Changed map[*Seed]bool   // optional seeds that are given a context
	Stays   map[*Seed]string // the others, with the reason
}

// An Account says for people what changes.
type Account struct {
	Gains    []*Gain   `json:"gains"`    // functions that gain a context
	Frozen   []*Frozen `json:"frozen"`   // functions that would gain one, and cannot
	Ends     []*End    `json:"ends"`     // places where a context ends outside of tests
	Detached []*End    `json:"detached"` // places where a context is passed without its cancellation
	Wraps    []*Wrap   `json:"wraps"`    // function values that keep their type by a closure
	Filled   []Place   `json:"filled"`   // values in tests that get a context to read from
}

// A Place is a place in the source.
type Place struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

func (p Place) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// Compare returns which of two places comes first, as [cmp.Compare] does.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// PlaceOf returns the place of pos in its file, whatever a //line comment says.
func PlaceOf(fset *token.FileSet, pos token.Pos) Place {
	at := fset.PositionFor(pos, false)
	if !strings.HasSuffix(at.Filename, ".go") {
		at = fset.Position(pos) // in the output of cgo
	}
	return Place{at.Filename, at.Line, at.Column}
}

// A Gain is a function that gains a context.
type Gain struct {
	Func   string   `json:"func"`
	Place  Place    `json:"place"`
	Family []string `json:"family,omitempty"` // what changes together with it, itself among them
	Path   []*Step  `json:"path"`             // what made it necessary
	Public bool     `json:"public,omitempty"` // other modules may use it
}

// A Step is one step from a function to what needs a context.
type Step struct {
	Text  string `json:"text"`
	Place Place  `json:"place"`
}

// A Frozen is a function that needs a context but cannot gain one.
type Frozen struct {
	Func   string `json:"func"`
	Place  Place  `json:"place"`
	Reason string `json:"reason"`
	HeldBy string `json:"heldBy,omitempty"` // the file that cannot change, where it is one
}

// An End is a place where a context ends.
type End struct {
	In     string `json:"in,omitempty"` // the function around the place
	Callee string `json:"callee"`
	Place  Place  `json:"place"`
	TODO   bool   `json:"todo"` // context.TODO, not context.Background
	Reason string `json:"reason"`
}

// Func returns which function of package context stands there.
func (e *End) Func() string {
	if e.TODO {
		return "TODO"
	}
	return "Background"
}

// A Wrap is a function value that is wrapped.
type Wrap struct {
	Func  string `json:"func"`
	Place Place  `json:"place"`
}

// maxAttempts bounds how often the plan is made anew because something cannot
// change that seemed to.
const maxAttempts = 50

// New returns the plan for the program.
func New(o Options) *Plan {
	frozen := map[token.Pos]string{}
	maps.Copy(frozen, o.Frozen)
	o.Frozen = frozen
	var e *editor
	var kept map[*Rename]string
	weak := map[ast.Node]bool{}
	for range maxAttempts {
		p := newProgram(o)
		p.findUses()
		p.joinMethods()
		p.settlePlaces()
		p.joinFakes()
		kept = p.settleRenames()
		p.weak = weak
		t := p.need()
		starving := t.starving()
		for _, node := range starving {
			weak[node] = true
		}
		if len(starving) > 0 {
			continue
		}
		e = t.change()
		if len(e.stuck) == 0 {
			break
		}
		for fn, why := range e.stuck {
			o.Frozen[fn.pos] = why
		}
	}
	plan := e.plan()
	plan.Kept = kept
	return plan
}

func (e *editor) plan() *Plan {
	plan := &Plan{Change: merge(e.files), Changed: map[*Seed]bool{}, Stays: map[*Seed]string{}}
	for _, fn := range e.ordered {
		if !fn.gains() || fn.unnamed {
			continue
		}
		plan.Gains = append(plan.Gains, &Gain{
			Func: fn.name, Place: PlaceOf(e.fset, fn.pos), Family: fn.family.memberNames(), Path: e.path(fn), Public: fn.isPublic(),
		})
	}
	frozen := map[*function]bool{}
	for _, pt := range e.points {
		switch {
		case pt.isOptional() && e.stays(pt):
			plan.Stays[pt.seed] = cmp.Or(e.source(pt).end, "no context reaches the function around it")
		case e.stays(pt):
		case pt.isOptional():
			plan.Changed[pt.seed] = true
		default:
			e.tell(plan, pt, frozen)
		}
	}
	for _, n := range e.filled {
		plan.Filled = append(plan.Filled, PlaceOf(e.fset, n.Pos()))
	}
	slices.SortFunc(plan.Filled, Place.Compare)
	slices.SortFunc(plan.Gains, func(a, b *Gain) int { return a.Place.Compare(b.Place) })
	slices.SortFunc(plan.Frozen, func(a, b *Frozen) int { return a.Place.Compare(b.Place) })
	slices.SortFunc(plan.Ends, func(a, b *End) int { return a.Place.Compare(b.Place) })
	slices.SortFunc(plan.Detached, func(a, b *End) int { return a.Place.Compare(b.Place) })
	slices.SortFunc(plan.Wraps, func(a, b *Wrap) int { return a.Place.Compare(b.Place) })
	return plan
}

// tell adds to the plan what becomes of pt, and if its context ends, the function that cannot
// change, unless it is among those in frozen.
func (e *editor) tell(plan *Plan, pt *point, frozen map[*function]bool) {
	place := PlaceOf(e.fset, pt.cur.Node().Pos())
	if pt.todo != nil {
		plan.Todos++
	}
	if pt.call == nil {
		plan.Wraps = append(plan.Wraps, &Wrap{pt.usedName(), place})
	}
	src := e.source(pt)
	switch {
	case src.detached != "":
		plan.Detached = append(plan.Detached, &End{Callee: pt.usedName(), Place: place, Reason: src.detached})
		return
	case src.end == "":
		return
	case src.test:
		plan.Tests++
		return
	}
	end := &End{Callee: pt.usedName(), Place: place, TODO: src.todo, Reason: src.end}
	plan.Ends = append(plan.Ends, end)
	fn := src.outermost
	if fn == nil {
		return
	}
	end.In = fn.name
	if !frozen[fn] && fn.family.frozen != "" {
		frozen[fn] = true
		plan.Frozen = append(plan.Frozen, &Frozen{fn.name, PlaceOf(e.fset, fn.pos), fn.family.frozen, fn.family.heldBy()})
	}
}

// memberNames returns the names of the members, in order, if there are several.
func (fam *family) memberNames() []string {
	if fam.names == nil {
		for _, fn := range fam.members {
			if !fn.unnamed {
				fam.names = append(fam.names, fn.name)
			}
		}
		slices.Sort(fam.names)
	}
	if len(fam.names) < 2 {
		return nil
	}
	return fam.names
}

// isPublic reports whether other modules may call or implement fn.
func (fn *function) isPublic() bool {
	pkg := fn.file.pkg
	if fn.kind != declared && fn.kind != interfaceMethod || fn.file.test || pkg.Name == "main" ||
		imports.IsInternal(pkg.PkgPath) || !fn.ident().IsExported() {
		return false
	}
	if fn.sig.Recv() == nil {
		return true
	}
	// The methods of interfaces without a name belong to what is declared with them.
	named, ok := gotypes.Deref(fn.sig.Recv().Type()).(*types.Named)
	return ok && named.Obj().Exported()
}

// heldBy returns the name of the file that keeps the family from changing, if it is
// one.
func (fam *family) heldBy() string {
	for _, fn := range fam.members {
		if fn.heldBy != "" {
			return fn.heldBy
		}
	}
	return ""
}

// usedName returns the name of the function that pt uses.
func (pt *point) usedName() string {
	if pt.todo != nil {
		return "what is called with context." + syntax.Name(pt.fun).Name
	}
	if pt.seed != nil {
		return cmp.Or(pt.seed.Called, pt.seed.Twin)
	}
	return pt.callee.name
}

// forFamily names what the seed is for, behind its name; "" if that is nothing else.
func (s *Seed) forFamily() string {
	if s.Family == "" {
		return ""
	}
	return " for " + s.Family
}

// maxSteps bounds the path of a function: a long chain of calls is shown by its beginning and
// its end.
const maxSteps = 50

// path returns what made it necessary that fn gains a context. It ends, as a function gains one
// only after what it calls.
func (e *editor) path(fn *function) []*Step {
	var steps []*Step
	for fn != nil {
		c := fn.family.gains
		full, callee := len(steps) >= maxSteps, c.callee()
		if !full && c.by != fn {
			steps = append(steps, &Step{fn.name + " has one signature with " + c.by.name, PlaceOf(e.fset, c.by.pos)})
		}
		if !full || callee == nil {
			steps = append(steps, e.step(c))
		}
		fn = callee
	}
	return steps
}

// step says why something gains a context for c.
func (e *editor) step(c *cause) *Step {
	var text string
	pos := c.by.pos
	if c.point != nil {
		pos = c.point.cur.Node().Pos()
	}
	switch {
	case c.twin != nil:
		text = " becomes " + c.twin.Twin + " for " + c.twin.Family
	case c.point == nil:
		text, pos = " is registered as the handler of "+c.seed.Family, c.seed.Fun.Pos()
	case c.point.seed != nil && c.by.kind == place:
		text = " holds " + c.point.usedName() + c.point.seed.forFamily()
	case c.point.seed != nil:
		text = " calls " + c.point.usedName() + c.point.seed.forFamily()
	case c.point.todo != nil:
		text = " passes on context.TODO"
	case c.point.call == nil:
		text = " passes on " + c.point.callee.name
	case c.point.none != nil:
		text = " passes nil to " + c.point.callee.name + ", which uses its context now"
	default:
		text = " calls " + c.point.callee.name
	}
	return &Step{c.by.name + text, PlaceOf(e.fset, pos)}
}

// callee returns the function that gains a context before what c is about does, or nil.
func (c *cause) callee() *function {
	if c.point == nil || c.point.none != nil {
		return nil
	}
	return c.point.callee
}
