package profile

import (
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/module"
)

// MayDescribe reports whether one of the profiles is of a package with that path and name.
func MayDescribe(profiles []*Profile, pkgPath, name string) bool {
	return slices.ContainsFunc(profiles, func(p *Profile) bool {
		return p.Path == "" && p.PkgName == name || p.Path != "" && strings.HasPrefix(pkgPath, p.Path) &&
			slices.ContainsFunc(p.Funcs, func(f Func) bool { return path.Join(p.Path, f.Dir) == pkgPath })
	})
}

// A hint is what may be said of a function or method before all is known of the types in its
// signature.
type hint struct {
	words     []string
	use       use
	sends     bool
	registers bool

	// What the message may be that is sent.
	open  bool // of many types
	event bool // it is called an event
	alone bool // anything, and nothing beside it
	kind  bool // it is called after a kind
	param bool // of the type of a type parameter

	of int // how much the name of a bus that it takes says that this is one

	handler types.Type // that is registered, if that is known
}

// atMost returns the highest verdict that verdictOf may give to something with functions of
// which that may be said, once all is known. It has a name of those words, unless it is the
// functions of a package, and may keep what is registered.
func atMost(name, pkg []string, named, keeps bool, hints []hint) verdict {
	aggregate, called := isAggregate(name), strength(name, pkg)
	if !named {
		aggregate, called = false, 0
		for _, h := range hints {
			called = max(called, h.of)
		}
	}
	found := none
	for i, h := range hints {
		if !h.sends {
			continue
		}
		kindOf, sends := kindByWords(h.words), h.use&sending != 0
		ofEvents := sends && (!named || h.use&announcing != 0) && h.open && kindOf == kind.Event
		both := sends && slices.ContainsFunc(slices.Concat(hints[:i], hints[i+1:]), func(other hint) bool { return other.registers })
		switch {
		case h.use&recording != 0 && (h.open && h.event || h.alone && hasAny(h.words[1:], eventWords) || aggregate),
			aggregate && h.use&announcing != 0,
			(named || both) && (ofEvents || sends && (called == strong || called == fair && h.open)),
			both && (keeps || called == fair || h.param || h.open && h.kind && !named):
			return sure
		case !named && h.open && kindOf != kind.NoKind, both && called == weak:
			found = likely
		}
	}
	return found
}

// A Text is what a package declares, as far as that can be told without types.
type Text struct {
	path  string
	words []string // of its name
	types map[string]*textType
}

// A textType is a type, or all functions of a package if it has no words.
type textType struct {
	words []string // of its name
	funcs []TextFunc
	parts []string

	generic bool
}

// A TextFunc is a function or method as it is written.
type TextFunc struct {
	Name, Params string
	Method       bool // of an interface
	Generic      bool
}

// NewText returns the text, with nothing in it yet, of a package with that path and name.
func NewText(pkgPath, name string) *Text {
	return &Text{path: pkgPath, words: wordsOf(name), types: map[string]*textType{"": {}}}
}

func (t *Text) typ(name string) *textType {
	typ := t.types[name]
	if typ == nil {
		typ = &textType{words: wordsOf(name)}
		t.types[name] = typ
	}
	return typ
}

// Type notes that the package declares a type that is made of others: it embeds them, is
// defined as one, or is another name of one.
func (t *Text) Type(name string, generic bool, parts []string) {
	typ := t.typ(name)
	typ.generic, typ.parts = generic, parts
}

// Func notes that the package declares a function, or a method of the type.
func (t *Text) Func(typ string, f TextFunc) { t.typ(typ).funcs = append(t.typ(typ).funcs, f) }

// Texts are those of all packages that a program may link.
type Texts struct {
	unclear map[string]bool        // names that are other names of types, which may be called anything
	types   map[string][]*textType // by their names, with and without the path of the package
}

// NewTexts returns the texts. The unclear names are other names of types.
func NewTexts(texts []*Text, unclear map[string]bool) *Texts {
	all := &Texts{unclear, map[string][]*textType{}}
	for _, t := range texts {
		for name, typ := range t.types {
			all.types[name] = append(all.types[name], typ)
			all.types[t.path+"."+name] = []*textType{typ}
		}
	}
	return all
}

// partsOf returns the methods of interfaces with the names, and of what these are made of.
func (all *Texts) partsOf(names []string) []TextFunc {
	var funcs []TextFunc
	seen := map[string]bool{}
	var visit func(names []string)
	visit = func(names []string) {
		for _, name := range names {
			if seen[name] {
				continue
			}
			seen[name] = true
			for _, typ := range all.types[name] {
				for _, f := range typ.funcs {
					if f.Method {
						funcs = append(funcs, f)
					}
				}
				visit(typ.parts)
			}
		}
	}
	visit(names)
	return funcs
}

