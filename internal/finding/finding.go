// Package finding holds what the rules have found, once each and in order,
// whatever the driver analyzed twice.
package finding

import (
	"cmp"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/fix"
)

// A Finding is one thing that a rule has to say about one place.
type Finding struct {
	Rule     string
	Package  string // as the go command calls it
	Pos, End token.Position
	Message  string
	Related  []Related
	Fixes    []fix.Fix // at most one
}

// Related is another place that a finding is about.
type Related struct {
	Pos     token.Position
	Message string
}

// Collect returns the findings of the graph's root actions in order of their
// position, and removes from the actions what it leaves out: what is said twice
// about one place, because two packages share a file, or about one declaration,
// because two packages speak for it.
func Collect(graph *checker.Graph) []Finding {
	roots := slices.SortedFunc(slices.Values(graph.Roots), func(a, b *checker.Action) int {
		return cmp.Or(cmp.Compare(a.Package.ID, b.Package.ID), cmp.Compare(a.Analyzer.Name, b.Analyzer.Name))
	})
	var all []Finding
	seen := map[any]bool{}
	// First what stands at the declaration it is about: that is where a person mends it.
	for _, declared := range []bool{true, false} {
		for _, act := range roots {
			kept := act.Diagnostics[:0:0]
			for _, d := range act.Diagnostics {
				if declared == (subject(d) != d.Pos) {
					kept = append(kept, d)
					continue
				}
				fset := act.Package.Fset
				type key struct {
					rule, message string
					pos           token.Position
				}
				k := key{act.Analyzer.Name, d.Message, fset.Position(subject(d))}
				if seen[k] {
					continue
				}
				seen[k] = true
				kept = append(kept, d)
				f := makeFinding(fset, act.Analyzer.Name, d)
				f.Package = act.Package.ID
				all = append(all, f)
			}
			act.Diagnostics = kept
		}
	}
	Sort(all)
	return all
}

// Sort sorts findings by their position.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Pos.Filename, b.Pos.Filename),
			cmp.Compare(a.Pos.Offset, b.Pos.Offset),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Message, b.Message))
	})
}

// subject returns the place that d is about: the declaration that it is related
// to, if there is one, or else where it stands.
func subject(d analysis.Diagnostic) token.Pos {
	if d.Category == busmodel.AboutDeclaration && len(d.Related) > 0 {
		return d.Related[0].Pos
	}
	return d.Pos
}

func makeFinding(fset *token.FileSet, rule string, d analysis.Diagnostic) Finding {
	f := Finding{Rule: rule, Pos: fset.Position(d.Pos), End: fset.Position(d.End), Message: d.Message}
	for _, r := range d.Related {
		f.Related = append(f.Related, Related{fset.Position(r.Pos), r.Message})
	}
	for _, s := range d.SuggestedFixes {
		f.Fixes = append(f.Fixes, fix.Of(fset, s))
	}
	return f
}
