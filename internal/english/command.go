package english

import "strings"

const toDo = "; a command starts with an imperative"

// command says whether the name of a command is in the imperative.
func (n *name) command(j *Judge) (Verdict, string) {
	v, why := n.imperative(j)
	if v == Bad {
		why += toDo
	}
	return v, why
}

// query says whether the name of a query is in the imperative, or asks.
func (n *name) query(j *Judge) (Verdict, string) {
	if len(n.words()) > 0 {
		if n.words()[0].class&(question|wh) != 0 {
			return OK, ""
		}
		last := n.words()[len(n.words())-1].lower
		if last == "exists" || last == "exist" {
			return OK, ""
		}
	}
	if len(n.words()) > 1 {
		w := &n.words()[0]
		w.learn(j)
		if share := w.attr & verbShare; 0 < share && share < 4 && w.class&compound == 0 && w.class&reading == 0 && w.class&modifier == 0 {
			return Bad, quote(w.text) + " is a noun here; a query starts with an imperative, or asks"
		}
	}
	v, why := n.imperative(j)
	if v == Bad {
		why += "; a query starts with an imperative, or asks"
	}
	return v, why
}

// imperative says whether the first word is an imperative, and if not, why.
func (n *name) imperative(j *Judge) (Verdict, string) {
	words := n.words()
	if len(words) == 0 {
		return Unknown, "it has no words to judge"
	}
	if strings.ContainsAny(n.text, "./:") {
		return Unknown, "it is a path: only its end is the name of a message"
	}
	last := len(words) - 1
	first := &words[0]
	first.learn(j)
	if first.class == 0 && first.attr&verbShare == 7 {
		return OK, "" // most good names: no other word need be looked up
	}
	n.learn(j)
	uses := first.uses()
	share := uses & verbShare

	if (first.class&modifier != 0 || adverbial(first.lower)) && last > 0 {
		if words[1].uses()&verbShare >= 3 {
			if oneOf(first.lower, " self co ") {
				return Unknown, quote(first.text) + " makes a verb that is not in the dictionary"
			}
			return OK, ""
		}
		verb := n.verbAfter(0)
		switch {
		case first.class&action != 0: // force
		case verb > 0 && (words[1].uses()&verbShare == 0 || verb == last && words[last].attr&(verbShare|noun) == 7):
			return Bad, n.nounFirst(verb) // BulkUserUpdate, QuickAccessCreate; but not AsyncProcessOrder
		case words[1].past == certain && adverbial(first.lower):
			return Bad, quote(words[1].text) + " is in the past tense" // PartiallyPaid
		case last > 1 && !oneOf(first.lower, " batch maybe please try ") && !n.anyVerb(1):
			return Bad, "none of its words is a verb" // BulkApplicationAction
		}
		if oneOf(first.lower, " self co ") {
			return Bad, quote(first.text) + " is not a verb"
		}
		return Unknown, quote(first.text) + " may be a verb, or not"
	}
	switch {
	case last > 0 && oneOf(first.lower, " pre de un over dis mis ") && words[1].uses()&verbShare > 0:
		return OK, "" // PreAuthorizeCard
	case first.lower == "not" || first.lower == "do" && last > 0 && words[1].lower == "not" || first.lower == "dont" || first.lower == "never":
		return Unknown, quote(first.text) + " makes it a prohibition"
	case first.class&question != 0:
		return Bad, quote(first.text) + " asks"
	case first.class&wh != 0:
		return Bad, quote(first.text) + " asks"
	case first.lower == "opt" && last > 0 && words[1].class&particle != 0:
		return OK, "" // OptInUser
	case first.class&compound != 0:
		if verb := n.verbAfter(0); verb == last && last > 0 && (words[last].attr&verbShare == 7 || open(first.lower) == "") {
			return Bad, n.nounFirst(last) // SetupCreate; CutoffSearch, but SetupSearch
		}
		return Unknown, quote(first.text) + " is a noun that many use as a verb"
	}
	if share >= 5 {
		if share == 5 && last == 1 && words[last].attr&(verbShare|noun) == 7 && n.verbAfter(5) == last {
			return Bad, n.nounFirst(last) // PermitDelete
		}
		if first.past == certain && uses&verbShare != 7 {
			return Unknown, quote(first.text) + " may be a past tense"
		}
		return OK, ""
	}
	if share > 0 {
		verb := n.verbAfter(share)
		switch {
		case uses&noun != 0 && last > 0 && words[1].lower == "of":
			return Bad, quote(first.text) + " is a noun here" // ChangeOfParty
		case first.past >= perhaps:
			return Unknown, quote(first.text) + " may be a past tense"
		case verb > 0:
			return Bad, n.nounFirst(verb)
		case share < 4 && last == 1 && words[1].past >= perhaps && first.class&(action|reading) == 0,
			share == 1 && words[last].past == certain && n.thing(last-1):
			return Bad, quote(words[last].text) + " is in the past tense" // OrderCreated, CourseLessonApproved
		case last == 1 && carriedOut(first.lower) && ofIng(words[1].lower) != "" && !thingInIng(words[1].lower):
			return Bad, quote(words[1].text) + " is not an imperative" // RefundExecuting
		case share < 4 && last > 2 && words[1].past >= perhaps && words[2].class&preposition != 0 && first.class&(action|reading) == 0:
			return Bad, quote(words[1].text) + " is in the past tense" // OrderSentToCustomer
		case share == 1 && find(nominalList, words[last].lower) != "":
			return Bad, quote(first.text) + " is a noun here" // ProjectCreation
		case share == 1 && first.attr&quality != 0 && last > 0 && words[1].class&preposition == 0:
			if isVerb(first.lower + words[1].lower) {
				return OK, "" // BlackListUser
			}
			return Bad, quote(first.text) + " is not a verb" // InitialLoad
		case share == 1 && last == 0 && first.class == 0:
			return Bad, quote(first.text) + " is a noun" // ContentCommand
		case share == 1 && last > 0 && (n.thing(last) || matter(words[last].lower)) && words[1].class&particle == 0 && !asked(first.lower):
			return Bad, quote(first.text) + " is a noun here" // FieldRule; but InvoiceCustomer, SortItems
		case share == 1:
			return Unknown, quote(first.text) + " is mostly a noun"
		}
		return OK, ""
	}

	// No verb as the lexicon has it: is that certain?
	switch {
	case first.past == certain:
		return Bad, quote(first.text) + " is in the past tense"
	case first.past != never:
		return Unknown, quote(first.text) + " may be a past tense"
	case !n.latin:
		return Unknown, quote(first.text) + " is not a word that is known"
	case ofIng(first.lower) != "":
		return Bad, quote(first.text) + " is not an imperative"
	case first.class&announcer != 0 || first.class&preposition != 0:
		return Bad, quote(first.text) + " is not a verb"
	case ofS(first.lower) != "" && uses == 0 && singular(first.lower) == "":
		return Bad, quote(first.text) + " is not an imperative"
	case strings.HasPrefix(first.lower, "re") && lookup(first.lower[2:])&verbShare >= 4:
		return Unknown, quote(first.text) + " may be a verb, or not" // RedraftLetter
	case uses != 0 || singular(first.lower) != "" || derivedNoun(first.lower):
		if verb := n.verbAfter(0); verb > 0 {
			return Bad, n.nounFirst(verb)
		}
		return Bad, quote(first.text) + " is not a verb"
	}
	if nearVerb(first.lower) {
		return Unknown, quote(first.text) + " may be a verb that is misspelt" // SupressEmail
	}
	if verb := n.verbAfter(0); verb > 0 {
		return Bad, n.nounFirst(verb)
	}
	if last > 0 && words[1].class&compound != 0 {
		return Bad, n.nounFirst(1)
	}
	if noVerb(first.lower) || headNoun(first.lower) {
		return Bad, quote(first.text) + " is not a verb"
	}
	if len(first.text) > 1 && kind(first.text[1]) == upper && has(n.text, upper) && has(n.text, lower) {
		return Bad, quote(first.text) + " is not a verb"
	}
	return Unknown, quote(first.text) + " is not a word that is known"
}

