package english

import (
	"hash/fnv"
	"os"
	"strings"
	"testing"
)

// A made example is a bad name with the better one that is made for it, and whether a person would
// take that.
type madeExample struct {
	name, better, repo string // "own" for names of the tests, "-" for those that were read only with the better name
	kind               string
	isRight            bool
	described          *described
	judged             func(weights []int16) bool // whether it is certain by these weights
}

// readMade makes better names for those of testdata/better.tsv.
func readMade(tb testing.TB) (examples []*madeExample) {
	tb.Helper()
	content, err := os.ReadFile("testdata/better.tsv")
	if err != nil {
		tb.Fatal(err)
	}
	var lines [][]string
	told := map[string][]string{}
	for l := range strings.Lines(string(content)) {
		f := strings.Split(strings.TrimSuffix(l, "\n"), "\t")
		if strings.HasPrefix(l, "#") {
			continue
		}
		if len(f) != 4 {
			tb.Fatalf("%q: want a name, a kind, a repository and what is right", l)
		}
		lines = append(lines, f)
		if f[1] == "command" && f[2] != "-" {
			told[f[2]] = append(told[f[2]], f[0])
		}
	}
	programs := map[string]*Program{}
	for repo, names := range told {
		programs[repo] = ProgramOf(nil, names)
	}
	for _, f := range lines {
		c, j := &events, &Judge{}
		if f[1] == "command" {
			c = &commands
			if p := programs[f[2]]; p != nil {
				j.Program = func() *Program { return p }
			}
		}
		n := new(name)
		n.parse(f[0], c.layers, j)
		if n.read(c).Verdict != Bad {
			continue
		}
		made, way := n.better(c)
		if made == nil || j.read(made.text, c).Verdict != OK || c.leavesOpen(n, made) {
			continue
		}
		e := &madeExample{name: f[0], better: made.text, repo: f[2], kind: f[1]}
		for right := range strings.SplitSeq(f[3], "|") {
			e.isRight = e.isRight || strings.EqualFold(bareName(right, c), bareName(made.text, c))
		}
		e.described = &described{is: !e.isRight}
		made.describe(n, way, e.described.add)
		e.judged = func(weights []int16) bool {
			other := *c
			other.certainty = weights
			return other.certain(n, made, way)
		}
		examples = append(examples, e)
	}
	return examples
}

// bareName returns a name without its layers.
func bareName(text string, c *convention) string {
	n := new(name)
	n.parse(text, c.layers, &Judge{})
	return n.body()
}

// of returns the examples of a kind.
func of(kind string, examples []*madeExample) (some []*madeExample) {
	for _, e := range examples {
		if e.kind == kind {
			some = append(some, e)
		}
	}
	return some
}

// sureOf returns the weights that tell wrong better names from right ones.
func sureOf(examples []*madeExample) []int16 {
	var all []*described
	for _, e := range examples {
		all = append(all, e.described)
	}
	return weightsOf(all, int(ofCandidates))
}

// part returns which of so many parts an example is in: those of one repository are in one.
func (e *madeExample) part(parts int) int {
	h := fnv.New32a()
	if e.repo == "-" {
		h.Write([]byte(e.name))
	}
	h.Write([]byte(e.repo))
	return int(h.Sum32()>>8) % parts
}

// Weights that are learnt without a part of the repositories tell which better names of that part are right.
func TestBetterHeldOut(t *testing.T) {
	for _, c := range []struct {
		kind  string
		least int // how many are still proposed
	}{{"command", 1200}, {"event", 540}} {
		for _, parts := range []int{2, 10} {
			examples := of(c.kind, readMade(t))
			right, made, all := 0, 0, 0
			for p := range parts {
				var rest []*madeExample
				for _, e := range examples {
					if e.part(parts) != p || e.repo == "own" {
						rest = append(rest, e)
					}
				}
				weights := sureOf(rest)
				for _, e := range examples {
					if e.part(parts) != p || e.repo == "-" || e.repo == "own" {
						continue
					}
					if e.isRight {
						all++
					}
					if !e.judged(weights) {
						continue
					}
					if made++; e.isRight {
						right++
					} else {
						t.Logf("%s %s is wrong", e.name, e.better)
					}
				}
			}
			t.Logf("%s, %d parts: %d of %d that are proposed are right, of %d right ones", c.kind, parts, right, made, all)
			least := 96
			if parts == 2 {
				least = 95 // half of the names teach less
			}
			if 100*right < least*made || made < c.least {
				t.Errorf("want %d %% of at least %d", least, c.least)
			}
		}
	}
}
