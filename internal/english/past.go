package english

import "strings"

// A past says how sure it is that a word is a past tense or a participle.
type past uint8

const (
	never   past = iota
	same         // looks like its base form: set, read, reset, run
	perhaps      // is another word as well: left, found, unauthorized
	certain      // created, sent, withdrawn
)

// pastOf returns how sure it is that the lower-case word w, of which the
// lexicon says a, is a past tense or a participle.
func pastOf(w string, a attr) past {
	n := len(w)
	switch {
	case n < 3:
		return never
	case a&perhapsPast == perhapsPast:
		return perhaps
	case a&invariant != 0:
		return same
	case w[n-1] == 'd' && w[n-2] == 'e' && n > 3:
		return regularPast(w, a)
	case a&irregular != 0:
		return certain
	case a != 0:
		return never // a word of its own: present is not pre-sent
	}
	if root, ok := cutPrefix(w); ok {
		if r := lookup(root); r&perhapsPast == irregular {
			return certain
		} else if r&perhapsPast == invariant {
			return same
		}
	}
	if misspelled(w) || pastWithParticle(w) {
		return certain
	}
	for i := 3; i <= n-3; i++ {
		if lookup(w[i:])&perhapsPast == irregular && lookup(w[:i])&noun != 0 {
			return perhaps // orderpaid
		}
	}
	return never
}

// IsPast reports whether a word in small letters is a past tense or a participle, and not first of all another
// word: created, sent, left; but set and bit are not.
func IsPast(w string) bool {
	a := lookup(w)
	p := pastOf(w, a)
	return p == certain || p == perhaps && a&(noun|quality) != noun
}

// pastWithParticle reports whether w is a participle and a particle in one word: timedout.
func pastWithParticle(w string) bool {
	for _, p := range [...]string{"out", "in", "up", "down", "off"} {
		if v := strings.TrimSuffix(w, p); v != w && len(v) > 3 && v[len(v)-2:] == "ed" && verbOfEd(v) != "" {
			return true
		}
	}
	return false
}

// invariantVerb reports whether a verb looks alike in the past.
func invariantVerb(w string) bool {
	a := lookup(w)
	if root, ok := cutPrefix(w); ok && a == 0 {
		a = lookup(root)
	}
	return a&perhapsPast == invariant
}

// regularPast judges a word that ends in -ed.
func regularPast(w string, a attr) past {
	if w[len(w)-3] == 'e' && !(len(w) > 4 && lookup(w[:len(w)-1]).verb() != 0) {
		return never // feed, proceed; but agreed, freed
	}
	if a.verb() != 0 && !strings.HasSuffix(w, "ied") && verbOfEd(w) == "" {
		return never // embed, need, shred
	}
	switch {
	case a.verb() != 0 && len(w) < 6:
		return never // seed: not what one sees
	case verbOfEd(w) != "":
		return certain
	case a&noun != 0:
		return never // hundred
	case a&adjective != 0:
		return perhaps // sacred, unauthorized
	case strings.ContainsAny(w[:len(w)-2], "aeiouy") && len(w) > 4:
		return certain // a verb that the lexicon doesn't have
	}
	return perhaps
}

// verbOfEd returns the verb whose regular past is w, or "".
func verbOfEd(w string) string {
	if strings.HasSuffix(w, "ied") {
		if v := w[:len(w)-3]; isVerb2(v, "y") {
			return v + "y"
		}
	}
	for _, v := range [...]string{w[:len(w)-1], w[:len(w)-2]} {
		if isVerb(v) {
			return v
		}
	}
	if n := len(w) - 3; n > 1 && (w[n] == w[n-1] || w[n] == 'k' && w[n-1] == 'c') && isVerb(w[:n]) {
		return w[:n] // submitted, mimicked
	}
	return ""
}

// isVerb reports whether w is the base form of a verb.
func isVerb(w string) bool {
	return usesOf(w).verb() != 0
}

func isVerb2(stem, ending string) bool {
	var b [32]byte
	return len(stem) < 30 && isVerb(string(append(append(b[:0], stem...), ending...)))
}

// usesOf returns how w can be used: what the lexicon says, or else what its
// prefix and ending tell.
func usesOf(w string) attr {
	if a := lookup(w); a != 0 {
		return a
	}
	return derived(w)
}

// derived returns how w, which the lexicon doesn't have, can be used by its
// prefix or its ending.
func derived(w string) attr {
	if root, ok := cutPrefix(w); ok {
		least := attr(3)
		switch w[:2] {
		case "un", "re":
			least = 1 // unstar, readdress: of nouns, they make verbs only
		case "de":
			least = 2
		}
		if a := lookup(root); a.verb() >= least {
			return a&^(noun|adjective|adverb|person|quality|verbShare|counted) | 7
		}
	}
	if len(w) > 6 && (strings.HasSuffix(w, "ize") || strings.HasSuffix(w, "ise") || strings.HasSuffix(w, "ify")) {
		return 7 | transitive
	}
	return 0
}

// prefixesOf holds what makes a verb of a verb, by its first letter.
var prefixesOf = [...][]string{
	'a': {"auto"}, 'b': {"back", "bulk", "batch"}, 'c': {"co", "cross"}, 'd': {"de", "dis", "down"},
	'f': {"fore"}, 'i': {"inter"}, 'm': {"mis", "multi"}, 'n': {"non"}, 'o': {"over", "out"},
	'p': {"pre", "post"}, 'r': {"re"}, 's': {"self"}, 'u': {"un", "under", "up"},
}

// cutPrefix returns what stays of a verb without its prefix.
func cutPrefix(w string) (root string, ok bool) {
	if w == "" || int(w[0]) >= len(prefixesOf) {
		return "", false
	}
	for _, p := range prefixesOf[w[0]] {
		if len(w) >= len(p)+3 && w[:len(p)] == p {
			return w[len(p):], true
		}
	}
	return "", false
}

// misspelled reports whether w is an irregular form but for a doubled letter:
// choosen, writen, overriden. It is asked of words only that nobody knows.
func misspelled(w string) bool {
	if len(w) < 5 || w[len(w)-1] != 'n' && w[len(w)-1] != 't' {
		return false
	}
	var b [40]byte
	for i := 1; i < len(w) && len(w) < 30; i++ {
		// Once without, once with the letter twice.
		if w[i] == w[i-1] && find(formList, string(append(append(b[:0], w[:i]...), w[i+1:]...))) != "" {
			return true
		}
		if w[i] != w[i-1] && find(formList, string(append(append(append(b[:0], w[:i]...), w[i-1]), w[i:]...))) != "" {
			return true
		}
	}
	return false
}

// nearVerb reports whether w is a verb but for one letter too few or too many, or two that
// have changed places: supress, recieve. It is asked of words only that nobody knows.
func nearVerb(w string) bool {
	if len(w) < 5 || len(w) > 20 {
		return false
	}
	var b [24]byte
	is := func(v []byte) bool { return lookup(string(v)).verb() >= mostly }
	for i := 1; i <= len(w); i++ { // people get the first letter right
		if i < len(w) && is(append(append(b[:0], w[:i]...), w[i+1:]...)) {
			return true
		}
		if i+1 < len(w) && is(append(append(b[:0], w[:i]...), append([]byte{w[i+1], w[i]}, w[i+2:]...)...)) {
			return true
		}
		for c := byte('a'); c <= 'z'; c++ {
			if is(append(append(append(b[:0], w[:i]...), c), w[i:]...)) {
				return true
			}
		}
	}
	return false
}
