package english

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// A labelled name is one whose verdict a person has given.
type labelled struct {
	name, kind, label string // label is 1, 0 or ?
}

// readLabelled reads lines of name, kind, label, divided by tabs.
func readLabelled(tb testing.TB, path string) []labelled {
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

func TestEval(t *testing.T) {
	path := os.Getenv("ENGLISH_NAMES")
	if path == "" {
		t.Skip()
	}
	var j Judge
	type k struct {
		kind, label string
		v           Verdict
	}
	count := map[k]int{}
	tot := map[k]int{}
	sug := map[string]int{}
	for _, n := range readLabelled(t, path) {
		f := map[string]func(string) Judgement{"event": j.Event, "command": j.Command, "query": j.Query}[n.kind]
		r := f(n.name)
		count[k{n.kind, n.label, r.Verdict}]++
		tot[k{n.kind, n.label, 0}]++
		if n.label == "0" && r.Verdict == Bad && r.Suggestion != "" {
			sug[n.kind]++
		}
		if v := os.Getenv("SHOW"); v != "" {
			fmt.Println("##", n.kind, n.label, r.Verdict, n.name, "|", r.Reason, "|", r.Suggestion)
		}
	}
	for _, kind := range []string{"event", "command", "query"} {
		for _, l := range []string{"1", "0", "?"} {
			n := tot[k{kind, l, 0}]
			if n == 0 {
				continue
			}
			b := count[k{kind, l, Bad}]
			fmt.Printf("%-8s %s n=%4d bad=%4d %6.2f%% ok=%4d unknown=%4d sug=%d\n", kind, l, n, b, 100*float64(b)/float64(n), count[k{kind, l, OK}], count[k{kind, l, Unknown}], map[bool]int{true: sug[kind]}[l == "0"])
		}
	}
}
