// Package profile describes buses as data: the functions of each, what they do, and where their messages are. It has the
// buses that are known.
package profile

import (
	"cmp"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
)

// A Profile describes a bus.
type Profile struct {
	Name    string // for people: "grafana"
	Path    string // import path of the bus package; "" to go by PkgName
	PkgName string // name of the bus package, when Path is ""
	Funcs   []Func

	// Configured says that the profile is not one of those that come along.
	Configured bool

	// Recognised says that the profile was made from the declarations of the bus.
	Recognised bool

	// BareNames says that the bus tells messages apart by the bare names of their
	// types.
	BareNames bool

	// Accepts says which functions the bus takes as handlers and listeners.
	Accepts Shape

	// TwoTables says that a dispatch with a context does not find handlers that
	// were registered without one, or may not.
	TwoTables bool

	// InInit says that by convention a service registers its handlers where it is made.
	InInit bool

	// ResultField says that a handler puts the answer to a query in a field of the
	// query. On other buses the dispatch returns it.
	ResultField bool

	// Requests says that commands and queries are dispatched alike, and that neither
	// need be called what it is.
	Requests bool

	// Copies says that each receiver gets its own copy of a message, as if it was sent over
	// a wire.
	Copies bool

	// NamedTopics says that a topic has a name of its own, and does not take it from the type
	// of its messages.
	NamedTopics bool

	Inherited int // how many of Funcs are taken from the profile of another bus

	// PassOn are packages below Path that only pass on what others send and register: a
	// program that links one of them has no further messages or handlers for that.
	PassOn []string

	// Unseen says that handlers and listeners may be elsewhere than where a function
	// of the bus is called: in another program, or in a struct that the bus is given.
	Unseen bool
}

// A Shape is what is known of the functions that a bus calls with its messages.
type Shape int

const (
	// UnknownShape is any function, or something else.
	UnknownShape Shape = iota
	// ExactShape is func(*M) error, or func(context.Context, *M) error, where M is
	// a named struct.
	ExactShape
	// CallableShape is what reflection can call with the message, or the context
	// and the message, and whose first result is nil or an error. The message is a
	// pointer, or something else that has elements.
	CallableShape
)

// A Func is a function of a bus. Its context parameter is found in its signature.
type Func struct {
	Name string
	Role kind.Role
	Twin string // the function that does the same with a context, where the bus has it

	// From says where the message's type is read. All functions of a profile are
	// FromLast, or none is.
	From From

	// Ctx says of a function FromLast that it certainly takes a context, or registers
	// functions that do.
	Ctx bool

	// What follows is for the others than FromLast.

	// Unclear says that a type is not an event, command or query merely because it is sent
	// with the function, or handled: it may be a payload.
	Unclear bool
	// Envelope is the field of what is sent, or handled, that holds the message; "" if that
	// is the message itself.
	Envelope string
	// Keyed says that what is registered stands beside a name, or an example, of the
	// message, which is the argument at Key.
	Keyed bool
	Key   int

	// Kind is what all messages of the function are, where the bus has one for commands
	// and another one for queries.
	Kind kind.Kind
	// Recv is the type that has the method; "" for a function of the package.
	Recv string
	// Dir is the directory of the function's package below Profile.Path; "" if it is
	// the bus package itself.
	Dir string
	// Arg is the index of the message among the parameters, or of what is registered;
	// or it is LastArg.
	Arg int
	// Member is the method or field that is called with the message, where what is
	// registered is not a function; of FromMade the method that makes a message, or
	// "" if what is registered is a function that does.
	Member string
	// Makes says that the function does not register what it is given: it makes of it
	// what another function of the bus registers.
	Makes bool
	// Carries says that the function passes on the context of the message, which the
	// methods Context and WithContext get and set. Twin sets it; it wraps a message without
	// these methods in another one, so that listeners get a type that is not theirs.
	Carries bool
	// Inner says that only the bus calls the function, with what another one has put into a queue: that is sent there.
	Inner bool
	// Declares says that the function neither sends nor registers: who calls it says
	// that a type is a message that is sent or registered with that role elsewhere.
	Declares bool
}

// LastArg is the last parameter that is neither a context nor variadic, if there is one.
const LastArg = -1

