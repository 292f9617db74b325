package english

import (
	"slices"
	"strings"
)

// A Program holds the words of one program: what it calls things, and what its commands
// begin with. They make a name certain that its words alone leave open, as FilterModify
// where there is a type Filter. A Program does not change.
type Program struct {
	nouns    map[string]bool // in small letters: branch, pullrequest
	subjects map[string]int  // how many commands that are bad for certain begin with what is no verb there
	verbs    map[string]int  // how many commands that are right for certain begin with a word
	phrases  map[string]bool // words that name a thing, as commands and events show: draftorder
	handled  map[string]int  // how many commands make, change or fetch what these words say, for certain: datastore
	objects  map[string]int  // how many commands have these words before what can only be their verb: exportjob
	lasts    map[string]int  // how much oftener verbs stand last in commands that are bad for certain than in others: make
	begun    map[string]int  // how many commands begin with a word
	told     int             // how many there are
	keeps    bool            // all its commands start with verbs, but for those that are weighed: it keeps the convention
	breaks   bool            // hardly any does
}

// ProgramOf returns the words of a program that has things of these names, as its types,
// fields and packages, commands of these, and events, which show what they happened to.
func ProgramOf(things, told []string, happened ...string) *Program {
	p := &Program{nouns: map[string]bool{}, phrases: map[string]bool{}}
	for _, t := range things {
		t = strings.TrimSuffix(strings.TrimSuffix(t, "ID"), "Id") // a BranchID is of a branch
		w := lowerASCII(strings.ReplaceAll(t, "_", ""))
		p.nouns[w] = true
		p.nouns[strings.TrimSuffix(w, "s")] = true
		p.nouns[singular(w)] = true
	}
	for _, h := range happened {
		if thing := happenedTo(h); thing != "" {
			p.phrases[thing] = true
		}
	}
	for range 2 { // what the first round teaches makes more names certain in the second
		p.learn(told)
	}
	return p
}

// happenedTo returns the thing that an event happened to, or "": the resume, if that was created.
func happenedTo(event string) string {
	var n name
	n.parse(event, eventLayer, new(Judge))
	last := n.count - 1
	if last < 1 || n.all[last].past != certain {
		return ""
	}
	if n.all[last-1].is(finite) {
		last-- // OrderWasPaid
	}
	if last == 0 || last == 1 && n.all[0].attr.verb() >= mostly && !is(ofPast(n.all[n.count-1].lower), mends) || n.all[0].past != never || !n.nouns(last) {
		return "" // ImportFailed: it is an act
	}
	return n.joined(last)
}

