package migrate

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// A Family is what must change together: the handlers of a message, and everything that
// sends it.
type Family struct {
	Message string `json:"message"`
	// Counts of what changes.
	Handlers   int `json:"handlers"`
	Dispatches int `json:"dispatches"`
	Listeners  int `json:"listeners,omitempty"`
	Publishes  int `json:"publishes,omitempty"`
	InTests    int `json:"inTests,omitempty"` // of all these

	sites []*busUse
	name  string // of the message, bare
	held  Reason // why what sends the message has to stay as it is
}

// A LeftCall is a call on the bus that stays without a context.
type LeftCall struct {
	Call   string          `json:"call"`
	Place  ctxthread.Place `json:"place"`
	Reason Reason          `json:"reason"`
}

// A Reason says why something stays as it is.
type Reason struct {
	text string          // with %s for at
	at   ctxthread.Place // what the text refers to; may be zero
}

func (r Reason) String() string {
	if r.at == (ctxthread.Place{}) {
		return r.text
	}
	return fmt.Sprintf(r.text, fmt.Sprintf("%s:%d", r.at.File, r.at.Line))
}

func (r Reason) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// because returns the reason that refers to the site.
func because(text string, site *busUse) Reason {
	return Reason{text, ctxthread.Place{File: site.Pos.Filename, Line: site.Pos.Line, Column: site.Pos.Column}}
}

// calls says which calls on the bus change.
type calls struct {
	families []*Family
	seeds    []*ctxthread.Seed
	renames  []*ctxthread.Rename
	left     []*LeftCall

	byName map[string]*Family // all there are
	// hidden are the calls through interfaces that lack the twin, by the method.
	hidden map[token.Pos][]*busUse
	// blocked says why such a method stays.
	blocked map[token.Pos]Reason
	// unknownHandler says that a handler stays without a context whose message is not
	// known.
	unknownHandler Reason
	// pairs are registrations of handlers whose message has one with a context already,
	// with where that is registered. They go once nothing is sent without a context.
	pairs map[*busUse]*busUse
	drops []*ctxthread.Drop
	taken []*LeftCall // these registrations
}

// A Selection says which calls are to change.
type Selection struct {
	Packages  map[string]bool // paths of the packages, without _test
	Only      string          // a message or package, with Twins functions of pairs; "" for all
	Events    bool            // what publishes and listens, too
	Generated bool            // in generated files, too
	Todos     bool            // and context.TODO and context.Background as arguments
	Twins     bool            // and calls of other functions that have a twin with a context
	From      string          // where code begins whose Twins change: bus, main or a package; "" for the bus, if there is one

	// Keep reports whether the function that the plan calls name keeps its signature;
	// nil for none.
	Keep func(name string) bool

	messages map[string]bool   // bare names of the only messages that are meant; nil for all
	also     map[string]bool   // names of messages that have to come along with these
	without  map[string]Reason // why families, by the bare names of their messages, have to stay
}

// has reports whether calls in the package may change.
func (sel Selection) has(pkg *packages.Package) bool {
	return sel.Packages[testedPath(pkg)]
}

// testedPath returns the path of a package, or of the one that it tests.
func testedPath(pkg *packages.Package) string { return strings.TrimSuffix(pkg.PkgPath, "_test") }

// excludes returns why one of the families has to stay.
func (sel Selection) excludes(fams []*Family) Reason {
	if len(fams) == 0 {
		return sel.without[""]
	}
	for _, fam := range fams {
		if why, ok := sel.without[fam.name]; ok {
			return why
		}
	}
	return Reason{}
}

// choose decides which calls on the bus can change.
//
// Many buses keep the handlers that take a context in a table of their own, and a
// dispatch with a context looks there only, unless the bus's source says otherwise. So a family's handlers come first, and
// what sends the message changes only if all of them do.
func choose(all []*busUse, pkgs []*packages.Package, sel Selection) *calls {
	m := &calls{byName: map[string]*Family{}, hidden: map[token.Pos][]*busUse{}, blocked: map[token.Pos]Reason{}, pairs: map[*busUse]*busUse{}}
	able := m.able(all, pkgs, sel)
	aware := slices.DeleteFunc(slices.Clone(all), func(site *busUse) bool { return !site.Aware })
	known := map[*Family]bool{} // those with a handler that takes a context, or will
	for _, site := range slices.Concat(append(able, aware)...) {
		if !site.Role.Sends() {
			for _, fam := range m.familiesAt(site) {
				known[fam] = true
			}
		}
	}
	for _, sites := range able {
		var held Reason
		for _, site := range sites {
			held = cmp.Or(held, m.heldAt(site, m.familiesAt(site), known))
		}
		method := hiddenMethod(sites[0])
		if other := m.pairs[sites[0]]; other != nil {
			m.drop(sites[0], other)
			continue
		}
		switch {
		case held != (Reason{}):
			m.block(sites[0], held)
		case method != nil:
			m.hidden[method.Pos()] = append(m.hidden[method.Pos()], sites...)
		default:
			m.add(sites)
		}
	}
	for _, pos := range slices.Sorted(maps.Keys(m.hidden)) {
		why, isBlocked := m.blocked[pos]
		if !isBlocked {
			site := m.hidden[pos][0]
			m.renames = append(m.renames, &ctxthread.Rename{Method: hiddenMethod(site), Twin: site.TwinName, Family: familyNames(m.familiesAt(site))})
			continue
		}
		for _, site := range m.hidden[pos] {
			m.leave(site, why)
		}
	}
	return m
}

