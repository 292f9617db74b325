package program

import (
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
)

// An Explanation holds what is known about one message, in all packages.
type Explanation struct {
	Message
	Kind     kind.Kind
	Because  string         // by which evidence
	Declared token.Position // not valid if the type is declared elsewhere
	Ignored  bool           // its declaration has //bus:ignore
	Sites    []*Site        // those in tests as well
	Programs []*Program     // that link its uses
}

// Find returns the messages with that name, which is a bare name, or has the last element or
// all of its package path before it.
func (all *All) Find(name string) []Message {
	return slices.DeleteFunc(all.messages(), func(m Message) bool {
		return m.Name != name && m.String() != name && m.Full() != name
	})
}

// Explain returns what is known about m.
func (all *All) Explain(m Message) Explanation {
	e := Explanation{Message: m, Ignored: all.ignored(m), Sites: all.bySite[m]}
	for _, p := range all.Programs {
		if slices.ContainsFunc(e.Sites, func(s *Site) bool { return !s.Test && p.packages[s.Package.Path] }) {
			e.Programs = append(e.Programs, p)
		}
	}
	if d := all.declared(m); d != nil {
		e.Declared = d.Pos
	}
	e.Kind, e.Because = all.evidence(e)
	return e
}

// Guessed reports whether all uses of the message outside of tests are of buses that are recognised by their shape, or
// may carry what is no message itself: a payload.
func (e Explanation) Guessed() bool {
	sites := e.outsideTests()
	return len(sites) > 0 && !slices.ContainsFunc(sites, func(s *Site) bool { return s.Bus.Profile != s.Bus.Path && !s.Unclear })
}

// InField reports whether a bus that the message travels on leaves it to a field to hold the
// answer, or it does not travel.
func (e Explanation) InField() bool {
	sites := e.outsideTests()
	return len(sites) == 0 || slices.ContainsFunc(sites, func(s *Site) bool { return s.Bus.ResultField })
}

func (e Explanation) outsideTests() []*Site {
	return slices.DeleteFunc(slices.Clone(e.Sites), func(s *Site) bool { return s.Test })
}

// Silence returns why the rule says nothing about the message, where that is not because all
// is well; or "". The function place writes a position.
func (all *All) Silence(r *Rule, e Explanation, place func(token.Position) string) string {
	sites := e.outsideTests()
	if r.Name == "samename" || len(sites) == 0 {
		return ""
	}
	other, matches := map[string]kind.Role{Missinghandler: kind.Handle, "neverdispatched": kind.Dispatch, "nolistener": kind.Listen}[r.Name]
	unseen := func(s *Site) bool {
		return s.Bus.Unseen && !(matches && s.Bus.Recognised() && slices.ContainsFunc(e.Programs, func(p *Program) bool { return p.sees(s.Bus, other) }))
	}
	if i := slices.IndexFunc(sites, unseen); i >= 0 {
		return "is silent: what the bus " + sites[i].Bus.Path + " calls may be registered elsewhere"
	}
	if !slices.ContainsFunc(sites, func(s *Site) bool { return !s.Unclear }) {
		return "is silent: what travels on the bus " + sites[0].Bus.Path + " may be a payload"
	}
	if len(e.Programs) == 0 {
		return "is silent: no package main among those given links its uses"
	}
	for _, p := range e.Programs {
		if p.Unknown != "" {
			return "is silent on " + p.Name() + ": " + p.Unknown
		}
		if site := p.openAt(other); matches && site != nil {
			return "is silent on " + p.Name() + ": it cannot tell the messages at " + place(site.Pos)
		}
	}
	return ""
}

// evidence returns the kind of a message, and in words how it is known.
func (all *All) evidence(e Explanation) (kind.Kind, string) {
	said, told := all.said(e.Message)
	uses := usesOf(e.Sites)
	k, reason := kind.Of(uses, said)
	if telling := slices.DeleteFunc(slices.Clone(uses), func(u kind.Use) bool { return u.Unclear }); len(telling) > 0 {
		uses = telling // the others tell no kind
	}
	switch reason {
	case kind.Ignored, kind.Payload, kind.OnlyPlace:
		return k, reason.String()
	case kind.Unknown:
		return k, "it travels only in tests"
	case kind.OnlyDirective:
		return k, "its declaration has //bus:" + k.String()
	case kind.OnlyTold:
		return k, told + " is called with it"
	}
	travels := "outside of tests it is " + strings.Join(done(uses), " and ")
	switch reason {
	case kind.Contradiction:
		if !slices.ContainsFunc(uses, func(u kind.Use) bool { return u.Role.OfEvents() }) {
			travels += by(uses)
		}
		return k, travels + ", a contradiction"
	case kind.ByDirective:
		return k, travels + ", and its declaration has //bus:" + k.String()
	case kind.ByFunction:
		return k, travels + by(uses)
	case kind.ByPackage:
		return k, travels + ", and its package is called " + path.Base(e.Path)
	case kind.Travels:
		return k, travels
	}
	return k, travels + ", and " + reason.String()
}

// said returns what is known of a message besides its uses, and the function of a bus that
// is called with it to declare it.
func (all *All) said(m Message) (said kind.Said, told string) {
	said = kind.Said{Path: m.Path, Name: m.Name}
	if d := all.declared(m); d != nil {
		said.Ignored = d.Ignored
		said.Directive, said.Told, said.Place, told = d.Directive, d.Told, d.Place, d.ToldBy
	}
	return said, told
}

// usesOf returns what sites outside of tests say of the kind of their message.
func usesOf(sites []*Site) []kind.Use {
	var uses []kind.Use
	for _, s := range sites {
		if !s.Test {
			uses = append(uses, kind.Use{Role: s.Role, For: s.For, Requests: s.Bus.Requests, Unclear: s.Unclear})
		}
	}
	return uses
}

// done returns what is done with a message by its uses: "dispatched", "handled".
func done(uses []kind.Use) []string {
	var words []string
	for _, role := range []kind.Role{kind.Dispatch, kind.Handle, kind.Publish, kind.Listen} {
		if slices.ContainsFunc(uses, func(u kind.Use) bool { return u.Role == role }) {
			words = append(words, role.Past())
		}
	}
	return words
}

// by returns, to be added to what is done, which kinds the bus functions of the uses are
// for, where they are for one only.
func by(uses []kind.Use) string {
	var words []string
	for _, k := range []kind.Kind{kind.Command, kind.Query} {
		if slices.ContainsFunc(uses, func(u kind.Use) bool { return u.For == k }) {
			words = append(words, " by a function for "+k.Plural())
		}
	}
	return "," + strings.Join(words, " and")
}
