package english

import "strings"

// verbAfter returns the index of the word that is the verb of the name if its
// first word is a noun, or 0. The share says how much the first is a verb.
func (n *name) verbAfter(share attr) int {
	words := n.words()
	last := len(words) - 1
	if last == 0 || share > 0 && n.ofKept() {
		return 0
	}
	verb := func(i int) attr {
		if words[i].is(preposition) || words[i].attr&adjective != 0 && i < last {
			return 0
		}
		if share > 0 && words[i].attr == 0 && !undone(words[i].lower) {
			return 0 // ListUpstack
		}
		return words[i].uses.verb()
	}
	least := sometimes
	switch {
	case share > 0 && (words[1].is(preposition) || words[0].is(ofActs) ||
		words[0].is(action|retrieval) && last > 1 && (words[0].is(action) || verb(last) != neverNoun) || words[0].is(oversees) && !words[1].is(mends) && words[1].uses.verb() > 0):
		return 0 // FlagForDelete, RequestDelete, TestUserDelete, ListRestoreJobs, TestSend
	case share > 0 && share < sometimes && words[0].is(asked):
		least = hardlyNoun // AddressIssue
	case share > rarely && words[0].is(action|retrieval):
		least = neverNoun // SearchBackendReindex
	case share > 0:
		least = hardlyNoun
	}
	if verb(last) >= least && words[last].past != certain && !words[last-1].is(preposition) {
		return last
	}
	odds, _ := words[0].attr.odds()
	if last == 2 && words[1].lower == "change" && share <= sometimes && odds < -3 && !words[0].is(action|retrieval|asked) && n.thing(last) {
		return 1 // OrderChangeAddress; but OfferChangeOrder
	}
	for i := 1; i < last; i++ {
		if (verb(i) == neverNoun && (i == 1 && (share < asOften || words[i].is(mends|fetches)) || share < asOften && n.thing(i-1) && !words[i-1].is(prefix)) || verb(i) == hardlyNoun && words[i+1].is(preposition) || share == rarely && i == 1 && verb(i) == hardlyNoun || share == 0 && i == 1 && verb(i) >= sometimes) && words[i].past != certain {
			return i
		}
	}
	return 0
}

// undone reports whether a word that the lexicon doesn't have is a verb with a prefix that
// makes nothing but verbs: unlock, reopen, deregister.
func undone(w string) bool {
	return len(w) > 4 && (w[:2] == "un" || w[:2] == "re" || w[:2] == "de") && lookup(w[2:]).verb() > 0
}

// idiom reports whether the word at i is a verb by what stands around it: a noun
// before set, as after mark.
func (n *name) idiom(i int) bool {
	w := n.all[i].lower
	return w == "set" || w == "mark" && i+1 < n.count && n.all[i+1].lower == "as"
}

// either reports whether the word at i joins two verbs: UpdateOrCreate.
func (n *name) either(i int) bool {
	return i > 1 && n.all[i].is(joins) && n.isVerbAt(i-1)
}

// thing reports whether the word at i is a noun only, of one thing.
func (n *name) thing(i int) bool {
	w := &n.all[i]
	return w.attr&noun != 0 && w.attr.verb() < seldom && w.attr&(person|quality) == 0 && w.past == never
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

// nouns reports whether the first words of a name, up to end, can stand
// together as an object: the last of them is a noun, and none is a verb only.
func (n *name) nouns(end int) bool {
	for i := 0; i < end; i++ {
		w := &n.all[i]
		if i+1 < end && n.all[i+1].is(particle) && w.is(phrasal) {
			if i++; i+1 == end {
				return true // opt-in, sign-up
			}
			continue
		}
		if w.lower == "of" && 0 < i && i+1 < end {
			continue // UnitOfMeasure
		}
		if w.attr.onlyVerb() || w.is(preposition) {
			return false
		}
	}
	w := &n.all[end-1]
	return w.attr&noun != 0 && w.attr&quality == 0 || singular(w.lower) != "" ||
		w.attr == 0 && !version(w.text) && !strings.HasSuffix(w.lower, "able") && !strings.HasSuffix(w.lower, "ible") // ProgrammableSwitch
}

// base returns the base form of a word that is another form of a verb, or "".
func (n *name) base(i int) string {
	w := &n.all[i]
	if w.past == certain {
		return ofPast(w.lower)
	}
	if v := ofIng(w.lower); v != "" {
		return v
	}
	if w.attr == 0 && singular(w.lower) == "" {
		return ofS(w.lower)
	}
	return ""
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
