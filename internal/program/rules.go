package program

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/analyzers/busmodel"
)

// A Rule looks at programs, and is run by buslint itself: go vet and other drivers
// show a tool one package at a time.
type Rule struct {
	Name    string
	Doc     string // as of an analyzer
	Default bool   // runs unless switched off
	check   func(all *All, report func(Finding))
}

// A Finding is what a rule has to say.
type Finding struct {
	Site    *Site // where a person mends it
	Message string
	Related []Related
}

// Related is another place that a finding is about.
type Related struct {
	Pos     token.Position
	Message string
}

// Check returns the findings of the rule, in order of their messages.
func (r *Rule) Check(all *All) []Finding {
	var findings []Finding
	r.check(all, func(f Finding) { findings = append(findings, f) })
	return findings
}

// Rules are the rules over programs.
var Rules = []*Rule{
	{Name: "missinghandler", Doc: missinghandlerDoc, Default: true, check: missinghandler},
	{Name: "duplicatehandler", Doc: duplicatehandlerDoc, Default: true, check: duplicatehandler},
	{Name: "neverdispatched", Doc: neverdispatchedDoc, check: neverdispatched},
	{Name: "nolistener", Doc: nolistenerDoc, check: nolistener},
	{Name: "samename", Doc: samenameDoc, check: samename},
}

const missinghandlerDoc = `reports messages that are dispatched in a program in which nothing handles them

# Why

A dispatch to which no handler is registered fails at run time, with
bus.ErrHandlerNotFound, and no compiler says so: the handler may have been
renamed, moved to a package that is no longer linked, or never written.

# Wrong

	// in package main, which registers no handler for RenameTeamCommand
	err := b.DispatchCtx(ctx, &models.RenameTeamCommand{ID: id})

# Right

	b.AddHandlerCtx(teams.Rename) // func(context.Context, *models.RenameTeamCommand) error
	err := b.DispatchCtx(ctx, &models.RenameTeamCommand{ID: id})

# When it is silent

It looks at programs: a package main with all that it links. The patterns must
contain the main package and everything of its module that it links; -v says
which programs were left out and why. A registration of which the message cannot
be told, as of a handler from a struct's field, may be for any message, so then
nothing is said; neither if a package of another module uses the bus. Registered
are also the elements of slice and map literals, what a function returns, and
what is handed to a function that registers its parameters. A dispatch in a
function that the program does not come to is left alone, and so is one whose
function looks for ErrHandlerNotFound: it is prepared for that. //bus:ignore on the message's
declaration, or //lint:ignore missinghandler and a reason at the dispatch, opt out.

The convention is that of Grafana's backend, where dispatching a message without
a handler is an error.`

const duplicatehandlerDoc = `reports second registrations of a handler for one message in one program

# Why

A command or query has one handler. On the reference bus a second registration
panics; on Grafana's bus it silently replaces the first.

# Wrong

	b.AddHandlerCtx(teams.Rename)
	b.AddHandlerCtx(audit.Rename) // for the same message

# Right

	b.AddHandlerCtx(teams.Rename)
	b.AddEventListenerCtx(audit.TeamRenamed) // whoever only wants to know listens

# When it is silent

Both registrations must certainly be run: in main, in init functions, and in the
functions that these call unconditionally. Alternatives, one of which a
condition, an interface or a function value chooses, are not certain. A program
that makes more than one bus is left alone. Where a bus keeps handlers that take a
context in a table of their own, a message may have one in each. Like missinghandler it needs the
whole program.

The convention is that of Grafana's backend: a message has one handler.`

const neverdispatchedDoc = `reports messages that are handled in a program in which nothing dispatches them

# Why

Such a handler is dead code, or somebody forgot to call it.

# Wrong

	b.AddHandlerCtx(teams.Archive) // nothing dispatches ArchiveTeamCommand

# Right

Dispatch the message, or delete the handler and the message.

# When it is silent

It is off by default, because a message may be on its way in or out. A dispatch
of which the message cannot be told may be of any message, so then nothing is
said. A message is reported only if no program that was given dispatches it.
Like missinghandler it needs whole programs.

The convention is the project's own; users of other buses miss such a rule.`

