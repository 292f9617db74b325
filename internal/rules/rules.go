// Package rules lists the rules of buslint: those over one package, of which package
// analyzers has the list, and those over programs, of which package program has it.
package rules

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/program"
)

// A Rule is a rule of buslint, which can be turned on and off.
type Rule struct {
	Name, Doc, URL string
	Default        bool        // runs if nobody says otherwise
	Kinds          []kind.Kind // of the messages that it looks at; all if there are none
	WantsField     bool        // it asks for a field for the answer, which a bus may return instead

	Package *analysis.Analyzer // over one package, or nil
	Program *program.Rule      // over programs, or nil
}

// All are the rules, in the order in which they are shown.
var All = slices.Concat(ofPackages(), ofPrograms())

// Language is the language of configurations: the rules, their options, and the options of
// the model that they use.
var Language = config.NewLanguage(analyzers.Suite, names(ofPrograms())...)

func ofPackages() []Rule {
	var all []Rule
	for _, r := range analyzers.Rules {
		all = append(all, Rule{Name: r.Name, Doc: r.Doc, URL: r.URL, Default: !r.Off, Kinds: r.Kinds, WantsField: r.WantsField, Package: r.Analyzer})
	}
	return all
}

func ofPrograms() []Rule {
	var all []Rule
	for _, r := range program.Rules {
		all = append(all, Rule{Name: r.Name, Doc: r.Doc, URL: doctext.URL(r.Name), Default: r.Default, Kinds: r.Kinds, Program: r})
	}
	return all
}

// Names returns the names of the rules.
func Names() []string { return names(All) }

func names(rules []Rule) []string {
	var names []string
	for _, r := range rules {
		names = append(names, r.Name)
	}
	return names
}

// Named returns the rule of that name, and whether there is one.
func Named(name string) (Rule, bool) {
	i := slices.IndexFunc(All, func(r Rule) bool { return r.Name == name })
	if i < 0 {
		return Rule{}, false
	}
	return All[i], true
}

// Running returns the rules that the configuration lets run.
func Running(c *config.Config) []Rule {
	return slices.DeleteFunc(slices.Clone(All), func(r Rule) bool { return !c.Runs(r.Name, r.Default) })
}

// Split returns what runs rules over packages, and those over programs.
func Split(all []Rule) (ofPackages []*analysis.Analyzer, ofPrograms []*program.Rule) {
	for _, r := range all {
		if r.Package != nil {
			ofPackages = append(ofPackages, r.Package)
		} else {
			ofPrograms = append(ofPrograms, r.Program)
		}
	}
	return ofPackages, ofPrograms
}

// Title says in one line what the rule does.
func (r Rule) Title() string {
	title, _, _ := strings.Cut(r.Doc, "\n\n")
	return title
}

// LooksAt reports whether the rule looks at messages of kind k, or of an unknown kind.
func (r Rule) LooksAt(k kind.Kind) bool {
	return len(r.Kinds) == 0 || k == kind.NoKind || slices.Contains(r.Kinds, k)
}

// Fixes reports whether the rule says how it fixes what it reports.
func (r Rule) Fixes() bool { return strings.Contains(r.Doc, "\n# Fix\n") }
