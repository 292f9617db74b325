package suppress

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// An Exclusion turns rules off for files.
type Exclusion struct {
	Path  *regexp.Regexp `json:"path"`            // of the file's name, with slashes, below a directory
	Rules []string       `json:"rules,omitempty"` // all if there are none
}

// Exclusions turn rules off for the files that one of them is about. As the value of a
// flag they are JSON.
type Exclusions []Exclusion

// Excluded are the files in which rules report nothing, by names below the root of their
// module: a driver that looks at one package after the other knows no other place.
var Excluded Exclusions

// Exclude reports whether the rule is off for the file, where names are below dir.
func (all *Exclusions) Exclude(rule, dir, filename string) bool {
	rel, err := filepath.Rel(dir, filename)
	if err != nil {
		return false
	}
	rel = filepath.ToSlash(rel)
	return slices.ContainsFunc(*all, func(e Exclusion) bool {
		return e.Path.MatchString(rel) && (len(e.Rules) == 0 || slices.Contains(e.Rules, rule))
	})
}

// String returns the exclusions as JSON without spaces, which a shell leaves whole.
func (all *Exclusions) String() string {
	if all == nil || len(*all) == 0 {
		return ""
	}
	text, err := json.Marshal(*all)
	if err != nil {
		return ""
	}
	return strings.ReplaceAll(string(text), " ", `\u0020`)
}

// ErrNoPath says that an exclusion lacks what it is about.
var ErrNoPath = errors.New("an exclusion needs a path: a regular expression for names of files, as ^legacy/")

// Set sets the exclusions to what JSON says; to none if it is "".
func (all *Exclusions) Set(text string) error {
	var set Exclusions
	if text != "" {
		d := json.NewDecoder(strings.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&set); err != nil {
			return fmt.Errorf("want JSON as buslint flags prints it: %w", err)
		}
	}
	if slices.ContainsFunc(set, func(e Exclusion) bool { return e.Path == nil }) {
		return ErrNoPath
	}
	*all = set
	return nil
}