// hints returns what may be said of the functions of a type with a name of the words typ, or of
// the package itself if it is not named.
func (all *Texts) hints(funcs []TextFunc, typ, pkg []string, named bool) []hint {
	var hints []hint
	called := strength(typ, pkg)
	for _, f := range funcs {
		v, words := verbIn(typ, pkg, named, f.Generic, f.Name)
		if v.use == 0 {
			continue
		}
		takes := takesMore(f.Params)
		open := token.IsExported(f.Name) || named && called == strong
		h := hint{
			words: words, use: v.use, open: true, alone: true, param: f.Generic, event: f.Generic, kind: f.Generic,
			registers: open && v.use&registering != 0 && (takes || v.use&listening != 0 || f.Generic),
			sends:     takes && (v.use&recording != 0 || open && v.use&sending != 0),
		}
		for word := range strings.FieldsFuncSeq(f.Params, isNoLetter) {
			words := wordsOf(word)
			k := kindByWords(words)
			h.event = h.event || all.unclear[word] || k == kind.Event
			h.kind = h.kind || all.unclear[word] || k != kind.NoKind
			if !named {
				h.of = max(h.of, strength(words, pkg))
			}
		}
		hints = append(hints, h)
	}
	return hints
}

// takesMore reports whether one of the parameters may be of another type than those that are
// built in.
func takesMore(params string) bool {
	params = strings.TrimSuffix(strings.TrimPrefix(params, "("), ")")
	if strings.ContainsAny(params, "({") {
		return true
	}
	for param := range strings.SplitSeq(params, ",") {
		param = strings.TrimSpace(param)
		if !builtIn[param[strings.LastIndexAny(param, " \t\n.[]*")+1:]] && param != "" {
			return true
		}
	}
	return false
}

var builtIn = set("string bool byte rune error int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float32 float64 complex64 complex128")

func isNoLetter(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }

// Suspects returns the names of functions of which some may be recognised as those of a bus in
// the package of the text, or of what looks like one, once the types are known; nil if there is
// none.
func (all *Texts) Suspects(t *Text) []string {
	if module.IsStandard(t.path) || isForeign(t.path) {
		return nil
	}
	functions := all.hints(t.types[""].funcs, t.words, t.words, false)
	found := suspicion{}
	found.add(atMost(t.words, t.words, false, false, functions), t.types[""].funcs)
	for name, typ := range t.types {
		if name == "" {
			continue
		}
		funcs, v := slices.Concat(typ.funcs, t.embedded(typ), all.partsOf(typ.parts)), none
		for i := range funcs {
			funcs[i].Generic = funcs[i].Generic || typ.generic
		}
		if !hasAny(typ.words, foreignWords) {
			v = atMost(typ.words, t.words, true, true, withFunctions(typ.words, all.hints(funcs, typ.words, t.words, true), functions))
		}
		found.add(v, funcs)
	}
	return found.names()
}

// embedded returns the methods of types that only the package can name, and that are parts of
// the type.
func (t *Text) embedded(typ *textType) []TextFunc {
	var funcs []TextFunc
	for _, part := range typ.parts {
		if of := t.types[part]; of != nil && !token.IsExported(part) {
			funcs = append(funcs, of.funcs...)
		}
	}
	return funcs
}

// A suspicion is the names of the functions of a package that may be those of a bus: of all if
// something in it may certainly be one, because that makes buses of others there.
type suspicion struct {
	sure        bool
	all, likely []string
}

func (s *suspicion) add(v verdict, funcs []TextFunc) {
	for _, f := range funcs {
		s.all = append(s.all, f.Name)
		if v == likely {
			s.likely = append(s.likely, f.Name)
		}
	}
	s.sure = s.sure || v == sure
}

func (s *suspicion) names() []string {
	if s.sure {
		return s.all
	}
	return s.likely
}

// withFunctions returns what counts of the hints for a type with a name of those words, and
// with them the functions of its package that may register for it.
func withFunctions(name []string, hints, functions []hint) []hint {
	var all []hint
	for _, h := range hints {
		if noBus[last(name)] {
			h.registers, h.sends = false, h.sends && h.use&recording != 0
		}
		all = append(all, h)
	}
	for _, h := range functions {
		h.sends = false
		all = append(all, h)
	}
	return all
}

