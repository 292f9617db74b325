package english

import "strings"

// betterEvent returns the name in the past tense, or "".
func (n *name) betterEvent() string {
	for _, w := range n.words() {
		if w.class&(announcer|question) != 0 || oneOf(w.lower, " on all abstract ") {
			return "" // what comes before an event is another thing, not another form; what is abstract never happens
		}
	}
	// Called one by one, and not in a loop, n stays on the stack.
	s, sure := n.afterwards()
	if !sure {
		s, sure = n.ended()
	}
	if !sure {
		s, sure = n.named()
	}
	if !sure {
		s, sure = n.ordered()
	}
	if !sure {
		s, sure = n.inflected()
	}
	if !sure {
		s, _ = n.told()
	}
	return s
}

// afterwards makes PluginActivated of PluginPostActivate: after it, it has happened.
func (n *name) afterwards() (suggestion string, sure bool) {
	words := n.words()
	for i := range n.count - 1 {
		if !oneOf(words[i].lower, " post after ") {
			continue
		}
		if i > 0 && i == n.count-2 && n.finalVerb() {
			return n.join(these(0, i), verbal(Participle(words[i+1].lower))), true
		}
		if i == 0 && (words[1].attr&noun == 0 || words[1].class&compound != 0 || n.finalVerb()) {
			return "", true // PostLogin, PostNetworkSync
		}
	}
	return "", false
}

// ended makes a past of a form in -ing, as CategoryDeleted of CategoryDeleting
// and CacheCleared of ClearingCache, and of what is known to be in a state.
func (n *name) ended() (suggestion string, sure bool) {
	words := n.words()
	last := n.count - 1
	first, final := &words[0], &words[last]
	if v := ofIng(final.lower); v != "" && !thingInIng(final.lower) {
		if last > 1 && (first.attr&(verbShare|noun) == 7 || first.attr&verbShare >= 5 && singular(words[1].lower) != "") || v == "run" {
			return "", true // SkipRowsShowing has two verbs; what is running goes on
		}
		past := n.pastOf(v)(v)
		if past == v+"ed" && final.lower == v+v[len(v)-1:]+"ing" {
			past = v + past[len(v)-1:] // OrderCancelled of OrderCancelling: British as it was
		}
		return n.join(these(0, last), verbal(past)), true
	}
	if v := ofIng(first.lower); v != "" && last > 0 && !thingInIng(first.lower) && lookup(v)&verbShare >= 4 &&
		final.attr&verbShare < 4 && words[1].attr&verbShare < 5 && !n.finalVerb() {
		if last > 1 && words[1].class&particle != 0 {
			return n.passive(v+" "+words[1].lower, 2), true // RollingBackDatabase
		}
		return n.passive(v, 1), true
	}
	switch {
	case final.lower == "complete" && last > 0:
		return n.join(these(0, last), verbal("completed")), true // HandOverComplete
	case n.state(last) && n.nouns(last):
		return n.join(these(0, last), verbal("became"), these(last, n.count)), true // DatabaseBecameBusy
	}
	if last > 1 && (final.attr&adjective != 0 || n.state(last)) && oneOf(words[last-1].lower, " making becoming going turning getting ") && n.nouns(last-1) {
		return n.join(these(0, last-1), verbal(pastTense(ofIng(words[last-1].lower))), these(last, n.count)), true // CompanyMadeCurrent
	}
	for i := 1; i+2 < n.count; i++ {
		if words[i].lower == "ready" && words[i+1].class&preposition != 0 && n.nouns(i) {
			return n.join(these(0, i), verbal("became"), these(i, n.count)), true // OrderBecameReadyForDelivery
		}
		switch words[i].lower + " " + words[i+1].lower {
		case "out of":
			return n.join(these(0, i), verbal("went"), these(i, n.count)), true // OutOfStock
		case "back in":
			return n.join(these(0, i), verbal("came"), these(i, n.count)), true // BackInStock
		}
	}
	return "", false
}