// drop takes the registration at site away, whose message has a handler with a context as
// well, registered at other: a bus that keeps two tables would be left with two handlers in
// one.
func (m *calls) drop(site, other *busUse) {
	why := because("its message has a handler with a context already, registered at %s", other)
	stmt, ok := site.Cursor.Parent().Node().(*ast.ExprStmt)
	if !ok {
		m.block(site, why)
		return
	}
	m.count(site, m.familiesAt(site))
	m.drops = append(m.drops, &ctxthread.Drop{Pkg: site.Package, Stmt: stmt})
	m.taken = append(m.taken, &LeftCall{types.ExprString(site.Fun), ctxthread.PlaceOf(site.Package.Fset, site.Fun.Pos()), why})
}

// able returns the calls that could change, each taken alone, as the sites of each, and
// notes what that the others stay means for them.
func (m *calls) able(all []*busUse, pkgs []*packages.Package, sel Selection) [][]*busUse {
	files := fixedFiles(pkgs, sel)
	selected := m.selected(all, sel)
	for _, site := range all {
		if site.Through != nil && !site.Aware {
			m.stays(site) // a function that registers is not changed where it is a value
		}
	}
	handled, before := handled(all), stands(pkgs)
	var able [][]*busUse
	for _, sites := range byCall(all) {
		var why Reason
		unwanted := false
		if other := pair(sites, handled); other != nil {
			m.pairs[sites[0]] = other
		}
		for _, site := range sites {
			unwanted = unwanted || site.TwinName == "" || !sel.Events && site.Role.OfEvents() || !selected[site]
			why = cmp.Or(why, sel.excludes(m.familiesAt(site)),
				Reason{text: whyStays(site, files[site.Package.Fset.PositionFor(site.Fun.Pos(), false).Filename])}, passedBy(site, before))
		}
		switch method := hiddenMethod(sites[0]); {
		case !unwanted && why == Reason{}:
			able = append(able, sites)
			continue
		case !unwanted:
			m.block(sites[0], why)
		case method != nil:
			m.blocked[method.Pos()] = Reason{text: "other messages go through its interface"}
		}
		for _, site := range sites {
			m.stays(site)
		}
	}
	return able
}

// fixedFiles returns the files that cannot change, with the reasons, by their names.
func fixedFiles(pkgs []*packages.Package, sel Selection) map[string]string {
	files := map[string]string{}
	for _, pkg := range pkgs {
		for _, syntax := range pkg.Syntax {
			name := pkg.Fset.PositionFor(syntax.FileStart, false).Filename
			files[name] = ctxthread.WhyFixed(pkg, syntax, sel.Generated)
		}
	}
	return files
}

// handled returns the messages whose handlers take a context, with where these are
// registered outside of tests, on buses that keep them in a table of their own.
func handled(all []*busUse) map[summary.Type]*busUse {
	handled := map[summary.Type]*busUse{}
	for _, site := range all {
		if site.Aware && site.Role == kind.Handle && !site.Test && site.Profile.TwoTables {
			for _, msg := range site.Messages {
				handled[msg] = site
			}
		}
	}
	return handled
}

// pair returns the registration of a handler with a context for the message whose handler
// without is registered at the sites, outside of tests; nil if there is none.
func pair(sites []*busUse, handled map[summary.Type]*busUse) *busUse {
	site := sites[0]
	if site.Role != kind.Handle || site.Test || !site.Profile.TwoTables {
		return nil
	}
	for _, msg := range site.Messages {
		if handled[msg] != nil {
			return handled[msg]
		}
	}
	return nil
}