const nolistenerDoc = `reports events that are published in a program in which nothing listens to them

# Why

An event that nobody hears is work for nothing, or a listener was forgotten.

# Wrong

	err := b.PublishCtx(ctx, &events.TeamArchived{ID: id}) // nothing listens

# Right

Listen to the event, or do not publish it.

# When it is silent

It is off by default: an event may legitimately have no listener, and a publish
without one is no error. A listener of which the event cannot be told may be for
any event, so then nothing is said. An event is reported only if no program that
was given listens to it. Like missinghandler it needs whole programs.

The convention is the project's own.`

const samenameDoc = `reports messages of one bare name, on a bus that goes by bare names

# Why

Grafana's bus finds handlers by the bare name of the message's type: to it,
users.Created and orgs.Created are one message, and each gets the other's
handlers, which then panic.

# Wrong

	b.AddEventListener(func(e *users.Created) error { … })
	b.AddEventListener(func(e *orgs.Created) error { … })

# Right

	b.AddEventListener(func(e *users.UserCreated) error { … })
	b.AddEventListener(func(e *orgs.OrgCreated) error { … })

# When it is silent

It is off by default, and looks only at buses that are known to go by bare names.
The reference bus does not: it goes by types. Both messages must travel in one
program. Like missinghandler it needs whole programs.

The convention follows from Grafana's bus, which keys by the type's bare name.`

// known returns the programs that can be judged, and of those one by one whether
// the messages at all sites of a role can be told.
func (all *All) known() []*Program {
	var known []*Program
	for _, p := range all.Programs {
		if p.Unknown == "" {
			known = append(known, p)
		}
	}
	return known
}

// openAt returns the first site of a role in p whose messages cannot all be told,
// or nil.
func (all *All) openAt(p *Program, role busmodel.Role) *Site {
	for _, site := range all.sitesOf(p, role) {
		if site.Open {
			return site
		}
	}
	return nil
}

// Silence says what keeps rules from saying all they could about p, or "". The
// function place writes a position.
func (all *All) Silence(p *Program, place func(token.Position) string) string {
	if p.Unknown != "" {
		return "no rule looks at this program: " + p.Unknown
	}
	var why []string
	for _, silent := range []struct {
		role busmodel.Role
		rule string
	}{
		{busmodel.Handle, "missinghandler"},
		{busmodel.Dispatch, "neverdispatched"},
		{busmodel.Listen, "nolistener"},
	} {
		if site := all.openAt(p, silent.role); site != nil {
			why = append(why, fmt.Sprintf("%s is silent: it cannot tell the messages at %s", silent.rule, place(site.Pos)))
		}
	}
	return strings.Join(why, "; ")
}

// messagesOf returns the sites of a role in p by their messages.
func (all *All) messagesOf(p *Program, role busmodel.Role) map[Message][]*Site {
	sites := map[Message][]*Site{}
	for _, site := range all.sitesOf(p, role) {
		for _, m := range site.Messages {
			sites[m] = append(sites[m], site)
		}
	}
	return sites
}

// ignored reports whether //bus:ignore stands on the declaration of m.
func (all *All) ignored(m Message) bool {
	pkg := all.packages[m.Path]
	return pkg != nil && slices.ContainsFunc(pkg.Model.Ignored, func(name string) bool { return name == m.Name })
}

// A place collects what is wrong with a message, over all programs.
type place struct {
	sites    []*Site
	programs []string
}

