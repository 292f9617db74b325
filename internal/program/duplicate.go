package program

import (
	"cmp"
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/profile"
)

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
			table   bool
			profile *profile.Profile
		}
		first := map[entry]*Site{}
		sites := slices.DeleteFunc(all.sitesOf(p, busmodel.Handle), func(s *Site) bool {
			return s.Profile.Unseen || s.Open || len(s.Messages) != 1 || order[s] == 0 || all.ignored(s.Messages[0])
		})
		slices.SortStableFunc(sites, func(a, b *Site) int { return cmp.Compare(order[a], order[b]) })
		for _, site := range sites {
			e := entry{site.Messages[0], site.Aware && site.Profile.TwoTables, site.Profile}
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