// state reports whether the word at i names a state that the words before it
// are in: DatabaseBusy.
func (n *name) state(i int) bool {
	if i == 0 || n.words()[0].attr&verbShare >= 5 {
		return false // KeepAlive
	}
	switch n.words()[i].lower {
	case "busy", "idle", "alive", "ready", "active", "inactive", "available", "unavailable", "online", "offline", "late",
		"overdue", "due", "pending", "stale", "dirty", "valid", "invalid", "healthy", "unhealthy", "critical", "low",
		"reachable", "unreachable", "responsive", "unresponsive", "obsolete", "visible", "invisible":
		return true
	}
	return false
}

// named makes a past of a noun that names an act: PaymentFailed of
// PaymentFailure, ConnectionFailed of ConnectionError.
func (n *name) named() (suggestion string, sure bool) {
	words := n.words()
	last := n.count - 1
	final := words[last].lower
	whole := last == 0 || n.nouns(last)
	failure := oneOf(final, " error exception fault ")
	if failure {
		switch {
		case last > 0 && n.isAct(last-1):
			return n.join(these(0, last), verbal("failed")), true
		case !whole && words[0].attr&verbShare >= 4:
			return "", true // RetryLastError
		}
	}
	if !whole && !failure {
		return "", false
	}
	v := n.actVerb(last)
	if first := &words[0]; last > 0 && (v == "" || comesAbout(final) != "") && (first.attr&verbShare >= 6 || anOrder(first.lower) && last == 1 || makes(final) == "" && n.onlyVerb()) {
		return "", false // ProcessPayment, RegisterBuilder
	}
	if past := comesAbout(final); past != "" && (last > 0 || final != "payment") {
		return n.join(these(0, n.count), verbal(past)), true
	}
	switch {
	case last > 0 && final == "progress":
		v = final
	case v == "":
		v = makes(final)
	case last == 2 && lookup(ofS(words[1].lower))&verbShare >= 3:
		return "", true // AgentLogsExecution: is logs a verb?
	}
	if v == "" || v == final && v != "progress" {
		return "", false
	}
	return n.join(these(0, last), verbal(phrase(v, n.pastOf(v)))), true
}

// mutual reports whether a verb has its object after with.
func mutual(verb string) bool { return oneOf(verb, " interact collide collaborate communicate ") }

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

// makes returns the verb of a noun for that part of a program which does it,
// or "": when an indexer has an event, something was indexed. Other nouns in -er
// name a person, or a thing that is there without doing anything: seller, header.
func makes(noun string) string {
	switch noun {
	case "builder", "indexer", "initializer", "initialiser", "loader", "importer", "exporter", "parser", "renderer",
		"converter", "resolver", "compiler", "serializer", "deserializer", "normalizer", "scheduler", "synchronizer",
		"installer", "uploader", "downloader":
		if v := noun[:len(noun)-1]; lookup(v)&verbShare != 0 {
			return v
		}
		return noun[:len(noun)-2]
	case "generator", "validator", "migrator":
		return noun[:len(noun)-2] + "e"
	}
	return ""
}

// ordered makes OrderCreated of the imperative CreateOrder.
func (n *name) ordered() (suggestion string, sure bool) {
	words := n.words()
	last := n.count - 1
	first := &words[0]
	switch verb, tail := n.verbPhrase(0); {
	case verb == "" || first.class&preposition != 0:
	case last == 1 && first.attr&adjective != 0 && words[1].class&compound != 0:
		return "", true // DirectLogin
	case last == 0 && first.attr&noun != 0 && first.attr&verbShare < 6 && first.class&compound == 0:
		if happening(first.lower) {
			return n.join(verbal(n.pastOf(first.lower)(first.lower))), true // SearchEvent
		}
		return "", true
	case first.class&compound != 0 && last > 0 && n.finalVerb(): // PlaybackStart
	case first.class&compound != 0:
		if last > 0 && words[last].attr&person == 0 && first.lower != "lookup" {
			return "", true // SetupStep; but LoginUser is UserLoggedIn
		}
		return n.passive(verb, tail), true
	case mutual(first.lower) && last > 0 && n.object(1):
		return n.join(verbal(Participle(verb)+" with"), these(1, n.count)), true // InteractedWithBlock
	case first.attr&noun == 0, n.onlyVerb(), last > 0 && first.lower == "handle":
		return n.passive(verb, tail), true
	case last > 1 && oneOf(first.lower, " schedule queue ") && n.finalVerb():
		return n.join(these(1, n.count), verbal(Participle(first.lower))), true // RoomsUpdateScheduled
	case last > 1 && (first.attr&verbShare == 5 || oneOf(first.lower, " schedule request force trigger queue load pull push post ")) && n.finalVerb():
		return "", true // HandleRouteRequest: which of the two has happened?
	}
	return "", false
}

