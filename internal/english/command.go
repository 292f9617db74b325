package english

import (
	"slices"
	"strings"
)

// commands are named in the imperative: CreateUser.
var commands = convention{
	layers:    commandLayer,
	because:   "; a command starts with an imperative",
	readings:  imperative,
	proposals: imperatives,
	certainty: sureCommands,
	doubtful:  -170,
}

// queries are named in the imperative, or ask: GetUser, IsAdmin.
var queries = convention{
	layers:  queryLayer,
	because: "; a query starts with an imperative, or asks",
	readings: slices.Concat([]reading{
		{"question", func(n *name, first, final *word) int {
			return when(n.count > 0 && (first.is(question|wh) || final.lower == "exists"), 0)
		}, OK, ""},
		{"noun first", func(n *name, first, _ *word) int {
			share := first.attr.verb()
			return when(n.count > 1 && 0 < share && share < asOften && !first.is(compound|retrieval|modifier), 0)
		}, Bad, "{word} is a noun here"},
	}, imperative),
	proposals: []proposal{{"retrieval", retrieved}},
}

// saysNothing is why names such as SomeEvent and SampleCommand are left alone, which stand for any.
const saysNothing = "{word} says nothing of what it is about"

// standsIn reports whether the name is one word that says nothing.
func (n *name) standsIn() bool {
	first := &n.all[0]
	return n.count == 1 && (first.is(determiner|general) || first.is(vague) && first.attr&adjective != 0 || slices.Contains([]string{"another", "example", "sample", "test"}, first.lower))
}

// weighed is the reading of a name whose words weigh more as those of a noun.
const weighed = "weighed as a noun"

const nounFirst = "{first} stands before the verb {word}"

