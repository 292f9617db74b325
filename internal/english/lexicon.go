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
	lo, hi := 0, len(table)/row
	for lo < hi {
		mid := (lo + hi) / 2
		this := table[mid*row : mid*row+row]
		i := 1 // the first letters are the same; most words differ in the next few
		for i < n && this[i] == w[i] {
			i++
		}
		switch {
		case i == n:
			return attr(this[n+1]-'0')<<6 | attr(this[n+2]-'0')
		case this[i] < w[i]:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return 0
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
