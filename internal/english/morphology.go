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
	if misspelled(w) {
		return certain
	}
	for i := 3; i <= n-3; i++ {
		if lookup(w[i:])&perhapsPast == irregular && lookup(w[:i])&noun != 0 {
			return perhaps // orderpaid
		}
	}
	return never
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
	if w[len(w)-3] == 'e' && !(len(w) > 4 && lookup(w[:len(w)-1])&verbShare != 0) {
		return never // feed, proceed; but agreed, freed
	}
	if a&verbShare != 0 && !strings.HasSuffix(w, "ied") && verbOfEd(w) == "" {
		return never // embed, need, shred
	}
	switch {
	case a&verbShare != 0 && len(w) < 6:
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
	return usesOf(w)&verbShare != 0
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
		if a := lookup(root); a&verbShare >= least {
			return a&^(noun|adjective|adverb|person|quality|verbShare) | 7
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
	is := func(v []byte) bool { return lookup(string(v))&verbShare >= 5 }
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

// ofIng returns the verb whose -ing form is w, or "".
func ofIng(w string) string {
	if len(w) < 5 || !strings.HasSuffix(w, "ing") {
		return ""
	}
	stem := w[:len(w)-3]
	n := len(stem)
	switch {
	case !strings.ContainsAny(stem, "aeiouy"):
		return "" // string, ring
	case n > 2 && stem[n-1] == 'y' && isVerb2(stem[:n-1], "ie"):
		return stem[:n-1] + "ie"
	}
	// Making is of make, adding of add: ask for the e first where it is likely.
	if isVerb2(stem, "e") && !(isVerb(stem) && lookup(stem)&verbShare >= 3 && !likelyE(stem)) {
		return stem + "e"
	}
	if isVerb(stem) {
		return stem
	}
	if n > 3 && (stem[n-1] == stem[n-2] || stem[n-1] == 'k') && isVerb(stem[:n-1]) {
		return stem[:n-1]
	}
	return ""
}

// likelyE reports whether a stem looks as if it had lost an e: on vowel and consonant.
func likelyE(stem string) bool {
	n := len(stem)
	return n > 1 && !vowel(stem[n-1]) && vowel(stem[n-2]) && (n == 2 || !vowel(stem[n-3]))
}

// ofS returns the verb whose third person is w, or "".
func ofS(w string) string {
	n := len(w)
	if n < 4 || w[n-1] != 's' || w[n-2] == 's' {
		return ""
	}
	if strings.HasSuffix(w, "ies") && isVerb2(w[:n-3], "y") {
		return w[:n-3] + "y"
	}
	if isVerb(w[:n-1]) {
		return w[:n-1]
	}
	if strings.HasSuffix(w, "es") && isVerb(w[:n-2]) {
		return w[:n-2]
	}
	return ""
}

// ofPast returns the verb of a past tense or participle, or "".
func ofPast(w string) string {
	if base, _, _ := strings.Cut(find(formList, w), " "); base != "" {
		return base
	}
	if invariantVerb(w) {
		return w
	}
	if len(w) > 4 && strings.HasSuffix(w, "ed") {
		if v := verbOfEd(w); v != "" {
			return v
		}
		return ""
	}
	if root, ok := cutPrefix(w); ok {
		if base := find(formList, root); base != "" {
			return w[:len(w)-len(root)] + base
		}
	}
	return ""
}

// Participle returns the past participle of a verb: created, sent, stopped.
func Participle(verb string) string {
	_, participle := principalParts(verb)
	return participle
}

// pastTense returns the past tense of a verb: went, swam, stopped.
func pastTense(verb string) string {
	past, _ := principalParts(verb)
	return past
}

// principalParts returns the past tense and the past participle of a verb.
func principalParts(verb string) (past, participle string) {
	if invariantVerb(verb) {
		switch {
		case strings.HasSuffix(verb, "come"):
			return verb[:len(verb)-3] + "ame", verb
		case strings.HasSuffix(verb, "run"):
			return verb[:len(verb)-2] + "an", verb
		case verb == "beat":
			return verb, "beaten"
		}
		return verb, verb
	}
	prefix, root := "", verb
	for range 2 {
		if p := find(partList, root); p != "" {
			past, participle, _ = strings.Cut(p, " ")
			if past == "-" {
				past = strings.TrimPrefix(regular(root), prefix)
			}
			return prefix + past, prefix + participle
		}
		cut, ok := cutPrefix(verb)
		if a := lookup(verb); !ok || a != 0 && a&(verbShare|noun) != 7 {
			break
		}
		prefix, root = verb[:len(verb)-len(cut)], cut
	}
	p := regular(verb)
	return p, p
}

// regular returns the regular past of a verb.
func regular(verb string) string {
	n := len(verb)
	switch {
	case n < 2:
		return verb + "ed"
	case verb[n-1] == 'e':
		return verb + "d"
	case verb[n-1] == 'y' && !vowel(verb[n-2]):
		return verb[:n-1] + "ied"
	case doublesLast(verb):
		return verb + verb[n-1:] + "ed"
	case verb[n-1] == 'c' && vowel(verb[n-2]) && n > 4:
		return verb + "ked" // mimicked; but synced
	}
	return verb + "ed"
}

// doublesLast reports whether a verb doubles its last letter before -ed.
func doublesLast(verb string) bool {
	n := len(verb)
	if n < 3 || vowel(verb[n-1]) || !vowel(verb[n-2]) || vowel(verb[n-3]) && !strings.HasSuffix(verb[:n-1], "qui") ||
		strings.IndexByte("wxyh", verb[n-1]) >= 0 {
		return false
	}
	vowels := 0
	for i := range n {
		if vowel(verb[i]) && (i == 0 || !vowel(verb[i-1])) {
			vowels++
		}
	}
	if vowels == 1 {
		return true // stop, plan, ship
	}
	a := lookup(verb)
	if root, ok := cutPrefix(verb); ok && a&doubles == 0 && (a == 0 || a&(verbShare|noun) == 7 && lookup(root)&doubles != 0) {
		return doublesLast(root) // unplug, resubmit
	}
	if a&doubles == 0 || verb[n-1] == 's' {
		return false
	}
	// Where only British spelling doubles, the American is the usual one in code.
	switch {
	case verb[n-1] == 'l' && verb[n-2] == 'e':
		return strings.HasSuffix(verb, "pel") || strings.HasSuffix(verb, "bel") && verb != "label" && verb != "relabel" || verb == "excel"
	case verb[n-1] == 'l' && (verb[n-2] == 'a' || verb[n-2] == 'i'):
		return verb == "fulfil" || verb == "distil" || verb == "instil"
	case verb == "benefit", verb == "worship", verb == "target", verb == "combat":
		return false
	}
	return true
}

func vowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
}

// oneOf reports whether w stands in a list of words between spaces.
func oneOf(w, list string) bool {
	if w == "" {
		return false
	}
	for {
		i := strings.Index(list, w)
		if i < 0 {
			return false
		}
		if end := i + len(w); i > 0 && list[i-1] == ' ' && list[end] == ' ' {
			return true
		}
		list = list[i+1:]
	}
}
