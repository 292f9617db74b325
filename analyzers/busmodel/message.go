package busmodel

import (
	"go/ast"
	"go/types"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/profile"
)

// OnOneBus reports whether all uses of m are of one bus: on two it may be one thing
// here and another there.
func (m *Message) OnOneBus() bool {
	return !slices.ContainsFunc(m.Parcels, func(p *Parcel) bool { return p.Use.Profile != m.Parcels[0].Use.Profile })
}

// A Message is a type that is sent over the bus.
type Message struct {
	Type *types.TypeName
	Kind Kind

	// Declared is the kind that the declaration says, whatever the type is used
	// for: by a directive, or by its suffix in a message package; or that the bus is
	// told in this package.
	Declared Kind
	// DeclaredTo is the bus function that is told; "" if Declared has another reason.
	DeclaredTo string

	// Directive is the kind that a directive on its declaration says.
	Directive Kind

	// Guessed says that a command might as well be a query, as the bus dispatches them
	// alike and nothing else tells; or the reverse, as its package is called after queries
	// and its name does not ask.
	Guessed bool

	// Parcels are where it travels in this package, without tests.
	Parcels []*Parcel

	// Decl is the declaration of the type in this package, outside of tests; nil
	// if it is declared elsewhere.
	Decl *ast.TypeSpec

	speaker *Use // see Finding
}

// packages are the last path elements of packages whose exported structs with a
// kind's suffix are messages.
var packages = "events,commands,queries,models,messages"

func init() {
	Analyzer.Flags.StringVar(&packages, "packages", packages,
		"comma-separated last path elements of packages in which an exported struct with a kind's suffix is a message")
}

// messages returns the messages that travel or are declared in the package.
func (b *builder) messages(model *Model) []*Message {
	byType := map[*types.TypeName]*Message{}
	var list []*Message
	message := func(tn *types.TypeName) *Message {
		m := byType[tn]
		if m == nil {
			m = &Message{Type: tn}
			byType[tn] = m
			list = append(list, m)
		}
		return m
	}
	for p := range model.Parcels() {
		if p.Message != nil && !p.Use.Test {
			m := message(p.Message)
			m.Parcels = append(m.Parcels, p)
		}
	}
	for _, tn := range b.saidOrder {
		message(tn)
	}
	directives := map[*types.TypeName]Kind{}
	ignored := map[*types.TypeName]bool{}
	for _, file := range b.pass.Files {
		if isTestFile(b.pass, file) {
			continue
		}
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range gen.Specs {
				spec, ok := spec.(*ast.TypeSpec)
				if !ok || spec.Assign.IsValid() {
					continue
				}
				tn, ok := b.pass.TypesInfo.Defs[spec.Name].(*types.TypeName)
				if !ok {
					continue
				}
				kind, ignore := directive(gen, spec)
				if kind != NoKind || b.kindByPlace(tn) != NoKind {
					message(tn)
				}
				if m := byType[tn]; m != nil {
					m.Decl = spec
				}
				directives[tn], ignored[tn] = kind, ignore
				if ignore {
					b.ignored = append(b.ignored, tn.Name())
				}
			}
		}
	}
	kept := list[:0]
	for _, m := range list {
		if ignored[m.Type] {
			continue
		}
		m.Directive = directives[m.Type]
		bf := b.said[m.Type]
		switch m.Declared = m.Directive; {
		case m.Declared != NoKind:
		case bf != nil:
			m.Declared, m.DeclaredTo = kindBy(bf.Profile, bf.Func, m.Type.Pkg().Path(), m.Type.Name(), NoKind), bf.Name
		default:
			m.Declared = b.kindByPlace(m.Type)
		}
		if m.Kind = kindByUses(m, m.Directive); len(m.Parcels) == 0 {
			m.Kind = m.Declared
		}
		m.Guessed = m.guessed()
		m.speaker = b.speaker(m)
		kept = append(kept, m)
	}
	return kept
}

func isTestFile(pass *analysis.Pass, file *ast.File) bool {
	return strings.HasSuffix(pass.Fset.Position(file.FileStart).Filename, "_test.go")
}

// kindByUses returns the kind that all uses of m agree on, where said is what its
// declaration says.
func kindByUses(m *Message, said Kind) Kind {
	var kind Kind
	for _, p := range m.Parcels {
		k := p.Use.KindOf(m.Type.Pkg().Path(), m.Type.Name(), said)
		if kind != NoKind && k != kind {
			return NoKind
		}
		kind = k
	}
	return kind
}

