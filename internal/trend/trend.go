// Package trend shows how the number of findings changes over a history.
package trend

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/buslint/buslint/internal/baseline"
)

// A Trend is what was found at points of a history.
type Trend struct {
	Points []Point `json:"points"` // in order of time
}

// A Point is what was found in one commit.
type Point struct {
	Commit   string            `json:"commit"`
	Time     time.Time         `json:"time"`
	Subject  string            `json:"subject"`
	Findings baseline.Baseline `json:"findings"` // by rule and package

	// Unknown says why nothing is known of the point; "" if it was linted.
	Unknown string `json:"unknown,omitempty"`
	// Incomplete says which packages were not linted, so that there may be more findings.
	Incomplete string `json:"incomplete,omitempty"`
}

// Short is the beginning of the commit, as people name it.
func (p Point) Short() string { return p.Commit[:min(len(p.Commit), 8)] }

// Date is the day of the commit.
func (p Point) Date() string { return p.Time.Format(time.DateOnly) }

// of returns how many findings of a rule there are; of all for "".
func (p Point) of(rule string) int {
	if rule == "" {
		return p.Findings.Sum()
	}
	return baseline.Baseline{rule: p.Findings[rule]}.Sum()
}

// in returns how many findings there are in a package.
func (p Point) in(pkg string) int {
	n := 0
	for _, packages := range p.Findings {
		n += packages[pkg]
	}
	return n
}

// rules returns the rules that have found something, in order of their names.
func (t *Trend) rules() []string {
	seen := map[string]bool{}
	for _, p := range t.Points {
		for rule := range p.Findings {
			seen[rule] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// known returns the points of which something is known.
func (t *Trend) known() []Point {
	return slices.DeleteFunc(slices.Clone(t.Points), func(p Point) bool { return p.Unknown != "" })
}

// A share is what a package has of the findings.
type share struct {
	pkg        string
	most, left int // at any point, and at the last
}

// shares returns the packages that have had findings: those that still have some first, the
// fewest before others, and then those that are done.
func (t *Trend) shares() []share {
	most := map[string]int{}
	known := t.known()
	for _, p := range known {
		for _, packages := range p.Findings {
			for pkg := range packages {
				most[pkg] = max(most[pkg], p.in(pkg))
			}
		}
	}
	var all []share
	for pkg, n := range most {
		all = append(all, share{pkg, n, known[len(known)-1].in(pkg)})
	}
	slices.SortFunc(all, func(a, b share) int {
		if (a.left == 0) != (b.left == 0) {
			return cmp.Compare(b.left, a.left)
		}
		return cmp.Or(cmp.Compare(a.left, b.left), cmp.Compare(b.most, a.most), cmp.Compare(a.pkg, b.pkg))
	})
	return all
}

// maxShown is how many packages the table names.
const maxShown = 5

// Text writes a table of the points, what is not known of them, and who is nearly done.
func (t *Trend) Text(w io.Writer) error {
	rules := t.rules()
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(tw, "date\tcommit\tall\t%s\n", strings.Join(append(rules, ""), "\t"))
	for _, p := range t.Points {
		fmt.Fprintf(tw, "%s\t%s\t", p.Date(), p.Short())
		for _, rule := range append([]string{""}, rules...) {
			switch {
			case p.Unknown != "":
				fmt.Fprint(tw, "?\t")
			case p.Incomplete != "":
				fmt.Fprintf(tw, "≥%d\t", p.of(rule))
			default:
				fmt.Fprintf(tw, "%d\t", p.of(rule))
			}
		}
		fmt.Fprintln(tw)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	for _, line := range t.gaps() {
		fmt.Fprintln(w, line)
	}
	if len(t.known()) == 0 {
		return nil
	}
	shares := t.shares()
	left := slices.DeleteFunc(slices.Clone(shares), func(s share) bool { return s.left == 0 })
	switch {
	case len(shares) == 0:
	case len(left) == 0:
		fmt.Fprintln(w, "all packages are done")
	default:
		fmt.Fprintf(w, "%d of %d packages are done\n", len(shares)-len(left), len(shares))
	}
	for _, s := range left[:min(len(left), maxShown)] {
		fmt.Fprintf(w, "\t%s: %d left of %d\n", s.pkg, s.left, s.most)
	}
	return nil
}

// gaps says what is not known, a line for each point.
func (t *Trend) gaps() []string {
	var lines []string
	for _, p := range t.Points {
		if why := cmp.Or(p.Unknown, p.Incomplete); why != "" {
			lines = append(lines, fmt.Sprintf("%s %s: %s", p.Date(), p.Short(), why))
		}
	}
	return lines
}

// JSON writes all that is known.
func (t *Trend) JSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "\t")
	return enc.Encode(t)
}

// CSV writes a line for each point, rule and package that has had a finding, or, if none has,
// for each point. Points of which nothing is known have none.
func (t *Trend) CSV(w io.Writer) error {
	c := csv.NewWriter(w)
	err := c.Write([]string{"date", "commit", "rule", "package", "findings"})
	shares := t.shares()
	slices.SortFunc(shares, func(a, b share) int { return cmp.Compare(a.pkg, b.pkg) })
	for _, p := range t.known() {
		if len(shares) == 0 {
			err = cmp.Or(err, c.Write([]string{p.Date(), p.Short(), "", "", "0"}))
		}
		for _, rule := range t.rules() {
			for _, s := range shares {
				err = cmp.Or(err, c.Write([]string{p.Date(), p.Short(), rule, s.pkg, strconv.Itoa(p.Findings[rule][s.pkg])}))
			}
		}
	}
	c.Flush()
	return cmp.Or(err, c.Error())
}
