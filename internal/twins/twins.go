// Package twins knows which functions have a twin that takes a context, and finds their
// calls.
//
// Most twins are told by structure: two functions of one package, or methods of one type,
// whose names differ by Context, Ctx or WithContext at the end, and whose signatures by a
// context.Context that comes first. A [Description] says what structure does not.
package twins

import (
	"errors"
	"fmt"
	"go/parser"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/gotypes"
)

// A Description says how a context reaches a function whose twin cannot be told by
// structure. One of Chain, Field, Twin and Instead is set.
type Description struct {
	Path string // the import path of the package that declares it
	Name string // the function, the type, or the type and its method: DB.Begin

	// Chain is a method that takes a context and returns what has it from then on. That of
	// a type comes before its other methods: db.WithContext(ctx).Find(…). That of a
	// function is called on its result: client.R().SetContext(ctx).
	Chain string
	// Except are methods of the type that wait for nothing, and need no context.
	Except []string
	// Field is the field of the struct type that holds its context.
	Field string
	// Twin is the function, or method of the same type, that takes a context first. The
	// Arguments follow the context: BeginTx(ctx, nil).
	Twin      string
	Arguments []string
	// Instead says what to use instead, for people.
	Instead string

	Where string // the place in the configuration; "" if it is built in
}

// Validate returns an error if the description contradicts itself, as a phrase about it.
func (d *Description) Validate() error {
	ways := 0
	for _, way := range []string{d.Chain, d.Field, d.Twin, d.Instead} {
		if way != "" {
			ways++
		}
	}
	switch {
	case ways != 1:
		return errors.New("needs one of chain, field, twin and instead, which say how it gets a context")
	case len(d.Arguments) > 0 && d.Twin == "":
		return errors.New("has arguments, but no twin that takes them")
	case len(d.Except) > 0 && d.Chain == "":
		return errors.New("has methods to except, but no chain")
	case d.Field != "" && strings.Contains(d.Name, "."):
		return fmt.Errorf("has a field, but %s is not a type", d.Name)
	}
	for _, arg := range d.Arguments {
		if _, err := parser.ParseExpr(arg); err != nil {
			return fmt.Errorf("has an argument that is not an expression: %s", arg)
		}
	}
	return nil
}

// What [Pair.From] says, if it is no place in the configuration.
const (
	byStructure = "structure"
	builtIn     = "built in"
)

// A Pair is a function without a context and what its calls become.
type Pair struct {
	Path string // the import path of the package that declares the function
	Name string // Query, DB.Query
	Twin string // QueryContext, WithContext(ctx).Find
	From string // how the pair is known: structure, built in, or a place in the configuration

	with *types.Func // the function that takes the context; nil if there is no one such
}

func (p *Pair) String() string { return p.Path + "." + p.Name }

// Is reports whether name means the pair: the path of its package, the end of that, or all
// paths below one that ends in /..., the function or its type after the path, or in Go's
// words after the name of the package; or the types of all packages with a name after a dot.
func (p *Pair) Is(name string) bool {
	if below, ok := strings.CutSuffix(name, "/..."); ok {
		return p.Path == below || strings.HasPrefix(p.Path, below+"/")
	}
	typ, _, isMethod := strings.Cut(p.Name, ".")
	if isMethod && name == "."+typ {
		return true
	}
	for _, whole := range []string{p.Path, p.Path + "." + typ, p.Path + "." + p.Name} {
		if whole == name || strings.HasSuffix(whole, "/"+name) {
			return true
		}
	}
	return false
}

// A Table knows pairs: those that data describes, and with [Table.Calls] those that show
// by structure.
type Table struct {
	byPath map[string][]*Description
	ignore []string
}

// New returns a table of what is described, before what is built in, without the pairs that
// the names in ignore mean.
func New(described []*Description, ignore []string) *Table {
	t := &Table{byPath: map[string][]*Description{}, ignore: ignore}
	for _, d := range slices.Concat(described, known) {
		t.byPath[d.Path] = append(t.byPath[d.Path], d)
	}
	return t
}