// unmatched reports the messages that sites of the role from have in some program
// (or, if everywhere, in all programs that have them) to which there is no site of
// the role to.
func (all *All) unmatched(from, to busmodel.Role, everywhere bool, skip func(*Program, *Site) bool,
	say func(m Message, p place)) {

	places := map[string]*place{}
	messages := map[string]Message{}
	matched := map[string]bool{}
	for _, p := range all.known() {
		others := all.messagesOf(p, to)
		open := all.openAt(p, to) != nil
		for m, sites := range all.messagesOf(p, from) {
			key := m.Path + "." + m.Name
			if open || len(others[m]) > 0 {
				matched[key] = true
				continue
			}
			sites = slices.DeleteFunc(sites, func(s *Site) bool { return skip != nil && skip(p, s) })
			if len(sites) == 0 || all.ignored(m) {
				continue
			}
			if places[key] == nil {
				places[key] = &place{}
				messages[key] = m
			}
			places[key].programs = append(places[key].programs, p.Name())
			for _, s := range sites {
				if !slices.Contains(places[key].sites, s) {
					places[key].sites = append(places[key].sites, s)
				}
			}
		}
	}
	for _, key := range sortedKeys(places) {
		if everywhere && matched[key] {
			continue
		}
		slices.SortFunc(places[key].sites, func(a, b *Site) int { return comparePos(a.Pos, b.Pos) })
		say(messages[key], *places[key])
	}
}

// finding returns a finding at the first of the sites, with the others related.
func (p place) finding(message, others string) Finding {
	f := Finding{Site: p.sites[0], Message: message}
	for _, s := range p.sites[1:] {
		f.Related = append(f.Related, Related{s.Pos, others})
	}
	return f
}

func missinghandler(all *All, report func(Finding)) {
	skip := func(p *Program, s *Site) bool { return expectsNone(s) || !all.reaches(p, s) }
	all.unmatched(busmodel.Dispatch, busmodel.Handle, false, skip, func(m Message, p place) {
		report(p.finding(
			fmt.Sprintf("nothing handles %s in %s; register a handler for it, or this dispatch fails", m, strings.Join(p.programs, ", ")),
			"it is dispatched here, too"))
	})
}

// expectsNone reports whether the function around the site looks for the error
// that says that there is no handler.
func expectsNone(site *Site) bool {
	decl := enclosingDecl(site)
	if decl == nil {
		return false
	}
	found := false
	ast.Inspect(decl, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "ErrHandlerNotFound" {
			found = true
		}
		return !found
	})
	return found
}

func neverdispatched(all *All, report func(Finding)) {
	all.unmatched(busmodel.Handle, busmodel.Dispatch, true, nil, func(m Message, p place) {
		report(p.finding(
			fmt.Sprintf("nothing dispatches %s in %s; dispatch it, or delete its handler", m, strings.Join(p.programs, ", ")),
			"it is handled here, too"))
	})
}

func nolistener(all *All, report func(Finding)) {
	all.unmatched(busmodel.Publish, busmodel.Listen, true, nil, func(m Message, p place) {
		report(p.finding(
			fmt.Sprintf("nothing listens to %s in %s; register a listener for it, or do not publish it", m, strings.Join(p.programs, ", ")),
			"it is published here, too"))
	})
}

func duplicatehandler(all *All, report func(Finding)) {
	type duplicate struct {
		first    *Site
		programs []string
	}
	found := map[*Site]*duplicate{}
	var second []*Site
	for _, p := range all.known() {
		if all.makesBuses(p) > 1 {
			continue
		}
		order := all.surelyRun(p)
		type entry struct {
			Message
			// With two tables a message may have a handler in each, for a while.
			table bool
		}
		first := map[entry]*Site{}
		sites := slices.DeleteFunc(all.sitesOf(p, busmodel.Handle), func(s *Site) bool {
			return s.Open || len(s.Messages) != 1 || order[s] == 0 || all.ignored(s.Messages[0])
		})
		slices.SortStableFunc(sites, func(a, b *Site) int { return cmp.Compare(order[a], order[b]) })
		for _, site := range sites {
			e := entry{site.Messages[0], site.Aware && site.Profile.TwoTables}
			switch {
			case first[e] == nil:
				first[e] = site
			case found[site] == nil:
				found[site] = &duplicate{first: first[e]}
				second = append(second, site)
				fallthrough
			default:
				found[site].programs = append(found[site].programs, p.Name())
			}
		}
	}
	for _, site := range second {
		d := found[site]
		report(Finding{
			Site: site,
			Message: fmt.Sprintf("%s has a handler already in %s; register one of the two",
				site.Messages[0], strings.Join(d.programs, ", ")),
			Related: []Related{{d.first.Pos, "the other handler is registered here"}},
		})
	}
}