// noVerb reports whether a word that nobody knows looks like no verb: Thingy,
// Epao, Mautic. It may be a name, or an abbreviation.
func noVerb(w string) bool {
	n := len(w)
	if oneOf(w, " my our your their its this that these those every all any some each no ") {
		return true
	}
	if n < 3 {
		return false
	}
	switch w[n-1] {
	case 'a', 'i', 'o', 'u':
		return true
	case 'y':
		return !vowel(w[n-2]) && w[n-2] != 'f'
	}
	for _, ending := range [...]string{"ic", "us", "ist", "ism", "ian", "ness", "ium", "sis"} {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}

// headNoun reports whether w is two words in one, the second of which is a
// noun: playstate.
func headNoun(w string) bool {
	for i := 3; i <= len(w)-4; i++ {
		if a := lookup(w[i:]); lookup(w[:i]) != 0 && a&noun != 0 && a&verbShare < 2 {
			return true
		}
	}
	return false
}

// anyVerb reports whether a word from i on may well be a verb.
func (n *name) anyVerb(i int) bool {
	for ; i < n.count; i++ {
		if n.words()[i].uses()&verbShare > 1 {
			return true
		}
	}
	return false
}

// carriedOut reports whether a word, which is a verb as well, is the noun of an act
// that one executes; what is done to such a word isn't its object.
func carriedOut(w string) bool {
	return oneOf(w, " charge deposit exchange order purchase refund trade transfer ")
}

// asked reports whether a word, though a noun far more often, is a verb that programs are
// given with its object: SortItem, ContactSupport, AddressIssue.
func asked(w string) bool {
	return oneOf(w, " address alert contact document grade group host price rank sort time ")
}

// thing reports whether the word at i is a noun only, of one thing.
func (n *name) thing(i int) bool {
	w := &n.words()[i]
	return w.attr&noun != 0 && w.attr&verbShare < 2 && w.attr&(person|quality) == 0 && w.past == never
}

// verbAfter returns the index of the word that is the verb of the name if its
// first word is a noun, or 0. The share says how much the first is a verb.
func (n *name) verbAfter(share attr) int {
	words := n.words()
	last := len(words) - 1
	if last == 0 {
		return 0
	}
	verb := func(i int) attr {
		if n.idiom(i) {
			return 7
		}
		if words[i].class&preposition != 0 || words[i].attr&adjective != 0 && i < last {
			return 0
		}
		return words[i].uses() & verbShare
	}
	least := attr(3)
	switch {
	case share > 0 && (words[1].class&preposition != 0 || oneOf(words[0].lower, " request schedule trigger undo retry ")):
		return 0 // FlagForDelete, RequestDelete
	case share > 0 && share < 3 && words[0].attr&person != 0:
		least = 3 // ApprenticePatch
	case share == 1 && asked(words[0].lower):
		least = 6 // AddressIssue
	case share == 1:
		least = 4
	case share == 5, share > 1 && words[0].class&action != 0:
		least = 7
	case share > 1:
		least = 6
	}
	if least == 7 && words[last].attr&adjective != 0 {
		return 0 // ProcessMonthComplete
	}
	if words[last].class&compound != 0 && share < 2 && open(words[last].lower) != "" {
		return last // AuthLogin
	}
	if verb(last) >= least && words[last].past != certain && (words[last-1].class&preposition == 0 || n.either(last-1)) {
		return last
	}
	if share > 0 && words[0].class&action != 0 {
		return 0
	}
	for i := 1; i < last; i++ {
		if (verb(i) == 7 && i == 1 || verb(i) == 6 && words[i+1].class&preposition != 0 || share == 1 && i == 1 && verb(i) == 6 || share == 0 && i == 1 && verb(i) >= 3) && words[i].past != certain {
			return i
		}
	}
	return 0
}

// idiom reports whether the word at i is a verb by what stands around it: a noun
// before set, as after mark.
func (n *name) idiom(i int) bool {
	w := n.words()[i].lower
	return w == "set" || w == "mark" && i+1 < n.count && n.words()[i+1].lower == "as"
}

// either reports whether the word at i joins two verbs: UpdateOrCreate.
func (n *name) either(i int) bool {
	return i > 1 && oneOf(n.words()[i].lower, " or and ") && n.isVerbAt(i-1)
}

// nounFirst says that a name begins with a noun, and its verb stands at i.
func (n *name) nounFirst(i int) string {
	return quote(n.words()[0].text) + " stands before the verb " + quote(n.words()[i].text)
}

// singular returns the noun whose plural is w, or "".
func singular(w string) string {
	n := len(w)
	if n < 4 || w[n-1] != 's' {
		return ""
	}
	if lookup(w[:n-1])&noun != 0 {
		return w[:n-1]
	}
	if w[n-2] == 'e' && lookup(w[:n-2])&noun != 0 {
		return w[:n-2]
	}
	var b [32]byte
	if n > 4 && n < 30 && w[n-3:] == "ies" {
		if s := string(append(append(b[:0], w[:n-3]...), 'y')); lookup(s)&noun != 0 {
			return s
		}
	}
	return ""
}