// KindOf returns the kind that a message of that name, declared in the package of that
// path, is by this use: what its declaration says, or else what the bus function is
// for, or else what it is called.
func (use *Use) KindOf(pkgPath, name string, said Kind) Kind {
	return kindBy(use.Profile, use.Func, pkgPath, name, said)
}

func kindBy(p *profile.Profile, f *profile.Func, pkgPath, name string, said Kind) Kind {
	called := Called(pkgPath, name)
	switch {
	case f.Role == Publish || f.Role == Listen:
		return Event
	case said == Query || said == Command:
		return said
	case f.Kind != NoKind:
		return f.Kind
	case called == Query, said == NoKind && called == NoKind && p.Requests && asks.MatchString(name):
		return Query
	}
	return Command
}

// asks matches the names of requests that ask for something without being called
// queries.
var asks = regexp.MustCompile(`^(Get|Find|List|Search|Fetch|Count|Query|Lookup)([^a-z]|$)`)

// guessed reports whether m is a command for all that is known, or a query, and may be
// the other.
func (m *Message) guessed() bool {
	if m.Declared != NoKind || KindSuffix(m.Type.Name()) != NoKind {
		return false
	}
	return slices.ContainsFunc(m.Parcels, func(p *Parcel) bool {
		switch m.Kind {
		case Command:
			return m.Called() == NoKind && p.Use.Profile.Requests && p.Use.Func.Kind == NoKind
		case Query:
			return p.Use.Func.Kind == NoKind && !asks.MatchString(m.Type.Name())
		}
		return false
	})
}

// directive returns what a //bus: comment on the declaration of a type says.
func directive(gen *ast.GenDecl, spec *ast.TypeSpec) (kind Kind, ignore bool) {
	docs := []*ast.CommentGroup{spec.Doc}
	if !gen.Lparen.IsValid() {
		docs = append(docs, gen.Doc)
	}
	for _, doc := range docs {
		if doc == nil {
			continue
		}
		for _, c := range doc.List {
			word, ok := strings.CutPrefix(c.Text, "//bus:")
			if !ok {
				continue
			}
			word, _, _ = strings.Cut(word, " ")
			switch word {
			case "event":
				kind = Event
			case "command":
				kind = Command
			case "query":
				kind = Query
			case "ignore":
				ignore = true
			}
		}
	}
	return kind, ignore
}

// kindByPlace returns the kind of an exported struct in a message package that
// has a kind's suffix. It needs no more than the package's exported types, so that
// every package comes to the same answer. A struct that is a part of another type
// of its package, or that an interface there takes by value, need not be sent over
// a bus to get where it is wanted, whatever it is called.
func (b *builder) kindByPlace(tn *types.TypeName) Kind {
	if !tn.Exported() || tn.IsAlias() {
		return NoKind
	}
	if _, ok := tn.Type().Underlying().(*types.Struct); !ok {
		return NoKind
	}
	last := path.Base(tn.Pkg().Path())
	for elem := range strings.SplitSeq(packages, ",") {
		if strings.TrimSpace(elem) == last && !b.partsOf(tn.Pkg())[tn] {
			return KindSuffix(tn.Name())
		}
	}
	return NoKind
}

// partsOf returns the named types that fields of pkg's exported structs hold,
// directly or as elements, or that methods of its exported interfaces take as
// values: these reach their place by a call.
func (b *builder) partsOf(pkg *types.Package) map[*types.TypeName]bool {
	parts, ok := b.parts[pkg]
	if ok {
		return parts
	}
	parts = map[*types.TypeName]bool{}
	b.parts[pkg] = parts
	for _, name := range pkg.Scope().Names() {
		tn, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !tn.Exported() || tn.IsAlias() {
			continue
		}
		switch t := tn.Type().Underlying().(type) {
		case *types.Struct:
			for field := range t.Fields() {
				if part := elementOf(field.Type()); part != nil && part != tn {
					parts[part] = true
				}
			}
		case *types.Interface:
			for method := range t.Methods() {
				for param := range method.Signature().Params().Variables() {
					if named, ok := types.Unalias(param.Type()).(*types.Named); ok {
						parts[named.Origin().Obj()] = true
					}
				}
			}
		}
	}
	return parts
}

