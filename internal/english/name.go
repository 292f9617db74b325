package english

import "strings"

// A name is the name of a message, taken apart.
type name struct {
	text  string
	latin bool // no letters but those of English
	all   [maxWords]word
	words []word // those that carry meaning: without layers and version
	tail  string // the layers and the version, as they stand in text
}

// parse takes a name apart.
func (n *name) parse(text string, kind kinds, j *Judge) {
	n.text, n.latin = text, true
	low := lowerASCII(text)
	count, end := 0, 0
	for count < maxWords {
		var start int
		if start, end = next(text, end); start == end {
			break
		}
		w := &n.all[count]
		w.text, w.end = text[start:end], end
		w.lower = strings.TrimRight(low[start:end], "0123456789")
		if w.lower == "" {
			w.lower = low[start:end]
		}
		for i := range len(w.lower) {
			n.latin = n.latin && w.lower[i] < 0x80
		}
		count++
	}
	n.words = n.all[:count]
	n.peel(kind, j.Layers)
	for i := range n.words {
		w := &n.words[i]
		w.attr = lookup(w.lower)
		if w.attr == 0 || w.attr&verbShare == 0 {
			for _, v := range j.Verbs {
				if strings.EqualFold(v, w.lower) {
					w.attr |= 7 | transitive
				}
			}
		}
		w.class = classOf(w.lower)
		w.past = pastOf(w.lower, w.attr)
	}
}

// peel takes layers and a version off the end of the words.
func (n *name) peel(kind kinds, more []string) {
	whole := n.words
	if k := len(n.words); k > 1 && version(n.words[k-1].text) {
		n.words = n.words[:k-1]
	}
	layer := false
	for k := len(n.words); k > 0; k = len(n.words) {
		w := n.words[k-1].lower
		if layerOf(w)&kind == 0 && !isLayer(w, more) {
			break
		}
		if layer = true; k > 1 && version(n.words[k-2].text) {
			k-- // OrderCreatedV2Event
		}
		n.words = n.words[:k-1]
	}
	if k := len(n.words); layer && kind == anEvent && k > 1 {
		// UserCreatedDomainEvent; but a DomainEvent is nothing more.
		if q := n.words[k-1].lower; q == "domain" || q == "integration" {
			n.words = n.words[:k-1]
		}
	}
	if k := len(n.words); k < len(whole) {
		from := 0
		if k > 0 {
			from = whole[k-1].end
		}
		n.tail = n.text[from:]
	}
}

// isLayer reports whether w is one of the layers a judge adds.
func isLayer(w string, more []string) bool {
	for _, l := range more {
		if strings.EqualFold(l, w) {
			return true
		}
	}
	return false
}

// version reports whether a word is the number of a version: V2, v10, 3.
func version(w string) bool {
	d := strings.TrimLeft(w, "vV")
	return len(w)-len(d) <= 1 && d != "" && letters(d) == 0
}

func lowerASCII(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

func upperASCII(s string) string {
	b := []byte(s)
	for i := range b {
		if 'a' <= b[i] && b[i] <= 'z' {
			b[i] -= 'a' - 'A'
		}
	}
	return string(b)
}
