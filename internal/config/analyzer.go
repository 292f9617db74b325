package config

import (
	"flag"
	"fmt"
	"reflect"
	"runtime/debug"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// Analyzer provides the configuration to the analyzers that require it. Its Result is a
// [*Config]: the one that the flags of the analyzers set, unless [With] has given another.
var Analyzer = &analysis.Analyzer{
	Name:       "config",
	Doc:        "provide the configuration",
	ResultType: reflect.TypeFor[*Config](),
	Run:        func(*analysis.Pass) (any, error) { return given.config(), nil },
}

// given is what the flags of the analyzers say in drivers that set these, as nogo and
// other people's multicheckers. It is written while flags are parsed, and then read.
var given = NewFlags(nil)

// For returns the configuration of a pass whose analyzer requires [Analyzer].
func For(pass *analysis.Pass) *Config { return pass.ResultOf[Analyzer].(*Config) }

// With returns the analyzers with another configuration.
func With(suite []*analysis.Analyzer, c *Config) []*analysis.Analyzer {
	source := *Analyzer
	source.Run = func(*analysis.Pass) (any, error) { return c, nil }
	return rewire(suite, &source)
}

// FromFlags returns the analyzers with a configuration that comes from their flags: those
// that they have, and one of busmodel for the whole configuration, in the given language.
// Rules that the configuration turns off find nothing. Nor do the rules named by off, unless
// the configuration or the driver's own flag -RULE turns them on.
func FromFlags(suite []*analysis.Analyzer, language *Language, off ...string) []*analysis.Analyzer {
	flags := NewFlags(language)
	source := *Analyzer
	source.Run = func(*analysis.Pass) (any, error) { return flags.config(), nil }
	all := rewire(suite, &source)
	for i, a := range all {
		a.Flags = flags.of(suite[i])
		if a.ResultType == nil {
			find := a.Run
			a.Run = func(pass *analysis.Pass) (any, error) {
				if !flags.config().Runs(a.Name, !slices.Contains(off, a.Name) || isSet(a.Name)) {
					return nil, nil
				}
				return find(pass)
			}
		}
	}
	return all
}

// isSet reports whether a flag of the program, which is no more than true or false, is
// set to true.
func isSet(name string) bool {
	f := flag.Lookup(name)
	if f == nil {
		return false
	}
	value, ok := f.Value.(flag.Getter)
	return ok && value.Get() == true
}

// rewire returns copies of the analyzers that get the configuration from source.
func rewire(suite []*analysis.Analyzer, source *analysis.Analyzer) []*analysis.Analyzer {
	copies := map[*analysis.Analyzer]*analysis.Analyzer{Analyzer: source}
	var copied func(a *analysis.Analyzer) *analysis.Analyzer
	copied = func(a *analysis.Analyzer) *analysis.Analyzer {
		if c := copies[a]; c != nil {
			return c
		}
		c := *a
		c.Requires = nil
		for _, required := range a.Requires {
			c.Requires = append(c.Requires, copied(required))
		}
		if slices.Equal(c.Requires, a.Requires) {
			copies[a] = a
			return a // has nothing to do with the configuration
		}
		c.Run = func(pass *analysis.Pass) (any, error) {
			own := *pass
			own.Analyzer = a
			own.ResultOf = map[*analysis.Analyzer]any{}
			for i, required := range a.Requires {
				own.ResultOf[required] = pass.ResultOf[c.Requires[i]]
			}
			return run(&own)
		}
		copies[a] = &c
		return &c
	}
	var all []*analysis.Analyzer
	for _, a := range suite {
		all = append(all, copied(a))
	}
	return all
}

// run runs the analyzer of the pass. If that panics, it costs no more than the run: a server
// goes on, and a program says of which package.
func run(pass *analysis.Pass) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic at package %s: %v; this is a bug in buslint, please report it\n%s", pass.Pkg.Path(), p, debug.Stack())
		}
	}()
	return pass.Analyzer.Run(pass)
}
