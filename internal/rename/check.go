package rename

import (
	"cmp"
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/summary"
)

// A trial is what becomes of the files by the edits: the packages with it, and where things
// are then.
type trial struct {
	*planner
	edits    map[string][]summary.Edit // of each file, in order
	contents map[string][]byte
	pkgs     []*packages.Package
}

// wrong returns what makes that the result does not compile, or that a name means something
// else in it than before. It returns an error if the result does not compile for another
// reason.
func (p *planner) wrong(ctx context.Context) (map[place]obstacle, error) {
	t := &trial{planner: p, edits: map[string][]summary.Edit{}, contents: map[string][]byte{}}
	for _, e := range p.edits {
		t.edits[e.File] = append(t.edits[e.File], e)
	}
	for file, edits := range t.edits {
		slices.SortFunc(edits, func(a, b summary.Edit) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), strings.Compare(a.Text, b.Text))
		})
		t.edits[file] = slices.Compact(edits)
		src, err := p.o.Load.Sources.Read(file)
		if err != nil {
			return nil, err
		}
		if t.contents[file], err = fix.Edited(file, src, t.edits[file]); err != nil {
			return nil, err
		}
	}
	if len(t.contents) == 0 {
		return nil, nil
	}
	o := p.o.Load
	o.Sources, o.Whole = nil, true
	o.Overlay = map[string][]byte{}
	maps.Copy(o.Overlay, p.o.Load.Overlay)
	maps.Copy(o.Overlay, t.contents)
	var err error
	if t.pkgs, err = load.Packages(ctx, o); err != nil {
		return nil, err
	}
	if errs := load.Errors(t.pkgs); len(errs) > 0 {
		return t.blame(errs)
	}
	return t.changed(), nil
}

// blame finds out which new names make that the result does not compile: those that an error
// names or, if none does, those in its line.
func (t *trial) blame(errs []packages.Error) (map[place]obstacle, error) {
	obstacles := map[place]obstacle{}
	for _, err := range errs {
		at, line := t.position(err.Pos)
		for _, text := range []string{err.Msg, line} {
			before := len(obstacles)
			for of, target := range t.names {
				if regexp.MustCompile(`\b` + target.name + `\b`).MatchString(text) {
					note(obstacles, of, obstacle{"it would not compile: " + err.Msg, at})
				}
			}
			if len(obstacles) > before {
				break
			}
		}
	}
	if len(obstacles) == 0 {
		return nil, fmt.Errorf("the result would not compile, so nothing is renamed: %s: %s", errs[0].Pos, errs[0].Msg)
	}
	return obstacles, nil
}

// position returns where an error at "file:line:column" was before the edits, and the line.
func (t *trial) position(pos string) (at token.Position, line string) {
	parts := strings.Split(pos, ":")
	if len(parts) < 3 {
		return at, ""
	}
	file := strings.Join(parts[:len(parts)-2], ":")
	number, err := strconv.Atoi(parts[len(parts)-2])
	lines := strings.SplitAfter(string(t.contents[file]), "\n")
	if err != nil || number < 1 || number > len(lines) {
		return at, ""
	}
	at = token.Position{Filename: file, Line: number}
	start, shift := len(strings.Join(lines[:number-1], "")), 0
	for _, e := range t.edits[file] {
		if e.Start+shift < start {
			at.Line -= strings.Count(e.Text, "\n")
		}
		shift += len(e.Text) - (e.End - e.Start)
	}
	return at, lines[number-1]
}

// changed returns the names that mean something else in the packages than before: the new
// ones that something hides, and those that a new one hides.
func (t *trial) changed() map[place]obstacle {
	isNew := map[string]bool{}
	for _, target := range t.names {
		isNew[target.name] = true
	}
	after := map[place][]place{} // what names mean: an embedded field means its type as well
	t.each(t.pkgs, func(_ *packages.Package, id *ast.Ident, at, of place) {
		if isNew[id.Name] {
			after[at] = append(after[at], of)
		}
	})
	targets := map[place]place{} // by where they are then
	for of := range t.names {
		targets[t.moved(of)] = of
	}
	obstacles := map[place]obstacle{}
	t.each(t.planner.pkgs, func(pkg *packages.Package, id *ast.Ident, at, of place) {
		if !isNew[cmp.Or(t.names[of].name, id.Name)] {
			return
		}
		is := after[t.moved(at)]
		if len(is) == 0 || slices.Contains(is, t.moved(of)) {
			return
		}
		here := pkg.Fset.Position(id.Pos())
		if name := t.names[of].name; name != "" {
			note(obstacles, of, obstacle{fmt.Sprintf("%s means something else here", name), here})
		} else if by, ok := targets[is[0]]; ok {
			note(obstacles, by, obstacle{fmt.Sprintf("%s already means something else here", id.Name), here})
		}
	})
	return obstacles
}

// each calls f for what packages name, with where that is and where what it means is declared.
func (t *trial) each(pkgs []*packages.Package, f func(pkg *packages.Package, id *ast.Ident, at, of place)) {
	own := map[string]bool{}
	for _, pkg := range pkgs {
		own[pkg.PkgPath] = true
	}
	for _, pkg := range pkgs {
		for id, obj := range identifiers(pkg) {
			switch {
			case obj == nil:
			case obj.Pkg() == nil:
				f(pkg, id, placeOf(pkg, id.Pos()), place{})
			case !own[obj.Pkg().Path()]: // whose positions may be made up
				f(pkg, id, placeOf(pkg, id.Pos()), place{file: obj.Pkg().Path()})
			default:
				f(pkg, id, placeOf(pkg, id.Pos()), declaredAt(pkg, obj))
			}
		}
	}
}

// moved returns where what is at a place is after the edits.
func (t *trial) moved(at place) place {
	to := at
	for _, e := range t.edits[at.file] {
		if e.Start >= at.offset {
			break
		}
		to.offset += len(e.Text) - (e.End - e.Start)
	}
	return to
}
