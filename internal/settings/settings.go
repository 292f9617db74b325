// Package settings gives the rules the settings of a configuration file. Their
// names are those of the flags: what -eventname.allow=Tick says is
//
//	eventname:
//	  allow: [Tick]
//
// and beside the rules stand the lists enable and disable, of rules' names.
package settings

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

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
		case "disable":
			disabled, err = ruleList(suite, top[key])
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

func asMap(tree any) (map[string]any, error) {
	switch tree := tree.(type) {
	case nil:
		return nil, nil
	case map[string]any:
		return tree, nil
	case map[any]any:
		m := map[string]any{}
		for key, value := range tree {
			m[fmt.Sprint(key)] = value
		}
		return m, nil
	}
	return nil, fmt.Errorf("want keys with values, not %v", tree)
}

// set sets flags of the analyzer of that name. The error names the keys below it.
func set(suite []*analysis.Analyzer, name string, tree any) error {
	i := slices.IndexFunc(suite, func(a *analysis.Analyzer) bool { return a.Name == name })
	if i < 0 {
		keys := []string{"disable", "enable"}
		for _, a := range suite {
			keys = append(keys, a.Name)
		}
		return Unknown("key", name, keys)
	}
	a := suite[i]
	values, err := asMap(tree)
	if err != nil {
		return err
	}
	var keys []string
	a.Flags.VisitAll(func(f *flag.Flag) { keys = append(keys, f.Name) })
	var errs []error
	for _, key := range slices.Sorted(maps.Keys(values)) {
		f := a.Flags.Lookup(key)
		if f == nil {
			errs = append(errs, fmt.Errorf("%s: %w", key, Unknown("key", key, keys)))
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

// ruleList returns the names of rules in a list.
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
		switch {
		case slices.Contains(known, name):
		case slices.ContainsFunc(program.Rules, func(r *program.Rule) bool { return r.Name == name }):
			return nil, fmt.Errorf("%s is about whole programs, and only the command buslint sees these", name)
		default:
			return nil, Unknown("rule", name, known)
		}
	}
	return names, nil
}

// Unknown returns an error that says that there is no such thing, and which of the known
// may have been meant.
func Unknown(what, name string, known []string) error {
	best, least := "", len(name)/3+1
	for _, candidate := range known {
		if d := distance(strings.ToLower(name), strings.ToLower(candidate)); d <= least {
			best, least = candidate, d-1
		}
	}
	if best != "" {
		return fmt.Errorf("there is no %s %s; did you mean %s?", what, name, best)
	}
	if len(known) == 0 {
		return fmt.Errorf("there is no %s %s, nor any other", what, name)
	}
	return fmt.Errorf("there is no %s %s; there are %s", what, name, strings.Join(known, ", "))
}

// distance returns how many letters have to be put in, left out or replaced to make
// b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