// SuspectsIn is [Texts.Suspects] with what the package of the text declares, without the types
// of other packages: of these no more is known than their names.
func (all *Texts) SuspectsIn(pkg *types.Package, t *Text) []string {
	s := &shapes{pkg: pkg, words: wordsOf(pkg.Name()), partial: true}
	found := suspicion{}
	var functions []hint
	var funcs []TextFunc
	var named []*types.Named
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			if h, ok := s.hint(nil, obj); ok {
				functions, funcs = append(functions, h), append(funcs, TextFunc{Name: name})
			}
		case *types.TypeName:
			if typ, ok := obj.Type().(*types.Named); ok && !obj.IsAlias() && !hasAny(wordsOf(name), foreignWords) {
				named = append(named, typ)
			}
		}
	}
	found.add(atMost(s.words, s.words, false, false, functions), funcs)
	for _, typ := range named {
		parts := s.parts(typ)
		if isUnknown(typ) || slices.Contains(parts, "") {
			parts = t.typ(typ.Obj().Name()).parts
		}
		words := wordsOf(typ.Obj().Name())
		funcs := all.partsOf(parts)
		for i := range funcs {
			funcs[i].Generic = funcs[i].Generic || typ.TypeParams().Len() > 0
		}
		hints := all.hints(funcs, words, t.words, true)
		it := &surface{named: typ}
		for _, fn := range methodsOf(typ) {
			if h, ok := s.hint(typ, fn); ok {
				hints, funcs = append(hints, h), append(funcs, TextFunc{Name: fn.Name()})
				it.regs = append(it.regs, &member{handler: h.handler})
			}
		}
		found.add(atMost(words, s.words, true, s.keeps(it), withFunctions(words, hints, functions)), funcs)
	}
	return found.names()
}

// hint returns what may be said of fn, a function or a method of the type. It reports false if
// it can neither send nor register.
func (s *shapes) hint(of *types.Named, fn *types.Func) (hint, bool) {
	typ := s.words
	if of != nil {
		typ = wordsOf(of.Obj().Name())
	}
	v, words := verbIn(typ, s.words, of != nil, of != nil && of.TypeParams().Len() > 0, fn.Name())
	if v.use == 0 {
		return hint{}, false
	}
	h := hint{words: words, use: v.use}
	open := fn.Exported() || s.isOfBus(fn)
	m := &member{fn: fn, verb: v, words: words, sig: fn.Signature()}
	if h.registers = v.use&registering != 0 && open && s.registers(m); h.registers {
		h.handler = m.handler
	}
	m = &member{fn: fn, verb: v, words: words, sig: fn.Signature()}
	h.sends = v.use&(sending|recording) != 0 && (open || v.use&recording != 0) && s.sends(m)
	if obj := origin(elem(m.of)); m.of != nil && obj != nil {
		h.of = strength(wordsOf(obj.Name()), s.words)
	}
	if !h.sends {
		return h, h.registers
	}
	h.alone = fn.Signature().Params().Len() == 1
	for _, message := range append(m.others, m.message) {
		m.message = message
		unnamed := message == types.Typ[types.Invalid]
		of := kindByWords(nameWords(message))
		_, isParam := types.Unalias(message).(*types.TypeParam)
		h.open = h.open || isUnknown(message) || m.isOpen()
		h.event = h.event || unnamed || of == kind.Event
		h.kind = h.kind || unnamed || of != kind.NoKind
		h.param = h.param || isParam
	}
	return h, true
}

// isUnknown reports whether nothing is known of t but its name, and perhaps not even that.
func isUnknown(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Invalid
}

// parts returns the types of other packages that give an interface methods of which nothing is
// known, each with the path of its package; "" for one of which that is not known either.
func (s *shapes) parts(named *types.Named) []string {
	var parts []string
	iface, ok := named.Underlying().(*types.Interface)
	for i := 0; ok && i < iface.NumEmbeddeds(); i++ {
		embedded, _ := types.Unalias(iface.EmbeddedType(i)).(*types.Named)
		switch {
		case isUnknown(iface.EmbeddedType(i)) && !isOfStandard(iface.EmbeddedType(i)):
			parts = append(parts, fullName(embedded))
		case embedded != nil && embedded != named:
			parts = append(parts, s.parts(embedded)...)
		}
	}
	return parts
}

func fullName(named *types.Named) string {
	if named == nil {
		return ""
	}
	return named.Obj().Pkg().Path() + "." + named.Obj().Name()
}
