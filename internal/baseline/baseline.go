// Package baseline lets a team in the middle of a long change keep what it has
// reached: it counts findings per rule and package, and the counts may fall but not
// rise.
package baseline

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/summary"
)

// A Baseline is the number of findings that are allowed, by rule and by the path of
// the package.
type Baseline map[string]map[string]int

// Of returns the baseline that allows just the findings.
func Of(findings []summary.Finding) Baseline {
	b := Baseline{}
	for _, f := range findings {
		if b[f.Rule] == nil {
			b[f.Rule] = map[string]int{}
		}
		b[f.Rule][packageOf(f)]++
	}
	return b
}

// packageOf returns the path of the package without what the go command adds for a
// test.
func packageOf(f summary.Finding) string {
	path, _, _ := strings.Cut(f.Package, " ")
	return path
}

// Read returns the baseline in the file, as Bytes makes it. It returns an error,
// which names the file, if that cannot be read or is no baseline.
func Read(file string) (Baseline, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("baseline: %w; -write-baseline makes one", err)
	}
	var b Baseline
	if err := json.Unmarshal(data, &b); err != nil {
		return nil, fmt.Errorf("baseline %s: %w; -write-baseline makes it anew", file, err)
	}
	return b, nil
}

// Bytes returns the text of a file that holds the baseline: JSON, sorted, so that a
// change of it can be reviewed.
func (b Baseline) Bytes() []byte {
	data, err := json.MarshalIndent(b, "", "\t")
	if err != nil {
		panic(err) // numbers by names
	}
	return append(data, '\n')
}

// A Change is a count that differs from the baseline.
type Change struct {
	Rule, Package string
	Allowed, Got  int
}

// Apply returns the findings that the baseline does not allow, those of a rule and a
// package together if there are more of them than allowed, and what has changed, up
// or down, in order of rules and packages.
func (b Baseline) Apply(findings []summary.Finding) (left []summary.Finding, changes []Change) {
	now := Of(findings)
	for _, f := range findings {
		if now[f.Rule][packageOf(f)] > b[f.Rule][packageOf(f)] {
			left = append(left, f)
		}
	}
	for _, counts := range []struct{ of, other Baseline }{{now, b}, {b, now}} {
		for rule, packages := range counts.of {
			for pkg := range packages {
				c := Change{rule, pkg, b[rule][pkg], now[rule][pkg]}
				if c.Allowed != c.Got && !slices.Contains(changes, c) {
					changes = append(changes, c)
				}
			}
		}
	}
	slices.SortFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Package, b.Package))
	})
	return left, changes
}
