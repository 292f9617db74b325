package english

import (
	"slices"
	"strings"
)

// imperatives make a command of a name that is none.
var imperatives = []proposal{
	{"alone", alone},
	{"new", newThing},
	{"sent", sentOrInside},
	{"no verb to tell", untold},
	{"unknown", unknown},
	{"list of things", listed},
	{"marked", marked},
	{"other form first", baseFirst},
	{"verb last", verbLast},
	{"verb inside", verbInside},
}

// alone is sure that there is no better name of one word: of what is a ModificationCommand?
func alone(n *name, _, _ *word) (string, bool) { return "", n.count == 1 }

// verbHere reports whether the program says that the last word is the verb of what is done to the
// words before: GraphRollback.
func (n *name) verbHere() bool {
	subject := n.subject()
	return subject > 0 && subject == n.count-1 && n.doneTo(subject)
}

// newThing makes CreateProduct of NewProduct.
func newThing(n *name, first, final *word) (string, bool) {
	if first.lower == "new" && final.attr.verb() < sometimes {
		return n.join(verbal("create"), these(1, n.count)), true
	}
	return "", false
}

// sentOrInside looks for what is sent, and for what is done, up to a preposition.
func sentOrInside(n *name, first, _ *word) (string, bool) {
	words := n.words()
	last := n.count - 1
	for i := range words {
		w := &words[i]
		switch {
		case i == last || !words[i+1].is(preposition):
			if i == last && w.is(sent) && n.nouns(n.count) || i == last && w.lower == "email" && !n.otherVerb(i) {
				if n.ofPerson(i) || i > 0 && first.attr.verb() >= asOften {
					return "", true // UserEmail: the address? TryAlertNotification: try, or send?
				}
				return n.join(verbal("send"), these(0, n.count)), true // SendPaymentReminder
			}
		case w.is(sent) && n.nouns(i+1):
			return n.join(verbal("send"), these(0, n.count)), true // SendStatusNotificationToUser
		case first.lower == "test":
			return "", true // TestSeekToEndAndWrite: a test of it, or is it tested?
		case words[i+1].lower == "of" && w.is(happening) && (i == 0 || n.nouns(i)):
			return n.join(verbal(w.lower), these(0, i), these(i+2, n.count)), true // ChangeOfAddress
		case i > 1 && words[i-1].attr.verb() >= mostly:
			return "", true // FlowStartUpdateWithInput
		case w.attr.verb() == hardlyNoun && i > 0 && !words[last].is(standing) && !words[i+1].is(joins) && n.nouns(i):
			return n.join(verbal(w.lower), these(0, i), these(i+1, n.count)), true // UpdateLogWithContent
		}
	}
	return "", false
}

// untold is sure that there is no better name where a word says another thing than what
// is to be done.
func untold(n *name, first, _ *word) (string, bool) {
	if first.lower == "default" || first.is(general) {
		return "", true // DefaultJobRetry: one way to retry a job
	}
	for _, w := range n.words() {
		if w.is(question|wh|announcer) || w.lower == "on" {
			return "", true
		}
	}
	return "", false
}

// listed makes ListUsers of UserList and UsersList. A list may be a thing itself, as an
// AccessList is.
func listed(n *name, first, final *word) (string, bool) {
	last := n.count - 1
	if final.lower != "list" || first.past != never {
		return "", false
	}
	of := &n.all[last-1]
	if singular(of.lower) != "" {
		return n.join(these(last, n.count), these(0, last)), true
	}
	countable := of.attr&noun != 0 && of.attr.verb() < asOften && (len(of.lower) > 3 || of.attr.verb() > 0) && !of.is(matter|standing|retrieval)
	if !countable || n.index(preposition) != none || of.initials() || ofIng(of.lower) != "" || first.is(vague|actor) {
		return "", true // DNSList, ShoppingList, TermsOfServiceList
	}
	return n.join(these(last, n.count), these(0, last-1), verbal(manyOf(of.text))), true
}

// marked makes MarkInvoicePaid of InvoiceMarkPaid.
func marked(n *name, _, final *word) (string, bool) {
	last := n.count - 1
	if last > 1 && n.all[last-1].lower == "mark" && n.nouns(last-1) {
		return n.join(these(last-1, last), these(0, last-1), these(last, n.count)), true
	}
	return "", false
}

