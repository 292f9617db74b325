package english

import "strings"

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
	if isVerb2(stem, "e") && !(isVerb(stem) && lookup(stem).verb() >= sometimes && !likelyE(stem)) {
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

// participle returns the past participle of a verb: created, sent, stopped.
func participle(verb string) string {
	_, p := principalParts(verb)
	return p
}

// pastTense returns the past tense of a verb: went, swam, stopped.
func pastTense(verb string) string {
	past, _ := principalParts(verb)
	return past
}

// principalParts returns the past tense and the past participle of a verb.
func principalParts(verb string) (past, done string) {
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
	before, root := "", verb
	for range 2 {
		if p := find(partList, root); p != "" {
			past, done, _ = strings.Cut(p, " ")
			if past == "-" {
				past = strings.TrimPrefix(regular(root), before)
			}
			return before + past, before + done
		}
		cut, ok := cutPrefix(verb)
		if a := lookup(verb); !ok || a != 0 && a&(verbShare|noun) != 7 {
			break
		}
		before, root = verb[:len(verb)-len(cut)], cut
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
