package english

import (
	"slices"
	"strings"
)

// Whether a better name is the right one is weighed, too: in which way it was made, what its verb can be, what it
// is done to, and what the first and the last word can be add up. The weights were learnt from
// names of public code of which a person had said what to call them; TestCertainty learns them again.

// The words of a candidate that are looked at.
const (
	atVerb   = iota
	atThing  // the last word of what it is done to
	atStart  // the first word, where it is neither
	atEnd    // so the last
	ofPlaces // how many they are
)

// The features of a candidate, after those of its words.
const (
	ofWays   = feature(ofPlaces * ofWord)    // of the way that it was made in
	eachWay  = 8 + 2*uses                    // these: how many words there are, and how the verb and the thing can be used
	ofOthers = ofWays + maxWays*eachWay      // how much of a verb another word is, at most
	anyWay   = ofOthers + feature(neverNoun) // after them, these
)

const maxWays = 6 // in which a convention makes better names

const (
	asRequest    = anyWay + iota // a request, which may be one for the act
	hasObject                    // the verb can be done to something
	eitherKind                   // a product is released, or it is a kind of release: ProductRelease
	unknownThing                 // is it done to an Mpool, in it or by it?
	toPerson                     // what is done to people is done to one
	isShown                      // other commands show the thing
	isShownOften
	byVerb       // which verb it is if it is a common one
	ofCandidates = byVerb + feature(2*len(commonVerbs))
)

// commonVerbs are those that names have most.
var commonVerbs = [...]string{"add", "apply", "cancel", "change", "check", "clear", "create", "delete", "disable", "edit", "enable", "execute", "export", "generate", "get", "import", "invite", "list", "load", "notify", "process", "receive", "register", "remove", "reset", "run", "save", "send", "set", "show", "start", "stop", "sync", "update", "upload", "validate"}

// describe tells the features of a candidate that was made in a way.
func (c *candidate) describe(n *name, way int, add func(f feature, times int)) {
	last := n.count - 1
	own := ofWays + feature(way*eachWay)
	add(own+feature(min(n.count, 7)), 1)
	verb, _, _ := strings.Cut(c.verb, " ")
	v := word{text: verb, lower: verb}
	v.attr, v.class = entry(verb)
	v.uses = usesOf(verb)
	add(own+8+feature(v.describe(atVerb, add)), 1)
	v.describeOdds(atVerb, add)
	if c.thing != c.at {
		n.all[c.thing].describeOdds(atThing, add)
		add(own+8+uses+feature(n.all[c.thing].describe(atThing, add)), 1)
	}
	if c.at != 0 && c.thing != 0 {
		n.all[0].describe(atStart, add)
	}
	if c.at != last && c.thing != last {
		n.all[last].describe(atEnd, add)
	}
	strongest := attr(0)
	for i := range n.words() {
		w := &n.all[i]
		if i == c.at || w.is(preposition) {
			continue
		}
		strongest = max(strongest, w.uses.verb())
	}
	if strongest > 0 {
		add(ofOthers+feature(strongest)-1, 1)
	}
	if strings.HasPrefix(n.tail, "Request") {
		add(asRequest, 1)
	}
	if takesObject(c.verb) {
		add(hasObject, 1)
	}
	final, thing := &n.all[last], &n.all[c.thing]
	if n.count == 2 && c.at == 1 && final.attr.verb() <= asOften && !final.is(retrieval|compound) && !n.mending() && !(n.program != nil && (n.program().names(thing.lower) || n.program().objects[thing.lower] > 0)) {
		add(eitherKind, 1)
	}
	for i := range n.words() {
		w := &n.all[i]
		if i != c.at && w.class == 0 && !w.known() && !is(c.verb, mends) && !(n.program != nil && n.program().names(w.lower)) {
			add(unknownThing, 1)
			break
		}
	}
	if v.is(toPeople) && c.thing != c.at && n.all[c.thing].attr&person != 0 {
		add(toPerson, 1)
	}
	if n.program != nil {
		p, thing := n.program(), n.joined(c.thing+1)
		switch k := max(p.objects[thing], p.subjects[thing]); {
		case k > 2:
			add(isShownOften, 1)
		case k > 1:
			add(isShown, 1)
		}
	}
	if i, ok := slices.BinarySearch(commonVerbs[:], verb); ok {
		inside := 0
		if 0 < c.at && c.at < last {
			inside = len(commonVerbs)
		}
		add(byVerb+feature(inside+i), 1)
	}
}

