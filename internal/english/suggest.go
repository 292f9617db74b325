package english

import "strings"

// A better name is made of the words of the old one, in another order and with
// another form of its verb. Where the sense of the words is not certain, there
// is none.

// betterEvent returns the name in the past tense, or "".
func (n *name) betterEvent() string {
	words := n.words()
	last := len(words) - 1
	for i := range words {
		if words[i].class&announcer != 0 || oneOf(words[i].lower, " not on all ") {
			return "" // what comes before an event is another thing, not another form
		}
	}
	final := &words[last]
	if last > 0 && oneOf(words[0].lower, " post after ") && words[1].attr&noun == 0 || words[min(1, last)].class&compound != 0 && words[0].lower == "post" {
		return "" // PostLogin
	}
	first := &words[0]
	if i := last - 1; i > 0 && oneOf(words[i].lower, " post after ") && n.finalVerb() {
		// PluginPostActivate: after it, it has happened.
		return n.join(these(words[:i]), verbal(Participle(final.lower)))
	}
	if v := ofIng(final.lower); v != "" && !oneOf(final.lower, things) {
		if last > 1 && first.attr&(verbShare|noun) == 7 {
			return ""
		}
		return n.join(these(words[:last]), verbal(n.pastOf(v)(v))) // CategoryDeleting
	}
	if v := ofIng(first.lower); v != "" && last > 0 && !oneOf(first.lower, things) && lookup(v)&verbShare >= 4 && final.attr&verbShare < 4 && !n.finalVerb() {
		return n.passive(v, 1) // ClearingCache
	}
	if last > 0 && oneOf(final.lower, " error exception fault ") {
		if !n.isAct(last - 1) {
			return ""
		}
		return n.join(these(words[:last]), verbal("failed")) // ConnectionError
	}
	if i := n.state(); i > 0 {
		return n.join(these(words[:i]), verbal(map[string]string{"out": "went", "back": "came"}[words[i].lower]), these(words[i:]))
	}
	if v := n.actVerb(last); v != "" && (last == 0 || n.nouns(last)) {
		return n.join(these(words[:last]), verbal(phrase(v, n.pastOf(v)))) // PaymentFailure
	}
	lastVerb := last > 0 && n.finalVerb()
	switch verb, tail := n.verbPhrase(0); {
	case verb == "" || first.class&preposition != 0:
	case first.class&compound != 0:
		if last == 0 || final.attr&person != 0 {
			return n.passive(verb, tail) // LoginUser; but not SetupStep
		}
		return ""
	case first.attr&noun == 0, n.onlyVerb():
		return n.passive(verb, tail) // CreateOrder
	case lastVerb && last > 1 && (first.attr&verbShare == 5 || oneOf(first.lower, " schedule request force trigger queue ")):
		return "" // HandleRouteRequest: which of the two has happened?
	}
	switch {
	case last > 1 && final.class&particle != 0 && n.isVerbAt(last-1):
		return n.join(these(words[:last-1]), verbal(Participle(words[last-1].lower)), verbal(final.text)) // TaxiDropOff
	case lastVerb && final.class&compound != 0 && n.middleVerb() == 0:
		return n.join(these(words[:last]), verbal(phrase(open(final.lower), Participle))) // UserLogin
	case lastVerb && n.middleVerb() == 0:
		for i := 1; i < last; i++ {
			if w := &words[i]; w.attr&verbShare == 5 && w.attr&adjective == 0 && w.class&preposition == 0 && ofIng(w.lower) == "" {
				return "" // EntityAttemptAttack
			}
		}
		return n.join(these(words[:last]), verbal(n.pastOf(final.lower)(final.lower))) // PlanCreate
	}
	// PlayerHarvestBlock: subject, verb, object.
	if i := n.middleVerb(); i > 0 && final.attr&(verbShare|noun) != 7 && !oneOf(final.lower, matters) && n.single(i) {
		w := &words[i]
		past, participle := principalParts(w.lower)
		if words[i+1].class&preposition != 0 && w.attr&transitive != 0 {
			past = participle // EntityRemovedFromWorld
		}
		return n.join(these(words[:i]), verbal(past), these(words[i+1:]))
	}
	return ""
}

