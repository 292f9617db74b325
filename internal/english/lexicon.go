package english

import (
	_ "embed"
	"strings"
)

// The word data is text, sorted, in lines of a word and what is known of it.
// It is searched where it lies: nothing is built at start-up.
var (
	//go:embed data/words.txt
	wordList string // word and number: how it can be used
	//go:embed data/forms.txt
	formList string // irregular past or participle, verb
	//go:embed data/parts.txt
	partList string // irregular verb, past, participle
	//go:embed data/nominal.txt
	nominalList string // noun, the verb whose act it names
)

// lookup returns how a lower-case word can be used, as the lexicon has it: 0 for
// a word it doesn't have.
func lookup(w string) attr {
	a, _ := entry(w)
	return a
}

// is reports whether a lower-case word is of one of the classes c.
func is(w string, c class) bool {
	_, of := entry(w)
	return of&c != 0
}

// entry returns what words.txt says of a lower-case word.
func entry(w string) (attr, class) {
	switch n := number(w); {
	case n >= classed:
		return sorts[n-classed].attr, sorts[n-classed].class
	case n >= 0:
		return plain[n], 0
	}
	return 0, 0
}

// number returns the number in the line of a lower-case word in words.txt, -1 for a
// word it doesn't have. The lines are sorted by the length of their words, so that
// those of one length are a table of equal rows; rowsAt says which of them begin
// with the first letter.
func number(w string) int {
	n := len(w)
	if n < 2 || n > maxLength || w[0]-'a' > 25 {
		return -1
	}
	row := n + lineEnd
	table := wordList[lengthAt[n]:lengthAt[n+1]]
	letter := w[0] - 'a'
	lo, hi := int(rowsAt[n][letter]), int(rowsAt[n][letter+1])
	for lo < hi {
		mid := (lo + hi) / 2
		this := table[mid*row : mid*row+row]
		i := 1
		for i < n && this[i] == w[i] {
			i++
		}
		switch {
		case i == n:
			return int(this[n]-firstDigit)*digits + int(this[n+1]-firstDigit)
		case this[i] < w[i]:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return -1
}

// verb returns how much of a verb, rather than a noun, a word is.
func (a attr) verb() attr { return a & verbShare }

// begins reports whether functions begin with a word about as often as things, or oftener.
func (a attr) begins() bool {
	power, ok := a.odds()
	return ok && power >= -1
}

// onlyVerb reports whether a word is a verb and never a noun.
func (a attr) onlyVerb() bool { return a&(verbShare|noun) == neverNoun }

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