// imperative holds the ways to read a name that should start with an imperative.
var imperative = []reading{
	{"empty", func(n *name, _, _ *word) int { return when(n.count == 0, 0) }, Unknown, "it has no words to judge"},
	{"path", func(n *name, _, _ *word) int { return when(strings.ContainsAny(n.text, "./:"), 0) },
		Unknown, "it is a path: only its end is the name of a message"},
	{"what others are done to", func(n *name, first, _ *word) int {
		return when((n.count > 1 && first.attr.verb() < neverNoun || n.count == 1 && first.attr == 0) && n.handledHere(0), 0)
	}, Bad, "{name} is a thing of this program"}, // ReadReplica, where there are CreateReadReplica and DeleteReadReplica
	{"a thing of more words", func(n *name, _, _ *word) int { return when(n.shown() > 1, n.shown()) }, Bad, "{before} is a thing of this program"},
	{"verb", func(n *name, first, _ *word) int { // most good names
		return when(first.attr.verb() == neverNoun && !first.is(modifier|prefix|compound|question|wh|particle) && n.shown() == 0, 0)
	}, OK, ""},
	{"stand-in", func(n *name, _, _ *word) int { return when(n.standsIn(), 0) }, Unknown, saysNothing},
	{"two words of a compound before a verb", func(n *name, _, final *word) int {
		last := n.count - 1
		return when(last > 1 && n.all[1].is(particle) && is(n.joined(2), compound) && (n.within(2) || last == 2) && final.attr.verb() >= hardlyNoun && final.past == never, last)
	}, Bad, nounFirst}, // SignUpVerify
	{"two words of a verb", func(n *name, first, _ *word) int {
		return when(n.divided() >= mostly || n.divided() >= sometimes && first.attr&quality != 0 || n.count > 1 && first.is(compound) && n.all[1].is(particle), 0)
	}, OK, ""}, // OnBoardUser, BlackListUser, OptOutUser

	// A modifier comes before the verb.
	{"modified verb", func(n *name, _, _ *word) int {
		return when(n.modified() && n.all[1].uses.verb() >= sometimes, 0)
	}, OK, ""},
	{"modified noun before a verb", func(n *name, first, final *word) int {
		if !n.modified() || first.is(action) {
			return none
		}
		verb := n.verbAfter(0)
		return when(verb > 0 && (n.all[1].uses.verb() == 0 || n.all[verb].attr.verb() >= hardlyNoun), verb)
	}, Bad, nounFirst}, // BulkUserUpdate, QuickAccessCreate; but not AsyncProcessOrder
	{"modified nouns", func(n *name, first, _ *word) int {
		named := n.count > 2 || first.uses.verb() < sometimes && (n.all[1].attr&noun != 0 || singular(n.all[1].lower) != "") || first.uses.verb() < mostly && n.thing(1)
		return when(n.modified() && named && !first.is(action) && (!n.anyVerb(1) || n.thing(1) && !n.all[1].is(modifier)), 0)
	}, Bad, "no verb follows {word}"}, // BulkApplicationAction, QuickReplies, BulkOperation, BulkPluginPlanOperation; but BatchOrders
	{"modified, joint", func(n *name, first, _ *word) int { return when(n.modified() && first.is(joint), 0) },
		Bad, "{word} is not a verb"},
	{"modified", func(n *name, _, _ *word) int { return when(n.modified(), 0) }, Unknown, "{word} may be a verb, or not"},

	// The first word does more than a verb does.
	{"prefix", func(n *name, first, _ *word) int {
		return when(n.count > 1 && first.is(prefix) && n.all[1].uses.verb() > 0, 0)
	}, OK, ""}, // PreAuthorizeCard
	{"prohibition", func(n *name, first, _ *word) int {
		return when(first.is(prohibition) || first.lower == "do" && n.count > 1 && n.all[1].lower == "not", 0)
	}, Unknown, "{word} makes it a prohibition"},
	{"question", func(_ *name, first, _ *word) int { return when(first.is(question|wh), 0) }, Bad, "{word} asks"},
	{"compound before a verb", func(n *name, first, final *word) int {
		last := n.count - 1
		switch {
		case !first.is(compound) || last == 0:
			return none
		case n.all[1].attr.onlyVerb() && n.all[1].past == never:
			return 1 // BackupParseRevision
		}
		return when(n.verbAfter(0) == last && (final.attr.verb() == neverNoun || open(first.lower) == "" || n.thingsFirst()) || final.is(queryLayer), last)
	}, Bad, nounFirst}, // SetupCreate; CutoffSearch, but SetupSearch; TopupQuery
	{"compound", func(n *name, first, _ *word) int {
		return when(first.is(compound) && !(n.count > 1 && n.thingHere()), 0)
	},
		Unknown, "{word} is a noun that many use as a verb"},

	// The first word is a verb first of all.
	{"unknown word before a verb", func(n *name, first, _ *word) int {
		return when(n.count > 1 && first.attr == 0 && first.uses.verb() > 0 && n.all[1].attr.onlyVerb() && (!undone(first.lower) || n.count == 2 && n.all[1].is(mends) && !is(first.lower[2:], action|ofActs|oversees)), 1)
	}, Bad, nounFirst}, // DownstreamDelete, DewormCreate; but UnstarDashboard, ReauditDelete
	{"the program's noun before a verb", func(n *name, first, _ *word) int {
		share := first.uses.verb()
		if share == 0 || share < mostly && n.verbAfter(share) > 0 || n.leads() {
			return none // the words alone say what it is, or other commands
		}
		subject := n.subject()
		return when(subject > 0 && n.doneTo(subject), subject)
	}, Bad, "{before} is a thing of this program, and stands before the verb {word}"}, // FilterModify, where there is a type Filter
	{"verb last, as in other commands", func(n *name, _, _ *word) int { return n.shownLast() }, Bad, nounFirst},
	{"the program's thing", func(n *name, first, _ *word) int {
		share := first.uses.verb()
		return when((0 < share || first.is(compound)) && share < mostly && (n.count > 1 || share < asOften) && n.thingHere() && n.verbAfter(share) == 0, 0)
	}, Bad, "{name} is a thing of this program"}, // FeatureFlags, where there are a Feature and a FeatureFlag
	{"a thing before what makes or unmakes it", func(n *name, first, final *word) int {
		return when(n.count == 2 && first.attr&(verbShare|noun) == mostly|noun && !first.is(action|helper|begins|ofActs|oversees|hands|timeless|byAuthority) &&
			final.uses.onlyVerb() && final.is(mends) && final.past == never, 1)
	}, Bad, nounFirst}, // DropCreate; but WatchCreate, WaitDelete, SyncDelete
	{"mostly a verb", func(_ *name, first, _ *word) int { return when(first.uses.verb() >= mostly, 0) }, OK, ""},

	// The first word is a verb, or a noun.
	{"noun with of", func(n *name, first, _ *word) int {
		return when(first.uses.verb() > 0 && first.uses&noun != 0 && n.count > 1 &&
			(n.all[1].lower == "of" || n.all[1].lower == "from" && first.uses.verb() == rarely && !first.is(asked|action)), 0)
	}, Bad, "{word} is a noun here"}, // ChangeOfParty, BackgroundFromLayer
	{"leading verb", func(_ *name, first, _ *word) int { return when(first.is(leading), 0) }, OK, ""},
	{"noun before a verb", func(n *name, first, _ *word) int {
		verb := 0
		if share := first.uses.verb(); share > 0 && !n.leads() {
			verb = n.verbAfter(share)
		}
		return when(verb > 0, verb)
	}, Bad, nounFirst},
	{"noun before a past", func(n *name, first, final *word) int {
		share, last := first.uses.verb(), n.count-1
		switch {
		case share == 0 || share >= asOften || first.is(action|retrieval):
		case final.past == certain && (last == 1 || last > 1 && share <= seldom && n.thing(last-1)):
			return last // OrderCreated, CourseLessonApproved
		case last > 2 && n.all[1].past >= perhaps && n.all[2].is(preposition):
			return 1 // OrderSentToCustomer
		}
		return none
	}, Bad, "{word} is in the past tense"},

	{"short before what others are done to", func(n *name, first, _ *word) int {
		return when(len(first.lower) > 2 && first.attr.verb() < seldom && !first.initials() && !strings.ContainsAny(first.lower, "aeiouy") && n.handledAfterFirst(), 0)
	}, Unknown, "{word} may be short for a verb"}, // CrtRoute, where there are ListRoute and DeleteRoute

	// The first word is a noun first of all.
	{weighed, func(n *name, _, _ *word) int {
		return when(n.mayBeNoun() && !n.begun() && !n.handledAfterFirst() && n.nounFirst(&learnt), 0)
	}, Bad, "{word} is a noun here, as programs mostly use these words"}, // EmailSync, ProxyRuleList
	{"mostly a noun", func(_ *name, first, _ *word) int { return when(first.uses.verb() == rarely, 0) },
		Unknown, "{word} is mostly a noun"},
	{"verb or noun", func(_ *name, first, _ *word) int { return when(first.uses.verb() > 0, 0) }, OK, ""},

	// The first word is not a verb in the lexicon: is that certain?
	{"past", func(_ *name, first, _ *word) int { return when(first.past == certain, 0) }, Bad, "{word} is in the past tense"},
	{"perhaps past", func(n *name, first, _ *word) int {
		return when(first.past == perhaps && first.attr&noun == 0 && n.count > 1 && n.all[1].uses.verb() > 0, 0)
	}, Unknown, "{word} may be a past tense"}, // UnattendedInstall
	{"another language", func(n *name, _, _ *word) int { return when(!n.latin || n.foreign(), 0) }, Unknown, "{word} is not a word that is known"},
	{"ing", func(_ *name, first, _ *word) int { return when(ofIng(first.lower) != "", 0) }, Bad, "{word} is not an imperative"},
	{"preposition", func(_ *name, first, _ *word) int { return when(first.is(announcer|preposition), 0) }, Bad, "{word} is not a verb"}, // FromPublicKey
	{"third person", func(_ *name, first, _ *word) int {
		return when(ofS(first.lower) != "" && first.uses == 0 && singular(first.lower) == "", 0)
	}, Bad, "{word} is not an imperative"},
	{"adjective before a verb", func(n *name, first, _ *word) int {
		return when(n.count > 1 && (first.attr&(noun|adjective) == adjective || first.attr&adjective != 0 && first.is(vague) && n.count > 2) && n.all[1].attr.onlyVerb(), 0)
	}, Unknown, "{word} may tell how it is done"}, // AtomicDelete, CustomRemoveSelection
	{"no verb before a verb", func(n *name, first, _ *word) int {
		verb := n.verbAfter(0)
		return when(verb > 0 && (n.wellKnown() || !nearVerb(first.lower) || n.all[verb].attr.onlyVerb()), verb)
	}, Bad, nounFirst},
	{"adjective for its verb", func(_ *name, first, _ *word) int {
		stem := strings.TrimSuffix(first.lower, "e")
		return when(first.attr&quality != 0 && lookup(stem+"ate").verb() != 0, 0)
	}, Unknown, "{word} may be meant for a verb"}, // ActiveVendor, ValidToken
	{"no verb", func(n *name, _, _ *word) int { return when(n.wellKnown(), 0) }, Bad, "{word} is not a verb"},
	{"nobody's word, but the program's", func(n *name, first, _ *word) int {
		return when(first.attr == 0 && n.calledHere(first.lower), 0)
	}, Bad, "{word} is a thing of this program"},
	{"misspelt", func(_ *name, first, _ *word) int { return when(nearVerb(first.lower), 0) },
		Unknown, "{word} may be a verb that is misspelt"}, // SupressEmail
	{"looks like no verb", func(n *name, first, _ *word) int {
		initials := n.initials() && (n.count == 1 || n.thing(n.count-1))
		letter := len(first.lower) == 1 && n.count > 1 && (n.thing(1) || singular(n.all[1].lower) != "") // VCluster
		return when(first.is(determiner) || noVerb(first.lower) || initials || letter || n.count == 1 && headNoun(first.lower), 0)
	}, Bad, "{word} is not a verb"},
	{"nobody's word before known ones", func(n *name, first, _ *word) int {
		name := n.count > 1 && n.knownFrom(1) && (len(first.lower) > 2 || first.initials())
		return when(first.class == 0 && !likeVerb(first.lower) && (name || has(first.text, digit) && letters(first.text) > 0), 0)
	}, Bad, "{word} is not a verb that is known"}, // MpoolStats, T8nServer
	{"unknown", func(_ *name, _, _ *word) int { return 0 }, Unknown, "{word} is not a word that is known"},
}

