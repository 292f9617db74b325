package english

import (
	"slices"
	"strings"
)

// events are named in the past tense: UserCreated.
var events = convention{
	layers:    eventLayer,
	because:   "; an event has already happened",
	readings:  inPast,
	proposals: pasts,
	certainty: sureEvents,
	doubtful:  -207,
}

// inPast holds the ways to read a name that should be in the past tense.
var inPast = []reading{
	{"empty", func(n *name, _, _ *word) int { return when(n.count == 0, 0) }, Unknown, "it has no words to judge"},
	{"stand-in", func(n *name, first, _ *word) int { return when(n.standsIn(), 0) }, Unknown, saysNothing},
	{"future", func(n *name, _, _ *word) int { return n.index(future) }, Unknown, "{word} may be followed by a past tense, or not"},
	{"as what is past", func(n *name, _, _ *word) int {
		if as := n.count - 2; as > 0 && n.all[as].lower == "as" && n.all[as+1].past == certain && n.idiom(as-1) && n.all[as-1].past == never {
			return as - 1
		}
		return none
	}, Bad, "{word} is not in the past tense"}, // OrderMarkAsPaid
	{"past at the end", func(n *name, _, final *word) int { // most good names
		return when(final.past == certain && !n.announced(), n.count-1)
	}, OK, ""},
	{"past", func(n *name, _, _ *word) int {
		word, verdict := n.past()
		return when(verdict == OK, word)
	}, OK, ""},
	{"perhaps past", func(n *name, _, _ *word) int {
		word, verdict := n.past()
		return when(verdict == Unknown, word)
	}, Unknown, "{word} may be a past tense, or not"},
	{"unknown", func(n *name, _, _ *word) int { return when(!n.latin || !n.known(), 0) }, Unknown, "it is not made of words that are known"},
	{"unknown end", func(n *name, _, final *word) int {
		return when(n.count > 1 && final.uses == 0 && len(final.lower) > 4 && !final.is(compound) && !derivedNoun(final.lower) && final.text[1:] == final.lower[1:] &&
			ofIng(final.lower) == "" && strings.ContainsAny(final.lower[len(final.lower)-1:], "dtn"), n.count-1)
	}, Unknown, "{word} is not a word that is known"},
	{"foreign past", func(n *name, _, _ *word) int {
		return slices.IndexFunc(n.words(), func(w word) bool { return w.uses == 0 && foreignPast(w.lower) })
	}, Unknown, "{word} may be a past tense in another language"}, // ItemAprovado

	// No word is in the past tense. What is it then?
	{"before", func(n *name, _, _ *word) int { return when(n.announced(), 0) }, Bad, "{word} announces what is to come"},
	{"ing", func(n *name, _, final *word) int {
		return when(ofIng(final.lower) != "" && final.attr.verb() < sometimes, n.count-1)
	}, Bad, "{word} is still going on"},
	{"imperative", func(n *name, first, _ *word) int {
		return when(n.count > 1 && first.attr.verb() != 0 && (first.attr&noun == 0 || n.onlyVerb()), 0)
	}, Bad, "{word} is an imperative"},
	{"verb alone", func(n *name, _, final *word) int {
		return when(n.count == 1 && (final.attr&noun == 0 || final.attr.verb() >= hardlyNoun), 0)
	}, Bad, "{word} is not in the past tense"},
	{"noun alone", func(n *name, _, _ *word) int { return when(n.count == 1, 0) }, Bad, "{word} is not a verb in the past tense"},
	{"verb at the end", func(n *name, _, _ *word) int { return when(n.finalVerb(), n.count-1) }, Bad, "{word} is not in the past tense"},
	{"verb in the middle", func(n *name, _, _ *word) int { return when(n.middleVerb() > 0, n.middleVerb()) }, Bad, "{word} is not in the past tense"},
	{"nouns", func(_ *name, _, _ *word) int { return 0 }, Bad, "no word of {name} is a verb in the past tense"},
}

// foreignPast reports whether a word that nobody knows ends as participles do in Spanish and Portuguese.
func foreignPast(w string) bool {
	w = strings.TrimSuffix(w, "s")
	return len(w) > 4 && (strings.HasSuffix(w, "do") || strings.HasSuffix(w, "da")) && strings.ContainsRune("ai", rune(w[len(w)-3]))
}

// announced reports whether the name starts with what says that it is yet to happen.
func (n *name) announced() bool { return n.count > 1 && n.all[0].is(announcer) }

// index returns the index of the first word of a class, or none.
func (n *name) index(c class) int {
	for i := range n.words() {
		if n.all[i].is(c) {
			return i
		}
	}
	return none
}