// inflected makes PlanCreated of PlanCreate, with the verb at the end.
func (n *name) inflected() (suggestion string, sure bool) {
	words := n.words()
	last := n.count - 1
	final := &words[last]
	if last > 1 && final.class&particle != 0 && n.isVerbAt(last-1) {
		return n.join(these(0, last-1), verbal(Participle(words[last-1].lower)), these(last, n.count)), true // TaxiDropOff
	}
	if last == 0 || !n.finalVerb() || n.middleVerb() > 0 {
		return "", false
	}
	if !n.nouns(last) && !(final.lower == "check" && last > 1 && n.nouns(last-1)) || last == 1 && words[0].attr&verbShare >= 6 && final.class&action != 0 {
		return "", true // GlobalSearch, FinishRequest
	}
	if final.class&compound != 0 {
		return n.join(these(0, last), verbal(phrase(open(final.lower), Participle))), true // UserLogin
	}
	for i := 1; i < last; i++ {
		if oneOf(words[i].lower, " post after ") {
			return "", true
		}
		if w := &words[i]; i == last-1 && (w.attr&verbShare >= 5 || oneOf(w.lower, " build load ")) && w.attr&noun != 0 && w.attr&adjective == 0 && w.class&preposition == 0 && ofIng(w.lower) == "" {
			return "", true // EntityAttemptAttack
		}
	}
	return n.join(these(0, last), verbal(n.pastOf(final.lower)(final.lower))), true
}

// told makes PlayerThrewPotion of PlayerThrowPotion: subject, verb, object.
func (n *name) told() (suggestion string, sure bool) {
	words := n.words()
	final := &words[n.count-1]
	i := n.middleVerb()
	if i == 0 || final.attr&(verbShare|noun) == 7 || final.attr&(adjective|noun) == adjective || n.state(n.count-1) || matter(final.lower) || !n.single(i) {
		return "", false
	}
	if n.finalVerb() && final.class&compound == 0 && words[i+1].class&preposition == 0 && !n.agent(i) || anOrder(words[0].lower) {
		return "", false // SyncFieldsLoad: which of the two?
	}
	if !n.agent(i) && oneOf(words[i].lower, " add remove create delete update begin merge validate ") && words[i+1].class&preposition == 0 {
		return n.join(these(0, i), these(i+1, n.count), verbal(Participle(words[i].lower))), true // SabrePluginAdded: Sabre is where
	}
	past, participle := principalParts(words[i].lower)
	if words[i+1].class&preposition != 0 && words[i].attr&transitive != 0 {
		past = participle // EntityRemovedFromWorld
	} else if mutual(words[i].lower) {
		past += " with"
	}
	return n.join(these(0, i), verbal(past), these(i+1, n.count)), true
}

// single reports whether the verb at i is the only one: no word beside it, nor
// in its object, may be a verb, and the object is short.
func (n *name) single(i int) bool {
	words := n.words()
	if words[i-1].attr&verbShare >= 4 && words[i-1].attr&noun != 0 && i > 1 || words[i+1].class&particle != 0 {
		return false // RequestValidateWindow, OptInRegistration
	}
	if n.agent(i) && (words[i].lower == "attempt" || n.count == 4 && words[i].attr&verbShare >= 6 && find(nominalList, words[3].lower) == "") {
		return true // EntityAttemptSmashAttack, UserCancelRequestBooking
	}
	object := 0
	for k := i + 1; k < len(words) && words[k].class&preposition == 0; k++ {
		if object++; words[k].attr&verbShare >= 4 && words[k].attr&noun != 0 && k < len(words)-1 {
			return false
		}
	}
	return object < 3
}

// matter reports whether a word is a noun that what happens has, not what it
// happens to.
func matter(w string) bool {
	switch w {
	case "info", "result", "status", "state", "error", "progress", "type", "reason", "time", "date", "data",
		"details", "detail", "list", "count", "event", "id", "ids", "number", "level", "mode", "options", "settings",
		"config", "response", "step", "failure", "success", "url", "uri", "key", "link", "button", "form", "builder",
		"criteria", "context", "hook", "tags", "cache", "filter", "request", "route", "listener", "handler",
		"loader", "window":
		return true
	}
	return false
}