func samename(all *All, report func(Finding)) {
	reported := map[Message]bool{}
	for _, p := range all.known() {
		first := map[string]*Site{}
		for _, site := range all.Sites {
			if site.Test || !p.packages[site.Package.PkgPath] || !site.Profile.BareNames || len(site.Messages) != 1 {
				continue
			}
			m := site.Messages[0]
			other := first[m.Name]
			if other == nil {
				first[m.Name] = site
				continue
			}
			if other.Messages[0] == m || reported[m] || all.ignored(m) {
				continue
			}
			reported[m] = true
			report(Finding{
				Site: site,
				Message: fmt.Sprintf("the bus takes %s for %s, because it goes by the bare name; rename one of them",
					m, other.Messages[0]),
				Related: []Related{{other.Pos, other.Messages[0].String() + " travels here"}},
			})
		}
	}
}

// makesBuses returns the number of places at which the program makes a bus: calls
// of functions of a bus package whose name starts with New.
func (all *All) makesBuses(p *Program) int {
	n := 0
	for _, path := range sortedKeys(p.packages) {
		pkg := all.packages[path]
		if pkg == nil || p.bus[path] {
			continue
		}
		for id, obj := range pkg.TypesInfo.Uses {
			if obj.Pkg() != nil && p.bus[obj.Pkg().Path()] && strings.HasPrefix(obj.Name(), "New") &&
				!strings.HasSuffix(pkg.Fset.Position(id.Pos()).Filename, "_test.go") {
				n++
			}
		}
	}
	return n
}

// surelyRun numbers the sites that every run of the program comes to, if nothing
// fails, about in the order in which it does: in init functions and main, and in
// those that these call, not within a condition, a loop, a function literal or a
// goroutine.
func (all *All) surelyRun(p *Program) map[*Site]int {
	s := &sureness{all: all, p: p, order: map[*ast.FuncDecl]int{}}
	for _, name := range []string{"init", "main"} {
		for _, path := range sortedKeys(p.packages) {
			pkg := all.packages[path]
			if pkg == nil || name == "main" && pkg != p.Main {
				continue
			}
			for _, file := range pkg.Syntax {
				for _, d := range file.Decls {
					if fd, ok := d.(*ast.FuncDecl); ok && fd.Recv == nil && fd.Name.Name == name && !pkg.isTest(file) {
						s.visit(pkg, fd)
					}
				}
			}
		}
	}
	order := map[*Site]int{}
	for _, site := range all.Sites {
		if decl := enclosingDecl(site); decl != nil && s.order[decl] > 0 && !conditional(site.Cursor) {
			order[site] = s.order[decl]
		}
	}
	return order
}

type sureness struct {
	all   *All
	p     *Program
	order map[*ast.FuncDecl]int // of the functions that are surely run, from 1
}

// visit notes that fd is surely run, and visits what it surely calls.
func (s *sureness) visit(pkg *Package, fd *ast.FuncDecl) {
	if s.order[fd] > 0 || fd.Body == nil {
		return
	}
	s.order[fd] = len(s.order) + 1
	for cur := range pkg.find(fd.Body).Preorder((*ast.CallExpr)(nil)) {
		fn := typeutil.StaticCallee(pkg.TypesInfo, cur.Node().(*ast.CallExpr))
		if fn == nil || conditional(cur) {
			continue
		}
		if callee, decl := s.all.declOf(fn); decl != nil && s.p.packages[callee.PkgPath] {
			s.visit(callee, decl)
		}
	}
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