// past returns the word that says what happened: OK; or that may do so: Unknown; or is
// another word: Bad.
func (n *name) past() (word int, v Verdict) {
	word, v = none, Bad
	for i := range n.words() {
		w := &n.all[i]
		if w.is(finite) {
			return i, OK
		}
		if w.past == never || w.past == same && (i < n.count-1 || i == 1) && n.announced() {
			continue // PreSetData, PreRun
		}
		verdict := n.predicate(i)
		switch {
		case verdict == OK && !n.announced():
			return i, OK
		case verdict != Bad: // also BeforeUserCreated
			word, v = i, Unknown
		}
	}
	return word, v
}

// predicate says whether the word at i, which can be a past tense or a
// participle, says what happened: OK; or is another word here: Bad.
func (n *name) predicate(i int) Verdict {
	words := n.words()
	last := len(words) - 1
	w, first := &words[i], &words[0]
	followed := i < last && (words[i+1].is(preposition) || adverbial(words[i+1].lower))

	switch w.past {
	case certain:
		imperative := i > 0 && first.attr.verb() >= hardlyNoun && first.past == never
		switch {
		case i == last || followed || words[i+1].lower == "all":
			return OK // UserCreated, UserCreatedByAdmin, DeletedAll
		case i == 0 && ofIng(words[last].lower) != "" && (words[last].attr == 0 || last > 1 && !words[last].is(inIng)):
			return Bad // ScheduledTaskStarting
		case i == 0 && last > 1 && n.state(last):
			return Bad // DeprecatedPageReady
		case i < last-1 && words[last].attr&(verbShare|noun|adjective) == neverNoun && words[last].past == never && words[last-1].attr&noun != 0 && !words[last-1].is(afterward):
			return Bad // ScheduledTaskCreate; but DeathConfirmedPostPersist
		case i == 0:
			return Unknown // CreatedPayment: a past with its object, or an adjective with its noun
		case words[i-1].is(degree):
			return Bad // FullyFundedPayment: an adjective
		case imperative && (i == 1 || i == 2 && words[1].is(determiner)), words[i-1].attr.onlyVerb() && words[i-1].past == never && !is(ofPast(w.lower), unwilled|ofActs|begins):
			return Bad // SendDeletedNotification, RemoveAllSimulatedJobs: the participle belongs to the noun; but UserCreateFailedAgain, UserCreateRequestedOutbox
		}
		return OK // UserAcceptedInvite
	case perhaps:
		switch {
		case i == 1 && w.attr&noun != 0 && first.attr.onlyVerb() && first.past == never:
			return Bad // AlterGround
		case i == 0 && last > 0 && w.attr&(adjective|irregular) == adjective && !words[1].is(preposition) && words[1].attr&noun != 0:
			return Bad // TalentedUser: an adjective
		case i == last || i > 0 && (followed || n.agent(i)):
			return OK // UserLeft, UserLeftWithoutPaying, PlayerFoundItem
		case i == 0 && last == 1 && words[1].is(particle):
			return OK // TornDown
		}
		return Unknown
	case same:
		switch {
		case i == last && first.attr.onlyVerb() && first.past == never:
			return Bad // DeletePriceSet
		case i > 0 && (followed || i == last && w.is(unchanging)):
			return OK // PriceSet, StatusSetToPaid
		case i == 0 && last > 0 && !followed && !words[1].is(determiner):
			return Bad // SetPrice: as the first word it is an imperative
		case i > 0 && i < last && !followed && pastTense(w.lower) != w.lower:
			return Bad // WorkflowRunJob: the past is ran
		case i == last-1 && words[last].is(failure):
			return Bad // CounterReadError
		case i > 0 && i < last && (words[last].attr.verb() >= mostly && words[last].attr&adjective == 0 || words[last].lower == "request" && !n.agent(i) || ofIng(words[last].lower) != "" && !words[last].is(inIng) || n.actVerb(last) != ""):
			return Bad // DataSetUpdate, PasswordResetRequest, DataSetDeleting, DataSetRemoval: the verb comes later; but TaskSetComplete
		}
		return Unknown // PasswordReset
	}
	return Bad
}

// adverbial reports whether a word looks like an adverb of manner.
func adverbial(w string) bool {
	return len(w) > 4 && w[len(w)-2:] == "ly" && lookup(w)&(noun|verbShare) == 0
}

// known reports whether the name is English: half of its words, at least, are in the lexicon. Other languages
// have item and status, too: beside a word that looks like one of theirs there is a verb. Initials need not be known.
func (n *name) known() bool {
	known, words, verb, foreign := 0, 0, false, false
	for i := range n.words() {
		w := &n.all[i]
		switch {
		case w.is(preposition) && n.count > 1 || w.initials() && w.uses == 0 && n.count > 1:
			continue
		case w.known() || w.class != 0 || twoWords(w.lower):
			known++
			verb = verb || w.uses.verb() >= asOften
		case len(w.lower) > 4 && (vowel(w.lower[len(w.lower)-1]) || strings.HasSuffix(w.lower, "ar")):
			foreign = true
		}
		words++
	}
	return known > 0 && (known*2 > words || known*2 == words && (verb || !foreign)) || n.count == 1 && n.initials()
}
