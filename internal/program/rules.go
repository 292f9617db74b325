package program

import (
	"fmt"
	"go/token"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

// A Rule looks at programs, and is run by buslint itself: go vet and other drivers
// show a tool one package at a time.
type Rule struct {
	Name    string
	Doc     string      // as of an analyzer
	Default bool        // runs unless switched off
	Kinds   []kind.Kind // of the messages that it looks at; all if there are none
	check   func(all *All, report func(*Site, finding))
}

// A finding is what a rule has to say about a site.
type finding struct {
	Message string
	Related []summary.Related
	About   []Message
}

// Check returns the findings of the rule in order of their messages, without those that
// comments suppress or that are in generated files.
func (r *Rule) Check(all *All) []summary.Finding {
	var findings []summary.Finding
	r.check(all, func(site *Site, said finding) {
		f := summary.Finding{
			Rule:    r.Name,
			Package: site.Package.ID,
			Pos:     site.Pos,
			End:     site.End,
			Message: summary.OneLine(said.Message),
			Related: said.Related,
			About:   said.About,
		}
		if site.Package.Allow(&f) {
			findings = append(findings, f)
		}
	})
	return findings
}

// Missinghandler is the name of the rule whose findings depend on what a program reaches.
const Missinghandler = "missinghandler"

// Rules are the rules over programs.
var Rules = []*Rule{
	{Name: Missinghandler, Doc: missinghandlerDoc, Default: true, Kinds: dispatched, check: missinghandler},
	{Name: "duplicatehandler", Doc: duplicatehandlerDoc, Default: true, Kinds: dispatched, check: duplicatehandler},
	{Name: "neverdispatched", Doc: neverdispatchedDoc, Kinds: dispatched, check: neverdispatched},
	{Name: "nolistener", Doc: nolistenerDoc, Kinds: []kind.Kind{kind.Event}, check: nolistener},
	{Name: "samename", Doc: samenameDoc, check: samename},
}

// dispatched are the kinds of messages that are dispatched to a handler.
var dispatched = []kind.Kind{kind.Command, kind.Query}

// known returns the programs that can be judged.
func (all *All) known() []*Program {
	var known []*Program
	for _, p := range all.Programs {
		if p.Unknown == "" {
			known = append(known, p)
		}
	}
	return known
}

// openAt returns the first site of a role in p whose messages cannot all be told, or nil.
func (p *Program) openAt(role kind.Role) *Site {
	for _, site := range p.sitesOf(role) {
		if site.Open {
			return site
		}
	}
	return nil
}

// Silence says why some rules cannot check p completely, or returns "". The function place
// writes a position.
func (p *Program) Silence(place func(token.Position) string) string {
	if p.Unknown != "" {
		return "no rule looks at this program: " + p.Unknown
	}
	var why []string
	for _, silent := range []struct {
		role kind.Role
		rule string
	}{
		{kind.Handle, "missinghandler"},
		{kind.Dispatch, "neverdispatched"},
		{kind.Listen, "nolistener"},
	} {
		if site := p.openAt(silent.role); site != nil {
			why = append(why, fmt.Sprintf("%s is silent: it cannot tell the messages at %s", silent.rule, place(site.Pos)))
		}
	}
	return strings.Join(why, "; ")
}

// messagesOf returns the sites of a role in p by their messages. Of a function that hands its
// parameter on to a bus, these are the calls; of one that makes what it sends, it is itself.
func (p *Program) messagesOf(role kind.Role) map[instance][]*Site {
	sites := map[instance][]*Site{}
	for _, site := range p.sitesOf(role) {
		for _, m := range site.instances {
			if !site.passedOn && !site.stands {
				sites[m] = append(sites[m], site)
			}
		}
	}
	return sites
}

// sitesOf returns the sites of a role that p links, outside of tests.
func (p *Program) sitesOf(role kind.Role) []*Site {
	var sites []*Site
	for _, site := range p.Sites {
		if site.Role == role && !site.Test {
			sites = append(sites, site)
		}
	}
	return sites
}
