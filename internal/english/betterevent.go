package english

import (
	"slices"
	"strings"
)

// pasts make an event of a name that is none.
var pasts = []proposal{
	{"not yet", (*name).notYet},
	{"after", (*name).afterwards},
	{"in -ing, or a state", (*name).ended},
	{"noun of an act", (*name).named},
	{"imperative", (*name).ordered},
	{"verb at the end", (*name).inflected},
	{"verb in the middle", (*name).told},
}

// notYet is sure that there is no better name for what comes before an event, which is
// another thing and not another form, and for what never happens.
func (n *name) notYet(_, _ *word) (string, bool) {
	negated := strings.HasSuffix(n.tail, "Events") || slices.ContainsFunc(n.words(), func(w word) bool { return w.lower == "not" || w.lower == "no" })
	return "", negated || n.index(announcer|question|general) != none
}

// afterwards makes PluginActivated of PluginPostActivate: after it, it has happened.
func (n *name) afterwards(first, final *word) (suggestion string, sure bool) {
	words := n.words()
	for i := range n.count - 1 {
		if !words[i].is(afterward) {
			continue
		}
		if i > 0 && i == n.count-2 && !final.is(compound) {
			return n.join(these(0, i), verbal(participle(words[i+1].lower))), true
		}
		if words[i+1].is(compound) {
			return "", true // PostNetworkSync, AuthAfterLogin
		}
	}
	return "", false
}

