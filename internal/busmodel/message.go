package busmodel

import (
	"go/ast"
	"go/types"
	"path"
	"regexp"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/suppress"
)

// OnOneBus reports whether all uses of m are of one bus: on two it may be one thing
// here and another there.
func (m *Message) OnOneBus() bool {
	return !slices.ContainsFunc(m.Parcels, func(p *Parcel) bool { return p.Use.Profile != m.Parcels[0].Use.Profile })
}

// A Message is a type that is sent over the bus.
type Message struct {
	Type *types.TypeName
	Kind kind.Kind

	// Declared is the kind that the declaration says, whatever the type is used
	// for: by a directive, or by its suffix in a message package; or that the bus is
	// told in this package.
	Declared kind.Kind
	// DeclaredTo is the bus function to which it is declared, or "".
	DeclaredTo string

	// Said is what is known of it besides its uses.
	Said kind.Said

	// Guessed says that a command might as well be a query, as the bus dispatches them
	// alike and nothing else tells; or the reverse, as its package is named after queries
	// and its name does not ask.
	Guessed bool

	// Parcels are where it travels in this package, without tests.
	Parcels []*Parcel

	// InField says that a bus which it travels on, or may travel on, leaves it to a field
	// of a query to hold the answer.
	InField bool

	// NamedWhenMade says that what makes a message of the type is told what it is called by its method:
	// the type stands for several messages.
	NamedWhenMade bool

	// Decl is the declaration of the type in this package, outside of tests; nil
	// if it is declared elsewhere.
	Decl *ast.TypeSpec

	speaker *Use // see Finding
	silent  bool // what another package says of the declaration is not known
}

// packages are the last path elements of packages whose exported structs with a
// kind's suffix are messages.
var packages = config.Names("busmodel", "packages",
	"comma-separated last path `elements` of packages in which an exported struct with a kind's suffix is a message",
	"events", "commands", "queries", "models", "messages")

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
	declared := map[*types.TypeName]declaration{}
	for _, file := range b.pass.Files {
		if b.inTest(file.FileStart) {
			continue
		}
		for spec, gen := range Declared(file) {
			tn, ok := b.pass.TypesInfo.Defs[spec.Name].(*types.TypeName)
			if !ok {
				continue
			}
			d := declaration{gen, spec}
			declared[tn] = d
			model.Directives = append(model.Directives, d.directives()...)
			said, ignore := d.directive()
			if said != kind.NoKind || b.kindByPlace(tn) != kind.NoKind {
				message(tn)
			}
			if ignore {
				b.ignored = append(b.ignored, tn.Name())
			}
		}
	}
	if config.For(b.pass).Programs {
		model.Passed = b.passedElsewhere(model, byType, declared)
	}
	kept := list[:0]
	for _, m := range list {
		d, ok := declared[m.Type]
		switch {
		case ok:
		case m.Type.Pkg() == b.pass.Pkg:
			d = b.declaredLocally(m.Type)
		case !config.For(b.pass).Programs && b.speaksFor(m): // else the join tells
			if d, ok = b.declaredElsewhere(m.Type); !ok {
				m.silent = true // who knows what it says
			}
		}
		said, ignore := d.directive()
		if ignore {
			continue
		}
		if m.Type.Pkg() == b.pass.Pkg {
			m.Decl = d.spec
		}
		m.Said = kind.Said{Path: m.Type.Pkg().Path(), Name: m.Type.Name(), Directive: said, Place: b.kindByPlace(m.Type)}
		if bf := b.said[m.Type]; bf != nil {
			m.Said.Told, _ = kind.Of([]kind.Use{kindUse(bf.Profile, bf.Func)}, kind.Said{Path: m.Said.Path, Name: m.Said.Name})
			m.DeclaredTo = bf.Name
		}
		m.Declared = m.Said.Declared()
		uses := m.kindUses()
		m.Kind, _ = kind.Of(uses, m.Said)
		m.Guessed = kind.Guessed(m.Kind, uses, m.Said)
		m.speaker = b.speaker(m)
		m.InField, m.NamedWhenMade = b.inField(m), b.isNamedWhenMade(m)
		kept = append(kept, m)
	}
	return kept
}

