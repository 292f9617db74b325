package extract

import (
	"cmp"
	"go/token"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/suppress"
)

// Findings returns what a rule reports about the package as data, with the messages and
// the sites that it is about.
func (r *Result) Findings(fset *token.FileSet, rule string, diagnostics []analysis.Diagnostic) []summary.Finding {
	if len(diagnostics) == 0 {
		return nil
	}
	at := r.places()
	var findings []summary.Finding
	for _, d := range diagnostics {
		f := summary.Finding{Rule: rule, Package: r.Package.ID, Pos: fset.Position(d.Pos), End: fset.Position(d.End), Message: d.Message}
		places := []token.Pos{d.Pos}
		for _, rel := range d.Related {
			f.Related = append(f.Related, summary.Related{Pos: r.place(fset.Position(rel.Pos)), Message: rel.Message})
			places = append(places, rel.Pos)
		}
		for _, s := range d.SuggestedFixes {
			f.Fixes = append(f.Fixes, fix.Of(fset, s))
		}
		f.Passed = passing[d.Category]
		if (d.Category == suppress.AboutDeclaration || f.Passed != summary.Anyway) && len(d.Related) > 0 {
			f.Declaration = at.declared[d.Related[0].Pos]
		} else {
			f.Declaration = at.declared[d.Pos]
		}
		for _, pos := range places {
			if t, ok := at.declared[pos]; ok && !slices.Contains(f.About, t) {
				f.About = append(f.About, t)
			}
			for _, i := range at.sites(pos) {
				if !slices.Contains(f.Sites, i) {
					f.Sites = append(f.Sites, i)
				}
			}
		}
		findings = append(findings, f)
	}
	return findings
}

// passing are the categories of diagnostics about what is a message if it is passed on.
var passing = map[string]summary.Passing{suppress.IfPassedOn: summary.ToABus, suppress.IfPassedToAKnown: summary.ToAKnown}

// place returns a place that may be in another module. There only the line is known for
// sure: export data has no columns.
func (r *Result) place(posn token.Position) token.Position {
	if dir := r.Package.Dir; dir != "" && !strings.HasPrefix(posn.Filename, dir+string(filepath.Separator)) {
		posn.Column = 1
	}
	return posn
}

// Places are where the messages and sites of a package are.
type places struct {
	declared map[token.Pos]summary.Type
	extents  []extent // in order of their start
}

// An extent is the code of the site with that index.
type extent struct {
	start, end token.Pos
	last       token.Pos // the furthest end of all up to this one
	site       int
}

func (r *Result) places() *places {
	at := &places{declared: map[token.Pos]summary.Type{}}
	for _, m := range slices.Concat(r.model.Messages, r.model.Passed) {
		at.declared[m.Type.Pos()] = typeOf(m.Type)
	}
	for i, p := range r.Parcels {
		if p.Message != nil {
			at.declared[p.Message.Pos()] = typeOf(p.Message)
		}
		node := p.Cursor.Node()
		at.extents = append(at.extents, extent{start: node.Pos(), end: node.End(), site: i})
	}
	slices.SortStableFunc(at.extents, func(a, b extent) int { return cmp.Compare(a.start, b.start) })
	var last token.Pos
	for i := range at.extents {
		last = max(last, at.extents[i].end)
		at.extents[i].last = last
	}
	return at
}

// sites returns the sites whose code pos is in.
func (at *places) sites(pos token.Pos) []int {
	var found []int
	i := sort.Search(len(at.extents), func(i int) bool { return at.extents[i].start > pos })
	for i--; i >= 0 && at.extents[i].last > pos; i-- {
		if pos < at.extents[i].end {
			found = append(found, at.extents[i].site)
		}
	}
	return found
}
