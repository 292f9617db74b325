package english

import "cmp"

// betterCommand returns the name in the imperative, or "".
func (n *name) betterCommand() string {
	words := n.words()
	last := len(words) - 1
	if last == 0 {
		if v := cmp.Or(n.base(0), n.actVerb(0)); v != "" {
			return n.join(verbal(v))
		}
		return ""
	}
	if words[0].lower == "new" && singular(words[last].lower) == "" && words[last].attr&noun != 0 && words[last].attr&verbShare < 3 {
		return n.join(verbal("create"), these(1, n.count)) // NewProduct
	}
	for i := range words {
		switch w := words[i].lower; {
		case i == last || words[i+1].class&preposition == 0:
			if i == last && isSent(w) && n.nouns(n.count) || i == last && oneOf(w, " email emails ") && !n.otherVerb(i) {
				return n.join(verbal("send"), these(0, n.count)) // SendPaymentReminder
			}
		case isSent(w) && n.nouns(i+1):
			return n.join(verbal("send"), these(0, n.count)) // SendStatusNotificationToUser
		case words[i+1].lower == "of" && i+2 <= last && (happening(w) || n.actVerb(i) != "") && (i == 0 || n.nouns(i)):
			return n.join(verbal(cmp.Or(n.actVerb(i), w)), these(0, i), these(i+2, n.count)) // ChangeOfAddress
		case words[i].attr&verbShare == 6 && i > 0 && !oneOf(words[i+1].lower, " not or and ") && words[i].past == never && n.nouns(i):
			return n.join(verbal(w), these(0, i), these(i+1, n.count)) // UpdateLogWithContent
		}
	}
	for i := range words {
		if words[i].class&question != 0 || words[i].class&wh != 0 || words[i].class&announcer != 0 || oneOf(words[i].lower, " not on ") {
			return ""
		}
	}
	if v := n.base(0); v != "" && words[0].attr&noun == 0 && !n.finalVerb() && !oneOf(v, " fail expire succeed occur ") {
		if words[last].attr&noun == 0 && singular(words[last].lower) == "" || words[last].attr&verbShare >= 6 {
			return ""
		}
		return n.join(verbal(v), these(1, n.count)) // CreatedOrder, CreatesOrder, CreatingOrder
	}
	if words[0].attr == 0 && words[0].past == never && singular(words[0].lower) == "" && !derivedNoun(words[0].lower) && !noVerb(words[0].lower) && (words[1].attr&verbShare < 4 || len(words[0].text) < 3 && last == 1) {
		return ""
	}
	// The verb at the end, in whatever form.
	verb, subject := "", last
	switch w := &words[last]; {
	case w.class&particle != 0 && last > 1:
		v := ofPast(words[last-1].lower)
		if v == "" && n.isVerbAt(last-1) {
			v = words[last-1].lower
		}
		if v != "" {
			verb, subject = v+" "+w.lower, last-1
		}
	case w.class&compound != 0:
		verb = open(w.lower)
	case w.past == certain:
		verb = ofPast(w.lower)
	case ofIng(w.lower) != "" && w.attr&verbShare == 0:
		verb = ofIng(w.lower)
	case n.actVerb(last) != "":
		verb = n.actVerb(last)
	case oneOf(w.lower, " set reset unset put split read cut "):
		verb = w.lower // PasswordReset
	case n.finalVerb(), w.attr&verbShare >= 4 && words[0].attr&verbShare < 2 && w.past == never,
		last == 1 && w.class&action != 0 && w.attr&verbShare >= 3:
		verb = w.lower
	}
	if verb != "" && subject > 1 && words[subject-1].class&action != 0 && words[last].attr&verbShare < 7 && happening(words[subject-1].lower) {
		return "" // ApplicationCheckUpdate: which of the two?
	}
	if verb != "" && subject > 1 && words[subject-1].attr&verbShare == 6 && n.actVerb(last) != "" && !begins(words[subject-1].lower) {
		return "" // OrderUpdateConfirmation: update, or confirm?
	}
	if verb != "" && n.either(last-1) && n.nouns(last-2) {
		return n.join(these(last-2, n.count), these(0, last-2)) // UpdateOrCreateTask
	}
	how := subject // what tells how the verb is done: BulkCreate
	if subject > 1 && oneOf(words[subject-1].lower, " bulk batch mass soft hard ") {
		subject--
	}
	for i := 1; i < subject; i++ {
		if a := words[i].attr; a&(verbShare|noun|adjective) == 7 || begins(words[i].lower) && (words[last].attr&(verbShare|noun) == 7 || n.actVerb(last) != "") || a&verbShare == 6 && words[last].attr&verbShare < 6 && !happening(words[last].lower) && n.actVerb(last) == "" || n.prefixed() || n.idiom(i) || oneOf(words[i].lower, " request ") && n.isVerbAt(last) && i < subject-1 {
			verb = "" // OrganizationSendInvite: the first verb is the one
		}
	}
	if verb != "" {
		if !n.nouns(subject) || subject == 1 && (words[0].attr&quality != 0 || oneOf(words[0].lower, " manual auth ")) {
			return "" // GlobalUpdate: what is updated?
		}
		return n.join(these(subject, how), verbal(verb), these(0, subject))
	}
	// OrganizationAddMember: subject, verb, object.
	for i := 1; i < last; i++ {
		a := words[i].uses()
		adjoined := i > 1 && words[i-1].past == certain // SelfHostedRevokeSponsorship
		pure := a&(verbShare|noun) == 7 || n.idiom(i) || words[i].lower == "reset" || words[i].lower == "change" && last == 2 && words[last].attr&verbShare < 2 && n.actVerb(last) == "" || i == 1 && n.prefixed()
		switch {
		case words[i].past != never || pure:
		case a&verbShare == 6:
			pure = !n.otherVerb(i)
		case a&verbShare == 5:
			pure = adjoined && words[last].attr&verbShare < 4 ||
				i == 1 && words[0].attr&(verbShare|noun) == noun && words[2].attr&verbShare == 7 && begins(words[i].lower) // OrganizationInitiateDelete
		}
		if words[i].past == certain && words[i+1].class&preposition != 0 && n.nouns(i) {
			return n.join(verbal(ofPast(words[i].lower)), these(0, i), these(i+1, n.count)) // EmailChangedByUser
		}
		as := n.doer(i) && byAuthority(words[i].lower) && words[i].past == never
		if (pure && (a&adjective == 0 || n.idiom(i)) || as) && words[i].class&preposition == 0 {
			switch {
			case as:
				return n.join(these(i, n.count), verbal("as"), these(0, i)) // ApproveCohortAsProvider
			case !n.nouns(i) && !adjoined || n.doer(i) && !ofOwner(words[i].lower), oneOf(words[i+1].lower, " all any many one some "):
				return "" // who does it in UserPlanTrip?
			}
			return n.join(verbal(words[i].lower), these(0, i), these(i+1, n.count))
		}
	}
	return ""
}