// learn takes in what is told by the names of commands.
func (p *Program) learn(told []string) {
	j := Judge{Program: func() *Program { return p }}
	verbs, subjects, objects, shown := map[string]int{}, map[string]int{}, map[string]int{}, map[string]bool{}
	handled := map[string]int{}
	begun, perhaps := map[string]int{}, map[string]int{}
	alone, ends := map[string]bool{}, map[string]int{}      // whether a word is a command, and how many say after it what becomes of a request
	right, wrong := 0, 0                                    // how many are so for certain
	seconds, followed := map[string]int{}, map[string]int{} // by a word that can only be a verb and has an object, by any that is mostly one
	lasts := map[string]int{}                               // how much oftener a verb stands last in commands that are bad for certain than in others
	for _, c := range told {
		var n name
		n.parse(c, commandLayer, &j)
		first, last := &n.all[0], n.count-1
		begun[first.lower]++
		r := n.read(&commands)
		final := &n.all[max(0, last)]
		if last > 0 && (final.attr.verb() >= hardlyNoun && final.past == never || final.is(retrieval)) {
			if r.Verdict == Bad {
				lasts[final.lower]++
			} else {
				lasts[final.lower] -= 2
			}
		}
		if last > 0 && (n.within(1) || n.all[1].attr.verb() >= mostly && !n.all[1].is(preposition|particle) && (last == 1 || n.all[1].attr.verb() > mostly)) {
			followed[first.lower]++
		}
		if last > 1 && n.within(1) && !first.is(helper|begins|ofActs) {
			seconds[first.lower]++
		}
		if last == 1 && final.past <= same && (final.attr.verb() >= hardlyNoun || final.is(retrieval|unchanging)) && !first.is(helper|begins|oversees) {
			perhaps[first.lower]++
		}
		alone[first.lower] = alone[first.lower] || last == 0
		if last == 1 && (final.is(byAuthority) && !final.is(order|phrasal) || final.past == certain) && !first.is(helper|begins|oversees) {
			ends[first.lower]++
		}
		if last > 0 && final.uses.onlyVerb() && final.past == never {
			object := n.joined(last)
			shown[object] = shown[object] || final.is(timeless) // nobody triggers that
			if !first.is(helper|begins|oversees) && (last == 1 || !first.is(action|ofActs|hands)) {
				objects[object]++
			}
		}
		switch {
		case r.Verdict == OK && first.attr.onlyVerb() && n.count > 2:
			p.phrases[n.joined(n.count)[len(first.lower):]] = true // AddDraftOrder
		case r.Verdict == Bad && last > 1 && first.uses.verb() >= mostly && final.is(mends) && final.attr.verb() >= hardlyNoun && n.nouns(last):
			subjects[n.joined(last)]++ // HelpCenterUpdate
		}
		if r.Verdict == OK && last > 0 && first.is(mends|fetches|timeless) && !first.is(begins) { // but BeginReviseOrder, UndoReviseOrder
			handled[n.thingFrom(1)]++
		}
		switch {
		case r.Verdict == Bad && r.Reading != weighed:
			wrong++
		case r.Verdict == OK && first.attr.onlyVerb() && last > 0:
			right++
		}
		if v, ok := strings.CutPrefix(first.lower, "un"); ok {
			verbs[v] += keeping // UngroupShapes shows that GroupShapes tells to do it
		}
		switch {
		case r.Verdict == OK && !p.nouns[first.lower]:
			verbs[first.lower]++
		case r.Verdict == Bad && n.count > 1 && !n.all[1].is(particle) && (!first.known() || n.subject() < 2 && !first.is(modifier) && slices.ContainsFunc(n.words()[1:], func(w word) bool { return w.attr.verb() >= hardlyNoun })):
			subjects[first.lower]++
		}
	}
	for w, n := range objects {
		if n > 1 && shown[w] || (n > 2 || n > 1 && perhaps[w] > 3 && begun[w]-perhaps[w] < 3) && !is(w, ofActs) { // PackDelete, PackExport, PackConfigure: a verb has no verbs for its objects; but TriggerDelete, TriggerGet
			subjects[w] = max(subjects[w], 3)
		}
	}
	for w, n := range begun {
		odds, _ := lookup(w).odds()
		if seconds[w] > 2 && (wrong > 3*right || 2*followed[w] >= n && lookup(w).verb() < hardlyNoun) || perhaps[w] > 3 && 3*followed[w] >= 2*n && odds < 1 && lookup(w).verb() < hardlyNoun && !is(w, action|ofActs|hands) || alone[w] && ends[w] > 1 {
			subjects[w] = max(subjects[w], 3) // TrackRemoveBlock, TrackReplaceBlock, TrackCreateClip; ReplayPause, ReplaySkip, ReplayStart, ReplayToggle; Withdraw, WithdrawReject, WithdrawDone
		}
	}
	p.handled, p.begun, p.told = handled, begun, len(told)
	p.verbs, p.objects, p.subjects, p.lasts, p.keeps = verbs, objects, subjects, lasts, wrong == 0 && len(verbs) >= keeping
	p.breaks = wrong > 2*keeping+20*right
}

// keeping is how many verbs the commands of a program begin with that keeps the convention.
const keeping = 5

// isCommon reports whether more than half of the commands begin with the word: it tells whose they are.
func (p *Program) isCommon(w string) bool { return p.told >= 2*keeping && 2*p.begun[w] > p.told }

// names reports whether a word, or more than one, names a thing of the program.
func (p *Program) names(w string) bool { return p.nouns[w] || p.phrases[w] }

// subject returns how many of the first words are what the program calls a thing.
func (n *name) subject() (words int) {
	if n.program == nil {
		return 0
	}
	p := n.program()
	for i := range n.count - 1 {
		called := n.joined(i + 1)
		if p.names(called) || p.subjects[called] > 0 {
			words = i + 1
		}
	}
	return words
}

// joined returns the first words, up to end, as one.
func (n *name) joined(end int) (s string) {
	for i := range end {
		s += n.all[i].lower
	}
	return s
}

// thingFrom returns the words from one on as one, the last of them of one thing.
func (n *name) thingFrom(i int) (s string) {
	for ; i < n.count-1; i++ {
		s += n.all[i].lower
	}
	last := n.all[n.count-1].lower
	if one := singular(last); one != "" {
		last = one
	}
	return s + last
}

// handledHere reports whether two commands of the program make, change or fetch what the words from i on say.
func (n *name) handledHere(i int) bool {
	return n.program != nil && n.program().handled[n.thingFrom(i)] > 1
}

// handledAfterFirst reports whether they do so to what stands after the first word, which the program calls nothing by:
// CropTrack, where there are AddTrack and RemoveTrack.
func (n *name) handledAfterFirst() bool {
	return n.count > 1 && n.handledHere(1) && !n.calledHere(n.all[0].lower)
}

