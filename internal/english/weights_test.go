package english

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"hash/fnv"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "TestWeights writes weights.go")

// An example is a command that a person has labelled, whose first word can be a verb and a noun.
type example struct {
	name  string
	isBad bool
	repo  string // or "-" if it was made up
}

func readExamples(tb testing.TB) (examples []example) {
	tb.Helper()
	content, err := os.ReadFile("testdata/nounfirst.tsv")
	if err != nil {
		tb.Fatal(err)
	}
	for l := range strings.Lines(string(content)) {
		if strings.HasPrefix(l, "#") {
			continue
		}
		var e example
		var label int
		if _, err := fmt.Sscan(l, &e.name, &label, &e.repo); err != nil {
			tb.Fatalf("%q: %v", l, err)
		}
		e.isBad = label == 0
		examples = append(examples, e)
	}
	return examples
}

// What is described has features, each as often as it has it, and is what is looked for, or not.
type described struct {
	features []feature
	times    []int
	is       bool
	lightly  bool // it counts less: it was made up
}

func (d *described) add(f feature, times int) {
	d.features, d.times = append(d.features, f), append(d.times, times)
}

func (e example) parse() *name {
	n := new(name)
	n.parse(e.name, commandLayer, new(Judge))
	return n
}

func (d *described) sum(w []float64) (s float64) {
	for i, f := range d.features {
		s += w[f] * float64(d.times[i])
	}
	return s
}

// firstWords returns the words that at least four of the examples begin with, sorted.
func firstWords(examples []example) []string {
	count := map[string]int{}
	for _, e := range examples {
		count[e.parse().all[0].lower]++
	}
	maps.DeleteFunc(count, func(_ string, n int) bool { return n < 4 })
	return slices.Sorted(maps.Keys(count))
}

// learn returns the scale that tells bad names from good ones.
func learn(examples []example) *scale {
	s := &scale{words: firstWords(examples)}
	var all []*described
	for _, e := range examples {
		d := &described{is: e.isBad, lightly: e.repo == "-"}
		e.parse().describe(s.words, d.add)
		all = append(all, d)
	}
	s.weights = weightsOf(all, int(ofFirst)+len(s.words))
	return s
}

// weightsOf returns the weights, so many, of a logistic regression: beyond zero for what is looked for. There is one
// best solution, which does not depend on the order of the examples, and changes little with one of them.
func weightsOf(all []*described, number int) (weights []int16) {
	w := make([]float64, number)
	small := make([]float64, number) // how dear it is to make a weight great
	for i := range small {
		small[i] = 0.1
	}
	for _, d := range all {
		for _, f := range d.features {
			small[f] += 0.02
		}
	}
	for range 8 { // Newton's method
		slope, curve := make([]float64, number), make([]float64, len(all))
		for i := range w {
			slope[i] = -small[i] * w[i]
		}
		for k, d := range all {
			p := 1 / (1 + math.Exp(-d.sum(w)))
			off, much := -p, 1.0
			if d.is {
				off++
			}
			if d.lightly {
				much = 0.3
			}
			curve[k] = much * p * (1 - p)
			for i, f := range d.features {
				slope[f] += much * off * float64(d.times[i])
			}
		}
		step := solve(slope, func(v []float64) []float64 {
			out := make([]float64, number)
			for i := range v {
				out[i] = small[i] * v[i]
			}
			for k, d := range all {
				s := curve[k] * d.sum(v)
				for i, f := range d.features {
					out[f] += s * float64(d.times[i])
				}
			}
			return out
		})
		for i := range w {
			w[i] += step[i]
		}
	}
	for _, v := range w {
		weights = append(weights, int16(math.Round(100*v)))
	}
	return weights
}

