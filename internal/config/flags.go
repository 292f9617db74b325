package config

import (
	"errors"
	"flag"
	"maps"
	"slices"
	"strconv"
	"sync"

	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/profile"
)

// Flags hold the part of a configuration that comes from a command line.
type Flags struct {
	language *Language
	whole    *Config // what the flag for all of it says, or nil
	buses    *described
	options  map[string]any  // by rule.option
	rules    map[string]bool // that are turned on or off

	once     sync.Once
	combined *Config
}

// A described is the buses that a flag describes.
type described struct {
	profiles    []*profile.Profile
	description any
}

// NewFlags returns flags for what the language can say, which may be nil if only options are
// set.
func NewFlags(language *Language) *Flags {
	return &Flags{language: language, options: map[string]any{}, rules: map[string]bool{}}
}

// OptionFlags returns the flags of an analyzer that has the options.
func OptionFlags(options ...option) flag.FlagSet { return given.set(options) }

// set returns flags that set the options.
func (f *Flags) set(options []option) flag.FlagSet {
	var fs flag.FlagSet
	for _, o := range options {
		own := o.flag(f)
		fs.Var(own.Value, own.Name, own.Usage)
	}
	return fs
}

// ModelFlags returns the flags of busmodel, which are for what belongs to no single rule:
// its own options, and the buses.
func ModelFlags(options ...option) flag.FlagSet {
	fs := OptionFlags(options...)
	fs.Func(profilesKey, profilesUsage, given.setProfiles)
	return fs
}

// of returns the flags of an analyzer.
func (f *Flags) of(a *analysis.Analyzer) flag.FlagSet {
	fs := f.set(optionsOf(a))
	if a.Flags.Lookup(profilesKey) != nil {
		fs.Func(profilesKey, profilesUsage, f.setProfiles)
		fs.Func("config", "the whole configuration in `JSON`: the contents of .buslint.yml, as buslint flags prints them", f.setWhole)
	}
	return fs
}

// Declare declares the flags in fs: -RULE for each rule, which turns it on or off, and
// -RULE.OPTION. The title of a rule says what it reports.
func (f *Flags) Declare(fs *flag.FlagSet, title func(rule string) string) {
	for _, rule := range f.language.Rules {
		fs.BoolFunc(rule, "run only this rule, or with =false all others: "+title(rule), func(text string) error { return f.setRule(rule, text) })
	}
	for _, a := range f.language.analyzers {
		own := f.of(a)
		own.VisitAll(func(o *flag.Flag) { fs.Var(o.Value, a.Name+"."+o.Name, o.Usage) })
	}
}

// Whole returns the configuration that the flag -busmodel.config sets, or nil.
func (f *Flags) Whole() *Config { return f.whole }

// config returns the configuration that nothing but the flags says.
func (f *Flags) config() *Config {
	f.once.Do(func() { f.combined = f.Over(Default()) })
	return f.combined
}

// Over returns a copy of c with the changes that the flags make.
func (f *Flags) Over(c *Config) *Config {
	if f.whole != nil {
		c = f.whole
	}
	changed := *c
	changed.options = map[string]any{}
	maps.Copy(changed.options, c.options)
	maps.Copy(changed.options, f.options)
	if f.buses != nil {
		changed.Profiles, changed.description, changed.lines = slices.Concat(f.buses.profiles, profile.Known), f.buses.description, nil
	}
	var on, off []string
	for _, rule := range slices.Sorted(maps.Keys(f.rules)) {
		if f.rules[rule] {
			on = append(on, rule)
		} else {
			off = append(off, rule)
		}
	}
	if len(on) > 0 {
		changed.enable, changed.also, changed.disable = on, nil, nil
	}
	changed.disable = slices.Concat(changed.disable, off)
	return &changed
}

// setRule notes the value of the flag that turns a rule on or off.
func (f *Flags) setRule(rule, text string) error {
	on, err := strconv.ParseBool(text)
	if err != nil {
		return errors.New("want true or false")
	}
	f.rules[rule] = on
	return nil
}

const profilesUsage = "buses of your own in `YAML` or JSON: the value of profiles in .buslint.yml"

// setProfiles reads the value of the flag that describes buses.
func (f *Flags) setProfiles(text string) error {
	var doc yaml.Node
	if err := unmarshal([]byte(text), &doc); err != nil {
		return err
	}
	r := &reader{config: new(Config)}
	r.profiles(content(&doc))
	if err := r.err(); err != nil {
		return err
	}
	f.buses = &described{r.config.Profiles, r.config.description}
	return nil
}

// setWhole reads the value of the flag for all of the configuration.
func (f *Flags) setWhole(text string) error {
	c, err := f.language.Read([]byte(text))
	if err == nil {
		f.whole = c
	}
	return err
}