// String returns how the function is written: "Bus.Dispatch".
func (f *Func) String() string {
	if f.Recv == "" {
		return f.Name
	}
	return f.Recv + "." + f.Name
}

// From is where the type of a message is read in the call of a bus function.
type From int

const (
	// FromLast is the last argument of a function that sends, and the last parameter
	// of the last argument of one that registers. Such a function is known by its
	// name and signature, whichever type of the package has it, or none.
	FromLast From = iota
	// FromArg is the argument.
	FromArg
	// FromHandler is the last parameter of the argument, a function, or of its Member.
	FromHandler
	// FromTypeArg is the first type argument of the function, or of its receiver.
	FromTypeArg
	// FromMade is what a method of the argument returns.
	FromMade
	// FromNothing is for buses that know messages by a name.
	FromNothing
)

// ValidateBus returns an error if the profile names no bus, or no functions.
func (p *Profile) ValidateBus() error {
	switch {
	case (p.Path == "") == (p.PkgName == ""):
		return errors.New("needs the import path of the bus, or the name of its package")
	case len(p.Funcs) == 0:
		return errors.New("has no functions")
	}
	return nil
}

// ValidateFunc returns an error if f, one of the profile's functions, cannot be used.
func (p *Profile) ValidateFunc(f *Func) error {
	switch {
	case !token.IsIdentifier(f.Name):
		return fmt.Errorf("%q is not the name of a function", f.Name)
	case f.Recv != "" && !token.IsIdentifier(f.Recv):
		return fmt.Errorf("%q is not the name of a type", f.Recv)
	case f.Role < kind.Dispatch || f.Role > kind.Listen:
		return fmt.Errorf("there is no role %d", f.Role)
	case f.From < FromLast || f.From > FromNothing:
		return fmt.Errorf("there is no place %d for a message", f.From)
	case (f.From == FromLast) != p.BySignature():
		return errors.New("either all functions of a profile are known by their signatures, or none")
	case f.From == FromLast && (f.Recv != "" || f.Dir != "" || f.Kind != kind.NoKind || f.Arg != 0 || f.Member != "" || f.Makes || f.Carries || f.Declares):
		return errors.New("one known by its signature has no receiver and no argument")
	case f.Kind < kind.NoKind || f.Kind > kind.Query:
		return fmt.Errorf("there is no kind %d", f.Kind)
	case f.Kind != kind.NoKind && (f.Kind == kind.Event) != f.Role.OfEvents():
		return fmt.Errorf("its role is %s, but its kind is %s", f.Role, f.Kind)
	case f.Arg < LastArg:
		return fmt.Errorf("there is no argument %d", f.Arg)
	case f.Role.Sends() && (f.From == FromHandler || f.Member != "" || f.Makes) && !f.Declares:
		return errors.New("it sends, and so registers no handler")
	case f.Carries && (!f.Role.Sends() || f.From != FromArg):
		return errors.New("only a message that is an argument carries a context")
	case f.Twin != "" && p.twin(f) == nil:
		return fmt.Errorf("its twin %s is not described", f.Twin)
	}
	return nil
}

// BySignature reports whether the functions of the profile are known by their names
// and signatures, rather than by their names and receivers.
func (p *Profile) BySignature() bool { return p.Funcs[0].From == FromLast }

// TellsItself reports whether a package of the bus may use it as others do, outside of the
// functions that the profile describes: it says one by one which these are.
func (p *Profile) TellsItself() bool { return p.Recognised || p.Configured && !p.BySignature() }

// With returns the profile with the functions of the other one besides; nil if both are.
func (p *Profile) With(other *Profile) *Profile {
	if p == nil || other == nil {
		return cmp.Or(p, other)
	}
	both := *p
	both.Funcs = slices.Clone(p.Funcs)
	for _, f := range other.Funcs {
		if f.Inner {
			both.Note(f)
		} else {
			both.Funcs = append(both.Funcs, f)
		}
	}
	both.Unseen = p.Unseen && other.Unseen
	return &both
}

// PassesOn reports whether pkg only passes on what other packages send and register.
func (p *Profile) PassesOn(pkg string) bool {
	below, ok := strings.CutPrefix(pkg, p.Path+"/")
	return ok && slices.Contains(p.PassOn, below)
}

