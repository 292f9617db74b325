package english

// judge takes a name apart, asks the rule of its kind, and looks for a better
// name where it is bad.
func (j *Judge) judge(text string, kind kinds) (r Judgement) {
	for _, ok := range j.Names {
		if ok == text {
			return Judgement{Verdict: OK}
		}
	}
	var n name
	n.parse(text, kind, j)
	switch kind {
	case anEvent:
		r.Verdict, r.Reason = n.event()
	case aCommand:
		r.Verdict, r.Reason = n.command()
	case aQuery:
		r.Verdict, r.Reason = n.query()
	}
	if r.Verdict != Bad {
		return r
	}
	switch kind {
	case anEvent:
		r.Suggestion = n.betterEvent()
	case aCommand:
		r.Suggestion = n.betterCommand()
	case aQuery:
		r.Suggestion = n.betterQuery()
	}
	if r.Suggestion != "" && j.judge(r.Suggestion, kind).Verdict != OK {
		r.Suggestion = ""
	}
	return r
}

// body returns the name without its layers and its version.
func (n *name) body() string {
	return n.text[:len(n.text)-len(n.tail)]
}
