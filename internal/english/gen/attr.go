package main

// maxLength is the length of the longest words in words.txt.
const maxLength = 22

// lineEnd is the length of what follows the word in a line of words.txt: two letters for
// the attr, and the end of the line.
const lineEnd = 3

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
