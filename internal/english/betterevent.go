package english

import "strings"

// pasts make an event of a name that is none.
var pasts = []proposal{
	{"after", afterwards},
	{"in -ing, or a state", ended},
	{"noun of an act", named},
	{"imperative", ordered},
	{"verb at the end", inflected},
	{"verb in the middle", told},
}

// afterwards makes PluginActivated of PluginPostActivate, and OrderCreated of AfterCreateOrder: after it, it has happened.
func afterwards(n *name, first, final *word) *candidate {
	last := n.count - 1
	if last > 1 && first.is(afterward) && n.object(2) {
		if verb := n.doneAt(1); verb != "" && takesObject(verb) {
			return n.candidate(verb, 1, last, these(2, n.count), verbal(participle(verb)))
		}
	}
	if last < 2 || !n.all[last-1].is(afterward) || final.is(compound) {
		return nil
	}
	return n.candidate(final.lower, last, last-2, these(0, last-1), verbal(participle(final.lower)))
}

// doneAt returns the verb that the word at i is, or is in -ing, or "".
func (n *name) doneAt(i int) string {
	w := &n.all[i]
	if w.uses.verb() >= mostly {
		return w.lower
	}
	return ofIng(w.lower)
}

// ended makes a past of a form in -ing, as CategoryDeleted of CategoryDeleting
// and CacheCleared of ClearingCache, and of what is known to be in a state.
func ended(n *name, first, final *word) *candidate {
	words := n.words()
	last := n.count - 1
	if v := ofIng(final.lower); v != "" && !final.is(inIng) && !(last == 1 && (first.attr.onlyVerb() || first.is(begins))) { // StartCooking
		if last == 0 && final.attr&(noun|adjective) != 0 || v == "run" || is(v, timeless) {
			return nil // TrackingEvent, ExistingEvent; what is running goes on
		}
		if last > 1 && n.middleVerb() == last-1 {
			return nil // PlayerStartFlying: it started
		}
		if lasts(v) && n.nouns(last+1) {
			return n.candidate("start", last, last, these(0, n.count), verbal("started")) // PaymentProcessing: who is told so waits for more
		}
		past := n.pastOf(v)(v)
		if past == v+"ed" && final.lower == v+v[len(v)-1:]+"ing" {
			past = v + past[len(v)-1:] // OrderCancelled of OrderCancelling: British as it was
		}
		return n.candidate(v, last, last-1, these(0, last), verbal(past))
	}
	if v := ofIng(first.lower); v != "" && last > 0 && !first.is(inIng) && !n.finalVerb() {
		if last > 1 && words[1].is(particle) {
			return n.passive(v+" "+words[1].lower, 2) // RollingBackDatabase
		}
		return n.passive(v, 1)
	}
	switch {
	case final.lower == "complete" && last > 0:
		return n.candidate("complete", last, last-1, these(0, last), verbal("completed")) // HandOverComplete
	case n.state(last) && n.nouns(last):
		return n.candidate("become", last, last-1, these(0, last), verbal("became"), these(last, n.count)) // DatabaseBecameBusy
	}
	for i := range n.count - 2 {
		past := ""
		switch w, next := &words[i], &words[i+1]; {
		case w.lower == "ready" && next.is(preposition):
			past = "became" // OrderBecameReadyForDelivery
		case w.lower == "out" && next.lower == "of":
			past = "went" // OutOfStock
		case w.lower == "back" && next.lower == "in":
			past = "came" // BackInStock
		}
		if past != "" && i > 0 && n.nouns(i) {
			return n.candidate("become", i, i-1, these(0, i), verbal(past), these(i, n.count))
		}
	}
	return nil
}

// lasts reports whether what a verb names goes on for long, so that who is told of it is told of its start.
func lasts(verb string) bool {
	switch verb {
	case "process", "prepare", "search", "stream", "wait", "play", "watch":
		return true
	}
	return false
}

// state reports whether the word at i names a state that the words before it
// are in: DatabaseBusy.
func (n *name) state(i int) bool {
	if i == 0 {
		return false // KeepAlive
	}
	return n.all[i].is(state)
}

// named makes a past of a noun that names an act: PaymentFailed of
// PaymentFailure, ConnectionFailed of ConnectionError.
func named(n *name, first, final *word) *candidate {
	last := n.count - 1
	if last == 0 {
		return nil // BuilderEvent: of what?
	}
	if final.is(failure) && n.isAct(last-1) {
		return n.candidate("fail", last, last-1, these(0, last), verbal("failed"))
	}
	if !n.nouns(last) || last > 1 && first.attr.verb() >= hardlyNoun {
		return nil // UpdateProjectEnrollment
	}
	v := n.actVerb(last)
	if v == "" && (first.attr.verb() >= hardlyNoun || n.onlyVerb()) {
		return nil // ProcessPayment, RegisterBuilder
	}
	if past := comesAbout(final.lower); past != "" {
		return n.candidate("occur", last, last-1, these(0, n.count), verbal(past))
	}
	if final.lower == "progress" {
		v = final.lower
	}
	if v == "" {
		return nil
	}
	return n.candidate(v, last, last-1, these(0, last), verbal(phrase(v, n.pastOf(v))))
}

