package english

import "strings"

const happened = "; an event has already happened"

// Words of the closed classes, which no dictionary of meanings has.
const (
	// What may follow a verb that has said what happened.
	prepositions = " to from by with without in into on onto at as for of off out over under up down away back " +
		"due because through via after before until since against between among across within outside inside about upon per " +
		"during when while if because and or than like again already not successfully too yet then "

	// What makes a past tense of the words around it.
	auxiliaries = " was were had has have been got "

	// What announces a thing that has not happened yet.
	announcers = " before pre prior will would should shall must about upcoming "

	// What makes an adjective of the participle that follows, if a noun follows that.
	degrees = " fully newly highly currently previously well co self non semi half "

	// What may stand between an auxiliary and its participle.
	between = " not never no already been just also "
)

// event says whether the name of an event is in the past tense.
func (n *name) event() (Verdict, string) {
	words := n.words
	if len(words) == 0 {
		return Unknown, "it has no words to judge"
	}
	last := len(words) - 1
	first := &words[0]
	announced := oneOf(first.lower, announcers) && last > 0

	doubt := "" // what may be past
	for i := range words {
		w := &words[i]
		if oneOf(w.lower, " being be ") {
			return Unknown, quote(w.text) + " may be followed by a past tense, or not"
		}
		if i == 0 && oneOf(w.lower, " was were had has have ") && last > 0 && words[1].past >= same || oneOf(w.lower, " was were had ") {
			return OK, ""
		}
		if oneOf(w.lower, auxiliaries) && i < last {
			k := i + 1
			for k < last && oneOf(words[k].lower, between) || k < last && words[k].attr&adverb != 0 && words[k].past == never {
				k++
			}
			if words[k].past >= same {
				return OK, ""
			}
		}
		if w.past == never {
			continue
		}
		followed := i < last && (oneOf(words[i+1].lower, prepositions) || adverbial(words[i+1].lower))
		switch {
		case announced:
			doubt = w.text
		case w.past == certain:
			switch {
			case i == last || followed || oneOf(words[i+1].lower, " all "):
				return OK, ""
			case i > 0 && oneOf(words[i-1].lower, degrees):
				// FullyFundedPayment: an adjective.
			case i == 0:
				doubt = w.text // CreatedPayment: a past with its object, or an adjective with its noun
			case i == 1 && first.attr&(verbShare|noun) == 7 && first.past == never:
				// SendDeletedNotification: the participle belongs to the noun.
			case i > 1 && first.attr&(verbShare|noun) == 7 && first.past == never:
				doubt = w.text
			case adverbial(words[i-1].lower) && i > 1 && !oneOf(words[i-2].lower, auxiliaries):
				doubt = w.text // FullyFundedPayment
			default:
				return OK, ""
			}
		case w.past == perhaps:
			switch {
			case i == last || followed && i > 0:
				return OK, ""
			case !oneOf(w.lower, " ground bit saw rose bore wound lay felt thought shot bound ") && (i > 0 || w.lower != "left"):
				doubt = w.text
			}
		case w.past == same:
			switch {
			case i == last && i > 0 && oneOf(w.lower, " set unset read put split "):
				return OK, ""
			case i == last, i > 0 && followed:
				doubt = w.text
				if i > 0 && followed {
					return OK, ""
				}
			case i == 0 && !followed && !oneOf(words[1].lower, " all any many each "):
				// SetPrice: as the first word it is an imperative.
			case i > 0 && words[last].attr&verbShare >= 5:
				// UserSetUpdate: the verb comes later.
			default:
				doubt = w.text
			}
		}
	}
	if doubt != "" {
		return Unknown, quote(doubt) + " may be a past tense, or not"
	}
	if !n.latin || !n.known() {
		return Unknown, "it is not made of words that are known"
	}
	if w := &words[last]; w.attr == 0 && len(w.lower) > 4 && last > 0 && !closed(w.lower) && w.text[1:] == w.lower[1:] && ofIng(w.lower) == "" &&
		(w.lower[len(w.lower)-1] == 'd' || w.lower[len(w.lower)-1] == 't' || w.lower[len(w.lower)-1] == 'n') {
		return Unknown, quote(w.text) + " is not a word that is known"
	}
	return Bad, n.notPast(announced) + happened
}

// notPast says why an event is not in the past tense.
func (n *name) notPast(announced bool) string {
	first, last := &n.words[0], &n.words[len(n.words)-1]
	switch {
	case announced:
		return quote(first.text) + " announces what is to come"
	case ofIng(last.lower) != "" && last.attr&verbShare < 3:
		return quote(last.text) + " is still going on"
	case len(n.words) > 1 && imperative(first) && !(first.attr&noun != 0 && last.attr&verbShare >= 5):
		return quote(first.text) + " is an imperative"
	case last.attr&verbShare >= 4 && last.attr&noun == 0 || last.attr&verbShare >= 5:
		return quote(last.text) + " is not in the past tense"
	case len(n.words) == 1:
		return quote(last.text) + " is not a verb in the past tense"
	}
	for i := range n.words[1:] {
		if w := &n.words[i+1]; w.attr&verbShare >= 5 {
			return quote(w.text) + " is not in the past tense"
		}
	}
	return "no word of " + quote(n.body()) + " is a verb in the past tense"
}

// imperative reports whether a word that begins a name is read as an imperative.
func imperative(w *word) bool {
	return w.attr&verbShare >= 3
}

// adverbial reports whether a word looks like an adverb of manner.
func adverbial(w string) bool {
	return len(w) > 4 && w[len(w)-2:] == "ly" && lookup(w)&(noun|verbShare) == 0
}

// known reports whether half the words, at least, are in the lexicon, so that
// the name is English.
func (n *name) known() bool {
	known := 0
	for i := range n.words {
		w := &n.words[i]
		if w.attr != 0 || usesOf(w.lower) != 0 || derivedNoun(w.lower) || twoWords(w.lower) || oneOf(w.lower, announcers) || ofIng(w.lower) != "" || singular(w.lower) != "" || closed(w.lower) || oneOf(w.lower, prepositions) {
			known++
		}
	}
	return known*2 >= len(n.words) && known > 0
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
