package english

import (
	_ "embed"
	"strings"
)

// The word data is text, sorted, in lines of a word and what is known of it.
// It is searched where it lies: nothing is built at start-up.
var (
	//go:embed data/words.txt
	wordList string // word, attr: how it can be used
	//go:embed data/forms.txt
	formList string // irregular past or participle, verb
	//go:embed data/parts.txt
	partList string // irregular verb, past, participle
	//go:embed data/nominal.txt
	nominalList string // noun, the verb whose act it names
)

// An attr says how a word can be used, in the bits of a line of words.txt.
type attr uint16

const (
	verbShare   attr = 7      // 0: no verb; 1 (rarely) to 5 (mostly) a verb, else a noun; 6: hardly ever a noun; 7: never
	noun        attr = 1 << 3 // has a sense as a noun
	adjective   attr = 1 << 4
	adverb      attr = 1 << 5
	doubles     attr = 1 << 6                // doubles its last letter: submitted
	transitive  attr = 1 << 7                // takes an object: somebody sends something
	person      attr = 1 << 8                // first of all a person, or a group of people
	quality     attr = 1 << 9                // an adjective more often than a noun
	irregular   attr = 1 << 10               // an irregular past or participle
	invariant   attr = 1 << 11               // a verb that looks alike in the past
	perhapsPast      = irregular | invariant // an irregular past that is as often another word
)

// lookup returns how a lower-case word can be used, as the lexicon has it:
// 0 for a word it doesn't have. The lines of words.txt are sorted by the
// length of their words, so that those of one length and first letter are a
// table of equal rows.
func lookup(w string) attr {
	n := len(w)
	if n < 2 || n > maxLength || w[0]-'a' > 25 {
		return 0
	}
	row := n + len(" xx\n")
	group := (n-1)*26 + int(w[0]-'a')
	table := wordList[wordsAt[group]:wordsAt[group+1]]
	// Find the last row that does not come after w by its first letters, which
	// are compared at once.
	want := prefix(w)
	at := 0
	for rows := len(table) / row; rows > 1; {
		half := rows / 2
		if prefix(table[(at+half)*row:(at+half)*row+n]) <= want {
			at += half
		}
		rows -= half
	}
	for i := at * row; i >= 0 && len(table) > 0; i -= row {
		switch this := table[i : i+row]; {
		case this[:n] == w:
			return attr(this[n+1]-'0')<<6 | attr(this[n+2]-'0')
		case prefix(this[:n]) != want:
			return 0
		}
	}
	return 0
}

// prefix returns the first eight letters of w as a number that sorts as they do.
func prefix(w string) (p uint64) {
	if len(w) >= 8 {
		return uint64(w[7]) | uint64(w[6])<<8 | uint64(w[5])<<16 | uint64(w[4])<<24 |
			uint64(w[3])<<32 | uint64(w[2])<<40 | uint64(w[1])<<48 | uint64(w[0])<<56
	}
	if len(w) >= 4 {
		n := len(w)
		return (uint64(w[3])|uint64(w[2])<<8|uint64(w[1])<<16|uint64(w[0])<<24)<<32 |
			uint64(w[n-1]) | uint64(w[n-2])<<8 | uint64(w[n-3])<<16 | uint64(w[n-4])<<24
	}
	for i := range len(w) {
		p = p<<8 | uint64(w[i])
	}
	return p
}

// find returns what a sorted list of lines says of w: "" when w isn't there.
func find(list, w string) string {
	if len(w) < 2 {
		return ""
	}
	lo, hi := 0, len(list) // both at the start of a line
	for lo < hi {
		start := lo + (hi-lo)/2
		for start > lo && list[start-1] != '\n' {
			start--
		}
		// Compare w with the word of this line, which ends at a space.
		i := 0
		for i < len(w) && w[i] == list[start+i] {
			i++
		}
		switch c := list[start+i]; {
		case i == len(w) && c == ' ':
			end := start + strings.IndexByte(list[start:], '\n')
			return list[start+i+1 : end]
		case i < len(w) && w[i] > c:
			lo = start + strings.IndexByte(list[start:], '\n') + 1
		default:
			hi = start
		}
	}
	return ""
}