// inField reports whether a bus that m travels on leaves it to a field to hold the answer;
// or, where m does not travel, whether that may be so: in a program that shows.
func (b *builder) inField(m *Message) bool {
	if len(m.Parcels) > 0 {
		return slices.ContainsFunc(m.Parcels, func(p *Parcel) bool { return p.Use.Profile.ResultField })
	}
	return config.For(b.pass).Programs || m.Directive() != kind.NoKind ||
		b.resolver.SeesBus(b.pass.Pkg, func(p *profile.Profile) bool { return p.ResultField })
}

// MayStandForOthers reports whether m is only known to travel on buses that are recognised by
// their shape, and may be a payload, an entity or a work order there, rather than what its
// kind says: neither its name nor that of its package says it, or it holds anything.
func (m *Message) MayStandForOthers() bool {
	switch {
	case len(m.Parcels) == 0:
		return m.Said.Directive == kind.NoKind && payloadName.MatchString(m.Type.Name())
	case m.Said.Declared() != kind.NoKind && !HoldsAnything(m.Type):
		return false
	}
	if slices.ContainsFunc(m.Parcels, func(p *Parcel) bool { return !p.Use.Profile.IsGuess(p.Use.Func) }) {
		return false
	}
	return m.IsCalledForOthers()
}

// IsCalledForOthers reports whether m may stand for other messages by its declaration.
func (m *Message) IsCalledForOthers() bool {
	return HoldsAnything(m.Type) || payloadName.MatchString(m.Type.Name()) || kind.Suffix(m.Type.Name()) == kind.NoKind && !recognise.SaysKind(m.Type.Pkg().Path())
}

// payloadName matches the names of types that say themselves that they are no more than what
// a message holds, or one for all.
var payloadName = regexp.MustCompile(`(Payload|Data|Body|Envelope|Info|Details)$|^(Base|Generic)[A-Z]|^(Domain|Integration|Abstract|Raw|Common|Simple|Default)(Event|Command|Query)$`)

// Directive is the kind that a directive on the declaration of m says.
func (m *Message) Directive() kind.Kind { return m.Said.Directive }

// kindUses returns what the uses of m say about its kind.
func (m *Message) kindUses() []kind.Use {
	uses := make([]kind.Use, len(m.Parcels))
	for i, p := range m.Parcels {
		uses[i] = kindUse(p.Use.Profile, p.Use.Func)
	}
	return uses
}

// kindUse returns what a use of the function f says about the kind of its message.
func kindUse(p *profile.Profile, f *profile.Func) kind.Use {
	return kind.Use{Role: f.Role, For: f.Kind, Requests: p.Requests, Unclear: f.Unclear}
}

// kindByPlace returns the kind of an exported struct in a message package that has a kind's
// suffix. It needs no more than the package's exported types and its imports, so that every
// package gives the same answer. Where no driver joins packages to programs, nobody knows
// whether such a struct travels: then the package has to have a bus among its imports. A
// struct that is a part of another type of its package, or that an interface there takes by
// value, need not be sent over a bus to get where it is wanted, whatever it is called; nor
// need one that does its own work, as the commands of a command line do, or that is stored.
func (b *builder) kindByPlace(tn *types.TypeName) kind.Kind {
	if !tn.Exported() || tn.IsAlias() || tn.Parent() != tn.Pkg().Scope() {
		return kind.NoKind
	}
	if _, ok := tn.Type().Underlying().(*types.Struct); !ok {
		return kind.NoKind
	}
	last := path.Base(tn.Pkg().Path())
	for _, elem := range packages.For(b.pass) {
		if elem == last && kind.Suffix(tn.Name()) != kind.NoKind && !b.partsOf(tn.Pkg())[tn] &&
			!isStored(tn.Type()) && !doesItsWork(tn.Type()) && (config.For(b.pass).Programs || b.resolver.SeesBus(tn.Pkg(), anyBus)) {
			return kind.Suffix(tn.Name())
		}
	}
	return kind.NoKind
}

