package settings

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/suppress"
)

// ExclusionKeys are the keys of an exclusion.
var ExclusionKeys = []string{"path", "rules"}

// exclude turns rules off for the files that the tree names.
func exclude(suite []*analysis.Analyzer, tree any) error {
	all, err := exclusions(suite, tree)
	if err != nil {
		return err
	}
	return busmodel.Analyzer.Flags.Set(ExcludeFlag, all.String())
}

// exclusions returns those of a list.
func exclusions(suite []*analysis.Analyzer, tree any) (suppress.Exclusions, error) {
	list, ok := tree.([]any)
	if !ok {
		return nil, errors.New("want a list of exclusions, each with a path")
	}
	var all suppress.Exclusions
	var errs []error
	for _, tree := range list {
		values, err := asMap(tree)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		var e suppress.Exclusion
		for _, key := range slices.Sorted(maps.Keys(values)) {
			switch key {
			case "path":
				e.Path, err = regexp.Compile(fmt.Sprint(values[key]))
			case "rules":
				e.Rules, err = ruleList(suite, values[key])
			default:
				err = misspelt.Unknown("key", key, ExclusionKeys)
			}
			if err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", key, err))
			}
		}
		if _, ok := values["path"]; !ok {
			errs = append(errs, suppress.ErrNoPath)
		}
		all = append(all, e)
	}
	return all, errors.Join(errs...)
}
