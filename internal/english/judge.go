package english

// parsed is a name taken apart, as the rules see it.
type parsed = name

// judge takes a name apart, asks the rule of its kind, and looks for a better
// name where it is bad.
func (j *Judge) judge(text, layers string, rule func(*parsed) (Verdict, string), better func(*parsed) string) Judgement {
	for _, ok := range j.Names {
		if ok == text {
			return Judgement{Verdict: OK}
		}
	}
	var n name
	n.parse(text, layers, j)
	verdict, reason := rule(&n)
	if verdict != Bad {
		return Judgement{Verdict: verdict, Reason: reason}
	}
	return Judgement{Verdict: Bad, Reason: reason, Suggestion: better(&n)}
}

// body returns the name without its layers and its version.
func (n *name) body() string {
	return n.text[:len(n.text)-len(n.tail)]
}