// solve returns x where times(x) is b, by conjugate gradients.
func solve(b []float64, times func([]float64) []float64) []float64 {
	x, rest, way := make([]float64, len(b)), slices.Clone(b), slices.Clone(b)
	dot := func(a, b []float64) (s float64) {
		for i := range a {
			s += a[i] * b[i]
		}
		return s
	}
	was := dot(rest, rest)
	for limit := 1e-6 * was; was > limit; {
		along := times(way)
		far := was / dot(way, along)
		for i := range x {
			x[i] += far * way[i]
			rest[i] -= far * along[i]
		}
		now := dot(rest, rest)
		for i := range way {
			way[i] = rest[i] + now/was*way[i]
		}
		was = now
	}
	return x
}

// The weights are those that the examples teach.
func TestWeights(t *testing.T) {
	taught := learn(readExamples(t))
	made := readMade(t)
	commands, events := sureOf(of("command", made)), sureOf(of("event", made))
	if *update {
		writeWeights(t, taught, commands, events)
		return
	}
	if !slices.Equal(taught.words, learnt.words) || !near(taught.weights, learnt.weights) || !near(commands, sureCommands) || !near(events, sureEvents) {
		t.Fatal("the examples teach other weights: run go test ./internal/english -run TestWeights -update")
	}
}

// near reports whether weights are the same, but for rounding.
func near(a, b []int16) bool {
	for i := range min(len(a), len(b)) {
		if d := a[i] - b[i]; d < -1 || d > 1 {
			return false
		}
	}
	return len(a) == len(b)
}

func writeWeights(t *testing.T, s *scale, commands, events []int16) {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("// Code generated by go test -run TestWeights -update; DO NOT EDIT.\n\npackage english\n\n" +
		"// learnt is the scale that the names of testdata/nounfirst.tsv teach.\nvar learnt = scale{\n\twords: []string{")
	for i, w := range s.words {
		if i%12 == 0 {
			b.WriteString("\n\t\t")
		}
		fmt.Fprintf(&b, "%q, ", w)
	}
	b.WriteString("\n\t},\n\tweights: []int16{")
	writeNumbers(&b, s.weights)
	b.WriteString("},\n}\n\n// sureCommands are the weights that those of testdata/better.tsv teach, and sureEvents.\nvar (\nsureCommands = []int16{")
	writeNumbers(&b, commands)
	b.WriteString("}\nsureEvents = []int16{")
	writeNumbers(&b, events)
	b.WriteString("}\n)\n")
	source, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("weights.go", source, 0o666); err != nil {
		t.Fatal(err)
	}
}

func writeNumbers(b *bytes.Buffer, numbers []int16) {
	for i, v := range numbers {
		if i%20 == 0 {
			b.WriteString("\n\t\t")
		}
		fmt.Fprintf(b, "%d, ", v)
	}
	b.WriteString("\n\t")
}

// Weights that are learnt without a tenth of the repositories tell the names of that tenth.
func TestHeldOut(t *testing.T) {
	const parts = 10
	examples := readExamples(t)
	var good, bad rate
	for p := range parts {
		var rest, held []example
		for _, e := range examples {
			h := fnv.New32a()
			h.Write([]byte(e.repo))
			if e.repo != "-" && int(h.Sum32()>>8)%parts == p {
				held = append(held, e)
			} else {
				rest = append(rest, e)
			}
		}
		s := learn(rest)
		for _, e := range held {
			r := &good
			if e.isBad {
				r = &bad
			}
			if r.of++; e.calledBad(s) {
				if r.bad++; !e.isBad {
					t.Logf("%s (%s) is called bad", e.name, e.repo)
				}
			}
		}
	}
	t.Logf("called bad: %d of %d good names, %d of %d bad ones", good.bad, good.of, bad.bad, bad.of)
	if good.bad > 1 || bad.percent() < 79 {
		t.Error("want at most one good name, and 79 % of the bad ones")
	}
}

// calledBad reports whether the name is bad by this scale.
func (e example) calledBad(s *scale) bool {
	n := e.parse()
	first, final := &n.all[0], &n.all[n.count-1]
	for _, r := range imperative {
		if r.name == weighed {
			return n.mayBeNoun() && n.nounFirst(s)
		}
		if r.applies(n, first, final) != none {
			return r.verdict == Bad
		}
	}
	return false
}
