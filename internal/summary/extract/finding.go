package extract

import (
	"go/token"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/syntax"
)

// Findings returns what a rule reports about the package as data, with the messages and
// the sites that it is about.
func (r *Result) Findings(fset *token.FileSet, rule string, diagnostics []analysis.Diagnostic) []summary.Finding {
	if len(diagnostics) == 0 {
		return nil
	}
	declared := r.declared()
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
			f.Declaration = declared[d.Related[0].Pos]
		} else {
			f.Declaration = declared[d.Pos]
		}
		for _, pos := range places {
			if t, ok := declared[pos]; ok && !slices.Contains(f.About, t) {
				f.About = append(f.About, t)
			}
			for i := range r.sitesAt(pos) {
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

// declared returns where the messages of a package are declared.
func (r *Result) declared() map[token.Pos]summary.Type {
	at := map[token.Pos]summary.Type{}
	for _, m := range slices.Concat(r.model.Messages, r.model.Passed) {
		at[m.Type.Pos()] = typeOf(m.Type)
	}
	for _, p := range r.Parcels {
		if p.Message != nil {
			at[p.Message.Pos()] = typeOf(p.Message)
		}
	}
	return at
}

// sitesAt yields the sites whose code pos is in, the last one first.
func (r *Result) sitesAt(pos token.Pos) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, p := range slices.Backward(r.Parcels) {
			if syntax.Contains(p.Cursor.Node(), pos) && !yield(i) {
				return
			}
		}
	}
}
