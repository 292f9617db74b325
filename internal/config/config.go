// Package config has the configuration: which rules run, in which files, with which
// options, and which buses there are. It is one value, which does not change. Analyzers
// ask for it with [For], and [With] gives them one.
//
// A project says it in a file, .buslint.yml:
//
//	disable: [queryresult]
//	eventname:
//	  allow: [Heartbeat, Tick]
//	exclude:
//	  - path: ^legacy/
//	    rules: [eventname, commandname]
//
// The settings of the golangci-lint plugin and the flag -busmodel.config say the same in
// the same words, and one reader reads all three.
package config

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/twins"
)

// A Config is a configuration.
type Config struct {
	// Profiles are the buses that are known: those that the configuration describes, and
	// after them those that are built in. The first that describes a package is taken.
	Profiles []*profile.Profile

	// Programs says that the driver joins what it finds in packages to programs, and knows
	// then which messages travel.
	Programs bool

	// Proofs are what bodies have proven, for all who lint with the configuration.
	Proofs *recognise.Proofs

	// Proposals are set if what may be a bus is wanted as well, to be shown to somebody.
	Proposals *recognise.Proposals

	// Path is the name of the file that was read; "" if there was none.
	Path string

	// dir is the folder from which names of files count; "" for the root of the module
	// that a file belongs to.
	dir string

	enable, also, disable []string // rules

	severity map[string]Severity // of rules, where it is not Warning

	exclude     []exclusion
	description any                      // what stands at profiles
	twins       []*twins.Description     // that the configuration describes
	twinsText   any                      // what stands at twins
	lines       map[*profile.Profile]int // where in the file a profile is described
	options     map[string]any           // those that are set, by rule.option
}

// An exclusion turns rules off for files.
type exclusion struct {
	paths []*regexp.Regexp // of the file's name, with slashes
	rules []string         // all if there are none
}

// Default returns the configuration that applies if nothing is configured.
func Default() *Config { return &Config{Profiles: profile.Known, Proofs: new(recognise.Proofs)} }

// WithPrograms returns the configuration for a driver that joins packages to programs.
func (c *Config) WithPrograms() *Config {
	joined := *c
	joined.Programs = true
	return &joined
}

// WithProposals returns the configuration for who looks for buses that are not recognised.
func (c *Config) WithProposals() *Config {
	wide := *c
	wide.Proposals = new(recognise.Proposals)
	return &wide
}

// Runs reports whether a rule runs, given whether it does so by default.
func (c *Config) Runs(rule string, byDefault bool) bool {
	switch {
	case slices.Contains(c.disable, rule):
		return false
	case slices.Contains(c.also, rule):
		return true
	case len(c.enable) > 0:
		return slices.Contains(c.enable, rule)
	}
	return byDefault
}

// Enabled returns the rules that the configuration turns on by their names.
func (c *Config) Enabled() []string { return slices.Concat(c.enable, c.also) }

// Base returns the folder to which the names of excluded files are relative, or "" if that
// is the root of the module of each file.
func (c *Config) Base() string { return c.dir }

// At returns a copy of the configuration in which the names of excluded files are relative
// to dir.
func (c *Config) At(dir string) *Config {
	moved := *c
	moved.dir = dir
	return &moved
}

// Excludes reports whether the rule is off in the named file.
func (c *Config) Excludes(rule, filename string) bool {
	if len(c.exclude) == 0 {
		return false
	}
	dir := c.dir
	if dir == "" {
		dir = module.Root(filepath.Dir(filename))
	}
	rel, err := filepath.Rel(dir, filename)
	if err != nil {
		return false
	}
	rel = filepath.ToSlash(rel)
	return slices.ContainsFunc(c.exclude, func(e exclusion) bool {
		return (len(e.rules) == 0 || slices.Contains(e.rules, rule)) &&
			slices.ContainsFunc(e.paths, func(path *regexp.Regexp) bool { return path.MatchString(rel) })
	})
}

// Line returns the line of the file that describes the profile, or 0 if no file does.
func (c *Config) Line(p *profile.Profile) int { return c.lines[p] }

// ForModules returns the configuration for drivers in which the names of files are relative
// to the root of a module. It reports false if the exclusions are lost, because they are
// relative to another folder.
func (c *Config) ForModules() (*Config, bool) {
	moved := *c
	moved.dir = ""
	if len(c.exclude) == 0 || c.dir == "" || module.Root(c.dir) == c.dir {
		return &moved, true
	}
	moved.exclude = nil
	return &moved, false
}

// String returns the configuration as the flag -busmodel.config takes it: JSON without
// spaces, so that shells leave it whole; "" if nothing is configured.
func (c *Config) String() string {
	tree := object{}
	for key, rules := range map[string][]string{enableKey: c.enable, alsoKey: c.also, disableKey: c.disable} {
		if len(rules) > 0 {
			tree[key] = rules
		}
	}
	if len(c.severity) > 0 {
		tree[severityKey] = c.severity
	}
	if c.description != nil {
		tree[profilesKey] = c.description
	}
	if c.twinsText != nil {
		tree[twinsKey] = c.twinsText
	}
	var exclusions []object
	for _, e := range c.exclude {
		exclusion := object{pathKey: e.paths}
		if len(e.rules) > 0 {
			exclusion[rulesKey] = e.rules
		}
		exclusions = append(exclusions, exclusion)
	}
	if len(exclusions) > 0 {
		tree[excludeKey] = exclusions
	}
	for name, value := range c.options {
		rule, option, _ := strings.Cut(name, ".")
		if tree[rule] == nil {
			tree[rule] = object{}
		}
		tree[rule].(object)[option] = value
	}
	if len(tree) == 0 {
		return ""
	}
	return strings.ReplaceAll(string(bytes.TrimSpace(encode("", tree))), " ", `\u0020`)
}