// manyOf returns the plural of a noun.
func manyOf(noun string) string {
	end := noun[len(noun)-1]
	switch {
	case end == 'y' && !vowel(noun[len(noun)-2]):
		return noun[:len(noun)-1] + "ies"
	case strings.HasSuffix(noun, "sis"):
		return noun[:len(noun)-2] + "es"
	case strings.HasSuffix(noun, "ch") && !strings.HasSuffix(noun, "och"), strings.HasSuffix(noun, "sh"), end == 's', end == 'x', end == 'z':
		return noun + "es"
	}
	return noun + "s"
}

// baseFirst makes CreateOrder of CreatedOrder, CreatesOrder and CreatingOrder; but a
// SignedChat is one that was signed.
func baseFirst(n *name, first, final *word) (string, bool) {
	v := n.base(0)
	if v == "" || first.past != never && !is(v, mends) || n.finalVerb() {
		return "", false
	}
	if final.attr.verb() >= asOften || ofIng(first.lower) != "" && !lookup(v).onlyVerb() {
		return "", true // BlockedTiles, TrustedServerList, DeletedRoleAudit, StakingTx
	}
	return n.join(verbal(v), these(1, n.count)), true
}

// unknown is sure that there is no better name with a word that nobody knows: is it done to an
// Mpool, in it or by it?
func unknown(n *name, _, _ *word) (string, bool) {
	return "", slices.ContainsFunc(n.words(), func(w word) bool {
		return w.class == 0 && !w.known() && !(n.program != nil && n.program().names(w.lower))
	})
}

// verbLast makes DeleteAccount of AccountDeletion: the verb at the end, in whatever form.
func verbLast(n *name, first, final *word) (string, bool) {
	words := n.words()
	last := n.count - 1
	verb, subject := n.lastVerb()
	switch {
	case verb == "":
		return "", false
	case verb != "run" && !takesObject(verb), verb == "exec":
		return "", true // CalendarRespond: to what? EnvExec: in it
	case n.objectHere(n.count), n.otherHere(verb), final.lower == "set" && collected(words[last-1].lower):
		return "", true // WorkerDeployment, where there is WorkerDeploymentCreate; PermissionSet
	case final.is(standing),
		verb == final.lower && (final.mayBeNoun() || final.is(carriedOut|held)) && verb != "test" && verb != "refund":
		return "", true // OrderCharge, ChatReport: charge it, or the charge? DeployedManifest
	case n.objectless(last), is(verb, unwilled), strings.HasSuffix(verb, "connect"), subject > 0 && words[subject-1].is(prefix), is(verb, elsewhere) && !n.ofPerson(subject), subject > 0 && (verb == n.actVerb(subject-1) || len(verb) > 4 && strings.HasPrefix(words[subject-1].lower, verb)), final.past != never && n.verbBefore(subject):
		return "", true // TeamKick, ConfigReconnect, NodeCompliance, MigrationMigrate, InstallationInstall
	case strings.HasPrefix(n.tail, "Request") && (final.attr&noun != 0 || n.doer(last) || answers(verb)), (is(verb, mends) || !is(verb, retrieval|happening|ofOwner)) && singular(words[max(0, subject-1)].lower) != "":
		return "", true // ChannelChangeRequest: a request for it? CustomerAcceptRequest: who accepts it? UsersCreate, OrgsLeave: one of them, mostly
	case subject > 0 && (words[subject-1].is(place) && !changes(verb) || holds(words[subject-1].lower) && moves(verb)):
		return "", true // StoreDeploy: from it, or it? RepoCopy: from it?
	case subject > 0 && (first.lower == "test" || final.is(compound) && first.attr.verb() >= asOften),
		subject > 1 && (n.ofPerson(subject) && first.attr.verb() >= asOften || words[1].past == certain && first.attr.verb() >= sometimes):
		return "", true // TriggerBackup, TestCreate, TriggerUserSubscription, LogFailedAttempt: the first word may be the verb
	case first.is(actor | afterward), subject > 0 && words[subject-1].is(actor), subject > 1 && words[subject-1].is(vague), first.past == certain && (last == 1 || verb != final.lower), first.is(manner), final.is(matter), n.count > 2 && usesOf(ofS(first.lower)).verb() >= asOften:
		return "", true // AdminReload: who, or what? PathHelp; TriggersCreditCalculation: which is the verb?
	}
	if n.verbHere() && n.program().names(n.joined(last)) {
		return n.join(verbal(verb), these(0, subject)), true // MergePullRequest
	}
	if before := &words[max(0, subject-1)]; subject > 1 && final.attr.verb() < neverNoun {
		if before.is(action) && before.is(happening) {
			return "", true // ApplicationCheckUpdate: which of the two?
		}
		if before.attr.verb() == hardlyNoun && n.actVerb(last) != "" {
			return "", true // OrderUpdateConfirmation: update, or confirm?
		}
	}
	if n.either(last-1) && n.nouns(last-2) {
		return n.join(these(last-2, n.count), these(0, last-2)), true // UpdateOrCreateTask
	}
	how := subject // what tells how the verb is done: BulkCreate
	if subject > 1 && words[subject-1].is(manner) {
		subject--
	}
	for i := 1; i < subject; i++ {
		if n.ahead(i) {
			return "", false // OrganizationSendInvite: the first verb is the one
		}

	}
	if !n.nouns(subject) || subject == 1 && first.is(vague) && verb != "send" {
		return "", true // GlobalUpdate: what is updated? CalendarRespond: to what?
	}
	if verb == final.lower {
		return n.join(these(subject, n.count), these(0, subject)), true // as it is written: SCPEnv
	}
	return n.join(these(subject, how), verbal(verb), these(0, subject)), true
}