// Describes reports whether the profile is of buses in that package.
func (p *Profile) Describes(pkg *types.Package) bool {
	if p.Path == "" {
		return p.PkgName == pkg.Name() && (p.BySignature() || p.declaredBy(pkg))
	}
	// It is asked of each package of a program, and nearly all are far from any bus.
	return strings.HasPrefix(pkg.Path(), p.Path) && slices.ContainsFunc(p.Funcs, func(f Func) bool {
		return path.Join(p.Path, f.Dir) == pkg.Path()
	})
}

// declaredBy reports whether pkg has a type of which the profile describes methods: a package
// of the name may be something else.
func (p *Profile) declaredBy(pkg *types.Package) bool {
	i := slices.IndexFunc(p.Funcs, func(f Func) bool { return f.Recv != "" })
	return i < 0 || pkg.Scope().Lookup(p.Funcs[i].Recv) != nil
}

// Problems returns what is wrong with the profile as a description of pkg: functions that
// pkg does not have, or whose signatures do not fit their descriptions.
func (p *Profile) Problems(pkg *types.Package) []string {
	var problems []string
	for i := p.Inherited; i < len(p.Funcs) && !p.BySignature(); i++ {
		f := &p.Funcs[i]
		if path.Join(p.Path, f.Dir) != pkg.Path() || f.Recv != "" && !token.IsExported(f.Recv) {
			continue // of another package, or not to be seen from here
		}
		o := Owner{Pkg: pkg}
		var fn *types.Func
		if tn, ok := pkg.Scope().Lookup(f.Recv).(*types.TypeName); ok {
			o.Typ = tn.Type()
		}
		if (o.Typ == nil) == (f.Recv == "") {
			fn = o.Lookup(f.Name)
		}
		switch {
		case fn == nil:
			problems = append(problems, fmt.Sprintf("there is no %s in %s", f.String(), pkg.Path()))
		case !fits(f, fn):
			problems = append(problems, fmt.Sprintf("the message of %s is not where the description says", f.String()))
		case f.Twin != "" && p.twinIn(o, f, fn.Signature()) == nil:
			problems = append(problems, fmt.Sprintf("%s is not a twin of %s: their signatures differ in more than the context", p.twin(f).String(), f.String()))
		}
	}
	return problems
}

// funcNamed returns the function of a profile by signatures that has the name, or nil.
func (p *Profile) funcNamed(name string) *Func {
	if i := slices.IndexFunc(p.Funcs, func(f Func) bool { return f.Name == name }); i >= 0 {
		return &p.Funcs[i]
	}
	return nil
}

// FuncOf returns the function with the name that the type recv of pkg has, or pkg
// itself if that is "", or nil.
func (p *Profile) FuncOf(pkg *types.Package, recv, name string) *Func {
	for i := range p.Funcs {
		f := &p.Funcs[i]
		if f.Name == name && f.Recv == recv && !f.Inner && (p.Path == "" || path.Join(p.Path, f.Dir) == pkg.Path()) {
			return f
		}
	}
	return nil
}

// twin returns the description of the twin of f, or nil.
func (p *Profile) twin(f *Func) *Func {
	if i := slices.IndexFunc(p.Funcs, func(g Func) bool { return g.Name == f.Twin && g.Recv == f.Recv && g.Role == f.Role }); i >= 0 {
		return &p.Funcs[i]
	}
	return nil
}

// Note adds a function that is inner, or says that of the one that is there.
func (p *Profile) Note(f Func) {
	if i := slices.IndexFunc(p.Funcs, func(known Func) bool { return known.Recv == f.Recv && known.Name == f.Name }); i >= 0 {
		p.Funcs[i].Inner = true
		return
	}
	p.Funcs = append(p.Funcs, f)
}

// TwinOf returns the name of the function that by its name does the same as f with a
// context, or "".
func (p *Profile) TwinOf(f *Func) string {
	for _, suffix := range []string{"Ctx", "Context", "WithContext", "WithCtx"} {
		if slices.ContainsFunc(p.Funcs, func(g Func) bool { return g.Name == f.Name+suffix && g.Recv == f.Recv && g.Role == f.Role }) {
			return f.Name + suffix
		}
	}
	return ""
}
