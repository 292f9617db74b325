package english

import "strings"

// A better name is made of the words of the old one, in another order and with
// another form of its verb. How certain it is that it is the right one is weighed: see certain.

// A candidate is a better name that may be right.
type candidate struct {
	text  string
	verb  string // what is done, as one word or with a particle
	at    int    // the word that tells the verb
	thing int    // the last word of what it is done to, or of who does it
}

// candidate returns a better name of these parts.
func (n *name) candidate(verb string, at, thing int, parts ...part) *candidate {
	return &candidate{n.join(parts...), verb, at, max(0, thing)}
}

// passive says of the object of the verb that something was done to it:
// CreateOrder, OrderCreated; RemoveItemFromCart, ItemRemovedFromCart.
func (n *name) passive(verb string, tail int) *candidate {
	words := n.words()
	if verb == "" || is(verb, timeless) {
		return nil
	}
	if tail < len(words) && (!n.object(tail) || words[tail].is(joins) || words[tail].is(preposition) && !words[tail].is(particle) && tail+1 == len(words) ||
		!words[tail].is(preposition) && !takesObject(verb)) {
		return nil // VanishStatusChange
	}
	if w := &words[min(tail, len(words)-1)]; tail+1 < len(words) && (w.attr.onlyVerb() || find(nominalList, w.lower) != "" && w.attr.verb() == 0) {
		return nil // RejectSealObject, CancelMigrationBucket: what is done to an act is not done to its object
	}
	object := len(words)
	for i := len(words) - 1; i >= tail; i-- {
		if words[i].is(preposition) {
			if object = i; i == len(words)-1 {
				return nil // CancelSwapOut: it is the swap out
			}
		}
		if w := words[i].lower; w == "in" || w == "with" || w == "of" {
			return nil // RenderItemInFrame: where?
		}
	}
	return n.candidate(verb, 0, max(tail, object-1), these(tail, object), verbal(phrase(verb, participle)), these(object, n.count))
}

// takesObject reports whether a verb, which may have a particle, can be done to something.
func takesObject(verb string) bool {
	return strings.Contains(verb, " ") || usesOf(verb)&transitive != 0
}

// object reports whether the words from i on can be what a verb is done to,
// and where: a noun, or a word that the lexicon doesn't have, comes first or
// before a preposition.
func (n *name) object(i int) bool {
	end := i
	for end < n.count && !n.all[end].is(preposition) {
		end++
	}
	if end == i {
		return true
	}
	w := &n.all[end-1]
	return w.attr&noun != 0 && !w.is(state) || w.attr == 0 || singular(w.lower) != "" // but UploadReady
}

// ofPerson reports whether a person stands before the word at i.
func (n *name) ofPerson(i int) bool {
	return i > 0 && n.all[i-1].attr&person != 0
}

// A part of a better name: words of the old one, or the form of a verb.
type part struct {
	from, to int
	verb     string
}

func these(from, to int) part { return part{from: from, to: to} }
func verbal(form string) part { return part{verb: form} }

// join returns a name of these parts, in the style of the old one, with its
// layers and version.
func (n *name) join(parts ...part) string {
	j := joiner{style: n.style()}
	j.Grow(len(n.text) + 8)
	j.WriteString(n.text[:n.all[0].end-len(n.all[0].text)])
	j.start = j.Len()
	for _, p := range parts {
		for i := p.from; i < p.to; i++ {
			j.add(n.all[i].text)
		}
		for w := range strings.FieldsSeq(p.verb) {
			j.add(w)
		}
	}
	j.WriteString(n.tail)
	return j.String()
}

// A joiner writes words in a style.
type joiner struct {
	strings.Builder
	style style
	start int
}

func (j *joiner) add(w string) {
	first := j.Len() == j.start
	switch {
	case j.style.upper:
		w = upperASCII(w)
	case j.style.lower, first && j.style.camel && !has(w, lower):
		w = lowerASCII(w)
	}
	if !first {
		j.WriteString(j.style.separator)
	}
	switch c := w[0]; {
	case j.style.upper || j.style.lower:
	case first && j.style.camel && kind(c) == upper:
		j.WriteByte(c + 'a' - 'A')
		w = w[1:]
	case !(first && j.style.camel) && 'a' <= c && c <= 'z':
		j.WriteByte(c - 'a' + 'A')
		w = w[1:]
	}
	j.WriteString(w)
}

// A style is how the words of a name are written.
type style struct {
	upper, lower, camel bool   // CREATE_ORDER; create_order; createOrder
	separator           string // between words
}

func (n *name) style() style {
	body := n.body()
	s := style{upper: !has(body, lower), lower: !has(body, upper)}
	s.camel = !s.upper && !s.lower && kind(body[len(body)-len(strings.TrimLeft(body, "_-. "))]) == lower
	if n.count > 1 {
		s.separator = n.between(1)
	} else if len(n.tail) > 0 && kind(n.tail[0]) == other {
		s.separator = n.tail[:1]
	}
	if s.separator == "" {
		// One word: Deleting is not small, though it has no second capital.
		s.upper = s.upper && len(body) > 1 && !has(n.tail, lower)
		if s.lower && has(n.tail, upper) {
			s.lower, s.camel = false, true // errorEvent
		}
	}
	return s
}

// mixed reports whether the words are divided in more than one way, so that a name in one
// style would be another's: HtlcEvent_Settle.
func (n *name) mixed() bool {
	for i := 2; i < n.count; i++ {
		if n.between(i) != n.between(1) {
			return true
		}
	}
	return false
}

// between returns what divides the word at i from the one before it.
func (n *name) between(i int) string {
	return n.text[n.all[i-1].end : n.all[i].end-len(n.all[i].text)]
}

// has reports whether a byte of s is an ASCII letter of this kind.
func has(s string, of int) bool {
	for i := range len(s) {
		if s[i] < 0x80 && kind(s[i]) == of {
			return true
		}
	}
	return false
}