// byCall returns the sites at which no context travels, those of one call together: it
// may send or register several things.
func byCall(sites []*busUse) [][]*busUse {
	var calls [][]*busUse
	index := map[ast.Expr]int{}
	for _, site := range sites {
		if site.Aware || site.Through != nil {
			continue
		}
		i, ok := index[site.Fun]
		if !ok {
			i = len(calls)
			index[site.Fun] = i
			calls = append(calls, nil)
		}
		calls[i] = append(calls[i], site)
	}
	return calls
}

// stays notes what it means for others that the site stays without a context.
func (m *calls) stays(site *busUse) {
	if site.Role.Sends() || !site.Strands {
		return
	}
	for _, fam := range m.familiesAt(site) {
		fam.held = cmp.Or(fam.held, because("its handler at %s takes no context yet", site))
	}
	if site.Open && site.TwinName != "" {
		m.unknownHandler = because("it may be handled at %s, without a context", site)
	}
}

// heldAt returns why what is sent at site has to go without a context.
func (m *calls) heldAt(site *busUse, fams []*Family, known map[*Family]bool) Reason {
	var held Reason
	if !site.Role.Sends() || !site.Strands {
		return held
	}
	for _, fam := range fams {
		held = cmp.Or(held, fam.held)
		if !known[fam] {
			held = cmp.Or(held, m.unknownHandler)
		}
	}
	if site.Open || len(fams) == 0 {
		held = cmp.Or(held, m.unknownHandler, m.anyHeld())
	}
	return held
}

// block leaves the call at site as it is, and with it the method that it calls.
func (m *calls) block(site *busUse, why Reason) {
	m.leave(site, why)
	if method := hiddenMethod(site); method != nil {
		m.blocked[method.Pos()] = why
	}
}

// familiesAt returns the families of the messages at site.
func (m *calls) familiesAt(site *busUse) []*Family {
	var fams []*Family
	for _, msg := range site.Messages {
		// Some buses tell messages by the bare name of their type.
		if m.byName[msg.Name] == nil {
			m.byName[msg.Name] = &Family{Message: msg.String(), name: msg.Name}
		}
		fams = append(fams, m.byName[msg.Name])
	}
	return fams
}

func (m *calls) leave(site *busUse, why Reason) {
	left := &LeftCall{types.ExprString(site.Fun), ctxthread.PlaceOf(site.Package.Fset, site.Fun.Pos()), why}
	if n := len(m.left); n > 0 && m.left[n-1].Place == left.Place {
		return // the call is the same
	}
	m.left = append(m.left, left)
}

// settle notes which methods of interfaces the plan cannot change, and then what
// changes in which family.
func (m *calls) settle(kept map[*ctxthread.Rename]string) {
	for _, r := range m.renames {
		for _, site := range m.hidden[r.Method.Pos()] {
			if why := kept[r]; why != "" {
				m.leave(site, Reason{text: why})
			} else {
				m.count(site, m.familiesAt(site))
			}
		}
	}
	m.renames = slices.DeleteFunc(m.renames, func(r *ctxthread.Rename) bool { return kept[r] != "" })
	for _, name := range slices.Sorted(maps.Keys(m.byName)) {
		if fam := m.byName[name]; len(fam.sites) > 0 {
			m.families = append(m.families, fam)
		}
	}
}

// number returns the number of calls on the bus that change.
func (m *calls) number() int {
	n := len(m.seeds) + len(m.drops)
	for _, r := range m.renames {
		n += len(m.hidden[r.Method.Pos()])
	}
	return n
}

// hiddenMethod returns the method of an interface that the site calls to send a
// message, if the interface hides the twin; nil otherwise.
func hiddenMethod(site *busUse) *types.Func {
	sel, ok := ast.Unparen(site.Fun).(*ast.SelectorExpr)
	if !ok || site.Twin != nil || site.TwinName == "" || !site.Role.Sends() {
		return nil
	}
	method, _ := site.Package.TypesInfo.Uses[sel.Sel].(*types.Func)
	if method == nil || method.Signature().Recv() == nil || !types.IsInterface(method.Signature().Recv().Type()) {
		return nil
	}
	return method
}

// selected returns the sites of the families that are to change.
func (m *calls) selected(all []*busUse, sel Selection) map[*busUse]bool {
	some := sel.Only != "" || sel.messages != nil
	chosen := map[*Family]bool{}
	for _, site := range all {
		for i, fam := range m.familiesAt(site) {
			msg := site.Messages[i]
			switch {
			case !some, sel.messages[msg.Name], sel.also[msg.Name], sel.Only == msg.Name, sel.Only == msg.String(), sel.Only == msg.Full():
				chosen[fam] = true
			case !site.Role.Sends() && !site.Test && matchesPackage(sel.Only, site.Package.PkgPath):
				chosen[fam] = true
			}
		}
	}
	selected := map[*busUse]bool{}
	for _, site := range all {
		fams := m.familiesAt(site)
		selected[site] = sel.has(site.Package) && (!some ||
			len(fams) > 0 && !slices.ContainsFunc(fams, func(fam *Family) bool { return !chosen[fam] }))
	}
	return selected
}

