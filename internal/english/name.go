package english

import (
	"slices"
	"strings"
)

// maxWords is the most words of a name that are looked at; nobody reads further.
const maxWords = 24

// A word is a part of a name, with all that is known of it.
type word struct {
	text  string // as it stands in the name
	lower string // in lower case, without digits at its end
	end   int    // where it ends in the name
	attr  attr   // what the lexicon says
	uses  attr   // the same, or else what its parts tell
	class class
	past  past // how sure it is a past tense or a participle
}

// is reports whether the word is of one of the classes c.
func (w *word) is(c class) bool { return w.class&c != 0 }

// A name is the name of a message, taken apart.
type name struct {
	text  string
	latin bool // no letters but those of English
	all   [maxWords]word
	count int    // of the words that carry meaning: without layers and version
	head  int    // the length of what comes before them: a layer in front, as in CmdCreateUser
	tail  string // the layers and the version, as they stand in text

	program func() *Program // nil if nothing is known of it

	// What is asked more than once.
	final  answer // finalVerb
	middle int    // 1 + middleVerb
}

// An answer is yes, no, or not yet known.
type answer int8

const (
	yes answer = 1
	no  answer = -1
)

// words returns the words that carry meaning.
func (n *name) words() []word { return n.all[:n.count] }

// body returns the name without its layers and its version.
func (n *name) body() string {
	return n.text[n.head : len(n.text)-len(n.tail)]
}

// parse takes a name of these layers apart.
func (n *name) parse(text string, layers class, j *Judge) {
	n.text, n.head, n.tail, n.count, n.final, n.middle = text, 0, "", 0, 0, 0
	n.program = j.Program
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
		letters := start
		for letters < end && kind(low[letters]) != digit {
			letters++
		}
		if letters < start+3 { // 2FA, K8s; but Got1xxResponse, Sha256sum
			for letters = end; letters > start && kind(low[letters-1]) == digit; {
				letters--
			}
		}
		if letters == start {
			letters = end
		}
		w.learn(low[start:letters], j)
		count++
	}
	if start, end := next(text, end); start < end {
		return // nobody reads so many words
	}
	n.count = n.peel(count, layers, j.Layers)
	if n.count < count {
		from := 0
		if n.count > 0 {
			from = n.all[n.count-1].end
		}
		n.tail = text[from:]
	}
	n.behead(n.all[n.count:count], layers)
}

// behead takes a layer in front off, as in CmdCreateUser. The word Command is one only
// where no layer follows: a CommandCenterOpenCommand opens a command center.
func (n *name) behead(peeled []word, layers class) {
	w := &n.all[0]
	layered := slices.ContainsFunc(peeled, func(w word) bool { return w.class&layers != 0 })
	if n.count < 2 || !w.is(front) || !w.is(layers) || layered && len(w.lower) > 3 {
		return
	}
	n.head = n.all[1].end - len(n.all[1].text)
	n.count = copy(n.all[:], n.all[1:n.count])
}

// learn looks the word up that is lower in small letters.
func (w *word) learn(lower string, j *Judge) {
	w.lower = lower
	w.attr, w.class = entry(lower)
	if len(j.Verbs) > 0 && w.attr.verb() == 0 && oneFold(lower, j.Verbs) {
		w.attr |= neverNoun | transitive
	}
	if w.uses = w.attr; w.uses == 0 {
		w.uses = derived(lower)
	}
	w.past = pastOf(lower, w.attr)
}

// peel returns how many of the first k words stay without the layers and the
// version at the end.
func (n *name) peel(k int, layers class, more []string) int {
	if k > 1 && version(n.all[k-1].text) {
		k--
	}
	layer := false
	for k > 0 && (n.all[k-1].is(layers) || oneFold(n.all[k-1].lower, more)) {
		if layers == eventLayer && n.all[k-1].lower == "notification" && (layer || k == 2 && n.all[0].attr.onlyVerb() && n.all[0].past == never) {
			break // a NotificationEvent, or SendNotification, of which something is to be said
		}
		layer = true
		if k--; k > 1 && version(n.all[k-1].text) {
			k-- // OrderCreatedV2Event
		}
	}
	if layer && layers == eventLayer && k > 1 {
		// UserCreatedDomainEvent; but a DomainEvent is nothing more, and a CreateBusinessEvent
		// may create a business.
		if q := n.all[k-1].lower; q == "domain" || q == "integration" || q == "business" && k > 2 {
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