// comesAbout returns the past of the verb by which English says that what a noun
// names came about, where there is one such verb, or "".
func comesAbout(noun string) string {
	switch noun {
	case "error", "exception", "fault", "incident", "violation", "emergency", "outage", "deadlock":
		return "occurred"
	case "payment", "decision":
		return "made"
	case "alarm", "alert":
		return "raised"
	case "reminder":
		return "sent"
	case "timer":
		return "fired"
	case "deadline":
		return "passed"
	case "milestone":
		return "reached"
	}
	return ""
}

// ordered makes OrderCreated of the imperative CreateOrder.
func ordered(n *name, first, _ *word) *candidate {
	last := n.count - 1
	switch verb, tail := n.verbPhrase(0); {
	case verb == "" || first.is(compound) && last > 0 && n.finalVerb(), // PlaybackStart
		strings.HasPrefix(n.tail, "Message"): // SendMessage: who does?
	case last == 0:
		return n.candidate(verb, 0, 0, verbal(phrase(verb, n.pastOf(verb)))) // SearchEvent
	case first.is(mutual):
		return n.candidate(verb, 0, last, verbal(participle(verb)+" with"), these(1, n.count)) // InteractedWithBlock
	case first.attr&noun == 0, first.is(compound), n.onlyVerb(), first.lower == "set":
		return n.passive(verb, tail)
	}
	return nil
}

// inflected makes PlanCreated of PlanCreate, with the verb at the end.
func inflected(n *name, first, final *word) *candidate {
	words := n.words()
	last := n.count - 1
	if last > 1 && final.is(particle) && words[last-1].uses.verb() >= asOften && !words[last-2].is(preposition) {
		done := participle
		if n.ofPerson(last - 1) {
			done = pastTense // PlayerWakeUp
		}
		return n.candidate(words[last-1].lower, last-1, last-2, these(0, last-1), verbal(done(words[last-1].lower)), these(last, n.count)) // TaxiDropOff
	}
	switch {
	case last == 0 || !n.finalVerb() || n.middleVerb() > 0 || !n.nouns(last) && final.lower != "check":
		return nil
	case last == 2 && n.agent(1) && entered(final.lower):
		return n.candidate(final.lower, last, last-1, these(0, 1), verbal(pastTense(final.lower)), these(1, 2)) // PlayerEnteredBed of PlayerBedEnter
	case last > 1 && !n.ofPerson(last) && entered(final.lower):
		return nil // NationTownLeave: who leaves what?
	case final.is(compound):
		return n.candidate(open(final.lower), last, last-1, these(0, last), verbal(phrase(open(final.lower), participle))) // UserLogin
	}
	return n.candidate(final.lower, last, last-1, these(0, last), verbal(n.pastOf(final.lower)(final.lower)))
}

// entered reports whether a verb has for its object where one goes in or out, so that its past does
// not tell of a thing that something was done to it.
func entered(verb string) bool {
	return verb == "enter" || verb == "leave" || verb == "join" || verb == "exit"
}

// told makes PlayerThrewPotion of PlayerThrowPotion: subject, verb, object.
func told(n *name, _, final *word) *candidate {
	words := n.words()
	i := n.middleVerb()
	if i == 0 || final.is(matter) || n.finalVerb() && !final.is(compound) && (!n.agent(i) || final.is(ofOwner)) ||
		words[i].lower == "add" && singular(final.lower) != "" {
		return nil // ClientPauseChange: which of the two? RegistryTypeAddBlocks: to it
	}
	if words[i+1].is(joins) {
		if last := n.count - 1; i+2 == last && n.isVerbAt(last) && n.nouns(i) {
			return n.candidate(words[i].lower, i, i-1, these(0, i), verbal(participle(words[i].lower)), these(i+1, last), verbal(participle(final.lower)))
		}
		return nil // AddressCreatedOrUpdated of AddressCreateOrUpdate
	}
	if !n.agent(i) && words[i].is(mends) && !words[i+1].is(preposition) {
		return n.candidate(words[i].lower, i, i-1, these(0, i), these(i+1, n.count), verbal(participle(words[i].lower))) // SabrePluginAdded: Sabre is where
	}
	if !n.agent(i) && !words[i+1].is(preposition) && n.all[0].attr&person == 0 {
		return nil // WorkingTimeApproveMonth: time approves nothing
	}
	past, participle := principalParts(words[i].lower)
	if words[i+1].is(preposition) && words[i].attr&transitive != 0 {
		past = participle // EntityRemovedFromWorld
	} else if words[i].is(mutual) {
		past += " with"
	}
	return n.candidate(words[i].lower, i, i-1, these(0, i), verbal(past), these(i+1, n.count))
}
