package program

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/kind"
)

// A Rule looks at programs, and is run by buslint itself: go vet and other drivers
// show a tool one package at a time.
type Rule struct {
	Name    string
	Doc     string      // as of an analyzer
	Default bool        // runs unless switched off
	Kinds   []kind.Kind // of the messages that it looks at; all if there are none
	check   func(all *All, report func(Finding))
}

// A Finding is what a rule has to say.
type Finding struct {
	Site    *Site // where a person mends it
	Message string
	Related []Related
}

// Related is another place that a finding is about.
type Related struct {
	Pos     token.Position
	Message string
}

// Check returns the findings of the rule, in order of their messages.
func (r *Rule) Check(all *All) []Finding {
	var findings []Finding
	r.check(all, func(f Finding) { findings = append(findings, f) })
	return findings
}

// Rules are the rules over programs.
var Rules = []*Rule{
	{Name: "missinghandler", Doc: missinghandlerDoc, Default: true, Kinds: dispatched, check: missinghandler},
	{Name: "duplicatehandler", Doc: duplicatehandlerDoc, Default: true, Kinds: dispatched, check: duplicatehandler},
	{Name: "neverdispatched", Doc: neverdispatchedDoc, Kinds: dispatched, check: neverdispatched},
	{Name: "nolistener", Doc: nolistenerDoc, Kinds: []kind.Kind{kind.Event}, check: nolistener},
	{Name: "samename", Doc: samenameDoc, check: samename},
}

// dispatched are the kinds of messages that are dispatched to a handler.
var dispatched = []kind.Kind{kind.Command, kind.Query}

// known returns the programs that can be judged, and of those one by one whether
// the messages at all sites of a role can be told.
func (all *All) known() []*Program {
	var known []*Program
	for _, p := range all.Programs {
		if p.Unknown == "" {
			known = append(known, p)
		}
	}
	return known
}

// openAt returns the first site of a role in p whose messages cannot all be told,
// or nil.
func (all *All) openAt(p *Program, role busmodel.Role) *Site {
	for _, site := range all.sitesOf(p, role) {
		if site.Open {
			return site
		}
	}
	return nil
}

// Silence says what keeps rules from saying all they could about p, or "". The
// function place writes a position.
func (all *All) Silence(p *Program, place func(token.Position) string) string {
	if p.Unknown != "" {
		return "no rule looks at this program: " + p.Unknown
	}
	var why []string
	for _, silent := range []struct {
		role busmodel.Role
		rule string
	}{
		{busmodel.Handle, "missinghandler"},
		{busmodel.Dispatch, "neverdispatched"},
		{busmodel.Listen, "nolistener"},
	} {
		if site := all.openAt(p, silent.role); site != nil {
			why = append(why, fmt.Sprintf("%s is silent: it cannot tell the messages at %s", silent.rule, place(site.Pos)))
		}
	}
	return strings.Join(why, "; ")
}

// messagesOf returns the sites of a role in p by their messages.
func (all *All) messagesOf(p *Program, role busmodel.Role) map[Message][]*Site {
	sites := map[Message][]*Site{}
	for _, site := range all.sitesOf(p, role) {
		for _, m := range site.Messages {
			sites[m] = append(sites[m], site)
		}
	}
	return sites
}

// ignored reports whether //bus:ignore stands on the declaration of m.
func (all *All) ignored(m Message) bool {
	pkg := all.packages[m.Path]
	return pkg != nil && slices.ContainsFunc(pkg.Model.Ignored, func(name string) bool { return name == m.Name })
}