// modified reports whether the name starts with what may come before its verb.
func (n *name) modified() bool {
	return n.count > 1 && (n.all[0].is(modifier) || adverbial(n.all[0].lower))
}

// divided returns how much of a verb the first two words are together, whose second
// capital divides a verb: OnBoard.
func (n *name) divided() attr {
	if n.count < 2 {
		return 0
	}
	return lookup(n.all[0].lower + n.all[1].lower).verb()
}

// mayBeNoun reports whether the first word is a verb no more than it is a noun, and nothing else
// says which of them.
func (n *name) mayBeNoun() bool {
	first := &n.all[0]
	share := first.uses.verb()
	return 0 < share && share < mostly && !first.is(leading) && first.past < perhaps &&
		!(n.count > 1 && n.all[1].is(preposition|determiner)) && // QuietDown, ChatWithModel, HookAll
		!(n.count == 2 && (first.is(ofActs) && n.all[1].attr.onlyVerb() || first.is(hands) && n.all[1].lower == "update")) && // TriggerRestore, PushUpdate
		!(n.count > 1 && first.is(action) && n.all[n.count-1].is(held)) && // EmailReport
		!n.ofKept()
}

// ofKept reports whether the name may tell to do something to what programs keep of an act: LockUpload,
// MonitorSync; but OrderImport.
func (n *name) ofKept() bool {
	first := &n.all[0]
	return n.count == 2 && n.all[1].is(kept) && first.uses.verb() > rarely && (first.is(oversees|asked) || first.attr.begins())
}