// doneTo reports whether the word after the first ones, which are what the program calls
// a thing, is the verb of what is done to it.
func (n *name) doneTo(subject int) bool {
	p, first, w := n.program(), &n.all[0], &n.all[subject]
	if w.is(preposition|particle) || w.past == certain || w.attr&adjective != 0 || p.nouns[w.lower] || first.is(ofActs) || n.modified() {
		return false
	}
	asVerb := p.verbs[w.lower] > 0
	bad := p.subjects[n.joined(subject)] > 0
	sure := bad || subject > 1 || !first.is(action) // PostUpdate: may be told to post
	switch share := w.uses.verb(); {
	case share == neverNoun:
		return asVerb || w.attr != 0
	case share == hardlyNoun:
		return sure && (bad || first.uses.verb() < mostly && !first.is(leading))
	case first.uses.verb() >= mostly || first.is(leading):
		return false
	case share == mostly:
		return bad || sure && asVerb
	}
	return asVerb && w.uses.verb() > 0 && (bad || w.is(fetches) && subject == n.count-1)
}

// leads reports whether others of the program's commands begin with the first word, which is a verb there: ListAttach,
// where there are ListUsers, ListKeys and ListApps.
func (n *name) leads() bool {
	if n.program == nil {
		return false
	}
	p, first := n.program(), n.all[0].lower
	return p.verbs[first] > 2+3*p.subjects[first]
}

// begun reports whether the first word is a verb in the program, so that nothing is weighed: PushGo, where there are
// PushCargo, PushPython and PushRuby.
func (n *name) begun() bool { return n.program != nil && n.program().keeps || n.leads() }

// shownLast returns the index of the last word if it is the verb because of what other commands show: that the first word is a
// thing even before verbs, or that what is done stands last.
func (n *name) shownLast() int {
	last := n.count - 1
	if n.program == nil || last < 1 {
		return none
	}
	p, w := n.program(), &n.all[last]
	told := last == 1 && n.all[0].is(action|retrieval|ofActs|oversees|hands) // CheckUpdate
	done := (w.uses.onlyVerb() || w.uses.verb() == hardlyNoun && !told) && w.past == never || w.is(retrieval)
	if at := n.shown(); 0 < at && at < last && n.within(at) {
		return at
	} else if at > 0 && (done || w.past == certain || w.uses.verb() >= asOften && !w.is(preposition|particle) && !p.names(w.lower) && p.subjects[w.lower] == 0) {
		return last // MigrateSquash, where there are MigrateApply, MigrateCreate and MigrateDelete
	}
	object := n.joined(last)
	return when(done && (last > 1 && p.phrases[object] || n.all[0].uses.verb() < mostly && !n.all[0].is(ofActs) && (p.objects[object] > 1 || p.subjects[n.all[0].lower] > 1) || p.lasts[w.lower] >= keeping && (n.all[0].uses.verb() < hardlyNoun || p.begun[n.all[0].lower] > 2)), last)
}

// within reports whether the word at i can only be the verb of what stands before it: StaffSetName.
func (n *name) within(i int) bool {
	w := &n.all[i]
	return !w.is(preposition|particle) && w.past != certain && (w.uses.onlyVerb() || n.idiom(i))
}

// shown returns how many of the first words other commands show to be a thing, even before verbs: JoinToken, where there
// are JoinTokenCreate, JoinTokenRenew and JoinTokenRevoke.
func (n *name) shown() (words int) {
	if n.program == nil {
		return 0
	}
	for i := range n.count {
		if n.program().subjects[n.joined(i+1)] > 2 {
			words = i + 1
		}
	}
	return words
}

// thingsFirst reports whether hardly any of the program's commands begins with a verb.
func (n *name) thingsFirst() bool { return n.program != nil && n.program().breaks }

// calledHere reports whether the program calls a thing by this word, or has a command with it
// before the verb.
func (n *name) calledHere(w string) bool {
	if n.program == nil {
		return false
	}
	p := n.program()
	return (p.nouns[w] || p.subjects[w] > 0) && p.verbs[w] == 0
}

// thingHere reports whether the first word stands before the verb in more than one other
// command and no other has it for the verb, or in more than two, or whether the whole name is what the program calls a thing, or many of them, and so
// is its first word.
func (n *name) thingHere() bool {
	if n.program == nil || n.all[0].is(leading) || n.count > 1 && n.all[1].is(determiner) {
		return false // ContactUs
	}
	p, first, last := n.program(), n.all[0].lower, n.count-1
	if s := p.subjects[first]; s > 2 || s > 1 && p.verbs[first] == 0 || s > 0 && (p.breaks || p.verbs[first] == 0 && n.all[0].uses.verb() <= seldom) {
		return last < 2 || p.objects[n.thingFrom(1)] == 0 // but InviteOrganizationContact, where there is an OrganizationContactCreate
	}
	if last == 0 || n.all[0].uses.verb() > sometimes || n.all[0].is(action|retrieval|order) {
		return false // CheckResource may check one, though there is such a type
	}
	thing := func(whole string) bool { return p.objects[whole] > 0 || p.nouns[first] && p.nouns[whole] }
	one := singular(n.all[last].lower)
	return thing(n.joined(n.count)) || one != "" && thing(n.joined(last)+one)
}