// saidHere is what it weighs that the program calls by these words what is done to.
const saidHere = -80

// certain reports whether a candidate that was made in a way is certainly right by a convention: nothing leaves open
// what is done and to what, and the words weigh enough.
func (c *convention) certain(n *name, made *candidate, way int) bool {
	if c.leavesOpen(n, made) {
		return false
	}
	if c.layers == eventLayer && (n.plain(made) || n.ends(made) || n.saysWhat(made)) {
		return true
	}
	if n.owns(made) || made.at == n.count-1 && made.at > 0 && (n.all[made.at].is(toPeople) && n.all[made.thing].attr&person != 0 || n.count == 2 && made.verb == "change" && n.thing(0) && !strings.HasPrefix(n.tail, "Request")) {
		return true // MemberKick, PasswordChange; but ChannelChangeRequest
	}
	sum := 0
	if n.program != nil && n.program().names(n.joined(made.thing+1)) {
		sum = saidHere
	}
	made.describe(n, way, func(f feature, times int) { sum += int(c.certainty[f]) * times })
	return sum < c.doubtful
}

// saysWhat reports whether a name says after what it is, that an act failed or succeeded, or that something was asked for:
// AfterCreateOrder, RefundSuccess, CookieRequest.
func (n *name) saysWhat(made *candidate) bool {
	first := &n.all[0]
	switch {
	case made.at == 0:
		return false
	case made.verb == "fail", made.verb == "succeed":
		return !n.all[made.thing].is(retrieval) // but PollSuccess
	case made.verb == "request":
		return made.at == n.count-1 && first.attr.verb() <= rarely && !n.initials() // but PullRequest
	}
	return made.at == 1 && n.count > 2 && first.is(afterward)
}

// plain reports whether a name is nothing but a verb, or with one word for what it is done to, which is hardly a verb: StopJob, SubmitForm.
func (n *name) plain(made *candidate) bool {
	if n.count == 1 {
		return n.all[0].attr.verb() >= hardlyNoun && !n.all[0].is(particle) || n.all[0].is(compound) && !n.style().lower // PublishEvent, LoginEvent; but environment.up, user.login
	}
	if n.count != 2 || made.at != 0 {
		return false
	}
	verb, thing := &n.all[0], &n.all[1]
	share := thing.attr.verb()
	odds, _ := thing.attr.odds()
	orders := verb.is(order) // though a noun more often
	if verb.lower != made.verb || !takesObject(made.verb) || entered(made.verb) || verb.is(elsewhere) || verb.attr.verb() < mostly && !orders && strings.HasSuffix(thing.lower, "er") {
		return false // LoadingTime, SubscribeProject, SearchIndexer
	}
	return thing.attr&noun != 0 && !thing.is(compound|failure|standing|kept|actor) && (!thing.is(sent) || made.verb == "send") && (orders || !thing.is(held)) &&
		(share <= rarely && verb.attr.verb() >= mostly || odds <= -3 && (orders || share < verb.attr.verb()))
}

// ends reports whether a name ends in what can only be the verb, or the noun, of what is done to the thing before it:
// BookingAccept, AppDeletion.
func (n *name) ends(made *candidate) bool {
	final, thing := &n.all[n.count-1], &n.all[made.thing]
	if made.at == 0 || made.at < n.count-1 || n.all[0].attr.verb() >= asOften {
		return false
	}
	verb := final.attr.onlyVerb() && final.attr&transitive != 0 && !final.is(unwilled|elsewhere|timeless) && !(final.is(byAuthority) && thing.attr&person != 0)
	return n.mending() || verb && thing.attr&noun != 0 && !thing.is(actor) && n.nouns(made.at)
}

// owns reports whether a name is nothing but a thing, what is done, and what of the thing it is done to: GuestSetName.
func (n *name) owns(made *candidate) bool {
	if n.count != 3 || made.at != 1 || made.thing != 0 {
		return false
	}
	owner, verb, owned := &n.all[0], &n.all[1], &n.all[2]
	return verb.is(ofOwner) && !verb.is(kept) && owner.attr&noun != 0 && owner.attr.verb() <= seldom && !owner.is(actor|place|tool|vague|matter) &&
		(owned.attr&noun != 0 || singular(owned.lower) != "") && (owned.is(measure) || owned.attr.verb() < asOften && owned.attr&(person|adjective) == 0) && !owned.is(standing|state|eventLayer)
}