// single reports whether the verb at i is the only one: no word beside it, nor
// in its object, may be a verb, and the object is short.
func (n *name) single(i int) bool {
	words := n.words()
	if words[i-1].attr&verbShare >= 4 && words[i-1].attr&noun != 0 && i > 1 || words[i+1].class&particle != 0 {
		return false // RequestValidateWindow, OptInRegistration
	}
	object := 0
	for k := i + 1; k < len(words) && words[k].class&preposition == 0; k++ {
		if object++; words[k].attr&verbShare >= 4 && words[k].attr&noun != 0 && k < len(words)-1 {
			return false
		}
	}
	return object < 3
}

// state returns the index of a state that something got into, as OutOfStock is
// and BackInStock, or 0.
func (n *name) state() int {
	words := n.words()
	for i := 1; i+2 < len(words); i++ {
		if w := words[i].lower; w == "out" && words[i+1].lower == "of" || w == "back" && words[i+1].lower == "in" {
			return i
		}
	}
	return 0
}

// matters are nouns that what happens has, not what it happens to.
const matters = " info result status state error progress type reason time date data details detail list count event " +
	"id ids number level mode options settings config response step failure success url uri key link button form builder " +
	"criteria context hook tags cache filter request route listener handler loader window "

// onlyVerb reports whether the first word, which is a noun as well, is the
// only word that is read as a verb, and has an object.
func (n *name) onlyVerb() bool {
	first, last := &n.words()[0], &n.words()[n.count-1]
	if first.attr&verbShare < 6 && !(oneOf(first.lower, orders) && n.count < 4) || oneOf(last.lower, matters) {
		return false
	}
	for i := range n.words()[1:] {
		w := &n.words()[i+1]
		if w.attr&verbShare >= 4 && w.class&preposition == 0 || w.class&compound != 0 || oneOf(w.lower, happenings) {
			return false
		}
	}
	return true
}

// orders are verbs that are nouns more often, but not as the first word of a
// name that has an object.
const orders = " change switch refresh refund lock release transfer ship process flag ban mute schedule stage load open " +
	"close move play send pay collect handle resolve advance "

// isAct reports whether word i names an act, which can fail.
func (n *name) isAct(i int) bool {
	w := &n.words()[i]
	return find(nominalList, w.lower) != "" || ofIng(w.lower) != "" && !oneOf(w.lower, things) ||
		strings.HasSuffix(w.lower, "tion") || oneOf(w.lower, happenings) || w.class&compound != 0
}

// things end in -ing and name no act.
const things = " building setting meeting training shipping pricing billing listing booking rating warning string thing " +
	"ending heading marketing accounting painting ring king spring wing evening morning ceiling housing clothing " +
	"wedding funding landing being earning holding ping sling standing offering "

// pastOf returns the function that makes a past of a verb whose subject, or
// object, stands before it: what is done to a thing is a participle, what it
// does itself a past tense.
func (n *name) pastOf(verb string) func(string) string {
	if usesOf(verb)&transitive == 0 || oneOf(verb, " run come become overcome rerun ") {
		return pastTense // SlimeSwam
	}
	return Participle
}

