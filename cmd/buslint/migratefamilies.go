package main

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

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/syntax"
)

// A messageFamily is what has to change together: the handlers of a message, and
// all that send it.
type messageFamily struct {
	Message string `json:"message"`
	// Counts of what changes.
	Handlers   int `json:"handlers"`
	Dispatches int `json:"dispatches"`
	Listeners  int `json:"listeners,omitempty"`
	Publishes  int `json:"publishes,omitempty"`
	InTests    int `json:"inTests,omitempty"` // of all these

	sites []*program.Site
	held  string // why what sends the message has to stay as it is
}

// A leftCall is a call on the bus that stays without a context.
type leftCall struct {
	Call   string          `json:"call"`
	Place  ctxthread.Place `json:"place"`
	Reason string          `json:"reason"`
}

// A migration is which calls on the bus change.
type migration struct {
	families []*messageFamily
	seeds    []*ctxthread.Seed
	renames  []*ctxthread.Rename
	left     []*leftCall

	byName map[string]*messageFamily // all there are
	// hidden are the calls through interfaces that lack the twin, by the method.
	hidden map[token.Pos][]*program.Site
}

// A selection says which calls are to change.
type selection struct {
	packages  map[string]bool // paths of the packages, without _test
	only      string          // a message or package; "" for all
	also      map[string]bool // names of messages that have to come along with only
	events    bool
	generated bool
}

// newMigration decides which calls on the bus can change.
//
// Many buses keep the handlers that take a context in a table of their own, and a
// dispatch with a context looks there only. So a family's handlers come first, and
// what sends the message changes only if all of them do.
func newMigration(all *program.All, pkgs []*packages.Package, sel selection) *migration {
	m := &migration{byName: map[string]*messageFamily{}, hidden: map[token.Pos][]*program.Site{}}
	files := map[string]string{} // why a file cannot change
	for _, pkg := range pkgs {
		for _, syntax := range pkg.Syntax {
			name := pkg.Fset.PositionFor(syntax.FileStart, false).Filename
			files[name] = ctxthread.WhyFixed(pkg, syntax, sel.generated)
		}
	}
	selected := m.selected(all, sel)
	blocked := map[token.Pos]string{} // why a method that lacks a twin stays
	leave := func(site *program.Site, why string) {
		m.leave(site, why)
		if method := hiddenMethod(site); method != nil {
			blocked[method.Pos()] = why
		}
	}
	var change []*program.Site
	unknownHandler := "" // one that stays without a context, of a message that is not known
	for _, site := range all.Sites {
		if site.Aware || site.Value != nil {
			continue
		}
		var why string
		switch {
		case site.TwinName == "":
			why = "-"
		case !sel.events && (site.Role == busmodel.Publish || site.Role == busmodel.Listen):
			why = "-"
		case !selected[site]:
			why = "-"
		default:
			why = whyStays(site, files[site.Package.Fset.PositionFor(site.Fun.Pos(), false).Filename])
		}
		if why == "" {
			change = append(change, site)
			continue
		}
		if method := hiddenMethod(site); method != nil && why == "-" {
			blocked[method.Pos()] = "other messages go through its interface"
		}
		if why != "-" {
			leave(site, why)
		}
		if site.Role.Sends() || !site.Profile.TwoTables {
			continue
		}
		where := fmt.Sprintf("its handler at %s:%d takes no context yet", site.Pos.Filename, site.Pos.Line)
		for _, fam := range m.familiesAt(site) {
			fam.held = cmp.Or(fam.held, where)
		}
		if site.Open && site.TwinName != "" {
			unknownHandler = fmt.Sprintf("it may be handled at %s:%d, without a context", site.Pos.Filename, site.Pos.Line)
		}
	}
	known := map[*messageFamily]bool{} // those with a handler that takes a context, or will
	for _, site := range all.Sites {
		if !site.Role.Sends() && (site.Aware || slices.Contains(change, site)) {
			for _, fam := range m.familiesAt(site) {
				known[fam] = true
			}
		}
	}
	for _, site := range change {
		fams := m.familiesAt(site)
		if site.Role.Sends() && site.Profile.TwoTables {
			held := ""
			for _, fam := range fams {
				held = cmp.Or(held, fam.held)
				if !known[fam] {
					held = cmp.Or(held, unknownHandler)
				}
			}
			if site.Open || len(fams) == 0 {
				held = cmp.Or(held, unknownHandler, m.anyHeld())
			}
			if held != "" {
				leave(site, held)
				continue
			}
		}
		if method := hiddenMethod(site); method != nil {
			m.hidden[method.Pos()] = append(m.hidden[method.Pos()], site)
			continue
		}
		m.count(site, fams)
		m.add(site, fams)
	}
	for _, pos := range slices.Sorted(maps.Keys(m.hidden)) {
		for _, site := range m.hidden[pos] {
			if blocked[pos] != "" {
				m.leave(site, blocked[pos])
			}
		}
		if site := m.hidden[pos][0]; blocked[pos] == "" {
			m.renames = append(m.renames, &ctxthread.Rename{Method: hiddenMethod(site), Twin: site.TwinName, Family: familyNames(m.familiesAt(site))})
		}
	}
	return m
}

