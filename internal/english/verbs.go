package english

import "strings"

// particles go with a verb: log in, tear down.
const particles = " in out up down off on over back away "

// verbPhrase returns the verb that starts at word i, as one or two words
// (sign up), and the index of the word after it.
func (n *name) verbPhrase(i int) (verb string, after int) {
	w := &n.words()[i]
	if w.class&compound != 0 {
		return open(w.lower), i + 1
	}
	if !n.isVerbAt(i) {
		return "", i
	}
	if i+1 < len(n.words()) && n.words()[i+1].class&particle != 0 {
		if p := n.words()[i+1].lower; p == "up" || p == "down" || p == "off" || p == "out" ||
			i+2 == len(n.words()) || oneOf(w.lower, " log sign check opt ") {
			return w.lower + " " + p, i + 2
		}
	}
	return w.lower, i + 1
}

// isVerbAt reports whether word i can be a verb.
func (n *name) isVerbAt(i int) bool {
	return n.words()[i].uses()&verbShare != 0
}

// open returns a closed compound as verb and particle: login is log in.
func open(compound string) string {
	if oneOf(compound, " cutoff breakdown buildup playback callback chargeback cashback payout payoff payback popup markup printout readout fallback followup ") {
		return "" // nouns first of all
	}
	for p := range strings.FieldsSeq(particles) {
		if v := strings.TrimSuffix(compound, p); v != compound && isVerb(v) {
			return v + " " + p
		}
	}
	return ""
}

// phrase returns a form of a verb that may have a particle: logged in.
func phrase(verb string, form func(string) string) string {
	if v, particle, ok := strings.Cut(verb, " "); ok {
		return form(v) + " " + particle
	}
	return form(verb)
}

// finalVerb reports whether the last word is the verb that the words before
// are the subject or object of: PlanCreate, ProjectChange; not ProductPrice.
func (n *name) finalVerb() bool {
	if n.final == 0 {
		n.final = no
		if n.isFinalVerb() {
			n.final = yes
		}
	}
	return n.final == yes
}

func (n *name) isFinalVerb() bool {
	last := len(n.words()) - 1
	w := &n.words()[last]
	if w.class&compound != 0 {
		return open(w.lower) != ""
	}
	if w.past != never || w.class&preposition != 0 || last > 0 && n.words()[last-1].class&preposition != 0 {
		return false // DataInSync
	}
	a := w.uses()
	switch {
	case a&noun == 0:
		return a&verbShare != 0 && (a&adjective == 0 || oneOf(w.lower, " complete clear open close archive select correct "))
	case a&verbShare >= 6:
		return true
	case a&verbShare == 5 && a&person == 0 && (n.agent(last) || last > 0 && (a&quality == 0 || a&transitive != 0) && !matter(w.lower)):
		return true // EntityLunge, NotePlay
	}
	return happening(w.lower) || last > 1 && oneOf(w.lower, " store process ") || last > 0 && a&verbShare >= 3 && find(nominalList, w.lower) == w.lower
}

// happening reports whether a word is a noun that is a verb as well, and names
// what is done.
func happening(w string) bool {
	switch w {
	case "archive", "audit", "override", "edit", "change", "request", "click", "trade", "update", "delete",
		"start", "stop", "close", "load", "unload", "download", "upload", "export", "import", "transfer", "release",
		"review", "check", "sync", "purchase", "upgrade", "downgrade", "transition", "move", "return", "refund",
		"retry", "restart", "reset", "attempt", "attack", "damage", "break", "drop", "dismount", "teleport", "jump",
		"explode", "spawn", "toggle", "swing", "claim", "approve", "charge", "dispatch", "merge", "fork", "push",
		"pull", "commit", "ban", "kick", "mute", "switch", "search", "save", "publish", "bookmark", "invite", "hire",
		"snapshot", "backup", "trigger", "crash", "launch", "scan", "visit", "view", "like", "follow", "share",
		"vote", "exit", "escape", "strike", "touch", "press", "render", "debug", "resume", "cancel", "access",
		"query", "replay", "repair", "register", "record", "rename", "repost", "reboot", "reply", "insert", "lunge",
		"prime", "ping", "whitelist", "blacklist", "build", "redirect", "swap", "deposit", "debit":
		return true
	}
	return false
}

// actVerb returns the verb of a final noun that names its act, or "".
func (n *name) actVerb(last int) string {
	w := &n.words()[last]
	if w.past != never || w.attr&verbShare >= 3 {
		return "" // a word that is the verb itself is for finalVerb
	}
	return find(nominalList, w.lower)
}

// pastOf returns the function that makes a past of a verb whose subject, or
// object, stands before it: what is done to a thing is a participle, what it
// does itself a past tense.
func (n *name) pastOf(verb string) func(string) string {
	if usesOf(verb)&transitive == 0 || oneOf(verb, " run come become overcome rerun swim fly sleep fall ") {
		return pastTense // SlimeSwam
	}
	return Participle
}

// thingInIng reports whether a word ends in -ing and names no act.
func thingInIng(w string) bool {
	switch w {
	case "building", "setting", "meeting", "training", "shipping", "pricing", "billing", "listing", "booking",
		"rating", "warning", "string", "thing", "ending", "heading", "marketing", "accounting", "painting", "ring",
		"king", "spring", "wing", "evening", "morning", "ceiling", "housing", "clothing", "wedding", "funding",
		"landing", "being", "earning", "holding", "ping", "sling", "standing", "offering", "hanging":
		return true
	}
	return false
}