// Described yields the descriptions that are not built in.
func (t *Table) Described(yield func(*Description) bool) {
	for _, path := range slices.Sorted(maps.Keys(t.byPath)) {
		for _, d := range t.byPath[path] {
			if d.Where != "" && !yield(d) {
				return
			}
		}
	}
}

// Ignores reports whether the pair is to be left out.
func (t *Table) Ignores(p *Pair) bool { return slices.ContainsFunc(t.ignore, p.Is) }

// IgnoresFunc reports whether pairs of the function, with a context or without, are to be left out.
func (t *Table) IgnoresFunc(fn *types.Func) bool {
	return fn.Pkg() != nil && t.Ignores(&Pair{Path: fn.Pkg().Path(), Name: nameOf(fn)})
}

// described returns the description of the function or type of a package.
func (t *Table) described(pkg *types.Package, is func(*Description) bool) *Description {
	for _, d := range t.byPath[pkg.Path()] {
		if is(d) {
			return d
		}
	}
	return nil
}

// endings are what the names of twins have more.
var endings = []string{"Context", "Ctx", "WithContext"}

// structural returns the twin of fn by structure, nil if it has none. The operand is what
// the method fn is selected from, and from the package that does so.
func structural(fn *types.Func, operand types.Type, from *types.Package) *types.Func {
	if fn.Pkg() == nil || gotypes.CtxParam(fn.Signature()) >= 0 {
		return nil
	}
	for _, ending := range endings {
		twin, _ := sibling(fn, operand, from, fn.Name()+ending).(*types.Func)
		if twin != nil && takesContextMore(fn.Signature(), twin.Signature()) {
			return twin
		}
	}
	return nil
}

// operandOf returns what fn is selected from where it is declared; nil if it is no method.
func operandOf(fn *types.Func) types.Type {
	if recv := fn.Signature().Recv(); recv != nil {
		return recv.Type()
	}
	return nil
}

// sibling returns what has the name beside fn: in its package, or as a member of the operand.
func sibling(fn *types.Func, operand types.Type, from *types.Package, name string) types.Object {
	if operand == nil {
		obj := fn.Pkg().Scope().Lookup(name)
		if obj == nil || fn.Pkg() != from && !obj.Exported() {
			return nil
		}
		return obj
	}
	obj, _, _ := types.LookupFieldOrMethod(operand, true, from, name)
	return obj
}

// takesContextMore reports whether the signatures are the same but for a context that twin
// takes first, and perhaps a variadic parameter at its end, that a call can leave out.
func takesContextMore(sig, twin *types.Signature) bool {
	if twin = gotypes.With(twin, sig); twin == nil {
		return false
	}
	have, want := twin.Params(), sig.Params()
	if have.Len() == 0 || !gotypes.IsContext(have.At(0).Type()) || !types.Identical(sig.Results(), twin.Results()) {
		return false
	}
	optional := twin.Variadic() && !sig.Variadic() && have.Len() == want.Len()+2
	if !optional && (have.Len() != want.Len()+1 || sig.Variadic() != twin.Variadic()) {
		return false
	}
	for i := range want.Len() {
		if !types.Identical(want.At(i).Type(), have.At(i+1).Type()) {
			return false
		}
	}
	return true
}

// nameOf returns the name of fn with that of the type that declares it.
func nameOf(fn *types.Func) string {
	if named, ok := gotypes.Receiver(fn).(*types.Named); ok {
		return named.Obj().Name() + "." + fn.Name()
	}
	return fn.Name()
}

// takesContext reports whether the signature is that of a method which takes a context and
// nothing else, and returns what has it then.
func takesContext(sig *types.Signature) bool {
	return sig.Params().Len() == 1 && gotypes.IsContext(sig.Params().At(0).Type()) && sig.Results().Len() == 1
}
