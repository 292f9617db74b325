package main

// maxLength is the length of the longest words in words.txt.
const maxLength = 22

// A line of words.txt is a word and two characters, from firstDigit on, which are a number
// to the base of digits: an index of plain, or from classed on, of sorts.
const (
	lineEnd    = 3
	firstDigit = '0'
	digits     = 64
	classed    = 1 << 12
)

// A sort is how a word can be used that is of some class.
type sort struct {
	attr  attr
	class class
}

// An attr says how a word can be used.
type attr uint16

const (
	verbShare   attr = 7      // how much of a verb, rather than a noun, it is: see rarely
	noun        attr = 1 << 3 // has a sense as a noun
	adjective   attr = 1 << 4
	adverb      attr = 1 << 5
	doubles     attr = 1 << 6                // doubles its last letter: submitted
	transitive  attr = 1 << 7                // takes an object: somebody sends something
	person      attr = 1 << 8                // first of all a person
	quality     attr = 1 << 9                // an adjective more often than a noun
	irregular   attr = 1 << 10               // an irregular past or participle
	invariant   attr = 1 << 11               // a verb that looks alike in the past
	perhapsPast      = irregular | invariant // an irregular past that is as often another word
	counted     attr = 15 << 12              // how much oftener functions begin with it than things: see odds
)

// odds returns how much oftener the names of functions in public code begin with a word
// than those of types and fields, as a power of two from -7 to 7, and whether that was counted.
func (a attr) odds() (power int, ok bool) {
	if a&counted == 0 {
		return 0, false
	}
	return int(a>>12) - 8, true
}

// withOdds returns a with these odds.
func (a attr) withOdds(power int) attr { return a&^counted | attr(power+8)<<12 }

// The shares of a verb; 0 is not a verb.
const (
	rarely     attr = 1 + iota // a noun first of all: project
	seldom                     // host
	sometimes                  // order
	asOften                    // as often a noun: change
	mostly                     // write
	hardlyNoun                 // update
	neverNoun                  // create
)
