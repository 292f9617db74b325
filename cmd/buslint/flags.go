package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/report"
	"github.com/buslint/buslint/internal/staticcheck"
)

// options are the flags of the lint command.
type options struct {
	format  string
	json    bool
	output  string
	failOn  string
	newFrom string

	baseline      string
	writeBaseline bool

	context int
	fix     bool
	diff    bool
	tests   bool
	tags    string
	verbose bool
	rules   map[string]*ruleSwitch

	configFile string
}

// offered are the analyzers of the binary: the rules over single packages, and checks of
// staticcheck that go with them.
var offered = slices.Concat(analyzers.Suite, staticcheck.Checks)

// isRule reports whether there is a rule of that name.
func isRule(name string) bool {
	return slices.ContainsFunc(allRules(), func(r rule) bool { return r.name == name })
}

// A rule is what can be switched on and off: one over single packages, or one over whole
// programs.
type rule struct {
	name, doc, url string
	byDefault      bool
	analyzer       *analysis.Analyzer // over single packages, or nil
	program        *program.Rule      // over whole programs, or nil
}

// allRules returns the rules in the order in which they are shown.
func allRules() []rule {
	var rules []rule
	for _, a := range offered {
		if a != busmodel.Analyzer {
			rules = append(rules, ruleOf(a))
		}
	}
	for _, r := range program.Rules {
		rules = append(rules, rule{name: r.Name, doc: r.Doc, url: doctext.URL(r.Name), byDefault: r.Default, program: r})
	}
	return rules
}

func ruleOf(a *analysis.Analyzer) rule {
	return rule{name: a.Name, doc: a.Doc, url: a.URL, byDefault: true, analyzer: a}
}

func (r rule) title() string {
	title, _, _ := strings.Cut(r.doc, "\n\n")
	return title
}

// declareFlags declares the flags of the linter: its own, one for each rule that turns it
// on or off, and the rules' own flags, named as multichecker names them.
func (o *options) declareFlags(fs *flag.FlagSet) {
	fs.StringVar(&o.format, "format", "text", "print the findings as `F`: "+strings.Join(report.Formats(), ", "))
	fs.BoolVar(&o.json, "json", false, "the same as -format json, and exit with 0 whatever is found, as go vet does")
	fs.StringVar(&o.output, "o", "", "write the findings to `file`")
	fs.StringVar(&o.failOn, "fail-on", "", "exit with 3 only for findings of these comma-separated `rules`, or never if none")
	fs.StringVar(&o.newFrom, "new-from", "", "report only what stands on lines changed since the git `revision`")
	fs.StringVar(&o.baseline, "baseline", "", "report only what goes beyond the counts in `file`")
	fs.BoolVar(&o.writeBaseline, "write-baseline", false, "write the counts of what is found to the file of -baseline")
	fs.IntVar(&o.context, "c", -1, "print each finding's line with `n` lines of context around it")
	fs.BoolVar(&o.fix, "fix", false, "apply the suggested fixes")
	fs.BoolVar(&o.diff, "diff", false, "print what -fix would change, and change nothing")
	fs.BoolVar(&o.tests, "test", true, "lint test files, too")
	fs.StringVar(&o.tags, "tags", "", "comma-separated build `tags`")
	fs.BoolVar(&o.verbose, "v", false, "say what was left out, and why")
	fs.StringVar(&o.configFile, "config", "", "read the settings from `file`, and not from the nearest "+config.Name+"; none reads none")
	o.rules = map[string]*ruleSwitch{}
	for _, r := range allRules() {
		o.rules[r.name] = new(ruleSwitch)
		fs.Var(o.rules[r.name], r.name, "run this rule and no other, or with =false all others: "+r.title())
	}
	for _, a := range offered {
		a.Flags.VisitAll(func(f *flag.Flag) {
			fs.Var(f.Value, a.Name+"."+f.Name, f.Usage)
		})
	}
}

