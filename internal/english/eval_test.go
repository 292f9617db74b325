package english

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var (
	namesFile = flag.String("names", "testdata/names.tsv", "labelled names (name, kind, label, divided by tabs) that TestTable measures with")
	listNames = flag.Bool("list", false, "TestTable lists each name with its judgement")
)

// A labelled name is one whose verdict a person has given.
type labelled struct {
	name, kind, label string // label is 1 (good), 0 (bad) or ? (arguable)
}

// readLabelled reads lines of name, kind and label, divided by tabs.
func readLabelled(tb testing.TB, path string) []labelled {
	tb.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	var names []labelled
	for l := range strings.Lines(string(content)) {
		f := strings.Split(strings.TrimRight(l, "\n"), "\t")
		if len(f) >= 3 && f[0] != "name" && !strings.HasPrefix(l, "#") {
			names = append(names, labelled{f[0], f[1], f[2]})
		}
	}
	return names
}

// An approach calls names bad, or does not.
type approach struct {
	name string
	bad  func(n labelled) bool
	only string // the one kind that it says anything of, if not all
}

// approaches are this package's and those of others, for comparison.
var approaches = []approach{
	{"buslint", func(n labelled) bool {
		var j Judge
		return j.judgeKind(n.kind, n.name).Verdict == Bad
	}, ""},
	{"-ed", func(n labelled) bool {
		words := bare(n)
		return !strings.HasSuffix(words[len(words)-1], "ed")
	}, "event"},
	{"stems", func(n labelled) bool { return outside(n, manyVerbs) }, ""},
	{"33 verbs", func(n labelled) bool { return outside(n, fewVerbs) }, ""},
}

// bare returns the words of a name in small letters, without its layer.
func bare(n labelled) []string {
	words := split(strings.ToLower(strings.Join(split(n.name), "_")))
	if k := len(words) - 1; k > 0 && slices.Contains([]string{"event", "command", "cmd", "query", "message"}, words[k]) {
		words = words[:k]
	}
	return words
}

// outside says what a list of verbs says of a name, as pydocstyle's D401 does
// of the first line of a docstring: the word that should be the verb is looked
// up by its stem. A command is bad whose first word is no verb of the list, an
// event whose last word is no past of one.
func outside(n labelled, verbs []string) bool {
	words := bare(n)
	if n.kind == "event" {
		w := words[len(words)-1]
		return !strings.HasSuffix(w, "ed") || !slices.ContainsFunc(verbs, func(v string) bool { return stem(v) == stem(w) })
	}
	return !slices.Contains(verbs, words[0])
}

// stem strips the endings of verbs, as simple stemmers do.
func stem(w string) string {
	for _, ending := range []string{"ing", "ed", "es", "e", "s"} {
		if s, ok := strings.CutSuffix(w, ending); ok && len(s) > 2 {
			w = s
			break
		}
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] {
		w = w[:n-1]
	}
	return strings.TrimSuffix(strings.TrimSuffix(w, "i"), "y")
}

// fewVerbs is a list as small linters have it.
var fewVerbs = strings.Fields(`create update delete get set add remove send receive start stop enable disable
	register cancel approve reject submit process handle execute run validate verify publish place ship pay
	assign change confirm complete import export`)

// manyVerbs is a list of the size and kind of pydocstyle's.
var manyVerbs = append(strings.Fields(`accept access adjust aggregate allow append apply archive assert attach build cache
	calculate call capture check clean clear close collect combine compare compile compute configure connect construct
	contain convert copy count customize declare decode decorate decrease define delegate deliver deny deploy deprecate
	derive describe detach detect determine dispatch display divide download draw drop dump edit emit empty encode
	encrypt end ensure enumerate establish evaluate examine expand expect extend extract feed fetch fill filter
	finalize find finish fire fit fix flag flush force format forward generate give go group hash help hide hold
	identify ignore implement increase increment indicate init initialise initialize initiate input insert inspect
	instantiate intercept invoke iterate join keep launch list listen load log look make manage manipulate map mark
	match merge mock modify monitor move normalize note notify obtain open output override overwrite package pad parse
	partial pass perform persist pick plot poll populate post prepare print produce provide purge push put query raise
	read record redirect refer refresh reload rename render replace report represent request require resolve restart
	restore retrieve return roll rollback round sample save scan search select serialize serve show simulate sort
	specify split step store strip suggest swap sync synchronise synchronize take tear test time transform translate
	transmit truncate try turn tweak upload upsert use view wait walk wrap write yield`), fewVerbs...)

