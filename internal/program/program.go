// Package program joins the models of packages, and answers what no package can
// tell alone.
package program

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis/checker"

	"github.com/buslint/buslint/analyzers/busmodel"
)

// A Program is what happens on the bus in all the packages that were loaded.
type Program struct {
	sites         map[token.Position]*Site // by the start of their call
	registrations map[Message][]*Site
}

// A Message is the identity of a message type in all packages.
type Message struct{ Path, Name string }

// MessageOf returns the identity of the type that tn declares.
func MessageOf(tn *types.TypeName) Message { return Message{tn.Pkg().Path(), tn.Name()} }

// A Site is one use of a bus function, and where it stands.
type Site struct {
	*busmodel.Site
	Pos token.Position
}

// Join returns the program that the results of busmodel in graph describe; the
// analyzer must be one of its roots.
func Join(graph *checker.Graph) *Program {
	p := &Program{
		sites:         map[token.Position]*Site{},
		registrations: map[Message][]*Site{},
	}
	for _, act := range graph.Roots {
		model, ok := act.Result.(*busmodel.Model)
		if !ok {
			continue
		}
		for _, s := range model.Sites {
			if s.Call == nil {
				continue
			}
			site := &Site{s, act.Package.Fset.Position(s.Call.Pos())}
			if p.sites[site.Pos] != nil {
				continue // the file belongs to another package, too
			}
			p.sites[site.Pos] = site
			if s.Message != nil && s.Role == busmodel.Handle {
				m := MessageOf(s.Message)
				p.registrations[m] = append(p.registrations[m], site)
			}
		}
	}
	return p
}

// Stranding returns a registration that the dispatch at pos would no longer reach
// if it handed a context on: on a bus that keeps the handlers that take a context
// in a table of their own, one of a handler that takes none. It returns nil if
// there is none.
func (p *Program) Stranding(pos token.Position) *Site {
	send := p.sites[pos]
	if send == nil || send.Role != busmodel.Dispatch || send.Aware || send.Message == nil || !send.Profile.TwoTables {
		return nil
	}
	for _, r := range p.registrations[MessageOf(send.Message)] {
		if !r.Aware {
			return r
		}
	}
	return nil
}
