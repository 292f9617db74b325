package english

import (
	"math/bits"
	"slices"
)

// Whether the first word of a command is a noun, where it can be a verb as well, is weighed: what
// each word can be, how public code uses it and which words stand together add up. The
// weights were learnt from names of public code that a person had labelled; TestWeights learns
// them again.

// A feature is what can be said of a name. Its number is its place among the weights.
type feature int

// The places of words that are looked at.
const (
	atFirst  = iota
	atSecond // of more than two
	atLast   // of more than one
	places
)

// The ways in which a word can be used: the shares of a verb, from rarely to neverNoun, and these.
const (
	asUnknown = 0
	asNoun    = 7 + iota // after neverNoun
	asNouns
	asQuality
	asIng
	asPast
	uses
)

// The features of one word, after its use and its classes.
const (
	nounOfAct = uses + 64 + iota
	isCapitals
	isAdjective
	isTransitive
	isPerson
	isQuality
	oddsOf    // how much oftener functions begin with the word than things
	oddsBelow // as much as that is below one in eight
	notCounted
	ofWord // how many they are
)

// The features of a name, after those of its words.
const (
	usesTogether = feature(places * ofWord)               // the first word's share of a verb with the use of the second, and of the last
	lengths      = usesTogether + feature(asOften*2*uses) // that share with the number of words, up to four
	verbWithin   = lengths + feature(asOften*5)           // that share with a word between that is a verb only
	pairs        = verbWithin + feature(asOften)          // of two words: that share with whether the second is mostly a verb, and the first done to one
	ofFirst      = pairs + feature(asOften*4)             // which word the first is, if it is one of a scale's
)

// A scale weighs names.
type scale struct {
	words   []string // sorted; the labelled names begin often enough with these to say what they mostly are
	weights []int16  // of each feature, in hundredths: above zero, it makes a noun of the first word
}

// use returns in which way a word can be used.
func (w *word) use() int {
	share := w.uses.verb()
	switch {
	case ofIng(w.lower) != "":
		return asIng
	case w.past >= perhaps:
		return asPast
	case share > 0 && w.uses&noun == 0:
		return int(neverNoun)
	case share > 0:
		return int(share)
	case w.uses&noun != 0 || w.uses == 0 && derivedNoun(w.lower):
		return asNoun
	case singular(w.lower) != "":
		return asNouns
	case w.uses != 0:
		return asQuality
	}
	return asUnknown
}

// describe tells the features of a word at a place, each with how often the word has it, and returns
// the way in which it can be used.
func (w *word) describe(place int, add func(f feature, times int)) (use int) {
	base := feature(place * ofWord)
	use = w.use()
	add(base+feature(use), 1)
	for rest := uint64(w.class); rest != 0; rest &= rest - 1 {
		add(base+uses+feature(bits.TrailingZeros64(rest)), 1)
	}
	if find(nominalList, w.lower) != "" {
		add(base+nounOfAct, 1)
	}
	if w.initials() {
		add(base+isCapitals, 1)
	}
	for i, a := range [...]attr{adjective, transitive, person, quality} {
		if w.attr&a != 0 {
			add(base+isAdjective+feature(i), 1)
		}
	}
	return use
}

// describeOdds tells how much oftener functions begin with the word than things.
func (w *word) describeOdds(place int, add func(f feature, times int)) {
	base := feature(place * ofWord)
	if power, ok := w.attr.odds(); ok {
		add(base+oddsOf, power)
		add(base+oddsBelow, min(0, power+3))
	} else {
		add(base+notCounted, 1)
	}
}

// describe tells the features of a name whose first word is a verb or a noun. Words are those of the scale.
func (n *name) describe(words []string, add func(f feature, times int)) {
	last := n.count - 1
	first := int(n.all[0].uses.verb() - 1)
	n.all[0].describe(atFirst, add)
	n.all[0].describeOdds(atFirst, add)
	add(lengths+feature(first*5+min(n.count, 4)), 1)
	if last > 0 {
		use := n.all[last].describe(atLast, add)
		n.all[last].describeOdds(atLast, add)
		add(usesTogether+feature((first*2+1)*uses+use), 1)
	}
	if last == 1 {
		pair := pairs + feature(first*4)
		if n.all[1].uses.verb() >= mostly {
			pair += 2
		}
		if n.all[0].is(action | retrieval | ofActs | oversees) {
			pair++
		}
		add(pair, 1)
	}
	if i, ok := slices.BinarySearch(words, n.all[0].lower); ok {
		add(ofFirst+feature(i), 1)
	}
	if last > 1 {
		use := n.all[1].describe(atSecond, add)
		n.all[1].describeOdds(atSecond, add)
		add(usesTogether+feature(first*2*uses+use), 1)
	}
	for i := 1; i < last; i++ {
		if n.all[i].uses.onlyVerb() {
			add(verbWithin+feature(first), 1)
			break
		}
	}
}

// certainly is the weight beyond which a first word that can be a verb is a noun.
const certainly = 110

// nounFirst reports whether the first word is certainly a noun by this scale.
func (n *name) nounFirst(s *scale) bool {
	least, first, final := certainly, &n.all[0], &n.all[n.count-1]
	share := first.uses.verb()
	odds, _ := first.attr.odds()
	measured := final.is(measure) || n.count > 2 && final.is(ofOwner) && n.all[n.count-2].is(measure)
	if n.thingsFirst() {
		least -= 200
	}
	switch {
	case n.count == 1 && (first.is(action|retrieval|order|asked|carriedOut) || share > rarely):
		return false // TriggerCommand, GroupCommand, CommentCommand, PurchaseCommand
	case first.is(asked) && (final.is(sent|identity) || final.is(matter|standing) && !final.is(retrieval)):
		least = min(least, 0) // InvoiceReminder
	case (share > rarely && share <= sometimes && final.is(standing) || share == rarely && final.attr.verb() == 0 && find(nominalList, final.lower) != "") &&
		n.nouns(n.count) && !first.is(action|retrieval|order|ofActs|oversees|asked):
		least = min(least, 0) // CostHistory, ColorQuantization; but CheckStatus
	case (n.mending() && (share <= sometimes || odds < -1) && n.nouns(n.count-1) && !first.is(begins) || measured && odds < -2 && n.nouns(n.count)) &&
		!first.is(action|retrieval|order|ofActs|oversees|asked|hands|helper):
		return true // OrderCreation, TableWidth, WireWidthChange; but PlanDeletion, ScaleWidth
	case first.is(asked):
		least += 190 // InvoiceCustomer, SortItems, FineDriver, OfflineNode
	}
	return n.weigh(s) > least
}

// weigh returns what the features of the name weigh.
func (n *name) weigh(s *scale) int {
	sum := 0
	n.describe(s.words, func(f feature, times int) { sum += int(s.weights[f]) * times })
	return sum
}
