package english

import "strings"

const happened = "; an event has already happened"

// event says whether the name of an event is in the past tense.
func (n *name) event(j *Judge) (Verdict, string) {
	words := n.words()
	if len(words) == 0 {
		return Unknown, "it has no words to judge"
	}
	last := len(words) - 1
	announced := words[0].class&announcer != 0 && last > 0
	for i := range words {
		if words[i].class&future != 0 {
			return Unknown, quote(words[i].text) + " may be followed by a past tense, or not"
		}
	}
	// Most good names end in their verb: then no other word need be looked up.
	if words[last].learn(j); words[last].past == certain && !announced {
		return OK, ""
	}
	n.learn(j)

	doubt := "" // what may be a past tense
	for i := range words {
		w := &words[i]
		if w.class&finite != 0 || w.class&auxiliary != 0 && n.participleAfter(i) {
			return OK, ""
		}
		if w.past == never {
			continue
		}
		verdict := n.predicate(i)
		switch {
		case announced && verdict != Bad:
			doubt = w.text // BeforeUserCreated
		case verdict == OK:
			return OK, ""
		case verdict == Unknown:
			doubt = w.text
		}
	}
	if doubt != "" {
		return Unknown, quote(doubt) + " may be a past tense, or not"
	}
	if !n.latin || !n.known() {
		return Unknown, "it is not made of words that are known"
	}
	if w := &words[last]; w.uses() == 0 && len(w.lower) > 4 && last > 0 && w.class&compound == 0 && w.text[1:] == w.lower[1:] && ofIng(w.lower) == "" &&
		(w.lower[len(w.lower)-1] == 'd' || w.lower[len(w.lower)-1] == 't' || w.lower[len(w.lower)-1] == 'n') {
		return Unknown, quote(w.text) + " is not a word that is known"
	}
	return Bad, n.notPast(announced) + happened
}

// participleAfter reports whether an auxiliary at i has its participle after
// it: HasBeenSent, WasAlreadyPaid.
func (n *name) participleAfter(i int) bool {
	for i++; i < len(n.words()); i++ {
		w := &n.words()[i]
		if w.past != never {
			return true
		}
		if w.attr&adverb == 0 && w.class&auxiliary == 0 && w.lower != "not" {
			return false
		}
	}
	return false
}

// predicate says whether the word at i, which can be a past tense or a
// participle, says what happened: OK; or is another word here: Bad.
func (n *name) predicate(i int) Verdict {
	words := n.words()
	last := len(words) - 1
	w, first := &words[i], &words[0]
	followed := i < last && (words[i+1].class&preposition != 0 || adverbial(words[i+1].lower))

	switch w.past {
	case certain:
		imperative := i > 0 && first.attr&(verbShare|noun) == 7 && first.past == never
		switch {
		case i == last || followed || words[i+1].lower == "all":
			return OK // UserCreated, UserCreatedByAdmin, DeletedAll
		case i == 0 && ofIng(words[last].lower) != "" && (words[last].attr == 0 || last > 1 && !thingInIng(words[last].lower)):
			return Bad // ScheduledTaskStarting
		case i == 0 && last > 1 && n.state(last):
			return Bad // DeprecatedPageReady
		case i == 0:
			return Unknown // CreatedPayment: a past with its object, or an adjective with its noun
		case oneOf(words[i-1].lower, " fully newly highly currently previously well co self non semi half "):
			return Bad // FullyFundedPayment: an adjective
		case imperative && i == 1:
			return Bad // SendDeletedNotification: the participle belongs to the noun
		case imperative, i > 1 && adverbial(words[i-1].lower):
			return Unknown
		}
		return OK // UserAcceptedInvite
	case perhaps:
		switch {
		case i == 0 && last > 0 && w.attr&(adjective|irregular) == adjective && words[1].class&preposition == 0 && words[1].attr&noun != 0:
			return Bad // TalentedUser: an adjective
		case i == last || i > 0 && (followed || n.agent(i)):
			return OK // UserLeft, UserLeftWithoutPaying, PlayerFoundItem
		case oneOf(w.lower, " ground bit saw rose bore wound lay felt thought shot bound "), i == 0 && w.lower == "left":
			return Bad // LeftClick
		case i == 0 && last == 1 && words[1].class&particle != 0:
			return OK // TornDown
		}
		return Unknown
	case same:
		switch {
		case i > 0 && (followed || i == last && oneOf(w.lower, " set unset read put split ")):
			return OK // PriceSet, StatusSetToPaid
		case i == 0 && last > 0 && !followed && !oneOf(words[1].lower, " all any many each "):
			return Bad // SetPrice: as the first word it is an imperative
		case i > 0 && i < last && (words[last].attr&verbShare >= 5 || ofIng(words[last].lower) != "" && !thingInIng(words[last].lower)):
			return Bad // DataSetUpdate, DataSetDeleting: the verb comes later
		}
		return Unknown // PasswordReset
	}
	return Bad
}

// notPast says why an event is not in the past tense.
func (n *name) notPast(announced bool) string {
	words := n.words()
	first, last := &words[0], &words[n.count-1]
	switch {
	case announced:
		return quote(first.text) + " announces what is to come"
	case ofIng(last.lower) != "" && last.attr&verbShare < 3:
		return quote(last.text) + " is still going on"
	case n.count > 1 && first.attr&verbShare != 0 && (first.attr&noun == 0 || n.onlyVerb()):
		return quote(first.text) + " is an imperative"
	case n.count == 1 && (last.attr&noun == 0 || last.attr&verbShare >= 6):
		return quote(last.text) + " is not in the past tense"
	case n.count == 1:
		return quote(last.text) + " is not a verb in the past tense"
	case n.finalVerb():
		return quote(last.text) + " is not in the past tense"
	}
	if i := n.middleVerb(); i > 0 {
		return quote(words[i].text) + " is not in the past tense"
	}
	return "no word of " + quote(n.body()) + " is a verb in the past tense"
}

// adverbial reports whether a word looks like an adverb of manner.
func adverbial(w string) bool {
	return len(w) > 4 && w[len(w)-2:] == "ly" && lookup(w)&(noun|verbShare) == 0
}

// known reports whether half the words, at least, are in the lexicon, so that
// the name is English.
func (n *name) known() bool {
	known := 0
	for i := range n.words() {
		w := &n.words()[i]
		if w.uses() != 0 || derivedNoun(w.lower) || twoWords(w.lower) || w.class&announcer != 0 || ofIng(w.lower) != "" || singular(w.lower) != "" || w.class&compound != 0 || w.class&preposition != 0 {
			known++
		}
	}
	return known*2 >= len(n.words()) && known > 0
}

// twoWords reports whether w is two words of the lexicon in one: startlevel.
func twoWords(w string) bool {
	for i := 3; i <= len(w)-3; i++ {
		if lookup(w[:i]) != 0 && lookup(w[i:]) != 0 {
			return true
		}
	}
	return false
}

// derivedNoun reports whether w has the ending of a noun that English makes of
// other words.
func derivedNoun(w string) bool {
	if len(w) < 7 {
		return false
	}
	if strings.HasSuffix(w, "er") && (isVerb(w[:len(w)-1]) || isVerb(w[:len(w)-2])) || strings.HasSuffix(w, "or") && isVerb2(w[:len(w)-2], "e") {
		return true // reseller, importer
	}
	for _, ending := range [...]string{"tion", "sion", "ment", "ness", "ity", "izer", "ator", "ance", "ence", "ship", "less", "able", "ible"} {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}

func quote(s string) string { return `"` + s + `"` }
