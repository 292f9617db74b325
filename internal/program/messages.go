package program

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/packages"
)

// Messages returns what is known of each message that travels or is declared as
// one, in order of their packages and names. Those that //bus:ignore opts out are
// left out.
func (all *All) Messages() []Explanation {
	sites := map[Message][]*Site{}
	for _, site := range all.Sites {
		for _, m := range site.Messages {
			sites[m] = append(sites[m], site)
		}
	}
	for _, pkg := range all.packages {
		for _, m := range pkg.Model.Messages {
			if id := MessageOf(m.Type); sites[id] == nil {
				sites[id] = []*Site{} // declared, and no more
			}
		}
	}
	var messages []Explanation
	for m, at := range sites {
		if e := all.explain(m, at); !e.Ignored {
			messages = append(messages, e)
		}
	}
	slices.SortFunc(messages, func(a, b Explanation) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Name, b.Name))
	})
	return messages
}

// DeclaredAt returns what is known of the messages whose declarations start at one of the
// places.
func (all *All) DeclaredAt(places map[token.Position]bool) map[token.Position]Explanation {
	declared := map[token.Position]Message{}
	sites := map[Message][]*Site{}
	for _, pkg := range all.packages {
		for _, m := range pkg.Model.Messages {
			if m.Decl == nil {
				continue
			}
			if place := pkg.Fset.Position(m.Type.Pos()); places[place] {
				declared[place] = MessageOf(m.Type)
				sites[declared[place]] = nil
			}
		}
	}
	for _, site := range all.Sites {
		for _, m := range site.Messages {
			if _, ok := sites[m]; ok {
				sites[m] = append(sites[m], site)
			}
		}
	}
	messages := map[token.Position]Explanation{}
	for place, m := range declared {
		messages[place] = all.explain(m, sites[m])
	}
	return messages
}

// Package returns the package of that path, if it was loaded from source, or nil.
func (all *All) Package(path string) *Package { return all.packages[path] }

// Packages returns the packages that were loaded from source, in order of their
// paths.
func (all *All) Packages() []*Package {
	var pkgs []*Package
	for _, path := range sortedKeys(all.packages) {
		pkgs = append(pkgs, all.packages[path])
	}
	return pkgs
}

// TypeName returns the declaration of the message's type, with its documentation or
// not: it may be known from its use alone. It returns nil if no package that was
// loaded comes by it.
func (all *All) TypeName(e Explanation) *types.TypeName {
	if pkg := all.packages[e.Path]; pkg != nil {
		if tn, ok := pkg.Types.Scope().Lookup(e.Name).(*types.TypeName); ok {
			return tn
		}
	}
	for _, site := range e.Sites {
		if site.Parcel.Message != nil && MessageOf(site.Parcel.Message) == e.Message {
			return site.Parcel.Message
		}
		// A message that was found by its values is a type that the package imports.
		var found *types.TypeName
		packages.Visit([]*packages.Package{site.Package.Package}, func(pkg *packages.Package) bool {
			if pkg.PkgPath == e.Path && pkg.Types != nil && found == nil {
				found, _ = pkg.Types.Scope().Lookup(e.Name).(*types.TypeName)
			}
			return found == nil
		}, nil)
		if found != nil {
			return found
		}
	}
	return nil
}
