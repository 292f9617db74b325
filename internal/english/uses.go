package english

// A Use is a set of the ways a word can be used.
type Use uint8

const (
	Noun      Use = 1 << iota // order, users
	Verb                      // the base form, which is the imperative too: create
	Adjective                 // new
	Adverb                    // soon
	Past                      // a past tense or a participle: created, sent, set
)

// Uses returns the ways a word can be used, 0 for one that nobody knows.
func Uses(word string) Use {
	w := lowerASCII(word)
	a := usesOf(w)
	var u Use
	if a&noun != 0 || singular(w) != "" {
		u |= Noun
	}
	if a&verbShare != 0 {
		u |= Verb
	}
	if a&adjective != 0 {
		u |= Adjective
	}
	if a&adverb != 0 {
		u |= Adverb
	}
	if pastOf(w, lookup(w)) != never {
		u |= Past
	}
	return u
}
