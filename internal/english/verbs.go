package english

import "strings"

// verbPhrase returns the verb that starts at word i, as one or two words
// (sign up), and the index of the word after it.
func (n *name) verbPhrase(i int) (verb string, after int) {
	w := &n.all[i]
	if w.is(compound) {
		return open(w.lower), i + 1
	}
	if !n.isVerbAt(i) {
		return "", i
	}
	if i+1 < n.count && n.all[i+1].is(particle) {
		if p := n.all[i+1].lower; p == "up" || p == "down" || p == "off" || p == "out" ||
			i+2 == n.count || w.is(phrasal) {
			return w.lower + " " + p, i + 2
		}
	}
	return w.lower, i + 1
}

// isVerbAt reports whether word i can be a verb.
func (n *name) isVerbAt(i int) bool {
	return n.all[i].uses.verb() != 0
}

// open returns a closed compound as verb and particle: login is log in.
func open(compound string) string {
	if is(compound, thingCompound) {
		return "" // nouns first of all
	}
	for _, p := range [...]string{"in", "out", "up", "down", "off", "on", "over", "back", "away"} {
		if v := strings.TrimSuffix(compound, p); v != compound && isVerb(v) {
			return v + " " + p
		}
	}
	return ""
}

// phrase returns a form of a verb that may have a particle: logged in.
func phrase(verb string, form func(string) string) string {
	if v, particle, ok := strings.Cut(verb, " "); ok {
		return form(v) + " " + particle
	}
	return form(verb)
}

// finalVerb reports whether the last word is the verb that the words before
// are the subject or object of: PlanCreate, ProjectChange; not ProductPrice.
func (n *name) finalVerb() bool {
	if n.final == 0 {
		n.final = no
		if n.isFinalVerb() {
			n.final = yes
		}
	}
	return n.final == yes
}

func (n *name) isFinalVerb() bool {
	last := n.count - 1
	w := &n.all[last]
	if w.is(compound) {
		return open(w.lower) != ""
	}
	if w.past != never || w.is(preposition) || last > 0 && n.all[last-1].is(preposition) {
		return false // DataInSync
	}
	a := w.uses
	switch {
	case a&noun == 0:
		return a.verb() != 0 && (a&adjective == 0 || w.is(adjectiveToo))
	case a.verb() >= hardlyNoun:
		return true
	case a.verb() == mostly && a&person == 0 && last > 0 && !w.is(matter):
		return true // EntityLunge, NotePlay
	}
	return w.is(happening) || last > 0 && find(nominalList, w.lower) == w.lower
}

// actVerb returns the verb of a final noun that names its act, or "".
func (n *name) actVerb(last int) string {
	w := &n.all[last]
	if w.past != never || w.attr.verb() >= sometimes {
		return "" // a word that is the verb itself is for finalVerb
	}
	return find(nominalList, w.lower)
}

// pastOf returns the function that makes a past of a verb whose subject, or
// object, stands before it: what is done to a thing is a participle, what it
// does itself a past tense.
func (n *name) pastOf(verb string) func(string) string {
	if usesOf(verb)&transitive == 0 || is(verb, ownPast) {
		return pastTense // SlimeSwam
	}
	return participle
}

// onlyVerb reports whether the first word, which is a noun as well, is the
// only word that is read as a verb, and has an object.
func (n *name) onlyVerb() bool {
	first, last := &n.all[0], &n.all[n.count-1]
	for _, w := range n.words()[1:] {
		if w.is(commandLayer|queryLayer) && first.attr.verb() < hardlyNoun {
			return false // SlashCommand, SlashCommandReply
		}
	}
	sure := first.attr&(verbShare|adjective|transitive) == mostly|transitive
	if n.count == 2 && find(nominalList, first.lower) == first.lower && (last.attr&person != 0 && last.attr.verb() == 0 || last.lower == "entity") {
		return true // PardonUser
	}
	if first.attr.verb() < hardlyNoun && !sure && !(first.is(order) && n.count < 4) || last.is(matter) && !last.is(identity) || last.is(action) ||
		n.count > 2 && first.attr.verb() < hardlyNoun && strings.HasSuffix(last.lower, "ment") {
		return false
	}
	for i := range n.words()[1:] {
		w := &n.all[i+1]
		if w.attr.verb() >= asOften && !w.is(preposition) && (i+1 == n.count-1 || w.attr&noun == 0) || w.is(compound) || w.is(happening) {
			return false
		}
	}
	return true
}

// isAct reports whether word i names an act, which can fail.
func (n *name) isAct(i int) bool {
	w := &n.all[i]
	return find(nominalList, w.lower) != "" || ofIng(w.lower) != "" && !w.is(inIng) && w.attr&(noun|adjective) != adjective ||
		strings.HasSuffix(w.lower, "tion") || w.is(happening)
}

// middleVerb returns the index of the word that is the verb between subject
// and object, or 0.
func (n *name) middleVerb() int {
	if n.middle == 0 {
		n.middle = n.findMiddleVerb() + 1
	}
	return n.middle - 1
}

func (n *name) findMiddleVerb() int {
	words := n.words()
	for i := 1; i < len(words)-1; i++ {
		w := &words[i]
		share := w.uses.verb()
		switch {
		case w.past != never || (w.class|words[i-1].class)&preposition != 0:
		case share >= hardlyNoun, w.lower == "attempt" && n.agent(i):
			return i
		case share == asOften && n.agent(i) && words[i+1].lower == "by":
			return i // EntityCombustByBlock
		case share == mostly && i == 1 && words[0].attr.verb() < asOften && w.attr&transitive != 0 && !n.finalVerb():
			return i // EntityDropItem
		case n.agent(i) && w.attr&transitive != 0 && words[len(words)-1].lower == "entity":
			return i // PlayerNameEntity
		case share >= asOften && n.agent(i) && w.attr&transitive != 0 && len(words) == 3 && words[2].attr.verb() < mostly && !n.finalVerb():
			return i // PlayerHarvestBlock
		}
	}
	return 0
}

// agent reports whether the word at i comes right after one that does things:
// a person, first of all.
func (n *name) agent(i int) bool {
	first := &n.all[0]
	return i == 1 && first.attr.verb() == 0 && (first.attr&person != 0 || first.lower == "entity")
}