// initials reports whether the first word is of capitals, and the others are not.
func (n *name) initials() bool {
	return n.all[0].initials() && has(n.text, lower)
}

// initials reports whether the word is of capitals.
func (w *word) initials() bool {
	return len(w.text) > 1 && kind(w.text[0]) == upper && kind(w.text[1]) == upper
}

// mending reports whether the last word names nothing but an act that makes, changes or
// unmakes the thing before it: creation.
func (n *name) mending() bool {
	final := &n.all[n.count-1]
	verb := find(nominalList, final.lower)
	return n.count > 1 && final.attr.verb() == 0 && verb != "" && is(verb, mends)
}

// wellKnown reports whether the first word, which is not a verb, is known for something
// else.
func (n *name) wellKnown() bool {
	first := &n.all[0]
	return first.uses != 0 || first.is(vague) || singular(first.lower) != "" || derivedNoun(first.lower) || derivedNoun(strings.TrimSuffix(first.lower, "s"))
}

// foreign reports whether the name may be of another language: nobody knows a word of it, but perhaps
// the first, which looks like a verb of Spanish or Portuguese: DevolverVeiculo.
func (n *name) foreign() bool {
	first := &n.all[0]
	final := n.all[n.count-1].lower
	return n.count > 1 && (!first.known() && !first.initials() || strings.HasSuffix(first.lower, "ar") || strings.HasSuffix(first.lower, "er") && vowel(final[len(final)-1])) &&
		!slices.ContainsFunc(n.all[1:n.count], func(w word) bool { return w.known() || w.initials() || twoWords(w.lower) })
}

