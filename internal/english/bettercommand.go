package english

import "strings"

// imperatives make a command of a name that is none.
var imperatives = []proposal{
	{"new", newThing},
	{"list of things", listed},
	{"marked", marked},
	{"other form first", baseFirst},
	{"verb last", verbLast},
	{"verb inside", verbInside},
}

// verbHere reports whether the program says that the last word is the verb of what is done to the
// words before: GraphRollback.
func (n *name) verbHere() bool {
	subject := n.subject()
	return subject > 0 && subject == n.count-1 && n.doneTo(subject)
}

// newThing makes CreateProduct of NewProduct.
func newThing(n *name, first, final *word) *candidate {
	if first.lower != "new" || final.attr.verb() >= mostly {
		return nil
	}
	return n.candidate("create", 0, n.count-1, verbal("create"), these(1, n.count))
}

// listed makes ListUsers of UserList and UsersList.
func listed(n *name, _, final *word) *candidate {
	last := n.count - 1
	if final.lower != "list" {
		return nil
	}
	of := &n.all[last-1]
	if n.index(preposition) >= 0 && n.all[n.index(preposition)].lower == "of" {
		return nil // TermsOfServiceList
	}
	if singular(of.lower) != "" {
		return n.candidate("list", last, last-1, these(last, n.count), these(0, last))
	}
	if of.initials() || ofIng(of.lower) != "" || of.is(matter) || of.attr&noun == 0 {
		return nil // DNSList, ShoppingList: no number of them
	}
	return n.candidate("list", last, last-1, these(last, n.count), these(0, last-1), verbal(manyOf(of.text)))
}

// marked makes MarkInvoicePaid of InvoiceMarkPaid.
func marked(n *name, _, _ *word) *candidate {
	if last := n.count - 1; last > 1 && n.all[last-1].lower == "mark" && n.nouns(last-1) {
		return n.candidate("mark", last-1, last-2, these(last-1, last), these(0, last-1), these(last, n.count))
	}
	return nil
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
func baseFirst(n *name, first, final *word) *candidate {
	v := n.base(0)
	if v == "" || first.past != never && !is(v, mends) || n.finalVerb() || final.lower == "list" {
		return nil
	}
	return n.candidate(v, 0, n.count-1, verbal(v), these(1, n.count))
}

// verbLast makes DeleteAccount of AccountDeletion: the verb at the end, in whatever form.
func verbLast(n *name, _, final *word) *candidate {
	verb, subject := n.lastVerb()
	if verb == "" || verb != "run" && !takesObject(verb) || subject == 0 {
		return nil
	}
	last := n.count - 1
	if n.either(last-1) && n.nouns(last-2) {
		return n.candidate(verb, last, last-3, these(last-2, n.count), these(0, last-2)) // UpdateOrCreateTask
	}
	how := subject // what tells how the verb is done: BulkCreate
	if subject > 1 && n.all[subject-1].is(manner) {
		subject--
	}
	for i := 1; i < subject; i++ {
		if n.ahead(i) {
			return nil // OrganizationSendInvite: the first verb is the one
		}
	}
	if !n.nouns(subject) {
		return nil // GlobalUpdate: what is updated?
	}
	if verb == final.lower {
		return n.candidate(verb, last, subject-1, these(subject, n.count), these(0, subject)) // as it is written: SCPEnv
	}
	return n.candidate(verb, how, subject-1, these(subject, how), verbal(verb), these(0, subject))
}

// lastVerb returns the verb at the end, and where it starts.
func (n *name) lastVerb() (verb string, at int) {
	last := n.count - 1
	w, first := &n.all[last], &n.all[0]
	switch {
	case w.past == certain && last > 0 && first.past == never && !n.all[last-1].is(finite):
		return ofPast(w.lower), last // PaymentFailed
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
		n.finalVerb(), w.past == never && first.attr.verb() < seldom && w.attr.verb() >= asOften,
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
func verbInside(n *name, _, final *word) *candidate {
	for i := 1; i < n.count-1; i++ {
		w, next := &n.all[i], &n.all[i+1]
		switch {
		case w.past == certain && next.is(preposition) && n.nouns(i):
			return n.candidate(ofPast(w.lower), i, i-1, verbal(ofPast(w.lower)), these(0, i), these(i+1, n.count)) // EmailChangedByUser
		case n.doer(i) && w.is(byAuthority):
			return n.candidate(w.lower, i, n.count-1, these(i, n.count), verbal("as"), these(0, i)) // ApproveCohortAsProvider
		case (w.lower == "add" || w.lower == "remove") && singular(final.lower) != "":
			return nil // ClusterAddLabels: to it
		case n.innerVerb(i) && (w.attr&adjective == 0 || n.idiom(i)):
			return n.candidate(w.lower, i, i-1, these(i, i+1), these(0, i), these(i+1, n.count)) // MessageMarkAsRead
		}
	}
	return nil
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
func retrieved(n *name, first, final *word) *candidate {
	words := n.words()
	last := n.count - 1
	for i := 1; i < last-1; i++ {
		if (words[i].is(fetches) || words[i].lower == "read") && words[i+1].is(preposition) {
			return n.candidate(words[i].lower, i, i-1, verbal(words[i].lower), these(0, i), these(i+1, n.count)) // PolicyReadByUserId
		}
	}
	if final.is(fetches) && last > 0 && n.nouns(last) {
		return n.candidate(final.lower, last, last-1, verbal(final.lower), these(0, last))
	}
	if n.base(0) != "" || first.is(preposition) {
		return nil
	}
	for i := range words {
		w := &words[i]
		if w.is(question|fetches) || w.attr.onlyVerb() || w.lower == "read" {
			return nil
		}
	}
	return n.candidate("get", 0, last, verbal("get"), these(0, n.count))
}