// doesItsWork reports whether a method of t does what t says, rather than a handler.
func doesItsWork(t types.Type) bool {
	for sel := range types.NewMethodSet(types.NewPointer(t)).Methods() {
		fn := sel.Obj().(*types.Func)
		if workMethod.MatchString(fn.Name()) || fn.Exported() && gotypes.CtxParam(fn.Signature()) >= 0 && !checkMethod.MatchString(fn.Name()) {
			return true
		}
	}
	return false
}

// isStored reports whether a database keeps the values of a struct, as the tags of its fields say.
func isStored(t types.Type) bool {
	st := t.Underlying().(*types.Struct)
	for i := range st.NumFields() {
		if storedTag.MatchString(st.Tag(i)) {
			return true
		}
	}
	return false
}

// storedTag matches the tags of those who store structs.
var storedTag = regexp.MustCompile(`\b(gorm|db|xorm|bun|pg|bson|dynamodbav|firestore|ent):"`)

// workMethod matches the methods of what does its own work: of commands of a command line, and of those that an editor
// does and undoes.
var workMethod = regexp.MustCompile(`^(Run|RunE|Execute|Exec|Do|Undo|Redo|Register|Help|Usage|Synopsis|SetFlags)$`)

// checkMethod matches the methods that ask whether a message is right, which a message may have.
var checkMethod = regexp.MustCompile(`^(Valid|Check|Verify|Is[A-Z])`)

func anyBus(*profile.Profile) bool { return true }

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
	for tn := range gotypes.Declared(pkg) {
		if !tn.Exported() || tn.IsAlias() {
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
	case *types.Chan:
	case interface{ Elem() types.Type }:
		return elementOf(t.Elem())
	}
	return nil
}

// Called returns the kind that m is called, whatever it is used for.
func (m *Message) Called() kind.Kind { return kind.Called(m.Type.Pkg().Path(), m.Type.Name()) }

// speaker returns the use that speaks for a message that another package of
// this module declares, or nil if that package, or nobody here, does.
func (b *builder) speaker(m *Message) *Use {
	if m.silent || !b.speaksFor(m) {
		return nil
	}
	// Everyone may send a message; one place handles it, and an event is made
	// where it is published.
	want := kind.Handle
	if m.Kind == kind.Event {
		want = kind.Publish
	}
	for _, p := range m.Parcels {
		if p.Use.Role == want {
			return p.Use
		}
	}
	return nil
}

// speaksFor reports whether this package may speak for m: another package of this module
// declares it, and cannot tell that it is a message.
func (b *builder) speaksFor(m *Message) bool {
	return m.Type.Pkg() != b.pass.Pkg && b.kindByPlace(m.Type) == kind.NoKind && SameModule(b.pass, m.Type.Pkg()) &&
		slices.ContainsFunc(m.Parcels, func(p *Parcel) bool { return p.Use.Role == kind.Handle || p.Use.Role == kind.Publish })
}

// modules are the paths of modules whose declarations may be reported by packages that
// do not know their own.
var modules = config.Names("busmodel", "modules",
	"comma-separated `paths` of your own modules, for drivers that do not know them, such as nogo: findings about declarations in other packages of these modules are reported, too")

// SameModule reports whether pkg certainly belongs to the module of the pass.
func SameModule(pass *analysis.Pass, pkg *types.Package) bool {
	if pass.Module != nil && pass.Module.Path != "" {
		return module.Owns(pass.Module.Path, pkg.Path())
	}
	return slices.ContainsFunc(modules.For(pass), func(path string) bool {
		return module.Owns(path, pass.Pkg.Path()) && module.Owns(path, pkg.Path())
	})
}

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
	case m.speaker != nil && m.Directive() == kind.NoKind: // else its own package says so
		return analysis.Diagnostic{
			Pos:      m.speaker.Call.Pos(),
			End:      m.speaker.Call.End(),
			Category: suppress.AboutDeclaration,
			Related: []analysis.RelatedInformation{{
				Pos:     m.Type.Pos(),
				End:     m.Type.Pos(),
				Message: m.Type.Name() + " is declared here",
			}},
		}, true
	}
	return analysis.Diagnostic{}, false
}
