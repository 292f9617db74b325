package program

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/buslint/buslint/internal/summary"
)

// collect gathers the findings of the packages, but for what is said twice: about one
// place, because two packages share a file, or about one declaration, because two
// packages speak for it. Then that is kept which stands at the declaration: there a
// person mends it.
func (all *All) collect(paths []string) {
	slices.SortFunc(paths, func(a, b string) int { return cmp.Compare(all.packages[a].ID, all.packages[b].ID) })
	type key struct {
		rule, message string
		about         Message
		pos           any
	}
	seen := map[key]bool{}
	for _, spoken := range []bool{false, true} {
		for _, path := range paths {
			pkg := all.packages[path]
			for _, f := range pkg.Findings {
				if spoken != (f.Declaration != Message{} && f.Declaration.Path != path) {
					continue
				}
				k := key{f.Rule, f.Message, f.Declaration, nil}
				if f.Declaration == (Message{}) {
					k.pos = f.Pos
				}
				if !seen[k] {
					seen[k] = true
					all.Findings = append(all.Findings, all.complete(pkg, f))
				}
			}
		}
	}
	summary.SortFindings(all.Findings)
}

// complete returns f with the messages at the sites that it is about, and without a fix
// that would compile and then fail to find the message's handler.
func (all *All) complete(pkg *Package, f summary.Finding) summary.Finding {
	f.About = slices.Clone(f.About)
	for _, i := range f.Sites {
		site := pkg.sites[i]
		for _, m := range site.Messages {
			if !slices.Contains(f.About, m) {
				f.About = append(f.About, m)
			}
		}
		if len(f.Fixes) == 0 || site.Pos != f.Pos {
			continue
		}
		if handler := all.stranding(site); handler != nil {
			f.Fixes = nil
			f.Related = append(slices.Clone(f.Related), summary.Related{
				Pos:     handler.Pos,
				Message: "first let this handler take a context: a dispatch with one does not find it",
			})
		}
	}
	return f
}

// Disproved reports whether f is about the declaration of a message that its package could
// not know to be none: the message is handed around without a bus. If f wants a field for
// the answer, so it does if all buses that the message is dispatched on return that.
func (all *All) Disproved(f summary.Finding, wantsField bool) bool {
	m := f.Declaration
	if pkg := all.packages[m.Path]; pkg == nil || pkg.decls[m] == nil || pkg.decls[m].Pos != f.Pos {
		return false
	}
	sites := all.bySite[m]
	return all.wanted[m] && !slices.ContainsFunc(sites, func(s *Site) bool { return !s.Test }) ||
		wantsField && len(sites) > 0 && !slices.ContainsFunc(sites, func(s *Site) bool { return s.Bus.ResultField })
}

// UnusedIgnores returns a finding for each rule, of those that were run on its package, that
// a comment names in vain, and for each that it misspells: meant returns the rule for which
// a name stands then, or "". Rules over programs are silent for more reasons than that all
// is well. Patterns are not looked at: they may be meant for rules of other tools.
func (all *All) UnusedIgnores(meant func(name string) string) []summary.Finding {
	var findings []summary.Finding
	for _, path := range sortedKeys(all.packages) {
		pkg := all.packages[path]
		for _, ig := range pkg.Ignores {
			for _, rule := range ig.Rules {
				if slices.Contains(ig.Used, rule) {
					continue
				}
				message := ""
				if other := meant(rule); slices.Contains(pkg.Rules, other) {
					message = fmt.Sprintf("there is no rule %s; did you mean %s?", rule, other)
				} else if slices.Contains(pkg.Rules, rule) {
					message = rule + " finds nothing here to ignore; remove it from this comment"
				}
				if message != "" {
					findings = append(findings, summary.Finding{Rule: "lint", Package: pkg.ID, Pos: ig.Pos, End: ig.End, Message: message})
				}
			}
		}
	}
	return findings
}