// collected reports whether a set of things of this name is a thing itself.
func collected(noun string) bool {
	switch noun {
	case "change", "data", "feature", "parameter", "permission", "record", "replica", "result", "rule", "tool":
		return true
	}
	return false
}

// changes reports whether a verb changes or moves what it is done to, and nothing else there.
func changes(verb string) bool {
	if is(verb, mends) {
		return true
	}
	switch verb {
	case "start", "stop", "restart", "pause", "resume", "reset", "reload", "refresh", "upgrade", "downgrade", "enable", "disable", "lock", "unlock", "open", "close":
		return true
	}
	return false
}

// holds reports whether what a noun names holds what is moved there as well as that it is moved itself.
func holds(noun string) bool {
	switch noun {
	case "repo", "repository", "bucket", "folder", "directory", "archive", "registry":
		return true
	}
	return false
}

// answers reports whether a verb says what becomes of a request.
func answers(verb string) bool {
	switch verb {
	case "accept", "approve", "cancel", "decline", "deny", "reject", "withdraw":
		return true
	}
	return false
}

// moves reports whether a verb takes its object from one place to another.
func moves(verb string) bool {
	switch verb {
	case "copy", "move", "import", "export", "include", "upload", "download", "share", "pull", "push":
		return true
	}
	return false
}

// verbBefore reports whether the word before the one at i, which is not the first, may be
// the verb that has it for an object.
func (n *name) verbBefore(i int) bool {
	return i > 1 && n.all[i-1].uses.verb() >= asOften
}

// mayBeNoun reports whether a word that is the verb at the end may be a noun there as well.
func (w *word) mayBeNoun() bool {
	switch w.uses.verb() {
	case mostly:
		return !w.is(happening | order | ofOwner | retrieval | ownPast)
	case hardlyNoun, neverNoun:
		return false
	}
	return !w.is(happening | order)
}

// lastVerb returns the verb at the end, and where it starts.
func (n *name) lastVerb() (verb string, at int) {
	last := n.count - 1
	w, first := &n.all[last], &n.all[0]
	switch {
	case w.is(particle) && last > 1:
		v := ofPast(n.all[last-1].lower)
		if v == "" {
			v = n.all[last-1].lower
		}
		if v != "" {
			return v + " " + w.lower, last - 1
		}
	case w.is(compound):
		return open(w.lower), last
	case n.verbHere():
		return w.lower, last
	case ofIng(w.lower) != "" && !w.is(inIng):
		return ofIng(w.lower), last
	case n.actVerb(last) != "":
		return n.actVerb(last), last
	case w.is(unchanging | unchangingNoun), w.lower == "run" && first.attr.verb() < seldom,
		n.finalVerb(), w.past == never && first.attr.verb() < seldom && (w.attr.verb() >= mostly || w.attr.verb() == asOften && w.is(happening|action|retrieval)),
		last == 1 && (w.is(action) && w.attr.begins() || w.is(order) && first.attr.verb() == 0):
		return w.lower, last // PasswordReset
	}
	return "", last
}

