// Package baseline lets a team in the middle of a long change keep what it has
// reached: it counts findings per rule and package, and the counts may fall but not
// rise.
package baseline

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
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

// packageOf returns the path of the package that the finding counts for, without what the go
// command adds for a test. What is found about a declaration counts for the package that
// declares it: which packages are linted decides where it is found.
func packageOf(f summary.Finding) string {
	if f.Declaration.Path != "" {
		return f.Declaration.Path
	}
	path, _, _ := strings.Cut(f.Package, " ")
	return path
}

// Read returns the baseline in the file, as Bytes makes it. It returns an error, which names
// the file, if the file cannot be read or is not a baseline.
func Read(file string) (Baseline, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("baseline: %w; -write-baseline writes one", err)
	} else if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	var b Baseline
	if err := json.Unmarshal(data, &b); err != nil {
		return nil, fmt.Errorf("baseline %s: %w; -write-baseline writes it again", file, err)
	}
	for _, c := range b.compare(nil) {
		if c.Allowed < 0 {
			return nil, fmt.Errorf("baseline %s: %s: %s: a number of findings is at least 0, not %d", file, c.Rule, c.Package, c.Allowed)
		}
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

// Merge returns a baseline that allows what was found now, and what b allows where lookedAt
// reports false. No count is higher than in b, unless it may rise.
func (b Baseline) Merge(now Baseline, lookedAt func(rule, pkg string) bool, rise bool) Baseline {
	merged := Baseline{}
	for _, c := range b.compare(now) {
		n := c.Got
		if c.Got > c.Allowed && !rise || c.Got < c.Allowed && !lookedAt(c.Rule, c.Package) {
			n = c.Allowed
		}
		if n == 0 {
			continue
		}
		if merged[c.Rule] == nil {
			merged[c.Rule] = map[string]int{}
		}
		merged[c.Rule][c.Package] = n
	}
	return merged
}

// Sum returns how many findings the baseline allows.
func (b Baseline) Sum() int {
	sum := 0
	for _, packages := range b {
		for _, n := range packages {
			sum += n
		}
	}
	return sum
}

// A Change is a count that differs from the baseline.
type Change struct {
	Rule, Package string
	Allowed, Got  int
}

// Changes returns the counts in which now differs from b, ordered by rule and package.
func (b Baseline) Changes(now Baseline) []Change {
	return slices.DeleteFunc(b.compare(now), func(c Change) bool { return c.Allowed == c.Got })
}

// compare returns all numbers beside each other, in order of rules and packages.
func (b Baseline) compare(now Baseline) []Change {
	var all []Change
	for rule, packages := range now {
		for pkg, n := range packages {
			all = append(all, Change{rule, pkg, b[rule][pkg], n})
		}
	}
	for rule, packages := range b {
		for pkg, n := range packages {
			if _, ok := now[rule][pkg]; !ok {
				all = append(all, Change{rule, pkg, n, 0})
			}
		}
	}
	slices.SortFunc(all, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Package, b.Package))
	})
	return all
}

// Beyond returns the findings that the baseline does not allow: those of a rule and a
// package together, if there are more of them than allowed.
func (b Baseline) Beyond(findings []summary.Finding) []summary.Finding {
	now := Of(findings)
	return slices.DeleteFunc(slices.Clone(findings), func(f summary.Finding) bool {
		return now[f.Rule][packageOf(f)] <= b[f.Rule][packageOf(f)]
	})
}