// A rate is how many of some names an approach called bad.
type rate struct{ bad, of int }

func (r rate) percent() float64 { return 100 * float64(r.bad) / max(1, float64(r.of)) }

// measure returns the rates of an approach by kind and label.
func (a approach) measure(names []labelled) map[[2]string]rate {
	rates := map[[2]string]rate{}
	for _, n := range names {
		r := rates[[2]string{n.kind, n.label}]
		if r.of++; a.bad(n) {
			r.bad++
		}
		rates[[2]string{n.kind, n.label}] = r
	}
	return rates
}

// TestTable prints the table of docs/english.md for the names of a file:
//
//	go test ./internal/english -run Table -v -names file.tsv
func TestTable(t *testing.T) {
	names := readLabelled(t, *namesFile)
	var table strings.Builder
	fmt.Fprint(&table, "| names called bad | number |")
	for _, a := range approaches {
		fmt.Fprintf(&table, " %s |", a.name)
	}
	fmt.Fprintf(&table, "\n|---|---|%s\n", strings.Repeat("---|", len(approaches)))
	for _, kind := range []string{"event", "command", "query"} {
		for _, label := range []string{"1", "0", "?"} {
			var line strings.Builder
			of := 0
			for _, a := range approaches {
				r := a.measure(names)[[2]string{kind, label}]
				of = r.of
				if a.only != "" && a.only != kind {
					line.WriteString(" – |")
					continue
				}
				fmt.Fprintf(&line, " %.1f %% |", r.percent())
			}
			if of > 0 {
				what := map[string]string{"1": "good", "0": "bad", "?": "arguable"}[label]
				plural := map[string]string{"event": "events", "command": "commands", "query": "queries"}[kind]
				fmt.Fprintf(&table, "| %s %s | %d |%s\n", what, plural, of, line.String())
			}
		}
	}
	var j Judge
	verdicts := map[string]int{}
	suggested := map[string]rate{}
	for _, n := range names {
		r := j.judgeKind(n.kind, n.name)
		verdicts[n.kind+" "+n.label+" "+r.Verdict.String()]++
		if n.label == "0" {
			s := suggested[n.kind]
			if s.of++; r.Suggestion != "" {
				s.bad++
			}
			suggested[n.kind] = s
		}
		if *listNames {
			fmt.Println(n.kind, n.label, r.Verdict, n.name, "|", r.Reason, "|", r.Suggestion)
		}
	}
	for kind, s := range suggested {
		fmt.Fprintf(&table, "suggestions for %d of %d bad names of kind %s (%.0f %%)\n", s.bad, s.of, kind, s.percent())
	}
	t.Logf("\n%s%v", table.String(), verdicts)
}

// The rates that the repository's own labelled names must keep, in percent.
var floors = []struct {
	kind, label string
	least, most float64
}{
	{"event", "1", 0, 0},
	{"event", "0", 98.5, 100},
	{"event", "?", 0, 15},
	{"command", "1", 0, 0},
	{"command", "0", 93, 100},
	{"command", "?", 0, 15},
	{"query", "1", 0, 0.3},
	{"query", "0", 90, 100},
}

func TestRates(t *testing.T) {
	names := readLabelled(t, "testdata/names.tsv")
	rates := approaches[0].measure(names)
	for _, f := range floors {
		r := rates[[2]string{f.kind, f.label}]
		if p := r.percent(); p < f.least || p > f.most {
			t.Errorf("%.1f %% of %d names of kind %s with label %s called bad, want %.1f to %.1f %%", p, r.of, f.kind, f.label, f.least, f.most)
		}
	}

	var j Judge
	bad, suggested := 0, 0
	for _, n := range names {
		r := j.judgeKind(n.kind, n.name)
		checkJudgement(t, &j, n.kind, n.name, r)
		if r.Verdict == Bad && n.label == "0" && n.kind != "query" {
			if bad++; r.Suggestion != "" {
				suggested++
			}
		}
	}
	if 100*suggested < 31*bad {
		t.Errorf("suggestions for %d of %d bad names, want 31 %%", suggested, bad)
	}
}
