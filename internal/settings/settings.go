// Package settings gives the rules the settings of a configuration file. Their
// names are those of the flags: what -eventname.allow=Tick says is
//
//	eventname:
//	  allow: [Tick]
//
// and beside the rules stand the lists enable and disable, of rules' names, exclude, of
// files, and profiles, of buses.
package settings

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/decoded"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/program"
)

// Apply sets the flags of the analyzers in suite as tree says, and all others to their
// defaults. It returns the rules among them that the tree selects, in their order:
// those that it enables, or all if it enables none, without those that it disables.
//
// The tree is what a decoder of YAML or JSON has made of the file: a map from
// strings, or nil. The error joins all that is wrong with it, and names the keys.
func Apply(suite []*analysis.Analyzer, tree any) ([]*analysis.Analyzer, error) {
	for _, a := range suite {
		a.Flags.VisitAll(func(f *flag.Flag) {
			if err := f.Value.Set(f.DefValue); err != nil {
				panic(fmt.Sprintf("the default of -%s.%s is no value of it: %v", a.Name, f.Name, err))
			}
		})
	}
	top, err := asMap(tree)
	if err != nil {
		return nil, err
	}
	var errs []error
	var enabled, disabled []string
	for _, key := range slices.Sorted(maps.Keys(top)) {
		switch key {
		case "enable":
			enabled, err = ruleList(suite, top[key])
			for _, name := range enabled {
				err = errors.Join(err, elsewhere(name))
			}
		case "disable":
			disabled, err = ruleList(suite, top[key])
		case "exclude":
			err = exclude(suite, top[key])
		case "profiles":
			err = describe(top[key])
		default:
			err = set(suite, key, top[key])
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", key, err))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	var rules []*analysis.Analyzer
	for _, a := range suite {
		if isRule(a) && (len(enabled) == 0 || slices.Contains(enabled, a.Name)) && !slices.Contains(disabled, a.Name) {
			rules = append(rules, a)
		}
	}
	if len(rules) == 0 {
		return nil, errors.New("disable: no rule is left")
	}
	return rules, nil
}

// isRule reports whether a reports findings; other analyzers are listed for their
// flags.
func isRule(a *analysis.Analyzer) bool { return a.ResultType == nil }

// ofStaticcheck are the checks that the command buslint brings along.
var ofStaticcheck = []string{"SA1012", "SA1029"}

// elsewhere returns an error that says why a rule of the command buslint is not among
// those that are offered to other drivers; nil if it is no such rule.
func elsewhere(name string) error {
	switch {
	case slices.ContainsFunc(program.Rules, func(r *program.Rule) bool { return r.Name == name }):
		return fmt.Errorf("%s is about whole programs, and only the command buslint sees these", name)
	case slices.Contains(ofStaticcheck, name):
		return fmt.Errorf("%s is a check of staticcheck's, and runs there", name)
	}
	return nil
}

// The flags of busmodel that say what the keys of these names do.
const (
	ProfilesFlag = "profiles"
	ExcludeFlag  = "exclude"
)

// describe makes the buses known that the tree describes.
func describe(tree any) error {
	if _, err := busmodel.Describe(tree); err != nil {
		return err
	}
	text, err := busmodel.Description(tree)
	if err != nil {
		return err
	}
	return busmodel.Analyzer.Flags.Set(ProfilesFlag, text)
}

// asMap returns the keys and values of a mapping, none for nil.
func asMap(tree any) (map[string]any, error) {
	if tree == nil {
		return nil, nil
	}
	m, ok := decoded.Mapping(tree)
	if !ok {
		return nil, fmt.Errorf("want keys with values, not %v", tree)
	}
	return m, nil
}

// set sets flags of the analyzer of that name. The error names the keys below it.
func set(suite []*analysis.Analyzer, name string, tree any) error {
	i := slices.IndexFunc(suite, func(a *analysis.Analyzer) bool { return a.Name == name })
	if i < 0 {
		keys := []string{"disable", "enable", "exclude", "profiles"}
		for _, a := range suite {
			keys = append(keys, a.Name)
		}
		return misspelt.Unknown("key", name, keys)
	}
	a := suite[i]
	values, err := asMap(tree)
	if err != nil {
		return err
	}
	var keys []string
	a.Flags.VisitAll(func(f *flag.Flag) {
		if !IsTopLevel(a.Name, f.Name) {
			keys = append(keys, f.Name)
		}
	})
	var errs []error
	for _, key := range slices.Sorted(maps.Keys(values)) {
		f := a.Flags.Lookup(key)
		if !slices.Contains(keys, key) {
			errs = append(errs, fmt.Errorf("%s: %w", key, misspelt.Unknown("key", key, keys)))
			continue
		}
		text, err := Text(values[key], isBool(f))
		if err == nil {
			err = f.Value.Set(text)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", key, err))
		}
	}
	return errors.Join(errs...)
}

// IsTopLevel reports whether the flag stands for what has a key of its own.
func IsTopLevel(rule, name string) bool {
	return rule == busmodel.Analyzer.Name && (name == ProfilesFlag || name == ExcludeFlag)
}

func isBool(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// Text returns a value as it would be given to a flag.
func Text(value any, wantBool bool) (string, error) {
	if _, ok := value.(bool); ok != wantBool {
		if wantBool {
			return "", fmt.Errorf("want true or false, not %v", value)
		}
		return "", fmt.Errorf("want a text or a list, not %v", value)
	}
	switch value := value.(type) {
	case bool, string, int, float64:
		return fmt.Sprint(value), nil
	case []any:
		var texts []string
		for _, element := range value {
			if _, ok := element.([]any); ok {
				return "", fmt.Errorf("want a list of texts, not of lists as %v", element)
			}
			text, err := Text(element, false)
			if err != nil {
				return "", err
			}
			texts = append(texts, text)
		}
		return strings.Join(texts, ","), nil
	}
	return "", fmt.Errorf("want a text or a list, not %v", value)
}

// ruleList returns the names of rules in a list, also of those that are elsewhere.
func ruleList(suite []*analysis.Analyzer, tree any) ([]string, error) {
	if tree == nil {
		return nil, nil
	}
	text, err := Text(tree, false)
	if err != nil {
		return nil, err
	}
	var known []string
	for _, a := range suite {
		if isRule(a) {
			known = append(known, a.Name)
		}
	}
	names := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
	for _, name := range names {
		if !slices.Contains(known, name) && elsewhere(name) == nil {
			return nil, misspelt.Unknown("rule", name, known)
		}
	}
	return names, nil
}