// isSent reports whether a noun is what is sent, and nothing else is done with it
// first of all.
func isSent(noun string) bool {
	return oneOf(noun, " reminder reminders notification notifications newsletter newsletters ")
}

// doer reports whether the words before the verb at i are one who acts; a group
// is rather one to whom something belongs.
func (n *name) doer(i int) bool {
	w := &n.words()[i-1]
	return i == 1 && w.attr&person != 0 && !oneOf(w.lower, " organization organisation company group team ") ||
		i <= 2 && oneOf(w.lower, " entity admin ")
}

// ofOwner reports whether a verb is of a change to what belongs to its subject:
// UserUpdateEmail is UpdateUserEmail.
func ofOwner(verb string) bool {
	return oneOf(verb, " add change clear delete disable edit enable grant install remove reset revoke set uninstall update ")
}

// begins reports whether a verb is of beginning another act: InitiateDelete.
func begins(verb string) bool { return oneOf(verb, " initiate schedule request start begin ") }

// byAuthority reports whether a verb is of an act that its subject does for
// others, so that who does it is part of what is meant.
func byAuthority(verb string) bool {
	return oneOf(verb, " accept approve authorize confirm decline deny evaluate recover reject send sign submit withdraw ")
}

// otherVerb reports whether a word but that at i, up to a preposition after
// it, is mostly a verb.
func (n *name) otherVerb(i int) bool {
	for k := range n.words() {
		w := &n.words()[k]
		if k > i && w.class&preposition != 0 {
			break
		}
		if k != i && (w.attr&verbShare >= 5 || happening(w.lower)) {
			return true
		}
	}
	return false
}

// prefixed reports whether a verb and its object follow a word that nobody
// knows: AuChangeName.
func (n *name) prefixed() bool {
	words := n.words()
	return len(words) == 3 && words[0].attr == 0 && singular(words[0].lower) == "" && words[1].attr&verbShare >= 4 &&
		words[1].past == never && words[2].attr&noun != 0
}

// nouns reports whether the first words of a name, up to end, can stand
// together as an object: the last of them is a noun, and none is a verb only.
func (n *name) nouns(end int) bool {
	for i := 0; i < end; i++ {
		w := &n.words()[i]
		if i+1 < end && n.words()[i+1].class&particle != 0 && oneOf(w.lower, " opt sign log check ") {
			if i++; i+1 == end {
				return true // opt-in, sign-up
			}
			continue
		}
		if w.attr&(verbShare|noun) == 7 || w.class&preposition != 0 {
			return false
		}
	}
	w := &n.words()[end-1]
	return w.attr&noun != 0 && w.attr&quality == 0 || singular(w.lower) != "" || w.attr == 0
}

// base returns the base form of a word that is another form of a verb, or "".
func (n *name) base(i int) string {
	w := &n.words()[i]
	if w.past == certain {
		return ofPast(w.lower)
	}
	if v := ofIng(w.lower); v != "" {
		return v
	}
	if w.attr == 0 && singular(w.lower) == "" {
		return ofS(w.lower)
	}
	return ""
}

// betterQuery returns the name in the imperative, or "".
func (n *name) betterQuery() string {
	words := n.words()
	last := len(words) - 1
	for i := 1; i < last-1; i++ {
		if w := &words[i]; oneOf(w.lower, " read get find fetch list search ") && words[i+1].class&preposition != 0 {
			return n.join(verbal(w.lower), these(0, i), these(i+1, n.count)) // PolicyReadByUserId
		}
	}
	if oneOf(words[last].lower, " get find fetch list load search lookup ") && last > 0 && n.nouns(last) && words[last].lower != "lookup" {
		return n.join(verbal(words[last].lower), these(0, last))
	}
	if v := n.base(0); v != "" || words[0].class&preposition != 0 || words[0].past != never {
		return ""
	}
	for i := range words {
		if words[i].class&question != 0 || words[i].attr&(verbShare|noun) == 7 || oneOf(words[i].lower, " read get find fetch list search many ") || words[i].past == certain && i == last {
			return ""
		}
	}
	return n.join(verbal("get"), these(0, n.count))
}
