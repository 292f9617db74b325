package program

import (
	"cmp"
	"slices"

	"github.com/buslint/buslint/internal/summary"
)

// Messages returns what is known of each message that travels or is declared as
// one, in order of their packages and names. Those that //bus:ignore opts out are
// left out.
func (all *All) Messages() []Explanation {
	var messages []Explanation
	for _, m := range all.messages() {
		if e := all.Explain(m); !e.Ignored {
			messages = append(messages, e)
		}
	}
	return messages
}

// messages returns the messages that travel or are declared as such, in order of their
// packages and names.
func (all *All) messages() []Message {
	var list []Message
	for m := range all.bySite {
		list = append(list, m)
	}
	for _, pkg := range all.packages {
		for m, d := range pkg.decls {
			if d.Message || d.Ignored {
				list = append(list, m)
			}
		}
	}
	slices.SortFunc(list, Message.Compare)
	return slices.Compact(list)
}

// Packages returns the packages in order of their paths.
func (all *All) Packages() []*Package {
	var pkgs []*Package
	for _, path := range all.paths {
		pkgs = append(pkgs, all.packages[path])
	}
	return pkgs
}

// declared returns the declaration of the message in its package; nil if that is not
// known, or does not declare it.
func (all *All) declared(m Message) *summary.Decl {
	if pkg := all.packages[m.Path]; pkg != nil {
		return pkg.decls[m]
	}
	return nil
}

// Decl returns what is known of the declaration of the message: from its package, or else
// from one that uses it, but with the comments that its package has.
func (all *All) Decl(m Message) summary.Decl {
	var decl summary.Decl
	own := all.declared(m)
	if own != nil {
		decl = *own
	}
	for i := 0; i < len(all.bySite[m]) && !decl.Described; i++ {
		if other := all.bySite[m][i].Package.decls[m]; other != nil && other.Described {
			decl = commented(*other, own)
		}
	}
	for i := 0; i < len(all.paths) && !decl.Described; i++ {
		// A message that was found by its values is described where they come from.
		if other := all.packages[all.paths[i]].decls[m]; other != nil && other.Described {
			decl = commented(*other, own)
		}
	}
	return decl
}

// commented returns the declaration with the position and the comments of own, if there
// is one.
func commented(decl summary.Decl, own *summary.Decl) summary.Decl {
	if own == nil {
		return decl
	}
	decl.Pos, decl.Doc = own.Pos, own.Doc
	decl.Fields = slices.Clone(decl.Fields)
	for i, f := range decl.Fields {
		if at := slices.IndexFunc(own.Fields, func(g summary.Field) bool { return g.Name == f.Name }); at >= 0 {
			decl.Fields[i].Doc = cmp.Or(f.Doc, own.Fields[at].Doc)
		}
	}
	return decl
}

// ignored reports whether //bus:ignore stands on the declaration of m.
func (all *All) ignored(m Message) bool {
	d := all.declared(m)
	return d != nil && d.Ignored
}

// holds reports whether m may hold any other message.
func (all *All) holds(m Message) bool {
	d := all.declared(m)
	return d != nil && d.Holds
}
