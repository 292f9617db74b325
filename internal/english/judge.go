package english

import "slices"

// judge takes a name apart, asks the rule of its kind, and looks for a better
// name where it is bad.
func (j *Judge) judge(text string, kind kinds) (r Judgement) {
	if slices.Contains(j.Names, text) {
		return Judgement{Verdict: OK}
	}
	var n name
	n.parse(text, kind, j)
	r.Verdict, r.Reason = n.verdict(kind, j)
	if r.Verdict == Bad {
		n.learn(j) // a verdict may be certain before all words are
		r.Suggestion = j.better(&n, kind)
	}
	return r
}

func (n *name) verdict(kind kinds, j *Judge) (Verdict, string) {
	switch kind {
	case anEvent:
		return n.event(j)
	case aCommand:
		return n.command(j)
	}
	return n.query(j)
}

// better returns the better name for a bad one of this kind, or "".
func (j *Judge) better(n *name, kind kinds) (suggestion string) {
	switch kind {
	case anEvent:
		suggestion = n.betterEvent()
	case aCommand:
		suggestion = n.betterCommand()
	case aQuery:
		suggestion = n.betterQuery()
	}
	if suggestion == "" {
		return ""
	}
	var other name
	other.parse(suggestion, kind, j)
	if v, _ := other.verdict(kind, j); v != OK {
		return ""
	}
	return suggestion
}

// body returns the name without its layers and its version.
func (n *name) body() string {
	return n.text[:len(n.text)-len(n.tail)]
}