// noVerb reports whether a word that nobody knows looks like no verb: Thingy,
// Epao, Mautic. It may be a name, or an abbreviation.
func noVerb(w string) bool {
	n := len(w)
	if n < 3 {
		return false
	}
	switch w[n-1] {
	case 'a', 'i', 'o', 'u':
		return true
	case 'y':
		return !vowel(w[n-2]) && w[n-2] != 'f'
	}
	for _, ending := range [...]string{"er", "ic", "us", "ist", "ism", "ian", "ness", "ium", "sis", "file", "store", "node", "path", "config", "stats"} {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}

// likeVerb reports whether a word that nobody knows may be a verb: it ends as verbs do, in English
// or in a language that it may be of, or in a verb that is known.
func likeVerb(w string) bool {
	for _, ending := range [...]string{"ate", "en", "ar", "ir", "re", "fy"} {
		if strings.HasSuffix(w, ending) {
			return true // Alocate, Frozen, Crear
		}
	}
	for i := 2; i <= len(w)-3; i++ {
		if lookup(w[i:]).verb() >= asOften {
			return true // Hotpatch
		}
	}
	return false
}

// knownFrom reports whether all words from i on are known.
func (n *name) knownFrom(i int) bool {
	return !slices.ContainsFunc(n.all[i:n.count], func(w word) bool { return !w.known() && !twoWords(w.lower) })
}

// known reports whether the word is known, or one that is known in another form.
func (w *word) known() bool {
	return w.uses != 0 || w.past != never || singular(w.lower) != "" || derivedNoun(w.lower) || ofIng(w.lower) != ""
}

// headNoun reports whether w is two words in one, the second of which is a
// noun: playstate, txerrors; but addlevels.
func headNoun(w string) bool {
	for i := 2; i <= len(w)-4; i++ {
		before, head, most := lookup(w[:i]), w[i:], rarely
		if one := singular(head); one != "" && before.verb() < mostly {
			head, most = one, sometimes
		}
		if a := lookup(head); before != 0 && (i > 2 || before&(noun|verbShare) == noun) && a&noun != 0 && a.verb() <= most {
			return true
		}
	}
	return false
}

// anyVerb reports whether a word from i on may well be a verb.
func (n *name) anyVerb(i int) bool {
	for ; i < n.count; i++ {
		if n.all[i].uses.verb() > rarely {
			return true
		}
	}
	return false
}