// ahead reports whether the verb at i, before another at the end, is the one of the name.
func (n *name) ahead(i int) bool {
	w, last := &n.all[i], n.count-1
	final := &n.all[last]
	return w.attr&(verbShare|noun|adjective) == neverNoun ||
		w.is(begins) && (final.attr.onlyVerb() || n.actVerb(last) != "") ||
		n.idiom(i)
}

// verbInside makes AddOrganizationMember of OrganizationAddMember: subject, verb, object. The object
// belongs to the subject.
func verbInside(n *name, first, final *word) (string, bool) {
	words := n.words()
	for i := 1; i < n.count-1; i++ {
		w, next := &words[i], &words[i+1]
		if w.past == certain && next.is(preposition) && n.nouns(i) {
			return n.join(verbal(ofPast(w.lower)), these(0, i), these(i+1, n.count)), true // EmailChangedByUser
		}
		as := n.doer(i) && w.is(byAuthority)
		if !as && !(n.innerVerb(i) && (w.attr&adjective == 0 || n.idiom(i))) {
			continue
		}
		if as {
			return n.join(these(i, n.count), verbal("as"), these(0, i)), true // ApproveCohortAsProvider
		}
		last := n.count - 1
		switch {
		case first.is(actor), n.objectHere(i + 1), words[i-1].is(modifier | manner | vague | actor), first.uses.verb() >= asOften, singular(words[i-1].lower) != "":
			return "", true // who does it in UserPlanTrip? NotificationUpdateMany
		case next.is(preposition):
			sure := n.idiom(i) || i+1 < last && final.attr.verb() < sometimes && !final.is(standing)
			return n.join(these(i, i+1), these(0, i), these(i+1, n.count)), sure // MessageMarkAsRead
		case !w.is(ofOwner), w.lower == "delete", w.lower == "remove", w.lower == "enable", w.lower == "disable", last-i > 2,
			final.attr&quality != 0, final.initials(), w.lower == "add" && singular(final.lower) != "",
			strings.HasSuffix(final.lower, "er") && derivedNoun(final.lower), final.is(eventLayer), final.lower == "default", n.verbWithin(i + 1):
			return "", true // AgentGenerateConfig, DatabaseRemoveUser: where to, and from? TokenCreateAPI, AddonUpdateChecker, ProfileSetDefault
		}
		return n.join(verbal(w.lower), these(0, i), these(i+1, n.count)), true
	}
	return "", false
}

// verbWithin reports whether a word from i on is mostly a verb.
func (n *name) verbWithin(i int) bool {
	return slices.ContainsFunc(n.all[i:n.count], func(w word) bool { return w.attr.verb() >= mostly })
}

// innerVerb reports whether the word at i is certainly the verb, between subject and object.
func (n *name) innerVerb(i int) bool {
	words := n.words()
	last := n.count - 1
	w, final := &words[i], &words[last]
	pure := w.uses.onlyVerb() || n.idiom(i) ||
		w.lower == "change" && last == 2 && final.attr.verb() < seldom && n.actVerb(last) == ""
	return pure || w.uses.verb() == hardlyNoun && !n.otherVerb(i)
}

// doer reports whether the words before the verb at i are one who acts.
func (n *name) doer(i int) bool {
	w := &n.all[i-1]
	return i == 1 && w.attr&person != 0 || i <= 2 && w.is(actor)
}

// otherVerb reports whether a word but that at i is mostly a verb.
func (n *name) otherVerb(i int) bool {
	for k := range n.words() {
		w := &n.all[k]
		if k != i && (w.attr.verb() >= mostly || w.is(happening)) {
			return true
		}
	}
	return false
}

// retrieved makes GetOrderDetails of OrderDetails.
func retrieved(n *name, first, final *word) (string, bool) {
	words := n.words()
	last := n.count - 1
	for i := 1; i < last-1; i++ {
		if (words[i].is(fetches) || words[i].lower == "read") && words[i+1].is(preposition) {
			return n.join(verbal(words[i].lower), these(0, i), these(i+1, n.count)), true // PolicyReadByUserId
		}
	}
	if final.is(fetches) && last > 0 && n.nouns(last) {
		return n.join(verbal(final.lower), these(0, last)), true
	}
	if n.base(0) != "" || first.is(preposition) {
		return "", true
	}
	for i := range words {
		w := &words[i]
		if w.is(question|fetches) || w.attr.onlyVerb() || w.lower == "read" {
			return "", true
		}
	}
	return n.join(verbal("get"), these(0, n.count)), true
}
