package english

import (
	"slices"
	"strings"
	"sync"
)

// A convention says how names of one kind are read, and made better.
type convention struct {
	layers    class  // what says only that a name is of the kind
	because   string // follows the reason why a name is bad
	readings  []reading
	proposals []proposal
}

// A reading is one way to read a name. The first of a convention that applies decides.
type reading struct {
	name    string
	applies func(n *name, first, final *word) (word int) // the index of the word that tells, or none
	verdict Verdict
	because string // {word} is the word that tells, {before} those before it, {first} the first; empty when OK
}

// A proposal makes a better name, one way. It is sure where it knows that the name can be
// made better in this way only, or not at all.
type proposal struct {
	name string
	make func(n *name, first, final *word) (suggestion string, sure bool)
}

// none is what a reading returns that does not apply.
const none = -1

// when returns the index of a word if a reading applies, or none.
func when(applies bool, word int) int {
	if applies {
		return word
	}
	return none
}

// spare holds names to be taken apart: what readings are given can't lie on the stack.
var spare = sync.Pool{New: func() any { return new(name) }}

// judge reads a name, and looks for a better one where it is bad.
func (j *Judge) judge(text string, c *convention) Judgement {
	if slices.Contains(j.Names, text) {
		return Judgement{Verdict: OK, Reading: "allowed"}
	}
	n := spare.Get().(*name)
	defer spare.Put(n)
	n.parse(text, c.layers, j)
	r := n.read(c)
	if r.Verdict == Bad {
		r.Suggestion, r.Proposal = j.better(n, c)
	}
	return r
}

// read returns what the first reading that applies says.
func (n *name) read(c *convention) Judgement {
	first, final := &n.all[0], &n.all[max(0, n.count-1)]
	for i := range c.readings {
		r := &c.readings[i]
		word := r.applies(n, first, final)
		if word == none {
			continue
		}
		said := Judgement{Verdict: r.verdict, Reading: r.name}
		if r.verdict != OK {
			said.Reason = n.fill(r.because, word)
		}
		if r.verdict == Bad {
			said.Reason += c.because
		}
		return said
	}
	return Judgement{Reason: "it can be read in no way that is known"}
}

// fill puts the words of the name in the places of because.
func (n *name) fill(because string, word int) string {
	before, rest, _ := strings.Cut(because, "{")
	place, after, ok := strings.Cut(rest, "}")
	if !ok {
		return because
	}
	w := n.body()
	switch place {
	case "word":
		w = n.all[word].text
	case "first":
		w = n.all[0].text
	case "before":
		w = n.text[n.all[0].end-len(n.all[0].text) : n.all[word-1].end]
	}
	return before + quote(w) + n.fill(after, word)
}

// better returns the better name for a bad one, and which proposal made it. It is
// judged itself.
func (j *Judge) better(n *name, c *convention) (suggestion, by string) {
	if n.mixed() {
		return "", ""
	}
	for _, p := range c.proposals {
		s, sure := p.make(n, &n.all[0], &n.all[n.count-1])
		if !sure {
			continue
		}
		if s == "" {
			return "", ""
		}
		other := spare.Get().(*name)
		defer spare.Put(other)
		other.parse(s, c.layers, j)
		if other.read(c).Verdict != OK {
			return "", ""
		}
		return s, p.name
	}
	return "", ""
}

func quote(s string) string { return `"` + s + `"` }