// familiesAt returns the families of the messages at site.
func (m *migration) familiesAt(site *program.Site) []*messageFamily {
	var fams []*messageFamily
	for _, msg := range site.Messages {
		// Some buses tell messages by the bare name of their type.
		if m.byName[msg.Name] == nil {
			m.byName[msg.Name] = &messageFamily{Message: msg.String()}
		}
		fams = append(fams, m.byName[msg.Name])
	}
	return fams
}

func (m *migration) leave(site *program.Site, why string) {
	m.left = append(m.left, &leftCall{types.ExprString(site.Fun), ctxthread.PlaceOf(site.Package.Fset, site.Fun.Pos()), why})
}

// settle notes which methods of interfaces the plan cannot change, and then what
// changes in which family.
func (m *migration) settle(kept map[*ctxthread.Rename]string) {
	for _, r := range m.renames {
		for _, site := range m.hidden[r.Method.Pos()] {
			if why := kept[r]; why != "" {
				m.leave(site, why)
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

// calls returns the number of calls on the bus that change.
func (m *migration) calls() int {
	n := len(m.seeds)
	for _, r := range m.renames {
		n += len(m.hidden[r.Method.Pos()])
	}
	return n
}

// hiddenMethod returns the method of an interface that the site calls to send a
// message, if the interface hides the twin; nil otherwise.
func hiddenMethod(site *program.Site) *types.Func {
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
func (m *migration) selected(all *program.All, sel selection) map[*program.Site]bool {
	in := func(site *program.Site) bool {
		return sel.packages == nil || sel.packages[strings.TrimSuffix(site.Package.PkgPath, "_test")]
	}
	chosen := map[*messageFamily]bool{}
	for _, site := range all.Sites {
		for i, fam := range m.familiesAt(site) {
			msg := site.Messages[i]
			switch {
			case sel.only == "", sel.also[msg.Name], sel.only == msg.Name, sel.only == msg.String(), sel.only == msg.Path+"."+msg.Name:
				chosen[fam] = true
			case !site.Role.Sends() && !site.Test && matchesPackage(sel.only, site.Package.PkgPath):
				chosen[fam] = true
			}
		}
	}
	selected := map[*program.Site]bool{}
	for _, site := range all.Sites {
		fams := m.familiesAt(site)
		selected[site] = in(site) && (sel.only == "" ||
			len(fams) > 0 && !slices.ContainsFunc(fams, func(fam *messageFamily) bool { return !chosen[fam] }))
	}
	return selected
}

// comingAlong returns the names of the messages whose handlers the plan would wrap
// so as not to change how they are registered, though they could.
func (m *migration) comingAlong(all *program.All, plan *ctxthread.Plan, sel selection) map[string]bool {
	along := map[string]bool{}
	wrapped := map[ctxthread.Place]bool{}
	for _, w := range plan.Wraps {
		wrapped[w.Place] = true
	}
	for _, site := range all.Sites {
		if site.Role != busmodel.Handle || site.Aware || site.Twin == nil || site.Arg == nil ||
			!wrapped[ctxthread.PlaceOf(site.Package.Fset, site.Arg.Pos())] {
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
func whyStays(site *program.Site, fixed string) string {
	switch {
	case fixed != "":
		return "it is " + fixed
	case site.Twin == nil && hiddenMethod(site) == nil:
		return "its interface has no " + site.TwinName
	case site.Role.Sends():
		return ""
	case site.Call == nil:
		return "the function that registers is used as a value"
	case site.Arg == nil:
		return "it is not known what is registered"
	}
	if _, ok := site.Package.TypesInfo.TypeOf(site.Arg).Underlying().(*types.Signature); !ok {
		return "it is not known what is registered"
	}
	return ""
}

// anyHeld returns why the dispatches of some family have to stay.
func (m *migration) anyHeld() string {
	for _, name := range slices.Sorted(maps.Keys(m.byName)) {
		if fam := m.byName[name]; fam.held != "" {
			return fmt.Sprintf("it may dispatch %s, and %s", fam.Message, fam.held)
		}
	}
	return ""
}

// add lets the call at site change.
func (m *migration) add(site *program.Site, fams []*messageFamily) {
	s := &ctxthread.Seed{
		Pkg:  site.Package.Package,
		Fun:  site.Fun,
		Call: site.Call,
		Twin: site.TwinName,
		Arg:  -1,
	}
	if site.Role.Sends() {
		s.Arg = gotypes.CtxParam(site.Twin.Signature()) + syntax.Receivers(site.Package.TypesInfo, site.Fun)
	} else if sig := site.Package.TypesInfo.TypeOf(site.Arg).Underlying().(*types.Signature); gotypes.CtxParam(sig) != 0 {
		s.Takes = site.Arg
	}
	s.Family = familyNames(fams)
	m.seeds = append(m.seeds, s)
}

// familyNames names the messages of families.
func familyNames(fams []*messageFamily) string {
	var names []string
	for _, fam := range fams {
		names = append(names, fam.Message)
	}
	return cmp.Or(strings.Join(names, ", "), "some message")
}

// count counts site as one that changes.
func (m *migration) count(site *program.Site, fams []*messageFamily) {
	for _, fam := range fams {
		fam.sites = append(fam.sites, site)
		switch site.Role {
		case busmodel.Handle:
			fam.Handlers++
		case busmodel.Dispatch:
			fam.Dispatches++
		case busmodel.Listen:
			fam.Listeners++
		case busmodel.Publish:
			fam.Publishes++
		}
		if site.Test {
			fam.InTests++
		}
	}
}