// declareFindingFlags declares those flags of the linter that decide on what is found: of
// the rules, the build tags, and the configuration file; and more of them.
func (o *options) declareFindingFlags(fs *flag.FlagSet, more ...string) {
	more = append(more, "tags", "config")
	all := newFlagSet()
	o.declareFlags(all)
	all.VisitAll(func(f *flag.Flag) {
		if isOfRule(f.Name) || slices.Contains(more, f.Name) {
			fs.Var(f.Value, f.Name, f.Usage)
		}
	})
}

// isOfRule reports whether a flag switches a rule or belongs to one.
func isOfRule(name string) bool { return isRule(name) || strings.Contains(name, ".") }

// without returns a copy of fs that lacks some flags.
func without(fs *flag.FlagSet, lacks func(name string) bool) *flag.FlagSet {
	rest := newFlagSet()
	fs.VisitAll(func(f *flag.Flag) {
		if !lacks(f.Name) {
			rest.Var(f.Value, f.Name, f.Usage)
		}
	})
	return rest
}

// configure sets the flags that the configuration file for dir has and the command
// line, which fs has parsed, has not. It returns the file, or nil if there is none.
func (o *options) configure(fs *flag.FlagSet, dir string) (*config.File, error) {
	path := o.configFile
	switch path {
	case "none":
		return nil, nil
	case "":
		found, err := config.Find(dir)
		if err != nil || found == "" {
			return nil, err
		}
		working, err := os.Getwd()
		if err != nil {
			return nil, err
		}
		path = report.Relative(working, found)
	}
	file, err := config.Read(path, fs, ruleNames())
	if err != nil {
		return nil, err
	}
	given, only := map[string]bool{}, false
	fs.Visit(func(f *flag.Flag) {
		given[f.Name] = true
		only = only || o.rules[f.Name] != nil && *o.rules[f.Name] == switchedOn
	})
	return file, file.Apply(fs, func(s config.Setting) bool {
		// Rules that were switched on are not joined by those that the file enables.
		enables := o.rules[s.Flag] != nil && s.Value == "true"
		return !given[s.Flag] && !(only && enables)
	})
}

// enabled returns the rules that the switches select: those that are switched on,
// or if none is, those that run by default and are not switched off.
func (o *options) enabled() []rule {
	only := false
	for _, s := range o.rules {
		only = only || *s == switchedOn
	}
	return slices.DeleteFunc(allRules(), func(r rule) bool {
		s := *o.rules[r.name]
		return s != switchedOn && (only || !r.byDefault || s == switchedOff)
	})
}

// check returns an error if flags ask for what does not exist, or does not go
// together.
func (o *options) check() error {
	if !slices.Contains(report.Formats(), o.format) {
		return fmt.Errorf("there is no format %q; the formats are %s", o.format, strings.Join(report.Formats(), ", "))
	}
	if o.writeBaseline && o.baseline == "" {
		return errors.New("-write-baseline needs -baseline file")
	}
	if o.writeBaseline && o.newFrom != "" {
		return errors.New("-write-baseline counts all findings, and -new-from leaves some out: use one of them")
	}
	if o.failOn == "" || o.failOn == "none" {
		return nil
	}
	for name := range strings.SplitSeq(o.failOn, ",") {
		if !isRule(name) {
			return fmt.Errorf("-fail-on: %w", misspelt.Unknown("rule", name, ruleNames()))
		}
	}
	return nil
}

// A ruleSwitch is a boolean flag that knows whether it was given.
type ruleSwitch int

const (
	unswitched ruleSwitch = iota
	switchedOn
	switchedOff
)

func (s *ruleSwitch) IsBoolFlag() bool { return true }

func (s *ruleSwitch) String() string { return strconv.FormatBool(s == nil || *s != switchedOff) }

func (s *ruleSwitch) Set(value string) error {
	on, err := strconv.ParseBool(value)
	if err != nil {
		return errors.New("want true or false")
	}
	*s = switchedOff
	if on {
		*s = switchedOn
	}
	return nil
}

func ruleNames() []string {
	var names []string
	for _, r := range allRules() {
		names = append(names, r.name)
	}
	return names
}