// middleVerb returns the index of the word that is the verb between subject
// and object, or 0.
func (n *name) middleVerb() int {
	words := n.words()
	if words[0].attr&(verbShare|noun) == 7 {
		return 0
	}
	for i := 1; i < len(words)-1; i++ {
		w := &words[i]
		share := usesOf(w.lower) & verbShare
		switch {
		case w.past != never || w.class&preposition != 0 || w.attr&adjective != 0 && !n.agent(i):
		case share >= 6:
			return i
		case share == 5 && words[i+1].class&preposition != 0:
			return i // EntityCombustByBlock
		case share == 5 && i == 1 && words[0].attr&verbShare < 4 && w.attr&transitive != 0 && !n.finalVerb():
			return i // EntityDropItem
		case share >= 4 && n.agent(i) && w.attr&transitive != 0 && len(words) == 3 && words[2].attr&verbShare < 3 && !n.finalVerb() &&
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
	w := &n.words()[i]
	return w.attr&verbShare != 0 || w.attr == 0 && usesOf(w.lower)&verbShare != 0
}

// open returns a closed compound as verb and particle: login is log in.
func open(compound string) string {
	if oneOf(compound, " callback chargeback cashback payout payoff payback popup markup printout readout fallback followup ") {
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

// passive says of the object of the verb that something was done to it:
// CreateOrder, OrderCreated; RemoveItemFromCart, ItemRemovedFromCart.
func (n *name) passive(verb string, tail int) string {
	words := n.words()
	if verb == "" || oneOf(verb, " do be have try make let get keep go begin start stop attempt ") && tail < len(words) && words[tail].attr&verbShare >= 4 {
		return ""
	}
	if tail < len(words) && !n.object(tail) {
		return ""
	}
	participle := phrase(verb, Participle)
	if tail == len(words) {
		return n.join(verbal(participle))
	}
	object := len(words)
	for i := len(words) - 1; i >= tail; i-- {
		if words[i].class&preposition != 0 && words[i].lower != "of" || oneOf(words[i].lower, " if when ") {
			object = i
		}
		if i > tail && i < len(words)-1 && words[i].attr&(verbShare|noun) == 7 || words[i].past == certain {
			return "" // a second verb
		}
	}
	if object == tail {
		return n.join(verbal(participle), these(words[tail:])) // SignInByPassword
	}
	return n.join(these(words[tail:object]), verbal(participle), these(words[object:]))
}

// object reports whether the words from i on can be what a verb is done to,
// and where: a noun, or a word that the lexicon doesn't have, comes first or
// before a preposition.
func (n *name) object(i int) bool {
	end := i
	for end < len(n.words()) && n.words()[end].class&preposition == 0 {
		end++
	}
	if end == i {
		return true
	}
	w := &n.words()[end-1]
	return w.attr&noun != 0 || w.attr == 0 || singular(w.lower) != ""
}

// finalVerb reports whether the last word is the verb that the words before
// are the subject or object of: PlanCreate, ProjectChange; not ProductPrice.
func (n *name) finalVerb() bool {
	last := len(n.words()) - 1
	w := &n.words()[last]
	if w.class&compound != 0 {
		return open(w.lower) != ""
	}
	if w.past != never || w.class&preposition != 0 {
		return false
	}
	a := w.attr
	if a == 0 {
		a = usesOf(w.lower)
	}
	switch {
	case a&noun == 0:
		return a&verbShare != 0 && (a&adjective == 0 || oneOf(w.lower, " complete clear open close archive select correct "))
	case a&verbShare >= 6:
		return true
	case a&verbShare == 5 && n.agent(last):
		return true // EntityLunge
	}
	return oneOf(w.lower, happenings)
}

// happenings are nouns that are verbs as well, and name what is done.
const happenings = " archive override edit change request click trade update delete start stop close load unload download upload export import " +
	"transfer release review check sync purchase upgrade downgrade transition move return refund retry restart " +
	"reset attempt attack damage break drop dismount teleport jump explode spawn toggle swing claim approve charge " +
	"dispatch merge fork push pull commit ban kick mute switch search save publish bookmark invite hire dispatch " +
	"snapshot backup trigger crash launch scan visit view like follow share vote exit visit escape strike touch press " +
	"render debug resume cancel access query replay repair register record rename repost reboot reply insert lunge "

// actVerb returns the verb of a final noun that names its act, or "".
func (n *name) actVerb(last int) string {
	v := find(nominalList, n.words()[last].lower)
	if v == "" || n.words()[last].past != never {
		return ""
	}
	return v
}

// betterCommand returns the name in the imperative, or "".
func (n *name) betterCommand() string {
	words := n.words()
	last := len(words) - 1
	if last == 0 {
		if v := n.base(0); v != "" {
			return n.join(verbal(v))
		}
		return ""
	}
	for i := range words {
		if words[i].class&question != 0 || words[i].class&wh != 0 || words[i].class&announcer != 0 || oneOf(words[i].lower, " not on ") {
			return ""
		}
	}
	if v := n.base(0); v != "" && words[0].attr&noun == 0 {
		if words[last].attr&noun == 0 && singular(words[last].lower) == "" || words[last].attr&verbShare > 1 {
			return ""
		}
		return n.join(verbal(v), these(words[1:])) // CreatedOrder, CreatesOrder, CreatingOrder
	}
	if words[0].attr == 0 && singular(words[0].lower) == "" && (words[1].attr&verbShare < 4 || len(words[0].text) < 3 && last == 1) {
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
	case n.finalVerb(), w.attr&verbShare >= 4 && words[0].attr&verbShare < 2 && w.past == never:
		verb = w.lower
	}
	for i := 1; i < subject; i++ {
		if a := words[i].attr; a&(verbShare|noun|adjective) == 7 || a&verbShare == 5 && words[last].attr&(verbShare|noun) == 7 || n.prefixed() {
			verb = "" // OrganizationSendInvite: the first verb is the one
		}
	}
	if verb != "" {
		if !n.nouns(subject) || subject == 1 && words[0].attr&quality != 0 {
			return "" // GlobalUpdate: what is updated?
		}
		return n.join(verbal(verb), these(words[:subject]))
	}
	// OrganizationAddMember: subject, verb, object.
	for i := 1; i < last; i++ {
		a := usesOf(words[i].lower)
		pure := a&(verbShare|noun) == 7 || i == 1 && n.prefixed()
		if pure && a&adjective == 0 && words[i].class&preposition == 0 {
			if !n.nouns(i) || i == 1 && words[0].attr&person != 0 {
				return "" // who approves in ProviderApproveCohort?
			}
			return n.join(verbal(words[i].lower), these(words[:i]), these(words[i+1:]))
		}
	}
	return ""
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
	for i := range end {
		if w := &n.words()[i]; w.attr&(verbShare|noun) == 7 || w.class&preposition != 0 {
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
			return n.join(verbal(w.lower), these(words[:i]), these(words[i+1:])) // PolicyReadByUserId
		}
	}
	if oneOf(words[last].lower, " get find fetch list load search lookup ") && last > 0 && n.nouns(last) && words[last].lower != "lookup" {
		return n.join(verbal(words[last].lower), these(words[:last]))
	}
	if v := n.base(0); v != "" || words[0].class&preposition != 0 || words[0].past != never {
		return ""
	}
	for i := range words {
		if words[i].class&question != 0 || words[i].attr&(verbShare|noun) == 7 || oneOf(words[i].lower, " read get find fetch list search many ") || words[i].past == certain && i == last {
			return ""
		}
	}
	return n.join(verbal("get"), these(words))
}

// A part of a better name: words of the old one, or the form of a verb.
type part struct {
	words []word
	verb  string
}

func these(words []word) part { return part{words: words} }
func verbal(form string) part { return part{verb: form} }

// join returns a name of these parts, in the style of the old one, with its
// layers and version.
func (n *name) join(parts ...part) string {
	j := joiner{style: n.style()}
	j.WriteString(n.text[:n.words()[0].end-len(n.words()[0].text)])
	j.start = j.Len()
	for _, p := range parts {
		for i := range p.words {
			j.add(p.words[i].text)
		}
		for w := range strings.FieldsSeq(p.verb) {
			j.add(w)
		}
	}
	j.WriteString(n.tail)
	return j.String()
}

// A joiner writes words in a style.
type joiner struct {
	strings.Builder
	style style
	start int
}

func (j *joiner) add(w string) {
	first := j.Len() == j.start
	switch {
	case j.style.upper:
		w = upperASCII(w)
	case j.style.lower, first && j.style.camel && w == upperASCII(w):
		w = lowerASCII(w)
	case first && j.style.camel:
		w = lowerASCII(w[:1]) + w[1:]
	default:
		w = upperASCII(w[:1]) + w[1:]
	}
	if !first {
		j.WriteString(j.style.separator)
	}
	j.WriteString(w)
}

// A style is how the words of a name are written.
type style struct {
	upper, lower, camel bool   // CREATE_ORDER; create_order; createOrder
	separator           string // between words
}

func (n *name) style() style {
	body := n.body()
	s := style{upper: body == upperASCII(body), lower: body == lowerASCII(body)}
	s.camel = !s.upper && !s.lower && kind(body[len(body)-len(strings.TrimLeft(body, "_-. "))]) == lower
	if len(n.words()) > 1 {
		s.separator = n.text[n.words()[0].end : n.words()[1].end-len(n.words()[1].text)]
	} else if len(n.tail) > 0 && kind(n.tail[0]) == other {
		s.separator = n.tail[:1]
	}
	if s.separator == "" {
		// One word: Deleting is not small, though it has no second capital.
		s.upper = s.upper && len(body) > 1 && n.tail == upperASCII(n.tail)
	}
	return s
}
