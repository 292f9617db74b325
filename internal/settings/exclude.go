package settings

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/misspelt"
)

// An Exclusion turns rules off for files.
type Exclusion struct {
	Path  *regexp.Regexp // of the file's name, with slashes, below a directory
	Rules []string       // all if there are none
}

// Exclusions turn rules off for the files that one of them is about.
type Exclusions []Exclusion

// Exclude reports whether the rule is off for the file, where names are below dir.
func (all Exclusions) Exclude(rule, dir, filename string) bool {
	rel, err := filepath.Rel(dir, filename)
	if err != nil {
		return false
	}
	rel = filepath.ToSlash(rel)
	return slices.ContainsFunc(all, func(e Exclusion) bool {
		return e.Path.MatchString(rel) && (len(e.Rules) == 0 || slices.Contains(e.Rules, rule))
	})
}

// ExclusionKeys are the keys of an exclusion.
var ExclusionKeys = []string{"path", "rules"}

// ErrNoPath says that an exclusion lacks what it is about.
var ErrNoPath = errors.New("an exclusion needs a path: a regular expression for names of files, as ^legacy/")

// exclusions returns those of a list.
func exclusions(suite []*analysis.Analyzer, tree any) (Exclusions, error) {
	list, ok := tree.([]any)
	if !ok {
		return nil, errors.New("want a list of exclusions, each with a path")
	}
	var all Exclusions
	var errs []error
	for _, tree := range list {
		values, err := asMap(tree)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		var e Exclusion
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
			errs = append(errs, ErrNoPath)
		}
		all = append(all, e)
	}
	return all, errors.Join(errs...)
}

// ModuleOf returns the innermost folder around dir that has a go.mod, or dir.
func ModuleOf(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if info, err := os.Stat(filepath.Join(at, "go.mod")); err == nil && !info.IsDir() {
			return at
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}
