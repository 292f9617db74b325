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
	certainty []int16 // the weights that say how certain it is that what they make is right; nil if it always is
	doubtful  int     // what they add up to from which it is not certain
}

// A reading is one way to read a name. The first of a convention that applies decides.
type reading struct {
	name    string
	applies func(n *name, first, final *word) (word int) // the index of the word that tells, or none
	verdict Verdict
	because string // {word} is the word that tells, {before} those before it, {first} the first; empty when OK
}

// A proposal makes a better name, one way, or none. The first of a convention that makes one decides.
type proposal struct {
	name string
	make func(n *name, first, final *word) *candidate
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

// read only reads a name.
func (j *Judge) read(text string, c *convention) Judgement {
	n := spare.Get().(*name)
	defer spare.Put(n)
	n.parse(text, c.layers, j)
	return n.read(c)
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

// better returns the better name for a bad one, and which proposal made it, where it is
// certain to be right. It is judged itself.
func (j *Judge) better(n *name, c *convention) (suggestion, by string) {
	made, way := n.better(c)
	if made == nil || c.certainty != nil && !c.certain(n, made, way) {
		return "", ""
	}
	if j.Taken[made.text] || j.read(made.text, c).Verdict != OK {
		return "", ""
	}
	return made.text, c.proposals[way].name
}

// better returns what the first proposal of a convention that makes a better name makes, and which it was.
func (n *name) better(c *convention) (made *candidate, way int) {
	if n.mixed() {
		return nil, 0
	}
	for i, p := range c.proposals {
		if made := p.make(n, &n.all[0], &n.all[n.count-1]); made != nil {
			return made, i
		}
	}
	return nil, 0
}

func quote(s string) string { return `"` + s + `"` }