// ended makes a past of a form in -ing, as CategoryDeleted of CategoryDeleting
// and CacheCleared of ClearingCache, and of what is known to be in a state.
func (n *name) ended(first, final *word) (suggestion string, sure bool) {
	words := n.words()
	last := n.count - 1
	if v := ofIng(final.lower); v != "" && !final.is(inIng) {
		if last == 0 && final.attr&(noun|adjective) != 0 && n.tail != "" {
			return "", true // TrackingEvent, ExistingEvent
		}
		if last > 1 && n.middleVerb() == last-1 {
			return "", false // PlayerStartFlying: it started
		}
		if last > 1 && words[last-1].is(begins|helper|happening) {
			return "", true // EventStartStreaming, ExportChangeEncoding, StartDebugging
		}
		if last > 1 && first.is(ofActs) || v == "run" || is(v, timeless) {
			return "", true // SkipRowsShowing has two verbs; what is running goes on
		}
		if last > 0 && first.attr.verb() >= mostly {
			return "", true // FindMatching, RestartProcessing, VMEndRecording
		}
		if lasts(v) && n.nouns(last) {
			return n.join(these(0, n.count), verbal("started")), true // PaymentProcessing: who is told so waits for more
		}
		if !is(v, mends) && (slices.ContainsFunc(words[:last], func(w word) bool { return w.attr.verb() >= asOften }) || last > 0 && n.actVerb(last-1) != "") {
			return "", true // WebSearchCallSearching: which of the two goes on?
		}
		past := n.pastOf(v)(v)
		if past == v+"ed" && final.lower == v+v[len(v)-1:]+"ing" {
			past = v + past[len(v)-1:] // OrderCancelled of OrderCancelling: British as it was
		}
		return n.join(these(0, last), verbal(past)), true
	}
	if v := ofIng(first.lower); v != "" && last > 0 && !first.is(inIng) && !final.is(failure|standing) && (words[1].is(preposition) || lookup(v).verb() >= hardlyNoun) && !n.finalVerb() {
		if last > 1 && words[1].is(particle) {
			return n.passive(v+" "+words[1].lower, 2), true // RollingBackDatabase
		}
		return n.passive(v, 1), true
	}
	switch {
	case final.lower == "complete" && last > 0:
		if w := &words[last-1]; w.attr.onlyVerb() || last > 1 && first.attr.onlyVerb() {
			return "", true // PingSendComplete, CreateOrderComplete: it was sent, or the sending was completed?
		}
		return n.join(these(0, last), verbal("completed")), true // HandOverComplete
	case n.state(last) && (last > 1 && (words[last-1].attr.verb() >= hardlyNoun || words[last-1].attr&adverb != 0) || words[max(0, last-1)].is(failure)):
		return "", true // MemberUpdatePending: what is updated is whether it is pending; PaymentPastDue, ErrorCritical
	case n.state(last) && n.nouns(last):
		return n.join(these(0, last), verbal("became"), these(last, n.count)), true // DatabaseBecameBusy
	}
	for i := 1; i+2 < n.count; i++ {
		if words[i].lower == "ready" && words[i+1].is(preposition) && n.nouns(i) {
			return n.join(these(0, i), verbal("became"), these(i, n.count)), true // OrderBecameReadyForDelivery
		}
		switch words[i].lower + " " + words[i+1].lower {
		case "out of":
			if words[0].attr.verb() >= mostly {
				return "", true // PublishOutOfStock
			}
			return n.join(these(0, i), verbal("went"), these(i, n.count)), true // OutOfStock
		case "back in":
			return n.join(these(0, i), verbal("came"), these(i, n.count)), true // BackInStock
		}
	}
	return "", false
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
func (n *name) named(first, final *word) (suggestion string, sure bool) {
	words := n.words()
	last := n.count - 1
	if last > 0 && first.is(afterward) {
		return "", true // PostCommandInvocation
	}
	whole := last == 0 || n.nouns(last)
	failed := final.is(failure)
	if failed {
		switch {
		case last > 0 && n.isAct(last-1):
			return n.join(these(0, last), verbal("failed")), true
		case !whole:
			return "", true // RetryLastError
		}
	}
	if !whole || last > 1 && first.attr.verb() >= hardlyNoun {
		return "", false // UpdateProjectEnrollment
	}
	v := n.actVerb(last)
	if last > 0 && v == "" && (first.attr.verb() >= hardlyNoun || n.onlyVerb()) {
		return "", false // ProcessPayment, RegisterBuilder
	}
	if past := comesAbout(final.lower); past != "" && (last > 0 || final.lower != "payment") {
		if v := ofIng(first.lower); lookup(v).verb() > 0 && last == 1 || last > 0 && comesAbout(words[last-1].lower) != "" ||
			slices.ContainsFunc(words[:last], func(w word) bool { return w.attr.onlyVerb() }) {
			return "", true // ProcessingPayment: processed, or made? ValidateInputError; PaymentError: was it made?
		}
		return n.join(these(0, n.count), verbal(past)), true
	}
	switch {
	case last > 0 && final.lower == "progress":
		v = final.lower
	case final.is(standing):
		return "", true // TokenUsage
	case v == "":
		return "", false
	case is(v, elsewhere), final.lower == "success" && last > 0 && words[last-1].attr.verb() > 0 && words[last-1].attr.verb() < mostly && !words[last-1].is(happening):
		return "", true // RuleCompliance: it is complied with; PollSuccess: a poll, or its polling?
	case last == 2 && lookup(ofS(words[1].lower)).verb() >= sometimes, last > 0 && ofIng(words[last-1].lower) != "":
		return "", true // AgentLogsExecution: is logs a verb? LeaseNearingExpiry
	}
	if last == 0 || first.is(failure) || last > 1 && words[last-1].attr.verb() >= hardlyNoun {
		return "", true // BuilderEvent: of what? ErrorNavigation, PageLeaveNavigation
	}
	return n.join(these(0, last), verbal(phrase(v, n.pastOf(v)))), true
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
	case "warning":
		return "issued"
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
func (n *name) ordered(first, final *word) (suggestion string, sure bool) {
	words := n.words()
	last := n.count - 1
	switch verb, tail := n.verbPhrase(0); {
	case verb == "":
	case last == 0 && (first.attr == 0 && !first.is(compound) && !undone(first.lower)), last == 1 && (final.lower == "request" || first.attr.onlyVerb() && final.attr.verb() >= mostly && !final.is(happening)):
		return "", true // PostbackEvent, RelayerEvent, ConnectFailure, OpenAIResilience, ResizeRequest, EnterLeave
	case last > 0 && first.attr&noun != 0 && (last == 1 && final.is(sent) || final.lower == "history"),
		slices.ContainsFunc(words, func(w word) bool { return w.lower == "event" }):
		return "", true // ReleaseNotification, ChangeHistory: of the first, or did that happen to it? SelectObjectEventStream
	case last == 1 && first.attr&adjective != 0 && words[1].is(compound), last == 1 && tail == 2 && !is(first.lower+final.lower, compound):
		return "", true // DirectLogin, TouchDown
	case last == 0 && first.attr&noun != 0 && first.attr.verb() < hardlyNoun && !first.is(compound):
		if first.is(happening) {
			return n.join(verbal(n.pastOf(first.lower)(first.lower))), true // SearchEvent
		}
		return "", true
	case first.is(compound) && last > 0 && n.finalVerb(): // PlaybackStart
	case first.is(compound):
		if last > 0 && words[last].attr&person == 0 && first.lower != "lookup" {
			return "", true // SetupStep; but LoginUser is UserLoggedIn
		}
		return n.passive(verb, tail), true
	case first.is(mutual) && last > 0:
		return n.join(verbal(participle(verb)+" with"), these(1, n.count)), true // InteractedWithBlock
	case first.attr.onlyVerb() && tail < last && words[tail].attr.onlyVerb() && words[tail].attr&adjective == 0:
		return "", true // MigratePrepareRow has two verbs
	case strings.HasPrefix(n.tail, "Message"), final.lower == "service":
		return "", true // SendMessage, TransformMessage: who does? SaveService: a service that saves
	case first.attr&noun == 0, n.onlyVerb():
		if (last > 1 || last > 0 && first.attr == 0) && final.attr.verb() >= asOften && final.past == never && !words[last-1].is(preposition) ||
			!first.is(order) && strings.HasSuffix(final.lower, "er") && derivedNoun(final.lower) {
			return "", true // DeflectMissilesTrigger, AllowInertClick, SearchIndexer
		}
		if last > 0 && final.is(matter|standing) && (first.attr&noun != 0 || first.attr == 0) || last == 1 && final.is(happening) && final.attr.verb() >= mostly ||
			last > 1 && first.attr&noun != 0 && (n.actVerb(last) != "" || final.is(sent)) ||
			slices.ContainsFunc(words[tail:], func(w word) bool { return w.lower == "in" || w.lower == "with" || w.lower == "of" }) {
			return "", true // ReconnectUrl: one to reconnect to; RefuteUpdate, DeployPolicyEvaluation: which is the act? RenderItemInFrame: where?
		}
		return n.passive(verb, tail), true
	case last > 1 && (first.attr.verb() == mostly || first.is(hands)):
		return "", true // HandleRouteRequest: which of the two has happened?
	}
	return "", false
}

// inflected makes PlanCreated of PlanCreate, with the verb at the end.
func (n *name) inflected(first, final *word) (suggestion string, sure bool) {
	words := n.words()
	last := n.count - 1
	if last > 1 && final.is(particle) && words[last-1].uses.verb() >= asOften && !words[last-1].is(matter) && !words[last-2].is(preposition) {
		done := participle
		if n.ofPerson(last - 1) {
			done = pastTense // PlayerWakeUp
		}
		return n.join(these(0, last-1), verbal(done(words[last-1].lower)), these(last, n.count)), true // TaxiDropOff; but LinkDown
	}
	if last == 0 || !n.finalVerb() || n.middleVerb() > 0 {
		return "", false
	}
	if final.attr == 0 && !undone(final.lower) && !final.is(compound) || final.lower == "attack" || final.lower == "debug" {
		return "", true // IslandPreclear: before it is cleared; DomainAttack: by it, or on it? RuleDebug: to debug it
	}
	if first.is(failure) || first.lower == "warning" || first.is(vague) || last == 1 && first.is(helper) || words[last-1].is(place) && final.lower == "purchase" {
		return "", true // WarningUpgrade, ManualPresenceChange, AttemptHeal, ForcingStart, ShopPurchase
	}
	if last > 1 && !n.ofPerson(last) && entered(final.lower) {
		if last == 2 && n.agent(1) {
			return n.join(these(0, 1), verbal(pastTense(final.lower)), these(1, 2)), true // PlayerEnteredBed of PlayerBedEnter
		}
		return "", true // NationTownLeave: who leaves what?
	}
	if last > 1 && (n.agent(1) && !final.is(happening) && words[1].attr.verb() >= asOften ||
		slices.ContainsFunc(words[1:last], func(w word) bool { return w.lower == "set" })) {
		return "", true // PlayerChangeArmorStand, NationSetSpawn: which is the verb?
	}
	if slices.ContainsFunc(words[:last], func(w word) bool { return w.lower == final.lower }) ||
		final.lower == "request" && (words[last-1].lower == "pull" || words[last-1].lower == "merge") {
		return "", true // RecordRequestEmailChangeRequest, PullRequest
	}
	if n.objectless(last) || words[last-1].lower == "success" || final.lower == n.actVerb(last-1) || ofIng(words[last-1].lower) != "" && words[last-1].attr == 0 {
		return "", true // TeamKick, EmailReply, SuccessPurchase, MigrationMigrate, BillingSlip
	}
	if !final.is(compound) && (final.uses.verb() < mostly && !final.is(happening) || final.is(held) && !(final.lower == "request" && n.isAct(last-1))) {
		return "", true // PlayerCombat, MapRequest: a kind of it, or what happened to it? But PasswordResetRequest
	}
	if last > 1 && words[0].attr.verb() >= hardlyNoun {
		return "", true // UpdateTaxClaim: is it the update, or the claim?
	}
	if !n.nouns(last) && !(final.lower == "check" && last > 1 && n.nouns(last-1)) ||
		last == 1 && (words[0].attr.verb() >= mostly && final.is(action) || words[0].attr.verb() >= hardlyNoun) || final.is(timeless) || words[last-1].attr&quality != 0 || words[last-1].is(state|vague) {
		return "", true // GlobalSearch, FinishRequest, StartBrew, FinishImport, OptionGet, PlayerInvalidMove
	}
	if final.is(compound) {
		return n.join(these(0, last), verbal(phrase(open(final.lower), participle))), true // UserLogin
	}
	for i := 1; i < last; i++ {
		if v := ofS(words[i].lower); v != "" && (is(v, timeless) || lookup(v).onlyVerb()) {
			return "", true // NPCNeedsRespawn
		}
		if w := &words[i]; i == last-1 && final.lower != "request" && w.attr.verb() >= mostly {
			return "", true // EntityAttemptAttack
		}
	}
	return n.join(these(0, last), verbal(n.pastOf(final.lower)(final.lower))), true
}

// entered reports whether a verb has for its object where one goes in or out, so that its past does
// not tell of a thing that something was done to it.
func entered(verb string) bool {
	return verb == "enter" || verb == "leave" || verb == "join" || verb == "exit"
}

// told makes PlayerThrewPotion of PlayerThrowPotion: subject, verb, object.
func (n *name) told(first, final *word) (suggestion string, sure bool) {
	words := n.words()
	i := n.middleVerb()
	if i == 0 || n.index(joins) != none || final.attr&(adjective|noun) == adjective || n.state(n.count-1) || final.is(matter) || !n.single(i) {
		return "", false
	}
	if n.finalVerb() && !final.is(compound) && (!n.agent(i) || final.is(ofOwner)) || words[0].is(order) {
		return "", false // SyncFieldsLoad, ClientPauseChange: which of the two?
	}
	object := n.all[i+1 : n.count]
	switch {
	case slices.ContainsFunc(object, func(w word) bool { return w.is(afterward) }),
		words[i].attr == 0 && (n.agent(i) || !undone(words[i].lower)), n.agent(i) && n.actVerb(n.count-1) != "", words[i].attr.verb() == asOften && len(object) == 1 && final.attr.verb() >= asOften:
		return "", true // CustomerUpdatePost, LessonSubmitPostProduction, InvalidQuoteResponse, FooEnterpriseTransaction, PlayerSpearStab, PlayerRespawnPosition, EntitySelectInteraction
	case n.agent(i):
	case words[i].lower == "add" && i > 1 && singular(final.lower) != "":
		return "", true // RegistryTypeAddBlocks: to it
	case words[i].is(mends) && !words[i+1].is(preposition):
		return n.join(these(0, i), these(i+1, n.count), verbal(participle(words[i].lower))), true // SabrePluginAdded: Sabre is where
	case !words[i+1].is(preposition) && words[0].attr&person == 0:
		return "", true // WorkingTimeApproveMonth: time approves nothing
	}
	past, participle := principalParts(words[i].lower)
	if words[i+1].is(preposition) && words[i].attr&transitive != 0 {
		past = participle // EntityRemovedFromWorld
	} else if words[i].is(mutual) {
		past += " with"
	}
	return n.join(these(0, i), verbal(past), these(i+1, n.count)), true
}

// single reports whether the verb at i is the only one: no word beside it, nor
// in its object, may be a verb, and the object is short.
func (n *name) single(i int) bool {
	words := n.words()
	if words[i-1].attr.verb() >= asOften && words[i-1].attr&noun != 0 && i > 1 {
		return false // RequestValidateWindow, OptInRegistration
	}
	if n.agent(i) && (words[i].lower == "attempt" || n.count == 4 && find(nominalList, words[3].lower) == "") {
		return true // EntityAttemptSmashAttack, UserCancelRequestBooking
	}
	object := 0
	for k := i + 1; k < len(words) && !words[k].is(preposition); k++ {
		if object++; words[k].attr.verb() >= asOften && k < len(words)-1 {
			return false
		}
	}
	return object < 3
}
