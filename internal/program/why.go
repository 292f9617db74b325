package program

import (
	"cmp"
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/busmodel"
)

// An Explanation is what is known of one message, in all packages.
type Explanation struct {
	Message
	Kind     busmodel.Kind
	Because  string         // by which evidence
	Declared token.Position // not valid if the type is declared elsewhere
	Ignored  bool           // //bus:ignore stands on its declaration
	Sites    []*Site        // those in tests as well
	Programs []*Program     // that link its uses
}

// Find returns the messages that are called name: a bare name, one with the last
// element of its package, or with the whole path.
func (all *All) Find(name string) []Message {
	var found []Message
	add := func(m Message) {
		if (m.Name == name || m.String() == name || m.Path+"."+m.Name == name) && !slices.Contains(found, m) {
			found = append(found, m)
		}
	}
	for _, path := range sortedKeys(all.packages) {
		model := all.packages[path].Model
		for _, m := range model.Messages {
			add(MessageOf(m.Type))
		}
		for _, name := range model.Ignored {
			add(Message{path, name})
		}
	}
	for _, site := range all.Sites {
		for _, m := range site.Messages {
			add(m)
		}
	}
	slices.SortFunc(found, func(a, b Message) int { return strings.Compare(a.Path+"."+a.Name, b.Path+"."+b.Name) })
	return found
}

// Explain returns what is known of m.
func (all *All) Explain(m Message) Explanation {
	var sites []*Site
	for _, site := range all.Sites {
		if slices.Contains(site.Messages, m) {
			sites = append(sites, site)
		}
	}
	return all.explain(m, sites)
}

// explain returns what is known of m, which travels at the sites.
func (all *All) explain(m Message, sites []*Site) Explanation {
	e := Explanation{Message: m, Ignored: all.ignored(m), Sites: sites}
	for _, p := range all.Programs {
		if slices.ContainsFunc(e.Sites, func(s *Site) bool { return !s.Test && p.packages[s.Package.PkgPath] }) {
			e.Programs = append(e.Programs, p)
		}
	}
	if pkg := all.packages[m.Path]; pkg != nil {
		if obj := pkg.Types.Scope().Lookup(m.Name); obj != nil {
			e.Declared = pkg.Fset.Position(obj.Pos())
		}
	}
	e.Kind, e.Because = all.evidence(e)
	return e
}

// evidence returns the kind of a message, and in words how it is known.
func (all *All) evidence(e Explanation) (busmodel.Kind, string) {
	if e.Ignored {
		return busmodel.NoKind, "//bus:ignore stands on its declaration"
	}
	declared, directive, to := busmodel.NoKind, false, ""
	if pkg := all.packages[e.Path]; pkg != nil {
		for _, m := range pkg.Model.Messages {
			if m.Type.Name() == e.Name {
				declared, directive, to = m.Declared, m.Directive != busmodel.NoKind, m.DeclaredTo
			}
		}
	}
	var asEvent, asCommand []string
	// What is dispatched is told by the bus function, or by the name.
	byFunc, asks := busmodel.NoKind, false
	for _, s := range e.Sites {
		if !s.Test && (s.Role == busmodel.Dispatch || s.Role == busmodel.Handle) {
			byFunc = cmp.Or(byFunc, s.Func.Kind)
			asks = asks || !directive && s.KindOf(e.Path, e.Name, busmodel.NoKind) == busmodel.Query
		}
	}
	for _, role := range []busmodel.Role{busmodel.Dispatch, busmodel.Handle, busmodel.Publish, busmodel.Listen} {
		if !slices.ContainsFunc(e.Sites, func(s *Site) bool { return s.Role == role && !s.Test }) {
			continue
		}
		switch role {
		case busmodel.Dispatch:
			asCommand = append(asCommand, "dispatched")
		case busmodel.Handle:
			asCommand = append(asCommand, "handled")
		case busmodel.Publish:
			asEvent = append(asEvent, "published")
		case busmodel.Listen:
			asEvent = append(asEvent, "listened to")
		}
	}
	travels := "outside of tests it is " + strings.Join(slices.Concat(asCommand, asEvent), " and ")
	switch {
	case len(asCommand) > 0 && len(asEvent) > 0:
		return busmodel.NoKind, travels + ", which contradict each other"
	case len(asEvent) > 0:
		return busmodel.Event, travels
	case len(asCommand) > 0 && directive && declared == busmodel.Query:
		return busmodel.Query, travels + ", and //bus:query stands on its declaration"
	case !directive && byFunc != busmodel.NoKind:
		return byFunc, travels + ", by what is for " + map[busmodel.Kind]string{busmodel.Command: "commands", busmodel.Query: "queries"}[byFunc]
	case len(asCommand) > 0 && !directive && busmodel.KindSuffix(e.Name) == busmodel.Query:
		return busmodel.Query, travels + ", and its name ends in Query"
	case len(asCommand) > 0 && !directive && busmodel.Called(e.Path, e.Name) == busmodel.Query:
		return busmodel.Query, travels + ", and its package is called " + path.Base(e.Path)
	case len(asCommand) > 0 && asks:
		return busmodel.Query, travels + ", and its name says that it asks"
	case len(asCommand) > 0 && !directive && slices.ContainsFunc(e.Sites, func(s *Site) bool { return s.Profile.Requests }):
		return busmodel.Command, travels + ", and its name does not say that it asks"
	case len(asCommand) > 0:
		return busmodel.Command, travels
	case directive:
		return declared, "//bus:" + declared.String() + " stands on its declaration"
	case to != "":
		return declared, to + " is told so"
	case declared != busmodel.NoKind:
		return declared, "its name has the suffix, and its package declares messages"
	}
	return busmodel.NoKind, "it travels only in tests"
}