// elementOf returns the declaration of the named type that t is, points to, or
// contains as its elements.
func elementOf(t types.Type) *types.TypeName {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return t.Origin().Obj()
	case *types.Pointer:
		return elementOf(t.Elem())
	case *types.Slice:
		return elementOf(t.Elem())
	case *types.Array:
		return elementOf(t.Elem())
	case *types.Map:
		return elementOf(t.Elem())
	}
	return nil
}

// KindSuffix returns the kind that the last word of a type's name says, not
// counting a version: CreateUserCommandV2 is a command.
func KindSuffix(name string) Kind {
	name = strings.TrimRight(name, "0123456789")
	name = strings.TrimSuffix(strings.TrimSuffix(name, "V"), "_")
	for suffix, kind := range map[string]Kind{"Event": Event, "Command": Command, "Cmd": Command, "Query": Query} {
		if rest, ok := strings.CutSuffix(name, suffix); ok && rest != "" {
			return kind
		}
	}
	return NoKind
}

// Called returns the kind that a type is called: by the suffix of its name, or else by the
// last element of its package's path, as query.UserByID is a query.
func Called(pkgPath, name string) Kind {
	if kind := KindSuffix(name); kind != NoKind {
		return kind
	}
	switch path.Base(pkgPath) {
	case "event", "events":
		return Event
	case "command", "commands", "cmd":
		return Command
	case "query", "queries":
		return Query
	}
	return NoKind
}

// Called returns the kind that m is called, whatever it is used for.
func (m *Message) Called() Kind { return Called(m.Type.Pkg().Path(), m.Type.Name()) }

// speaker returns the use that speaks for a message that another package of
// this module declares, or nil if that package, or nobody here, does.
func (b *builder) speaker(m *Message) *Use {
	if m.Type.Pkg() == b.pass.Pkg || b.kindByPlace(m.Type) != NoKind || !sameModule(b.pass, m.Type.Pkg()) {
		return nil
	}
	// Everyone may send a message; one place handles it, and an event is made
	// where it is published.
	want := Handle
	if m.Kind == Event {
		want = Publish
	}
	for _, p := range m.Parcels {
		if p.Use.Role == want {
			return p.Use
		}
	}
	return nil
}

// modules are the paths of modules whose declarations may be reported by packages that
// do not know their own.
var modules string

func init() {
	Analyzer.Flags.StringVar(&modules, "modules", "",
		"comma-separated `paths` of your own modules, for drivers that know of none, as nogo: what other packages of these declare is reported, too")
}

// sameModule reports whether pkg certainly belongs to the module of the pass.
func sameModule(pass *analysis.Pass, pkg *types.Package) bool {
	if pass.Module != nil && pass.Module.Path != "" {
		return isOf(pkg, pass.Module.Path)
	}
	for module := range strings.SplitSeq(modules, ",") {
		if module = strings.TrimSpace(module); module != "" && isOf(pass.Pkg, module) && isOf(pkg, module) {
			return true
		}
	}
	return false
}

// isOf reports whether pkg belongs to the module of that path.
func isOf(pkg *types.Package, module string) bool {
	rest, ok := strings.CutPrefix(pkg.Path()+"/", module+"/")
	// Of two major versions of a module, one's path is a prefix of the other's.
	return ok && !majorVersion.MatchString(rest)
}

var majorVersion = regexp.MustCompile(`^v[0-9]+/`)

// AboutDeclaration is the category of a diagnostic about a declaration in another
// package, which is its first related place. A driver that sees all packages can
// tell by it what two of them say about the same thing.
const AboutDeclaration = "declaration"

// Finding returns a diagnostic about the declaration of m, its name or fields,
// without a message, at the one place where this package is to report it. It
// reports false if another package speaks for m.
//
// The package that declares a message speaks for it, if it can tell by itself
// that it is one. Else the registration of its handler does, or for an event the
// place that publishes it, once in a package.
func (m *Message) Finding() (analysis.Diagnostic, bool) {
	switch {
	case m.Decl != nil:
		return analysis.Diagnostic{Pos: m.Decl.Name.Pos(), End: m.Decl.Name.End()}, true
	case m.speaker != nil:
		return analysis.Diagnostic{
			Pos:      m.speaker.Call.Pos(),
			End:      m.speaker.Call.End(),
			Category: AboutDeclaration,
			Related: []analysis.RelatedInformation{{
				Pos:     m.Type.Pos(),
				End:     m.Type.Pos(),
				Message: m.Type.Name() + " is declared here",
			}},
		}, true
	}
	return analysis.Diagnostic{}, false
}
