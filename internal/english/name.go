package english

import "strings"

// A name is the name of a message, taken apart.
type name struct {
	text  string
	latin bool // no letters but those of English
	all   [maxWords]word
	count int    // of the words that carry meaning: without layers and version
	tail  string // the layers and the version, as they stand in text

	// What is asked more than once of a name that is learnt.
	final  answer // finalVerb
	middle int    // 1 + middleVerb
}

// An answer is yes, no, or not yet known.
type answer int8

const (
	yes answer = 1
	no  answer = -1
)

// parse takes a name apart.
func (n *name) parse(text string, of kinds, j *Judge) {
	n.text = text
	low := lowerASCII(text)
	all := byte(0)
	for i := range len(text) {
		all |= text[i]
	}
	n.latin = all < 0x80
	count, end := 0, 0
	for count < maxWords {
		var start int
		if start, end = next(text, end); start == end {
			break
		}
		w := &n.all[count]
		w.text, w.end = text[start:end], end
		letters := end
		for letters > start && kind(low[letters-1]) == digit {
			letters--
		}
		if letters == start {
			letters = end
		}
		w.lower = low[start:letters]
		count++
	}
	if start, end := next(text, end); start < end {
		return // nobody reads so many words
	}
	n.count = n.peel(count, of, j.Layers)
	if n.count < count {
		from := 0
		if n.count > 0 {
			from = n.all[n.count-1].end
		}
		n.tail = text[from:]
	}
	for i := range n.count {
		n.all[i].class = classOf(n.all[i].lower)
	}
}

// learn looks up all the words.
func (n *name) learn(j *Judge) {
	for i := range n.count {
		n.all[i].learn(j)
	}
}

// learn looks a word up, if that hasn't been done.
func (w *word) learn(j *Judge) {
	if w.learnt {
		return
	}
	w.learnt = true
	w.attr = lookup(w.lower)
	if len(j.Verbs) > 0 && w.attr&verbShare == 0 && oneFold(w.lower, j.Verbs) {
		w.attr |= 7 | transitive
	}
	w.past = pastOf(w.lower, w.attr)
}

// uses returns how a word that is learnt can be used: what the lexicon says, or
// else what its parts tell.
func (w *word) uses() attr {
	if w.attr != 0 {
		return w.attr
	}
	return derived(w.lower)
}

// words returns the words that carry meaning.
func (n *name) words() []word { return n.all[:n.count] }

// peel returns how many of the first k words stay without the layers and the
// version at the end.
func (n *name) peel(k int, of kinds, more []string) int {
	if k > 1 && version(n.all[k-1].text) {
		k--
	}
	layer := false
	for k > 0 && (layerOf(n.all[k-1].lower)&of != 0 || oneFold(n.all[k-1].lower, more)) {
		if layer && of == anEvent && n.all[k-1].lower == "notification" {
			break // a NotificationEvent, of which something is to be said
		}
		layer = true
		if k--; k > 1 && version(n.all[k-1].text) {
			k-- // OrderCreatedV2Event
		}
	}
	if layer && of == anEvent && k > 1 {
		// UserCreatedDomainEvent; but a DomainEvent is nothing more.
		if q := n.all[k-1].lower; q == "domain" || q == "integration" {
			k--
		}
	}
	return k
}

// oneFold reports whether w is one of words, in whatever case.
func oneFold(w string, words []string) bool {
	for _, v := range words {
		if strings.EqualFold(v, w) {
			return true
		}
	}
	return false
}

// version reports whether a word is the number of a version: V2, v10, 3.
func version(w string) bool {
	if kind(w[len(w)-1]) != digit {
		return false
	}
	d := strings.TrimLeft(w, "vV")
	return len(w)-len(d) <= 1 && d != "" && letters(d) == 0
}

func lowerASCII(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			var short [64]byte
			b := append(short[:0], s...)
			for ; i < len(b); i++ {
				if c := b[i]; c-'A' < 26 {
					b[i] = c + 'a' - 'A'
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