// comingAlong returns the names of the messages whose handlers the plan would wrap
// so as not to change how they are registered, though they could.
func comingAlong(all []*busUse, plan *ctxthread.Plan, sel Selection) map[string]bool {
	along := map[string]bool{}
	wrapped := map[ctxthread.Place]bool{}
	for _, w := range plan.Wraps {
		wrapped[w.Place] = true
	}
	for _, site := range all {
		if site.Role != kind.Handle || site.Aware || site.Twin == nil || site.Parcel.Arg == nil ||
			!wrapped[ctxthread.PlaceOf(site.Package.Fset, site.Parcel.Arg.Pos())] {
			continue
		}
		for _, msg := range site.Messages {
			if !sel.also[msg.Name] {
				along[msg.Name] = true
			}
		}
	}
	return along
}

// matchesPackage reports whether a package with the path is meant by name: its path,
// or the end of it.
func matchesPackage(name, path string) bool {
	name = strings.TrimPrefix(name, "./")
	return path == name || strings.HasSuffix(path, "/"+name)
}

// whyStays returns why a call cannot have a context, or "".
func whyStays(site *busUse, fixed string) string {
	switch {
	case fixed != "":
		return "it is " + fixed
	case site.Twin == nil && hiddenMethod(site) == nil:
		return "its interface has no " + site.TwinName
	case site.Twin != nil && !syntax.WouldMean(site.Package.Types, site.Fun, site.Twin):
		return site.TwinName + " means something else there"
	case site.Parcel.Wraps:
		return fmt.Sprintf("%s has no methods Context and WithContext, so listeners would get another type", site.Parcel.Message.Name())
	case site.Role.Sends():
		return ""
	case site.Call == nil:
		return "the function that registers is used as a value"
	case site.Parcel.Arg == nil:
		return "it is not known what is registered"
	}
	if _, ok := site.Package.TypesInfo.TypeOf(site.Parcel.Arg).Underlying().(*types.Signature); !ok {
		return "it is not known what is registered"
	}
	return ""
}

// anyHeld returns why the dispatches of some family have to stay.
func (m *calls) anyHeld() Reason {
	for _, name := range slices.Sorted(maps.Keys(m.byName)) {
		if fam := m.byName[name]; fam.held != (Reason{}) {
			return Reason{fmt.Sprintf("it may dispatch %s, and ", fam.Message) + fam.held.text, fam.held.at}
		}
	}
	return Reason{}
}

// add lets the call change that has the sites.
func (m *calls) add(sites []*busUse) {
	site := sites[0]
	s := &ctxthread.Seed{
		Pkg:  site.Package,
		Fun:  site.Fun,
		Call: site.Call,
		Twin: site.TwinName,
		Arg:  -1,
	}
	if site.Role.Sends() {
		s.Arg = gotypes.CtxParam(site.Twin.Signature()) + syntax.Receivers(site.Package.TypesInfo, site.Fun)
	}
	var fams []*Family
	for _, site := range sites {
		m.count(site, m.familiesAt(site))
		fams = append(fams, m.familiesAt(site)...)
		if site.Role.Sends() {
			continue
		}
		if sig := site.Package.TypesInfo.TypeOf(site.Parcel.Arg).Underlying().(*types.Signature); gotypes.CtxParam(sig) != 0 {
			s.Takes = append(s.Takes, site.Parcel.Arg)
		}
	}
	s.Family = familyNames(fams)
	m.seeds = append(m.seeds, s)
}

// familyNames names the messages of families.
func familyNames(fams []*Family) string {
	var names []string
	for _, fam := range fams {
		names = append(names, fam.Message)
	}
	return cmp.Or(strings.Join(names, ", "), "some message")
}

// count counts site as one that changes.
func (m *calls) count(site *busUse, fams []*Family) {
	for _, fam := range fams {
		fam.sites = append(fam.sites, site)
		switch site.Role {
		case kind.Handle:
			fam.Handlers++
		case kind.Dispatch:
			fam.Dispatches++
		case kind.Listen:
			fam.Listeners++
		case kind.Publish:
			fam.Publishes++
		}
		if site.Test {
			fam.InTests++
		}
	}
}
