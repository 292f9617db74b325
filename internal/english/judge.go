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
	switch kind {
	case anEvent:
		r.Verdict, r.Reason = n.event(j)
	case aCommand:
		r.Verdict, r.Reason = n.command(j)
	case aQuery:
		r.Verdict, r.Reason = n.query(j)
	}
	if r.Verdict == Bad {
		bad := n // so that n, of names that are not, stays on the stack
		r.Suggestion = j.better(&bad, kind)
	}
	return r
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
	if suggestion != "" && j.judge(suggestion, kind).Verdict != OK {
		return ""
	}
	return suggestion
}

// body returns the name without its layers and its version.
func (n *name) body() string {
	return n.text[:len(n.text)-len(n.tail)]
}