// onlyVerb reports whether the first word, which is a noun as well, is the
// only word that is read as a verb, and has an object.
func (n *name) onlyVerb() bool {
	first, last := &n.words()[0], &n.words()[n.count-1]
	mostly := first.attr&(verbShare|adjective|transitive) == 5|transitive && !oneOf(first.lower, " work drive ")
	if n.count == 2 && first.attr&verbShare >= 3 && find(nominalList, first.lower) == first.lower && (last.attr&person != 0 && last.attr&verbShare == 0 || last.lower == "entity") {
		return true // PardonUser
	}
	if first.attr&verbShare < 6 && !mostly && !(anOrder(first.lower) && n.count < 4) || matter(last.lower) && !(mostly && anOrder(first.lower) && oneOf(last.lower, " id ids url uri ")) || last.class&action != 0 ||
		mostly && first.attr&verbShare < 6 && find(nominalList, last.lower) != "" ||
		n.count > 2 && first.attr&verbShare < 6 && strings.HasSuffix(last.lower, "ment") {
		return false
	}
	for i := range n.words()[1:] {
		w := &n.words()[i+1]
		if w.attr&verbShare >= 4 && w.class&preposition == 0 && (i+1 == n.count-1 || w.attr&noun == 0 || last.attr&verbShare > 1) || w.class&compound != 0 || happening(w.lower) {
			return false
		}
	}
	return true
}

// anOrder reports whether a word is a verb that is a noun more often, but not
// as the first word of a name that has an object.
func anOrder(w string) bool {
	switch w {
	case "change", "switch", "refresh", "refund", "lock", "release", "transfer", "ship", "process", "flag", "ban",
		"mute", "schedule", "stage", "load", "open", "close", "move", "play", "send", "pay", "collect", "handle",
		"resolve", "advance", "craft", "queue", "register", "teleport":
		return true
	}
	return false
}

// isAct reports whether word i names an act, which can fail.
func (n *name) isAct(i int) bool {
	w := &n.words()[i]
	return find(nominalList, w.lower) != "" || ofIng(w.lower) != "" && !thingInIng(w.lower) ||
		strings.HasSuffix(w.lower, "tion") || happening(w.lower) || w.class&compound != 0
}

// middleVerb returns the index of the word that is the verb between subject
// and object, or 0.
func (n *name) middleVerb() int {
	if n.middle == 0 {
		n.middle = n.findMiddleVerb() + 1
	}
	return n.middle - 1
}

func (n *name) findMiddleVerb() int {
	words := n.words()
	if words[0].attr&(verbShare|noun) == 7 {
		return 0
	}
	for i := 1; i < len(words)-1; i++ {
		w := &words[i]
		share := w.uses() & verbShare
		switch {
		case w.past != never || (w.class|words[i-1].class)&preposition != 0 || w.attr&adjective != 0 && !n.agent(i):
		case share >= 6, w.lower == "attempt" && n.agent(i):
			return i
		case share == 5 && words[i+1].class&preposition != 0, share == 4 && n.agent(i) && words[i+1].lower == "by":
			return i // EntityCombustByBlock
		case share == 5 && i == 1 && words[0].attr&verbShare < 4 && w.attr&transitive != 0 && !n.finalVerb():
			return i // EntityDropItem
		case n.agent(i) && w.attr&transitive != 0 && words[len(words)-1].lower == "entity", w.lower == "request" && n.agent(i) && len(words) == 3 && ofIng(words[2].lower) != "":
			return i // PlayerNameEntity, UserRequestBooking
		case share >= 4 && n.agent(i) && w.attr&transitive != 0 && len(words) == 3 && words[2].attr&verbShare < 5 && !n.finalVerb() &&
			!oneOf(w.lower, " review report order plan record support service design test notice request "):
			return i // PlayerHarvestBlock
		}
	}
	return 0
}

// agent reports whether the word at i comes right after one that does things:
// a person, first of all.
func (n *name) agent(i int) bool {
	first := &n.words()[0]
	return i == 1 && first.attr&verbShare == 0 && (first.attr&person != 0 || first.lower == "entity")
}
