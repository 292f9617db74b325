package program

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

// collect gathers the findings of the packages, but for what is said twice: about one
// place, because two packages share a file, or about one declaration, because two
// packages speak for it. Then that is kept which stands at the declaration: there a
// person fixes it.
func (all *All) collect() {
	paths := slices.SortedFunc(slices.Values(all.paths), func(a, b string) int { return cmp.Compare(all.packages[a].ID, all.packages[b].ID) })
	type key struct {
		rule, message string
		about         Message
		pos           any
	}
	type opinion struct {
		rule  string
		about Message
	}
	seen := map[key]bool{}
	quiet := map[opinion]bool{} // what a comment keeps quiet where one package speaks for another
	for _, path := range paths {
		for _, f := range all.packages[path].Findings {
			if f.Suppressed {
				quiet[opinion{f.Rule, f.Declaration}] = true
			}
		}
	}
	const atDeclaration, spoken, passed = 0, 1, 2
	roundOf := func(f *summary.Finding, path string) int {
		switch {
		case f.Passed != summary.Anyway:
			return passed
		case f.Declaration != Message{} && f.Declaration.Path != path:
			return spoken
		}
		return atDeclaration
	}
	for round := range passed + 1 {
		for _, path := range paths {
			pkg := all.packages[path]
			for _, f := range pkg.Findings {
				if f.Suppressed || round != roundOf(&f, path) {
					continue
				}
				if round != atDeclaration && (quiet[opinion{f.Rule, f.Declaration}] || !all.lets(&f)) {
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

// lets reports whether what stands on the declaration that f is about lets another package
// report it: no directive says that it is not a message, no comment suppresses the rule, and
// no program wrote it. It adds to f that such a comment has no reason.
func (all *All) lets(f *summary.Finding) bool {
	d := all.declared(f.Declaration)
	if d == nil {
		return true
	}
	pkg := all.packages[f.Declaration.Path]
	there := summary.Finding{Rule: f.Rule, Pos: d.Pos}
	allowed := pkg.Allow(&there)
	for i, ig := range pkg.Ignores {
		if ig.Covers(f.Rule, d.Pos) {
			pkg.used[i] = append(pkg.used[i], f.Rule)
		}
	}
	f.Related = append(slices.Clone(f.Related), there.Related...)
	return allowed && !d.Ignored
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
// not know to be none of those that the rule is about. The rule is about messages of the
// kinds; all together the uses of this one make it another, or contradict each other or its
// declaration. Or it travels on no bus, and no more than its name and its package say that it
// is one. If the rule wants a field for the answer, it is wrong as well where all buses that
// the message is dispatched on return that.
func (all *All) Disproved(f summary.Finding, kinds []kind.Kind, wantsField bool) bool {
	m := f.Declaration
	if m == (Message{}) {
		return false
	}
	sites := all.bySite[m]
	said, _ := all.said(m)
	uses := usesOf(sites)
	k, reason := kind.Of(uses, said)
	if f.Passed != summary.Anyway && (len(uses) == 0 || kind.Guessed(k, uses, said) || f.Passed == summary.ToAKnown && all.Explain(m).Guessed()) {
		return true
	}
	travels := slices.ContainsFunc(sites, func(s *Site) bool { return !s.Test })
	if travels && len(kinds) > 0 && (!slices.Contains(kinds, k) || contradicts(said.Declared(), k)) {
		return true
	}
	if reason == kind.OnlyPlace {
		return true
	}
	d := all.declared(m)
	return d != nil && d.Pos == f.Pos && wantsField && len(sites) > 0 && !slices.ContainsFunc(sites, func(s *Site) bool { return s.Bus.ResultField })
}

// contradicts reports whether one of the kinds is that of events, and the other is not.
func contradicts(a, b kind.Kind) bool {
	return a != kind.NoKind && b != kind.NoKind && (a == kind.Event) != (b == kind.Event)
}

// UnusedIgnores returns a finding for each rule, of those that were run on its package, that
// a comment names in vain, and for each that it misspells: meant returns the rule for which
// a name stands then, or "". Rules over programs are silent for more reasons than that all
// is well. Patterns are not looked at: they may be meant for rules of other tools.
func (all *All) UnusedIgnores(meant func(name string) string) []summary.Finding {
	var findings []summary.Finding
	for _, path := range all.paths {
		pkg := all.packages[path]
		for i, ig := range pkg.Ignores {
			for _, rule := range ig.Rules {
				if slices.Contains(ig.Used, rule) || slices.Contains(pkg.used[i], rule) {
					continue
				}
				message := ""
				if other := meant(rule); slices.Contains(pkg.Rules, other) {
					message = fmt.Sprintf("there is no rule %s; did you mean %s?", rule, other)
				} else if slices.Contains(pkg.Rules, rule) {
					message = rule + " finds nothing here to ignore; remove it from this comment"
				}
				if message != "" {
					findings = append(findings, summary.Finding{Rule: summary.CommentRule, Package: pkg.ID, Pos: ig.Pos, End: ig.End, Message: message})
				}
			}
		}
	}
	return findings
}