// again reports whether the thing at i is named again after it: KeysDeleteKey.
func (n *name) again(i int) bool {
	w := n.all[i].lower
	for k := i + 1; k < n.count; k++ {
		if v := n.all[k].lower; v == w || v[0] == w[0] && (singular(v) == w || singular(w) == v) {
			return true
		}
	}
	return false
}

// leavesOpen reports whether the words leave open what is done and to what, whatever they weigh.
func (c *convention) leavesOpen(n *name, made *candidate) bool {
	if n.program != nil && n.program().objects[n.joined(n.count)] > 0 {
		return true // WorkerUpdate, where there is WorkerUpdateDelete
	}
	if c.layers == eventLayer && made.at == 0 && n.count > 1 && n.all[0].attr&noun != 0 && n.program != nil && n.program().names(n.joined(n.count)) {
		return true // PurchaseCandidate, where there is PurchaseCandidateCreated
	}
	if c.layers == eventLayer && n.count > 1 && (n.all[n.count-1].is(afterward) || made.at == 0 && strings.HasPrefix(n.tail, "Notification")) {
		return true // CustomerUpdatePost: after it; CreateOrderNotification: what was created?
	}
	if n.head > 0 && n.count == 1 || strings.HasSuffix(n.tail, "Events") {
		return true // EventRemove, BulkUpdateEvents
	}
	last := n.count - 1
	final, thing := &n.all[last], &n.all[made.thing]
	if made.at == last && made.thing != last && (thing.is(vague|state|tool) || thing.lower == "level" && n.all[0].attr&adjective != 0) {
		return true // CustomDelete, OfflineUpdate, TopLevelCreate: how it is, not what
	}
	if c.layers == commandLayer {
		switch {
		case made.at == last && made.thing == last-1 && final.uses.verb() == asOften && thing.uses.verb() >= asOften:
			return true // AgentReleaseShare: which of the two is done?
		case made.thing < made.at && made.at < last && thing.uses == 0 && singular(thing.lower) != "":
			return true // ClustersUpdateCapacity: that of one of them
		case n.count > 2 && made.at > 0 && n.program != nil && n.program().isCommon(n.all[0].lower) && n.program().objects[n.all[0].lower] < 2:
			return true // OperationVolumeCreate, where more than half of all begin with Operation
		case made.thing < made.at && made.at < last && n.doer(made.at) && n.program != nil && n.program().names(n.thingFrom(made.at+1)):
			return true // PlayerCreateRoom, where there are players and rooms: who creates it
		case made.at == last && (entered(made.verb) || made.verb == "send") && (thing.attr&person != 0 || strings.HasSuffix(thing.lower, "or") || strings.HasSuffix(thing.lower, "er")):
			return true // ValidatorJoin: who joins, or what? SubscriberSend: to them
		case slices.Contains([]string{"add", "remove", "get", "insert", "append"}, made.verb) && made.thing == made.at-1 && thing.is(place),
			made.verb == "connect" || made.verb == "disconnect":
			return true // RepoAdd, ArrayInsert, DiskConnect: to it; StoreGet: from it
		}
	}
	for i := range n.words() {
		w := &n.all[i]
		switch {
		case w.is(announcer | question | wh | general | joint), w.is(prefix) && i > 0, w.lower == "not", w.lower == "no", w.lower == "default":
			return true // what is yet to come, may not come, or comes any time
		case i != made.at && (w.lower == made.verb || find(nominalList, w.lower) == made.verb), n.again(i):
			return true // InstallationInstall, PlansGetPlan
		case i == 0 && made.at > 1 && (is(singular(w.lower), ofActs) || w.lower == "new" && made.verb == "set"):
			return true // TriggersCreditCalculation: it does so; NewLayerSet
		case c.layers == commandLayer && 0 < i && i < made.at && (w.uses.verb() >= hardlyNoun && !w.is(unchangingNoun) || w.is(helper|leading)) && !n.either(made.at-1):
			return true // UserListHandleRoleChange, SegmentChangeTranspose: it may be the one; but PasswordResetConfirm
		}
	}
	return false
}
