package profile

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
	"sync"
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

	hidden bool // it is not exported, and counts only where it tells what its type keeps
	faint  bool // so does it by its verb
	keeps  bool // what it registers may be kept: it takes that, and does not make it
	relays bool // it may send what handlers take beside other things
	tells  bool // a message that it sends may be called an event
	hears  bool // what it registers may be called after events
	given  bool // it may be given what it registers, to be kept
	hands  bool // it may hand out what messages arrive at
	undoes bool // it may return a function

	listener bool // it may be given a channel, or what is called a listener
	bare     bool // it may be given a name alone, beside who is told it

	sent, taken kinship // the types of what it sends, and of what those take that it registers
}

// A kinship is types that may be the same as others.
type kinship struct {
	any   bool // it may be all types
	types []*textType
}

func (k *kinship) add(other kinship) {
	k.any, k.types = k.any || other.any, append(k.types, other.types...)
}

// meets reports whether one of the types may be the same as one of the others.
func (k *kinship) meets(other kinship) bool {
	return k.any && (other.any || len(other.types) > 0) || other.any && len(k.types) > 0 ||
		slices.ContainsFunc(k.types, func(t *textType) bool { return slices.Contains(other.types, t) })
}

// atMost returns the highest verdict that verdictOf may give to something with functions of
// which that may be said, once all is known. It has a name of those words, unless it is the
// functions of a package, and may be a struct with a field for what is registered, or for a
// function that is called with what is sent.
func atMost(name, pkg []string, named bool, keeps, calls func() bool, hints []hint) verdict {
	aggregate, called := isAggregate(name), strength(name, pkg)
	if !named {
		aggregate, called = false, 0
		for _, h := range hints {
			called = max(called, h.of)
		}
	}
	ofKind := slices.ContainsFunc(hints, func(h hint) bool { return h.sends && h.kind })
	found := none
	for i, h := range hints {
		if !h.sends {
			continue
		}
		kindOf, sends := kindByWords(h.words), h.use&sending != 0
		ofEvents := sends && (!named || h.use&announcing != 0) && h.open && kindOf == kind.Event
		both := sends && slices.ContainsFunc(slices.Concat(hints[:i], hints[i+1:]), func(other hint) bool { return other.registers })
		switch {
		case h.use&recording != 0 && (h.open && (h.event || h.alone && (hasAny(h.words[1:], eventWords) || tracks[h.words[0]] && appliesOwn(h.words[1:]))) || aggregate),
			aggregate && h.use&announcing != 0,
			(named || both) && (ofEvents || sends && called == strong),
			named && sends && called == fair && h.open && (ofKind || calls()),
			both && named && h.use&announcing != 0 && !vague[h.words[0]] && mayHearPlainly(h, hints),
			both && (called == fair || h.param || h.open && ofKind && !named || named && keeps()),
			both && !named && h.use&announcing != 0 && (h.event || h.open || kindOf == kind.Event):
			return sure
		case both && called == weak:
			found = likely
		}
	}
	return found
}

// mayHearPlainly reports whether one of the functions listens by a verb to what the other one announces,
// beside a name or alone.
func mayHearPlainly(send hint, hints []hint) bool {
	return slices.ContainsFunc(hints, func(h hint) bool {
		return h.registers && h.use&listening != 0 && h.keeps && (send.open || len(send.words) == 1 && len(h.words) == 1)
	})
}

// A Text is what a package declares, as far as that can be told without types.
type Text struct {
	path     string
	words    []string // of its name
	files    []*TextFile
	imported func(path string) (name, pkgPath string)

	once  sync.Once
	types map[string]*textType // see index
}

// A TextFile is what a file declares, as far as that can be told without types.
type TextFile struct {
	of      *Text
	name    string
	imports []textImport
	types   []declared[TextType]
	funcs   []declared[TextFunc]
}

// A textImport is the path of what a file imports, and how the file calls that; "" if as the
// package calls itself.
type textImport struct{ name, path string }

// A declared is a type, or a function with the name of its type.
type declared[T any] struct {
	typ string
	is  T
}

// A textType is a type, or all functions of a package.
type textType struct {
	TextType
	in    *TextFile
	funcs []TextFunc
}

// A TextType is a type as it is written.
type TextType struct {
	Word    string   // what it starts with, such as struct; "" if that is a name
	Parts   []string // what it embeds, is defined as, points to or lists, with the names of packages
	From    int      // where the fields of a struct start in the file, with their brace
	To      int      // and where they end
	Methods bool     // it is an interface that has methods besides those that it embeds
	Generic string   // its type parameters, with their brackets; "" if there are none
	Alias   bool

	Signature string // if it is a function
}

// A TextFunc is a function or method as it is written.
type TextFunc struct {
	Name, Signature string
	Method          bool   // of an interface
	Generic         string // its type parameters, or those of its receiver or interface; "" if there are none
	in              *TextFile
}

// NewTextFile returns the file with that name, with nothing in it yet.
func NewTextFile(name string) *TextFile { return &TextFile{name: name} }

// Import notes that the file imports a package, and calls it so; "" if as it calls itself.
func (f *TextFile) Import(name, path string) {
	f.imports = append(f.imports, textImport{name, path})
}

// Type notes that the file declares a type.
func (f *TextFile) Type(name string, typ TextType) {
	f.types = append(f.types, declared[TextType]{name, typ})
}

// Func notes that the file declares a function, or a method of the type.
func (f *TextFile) Func(typ string, fn TextFunc) {
	f.funcs = append(f.funcs, declared[TextFunc]{typ, fn})
}

// NewText returns the text of a package with that path and name, which has the files. It is told
// how to find the name and the path of what a file imports.
func NewText(pkgPath, name string, files []*TextFile, imported func(path string) (name, pkgPath string)) *Text {
	t := &Text{path: pkgPath, words: wordsOf(name), files: files, imported: imported}
	for _, file := range files {
		file.of = t
	}
	return t
}

// index returns the types of the package by their names. It is asked for few packages.
func (t *Text) index() map[string]*textType {
	t.once.Do(func() {
		t.types = map[string]*textType{"": {}}
		of := func(name string) *textType {
			if t.types[name] == nil {
				t.types[name] = new(textType)
			}
			return t.types[name]
		}
		for _, file := range t.files {
			for _, d := range file.types {
				typ := of(d.typ)
				typ.TextType, typ.in = d.is, file
			}
			for _, d := range file.funcs {
				typ := of(d.typ)
				d.is.in = file
				typ.funcs = append(typ.funcs, d.is)
			}
		}
	})
	return t.types
}

// A Form is how a function is written, as far as the method of an interface that it stands for must be, too.
type Form struct {
	Name            string
	params, results []string // their types by the last names, or what they start with; "" for what may be written otherwise
}

// Matches reports whether what is written in the one way may stand for what is written in the other.
func (f Form) Matches(g Form) bool {
	same := func(a, b string) bool { return a == b || a == "" || b == "" }
	return f.Name == g.Name && slices.EqualFunc(f.params, g.params, same) && slices.EqualFunc(f.results, g.results, same)
}

// Forms returns the forms of the functions of the package that have wanted names; if faces holds, those of the
// methods of its interfaces only, without generic ones.
func (all *Texts) Forms(t *Text, faces bool, wants func(name string) bool) []Form {
	var forms []Form
	for _, file := range t.files {
		for _, d := range file.funcs {
			if faces && (!d.is.Method || d.is.Generic != "") || !wants(d.is.Name) {
				continue
			}
			e, _ := parser.ParseExpr("func" + d.is.Signature)
			if fn, ok := e.(*ast.FuncType); ok {
				forms = append(forms, Form{d.is.Name, all.spelled(fn.Params, d.is.Generic), all.spelled(fn.Results, d.is.Generic)})
			}
		}
	}
	return forms
}

// spelled returns how the types of the fields are written where there are those type parameters, as in a Form.
func (all *Texts) spelled(fields *ast.FieldList, generic string) []string {
	var types []string
	if fields != nil {
		for _, field := range fields.List {
			types = append(types, slices.Repeat([]string{all.spelledType(field.Type, generic)}, max(1, len(field.Names)))...)
		}
	}
	return types
}

func (all *Texts) spelledType(expr ast.Expr, generic string) string {
	switch e := ast.Unparen(expr).(type) {
	case *ast.Ident:
		if !all.aliases[e.Name] && !strings.Contains(generic, e.Name) {
			return e.Name
		}
	case *ast.SelectorExpr:
		return all.spelledType(e.Sel, "")
	case *ast.StarExpr:
		return "*"
	case *ast.Ellipsis, *ast.ArrayType:
		return "[]"
	case *ast.MapType:
		return "map"
	case *ast.FuncType:
		return "func"
	case *ast.ChanType:
		return "chan"
	case *ast.InterfaceType:
		if len(e.Methods.List) == 0 {
			return "any"
		}
	}
	return ""
}

// path returns the path of what the file calls so; "" if it is not known.
func (f *TextFile) path(name string) string {
	for _, i := range f.imports {
		if own, pkgPath := f.of.imported(i.path); cmp.Or(i.name, own) == name {
			return pkgPath
		}
	}
	return ""
}

// Texts are those of all packages that a program may link.
type Texts struct {
	byPath  map[string]*Text
	aliases map[string]bool // the names of types that have others
	read    func(file string) ([]byte, error)
}

// NewTexts returns the texts. It is told how to read a file once more.
func NewTexts(texts []*Text, read func(file string) ([]byte, error)) *Texts {
	all := &Texts{byPath: map[string]*Text{}, aliases: set("byte uint8 rune int32"), read: read}
	for _, t := range texts {
		all.byPath[t.path] = t
		for _, file := range t.files {
			for _, d := range file.types {
				if d.is.Alias {
					all.aliases[d.typ] = true
				}
			}
		}
	}
	return all
}

// find returns the type that a file calls so; nil if that is not known.
func (all *Texts) find(from *TextFile, name string) *textType {
	if pkg, bare, ok := strings.Cut(name, "."); ok {
		return all.declared(from.path(pkg), bare)
	}
	if typ := from.of.index()[name]; typ != nil {
		return typ
	}
	for _, i := range from.imports {
		if i.name == "." {
			_, pkgPath := from.of.imported(i.path)
			if typ := all.declared(pkgPath, name); typ != nil {
				return typ
			}
		}
	}
	return nil
}

// declared returns the type that the package with the path declares; nil if that is not known.
func (all *Texts) declared(pkgPath, name string) *textType {
	if t := all.byPath[pkgPath]; t != nil {
		return t.index()[name]
	}
	return nil
}

// methods returns the methods of a type: those that it declares, those of an interface, and those
// from a type of its package that nobody else can name.
func (all *Texts) methods(typ *textType) []TextFunc {
	funcs := slices.Clone(typ.funcs)
	seen := map[*textType]bool{}
	var visit func(typ *textType)
	visit = func(typ *textType) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		for _, part := range typ.Parts {
			of := all.find(typ.in, part)
			switch {
			case of == nil:
			case typ.Word == "" || typ.Word == "interface":
				for _, f := range of.funcs {
					if f.Method {
						funcs = append(funcs, f)
					}
				}
				visit(of)
			case typ.Word == "struct" && !strings.Contains(part, ".") && !token.IsExported(part):
				funcs = append(funcs, of.funcs...)
			}
		}
	}
	visit(typ)
	for i := range funcs {
		funcs[i].Generic += typ.Generic
	}
	return funcs
}

// A param is what may be said of the type of a parameter without types.
type param struct {
	message bool // it may be a message
	open    bool // it may be one of many types
	event   bool // it may be called an event
	kind    bool // it may be called after a kind
	handler bool // it may be called with messages
	value   bool // it may be a name, a flag or a context, which may stand beside a message
	list    bool // it may be a map or a slice
	fn      bool // it may be a function
	source  bool // it may be a channel or a subscription
	empty   bool // it may be an interface without methods

	listener bool // it may be called a listener
	unknown  bool // it need not be any of this

	is    kinship   // the type itself
	takes kinship   // the types of what it is called with
	by    *textType // says more of these; may be nil
}

// anything is said of a type of which nothing is known.
var anything = param{message: true, open: true, event: true, kind: true, handler: true, value: true, list: true, fn: true, source: true, empty: true, listener: true, unknown: true, is: kinship{any: true}, takes: kinship{any: true}}

// typeOf returns what may be said of a type, as it is written in the signature of f.
func (all *Texts) typeOf(f TextFunc, e ast.Expr) param {
	switch e := elemOf(e).(type) {
	case *ast.FuncType:
		p := param{fn: true}
		for _, e := range typesIn(e.Params) {
			taken := all.typeOf(f, e)
			p.handler = p.handler || taken.message
			p.takes.add(taken.is)
		}
		return p
	case *ast.MapType:
		p := all.typeOf(f, e.Value)
		return param{handler: p.handler, takes: p.takes}
	case *ast.ChanType:
		return param{source: true, takes: all.typeOf(f, e.Value).is}
	case *ast.ArrayType, *ast.StructType:
		return param{}
	case *ast.InterfaceType:
		if len(e.Methods.List) == 0 {
			return all.named(f.in, "any")
		}
	case *ast.IndexExpr:
		return all.instance(f, e.X)
	case *ast.IndexListExpr:
		return all.instance(f, e.X)
	case *ast.Ident:
		if f.Generic == "" || builtIn[e.Name] {
			return all.named(f.in, e.Name)
		}
		p := anything // as type parameters
		p.event, p.kind = saysKind(f.Generic)
		return p
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			return all.named(f.in, x.Name+"."+e.Sel.Name)
		}
	}
	return anything
}

// saysKind reports whether one of the names in a text is that of an event, or one after a kind.
func saysKind(text string) (event, some bool) {
	for name := range strings.FieldsFuncSeq(text, isNoLetter) {
		k := kindByWords(wordsOf(name))
		event, some = event || k == kind.Event, some || k != kind.NoKind
	}
	return event, some
}

func isNoLetter(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }

// instance is typeOf for an instance of a generic type, which is no type parameter.
func (all *Texts) instance(f TextFunc, e ast.Expr) param {
	f.Generic = ""
	p := all.typeOf(f, e)
	p.open = true
	return p
}

// elemOf is [elem] for a type as it is written.
func elemOf(e ast.Expr) ast.Expr {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.Ellipsis:
			e = x.Elt
		case *ast.ArrayType:
			if x.Len != nil {
				return e
			}
			e = x.Elt
		default:
			return e
		}
	}
}

// typesIn returns the types of parameters or results.
func typesIn(list *ast.FieldList) []ast.Expr {
	var found []ast.Expr
	if list != nil {
		for _, field := range list.List {
			for range max(1, len(field.Names)) {
				found = append(found, field.Type)
			}
		}
	}
	return found
}

// named is typeOf for a type that a file calls so.
func (all *Texts) named(in *TextFile, name string) param {
	called, defined := name, false
	var is *textType
	for range 4 {
		typ := all.find(in, name)
		pkg, _, qualified := strings.Cut(name, ".")
		switch {
		case typ != nil && len(typ.Parts) == 1 && (typ.Word == "" || typ.Alias && (typ.Word == "[" || typ.Word == "*")):
			if in, name = typ.in, typ.Parts[0]; typ.Alias {
				called = name
			} else {
				is = cmp.Or(is, typ)
			}
			defined = defined || !typ.Alias
		case typ != nil:
			p := all.written(typ, wordsOfType(called))
			if !p.is.any && len(p.is.types) == 0 {
				p.is.types = []*textType{cmp.Or(is, typ)}
			}
			return p
		case name == "any":
			p := all.written(anyType, wordsOfType(called))
			p.unknown = false
			return p
		case name == "error" && !defined:
			return param{}
		case !qualified && builtIn[name], qualified && !defined && (pkg == "C" || module.IsStandard(in.path(pkg))):
			return param{value: true, source: defined && hasAny(wordsOfType(called), subscriptionWords)}
		default:
			return anything
		}
	}
	return anything
}

// wordsOfType returns the words of the name of a type, without those of its package.
func wordsOfType(name string) []string { return wordsOf(name[strings.LastIndexByte(name, '.')+1:]) }

// written is typeOf for a type that is written so, and has a name of those words.
func (all *Texts) written(typ *textType, words []string) param {
	k := kindByWords(words)
	p := param{event: k == kind.Event, kind: k != kind.NoKind, open: typ.Generic != "", source: hasAny(words, subscriptionWords), listener: listenerNames[endOf(words)], value: last(words) == "context" || last(words) == "ctx"}
	switch typ.Word {
	case "struct":
		p.message, p.handler = !noMessage[last(words)], handlerNames[last(words)]
		p.takes.any = true
	case "map":
		p.takes.any = true
		p.message, p.handler, p.list, p.unknown = !noMessage[last(words)], true, true, true // it depends on the package
	case "func":
		p.handler, p.fn, p.by = true, true, typ
	case "interface":
		mayBeEmpty := !all.hasMethods(typ, 4)
		if p.by = typ; mayBeEmpty {
			p.is = kinship{any: len(typ.Parts) > 0, types: []*textType{anyType}}
		}
		p.message, p.open, p.empty, p.unknown = mayBeEmpty || namesMessage(words), true, mayBeEmpty, mayBeEmpty
		p.handler = mayBeEmpty || handlerNames[endOf(words)] || receivers[endOf(words)] || slices.ContainsFunc(all.methods(typ), func(f TextFunc) bool { return MayHandle(f.Name) })
	case "[", "*", "<", "chan":
		if typ.Alias {
			return anything
		}
		p.list, p.source, p.takes.any = true, true, true
	default:
		return anything
	}
	return p
}

// anyType is the type any, and each that is defined as it.
var anyType = &textType{TextType: TextType{Word: "interface"}}

// takenBy returns the types of what a parameter is called with: by a function, by the methods of an
// interface that are called with messages, or through a channel.
func (all *Texts) takenBy(p param) kinship {
	switch {
	case p.by == nil:
	case p.by.Word == "func":
		p.takes.add(all.takes(TextFunc{in: p.by.in, Generic: p.by.Generic, Signature: p.by.Signature}))
	default:
		for _, f := range all.methods(p.by) {
			if MayHandle(f.Name) {
				p.takes.add(all.takes(f))
			}
		}
	}
	return p.takes
}

// takes returns the types of the parameters of a function.
func (all *Texts) takes(f TextFunc) kinship {
	e, err := parser.ParseExpr("func" + f.Signature)
	if err != nil {
		return kinship{any: true}
	}
	return all.typeOf(f, e).takes
}

// hasMethods reports whether an interface certainly has methods, its own or those that it embeds,
// as deep as that.
func (all *Texts) hasMethods(typ *textType, depth int) bool {
	return typ.Methods || depth > 0 && slices.ContainsFunc(typ.Parts, func(part string) bool {
		of := all.find(typ.in, part)
		return of != nil && of.Word == "interface" && all.hasMethods(of, depth-1)
	})
}

// hints returns what may be said of the functions of a type with a name of the words typ, or of
// the package itself if it is not named.
func (all *Texts) hints(funcs []TextFunc, typ, pkg []string, named bool) []hint {
	var hints []hint
	for _, f := range funcs {
		v, words := verbIn(typ, pkg, named, f.Generic != "", f.Name)
		hidden := !token.IsExported(f.Name) && !(named && strength(typ, pkg) == strong)
		if v.use != 0 && (named || !v.faint && (!hidden || v.use&recording != 0)) {
			hints = append(hints, all.hint(f, hint{words: words, use: v.use, hidden: hidden, faint: v.faint}, pkg, named))
		}
	}
	return hints
}

// hint completes what may be said of a function with a name that says of what use it may be.
func (all *Texts) hint(f TextFunc, h hint, pkg []string, named bool) hint {
	h.param = f.Generic != ""
	h.registers = h.param
	params, results := []ast.Expr{nil}, []ast.Expr{nil} // which are anything
	if e, err := parser.ParseExpr("func" + f.Signature); err == nil {
		params, results = typesIn(e.(*ast.FuncType).Params), typesIn(e.(*ast.FuncType).Results)
	}
	mayHear := func(e ast.Expr) bool { return all.typeOf(f, e).source }
	if h.use&registering != 0 && slices.ContainsFunc(slices.Concat(params, results), mayHear) {
		h.registers = true
	}
	h.keeps = h.param || slices.ContainsFunc(params, mayHear)
	h.hands = h.use&registering != 0 && slices.ContainsFunc(results, func(e ast.Expr) bool {
		p := all.typeOf(f, e)
		return p.source || p.takes.any || p.by != nil
	})
	h.undoes = slices.ContainsFunc(results, func(e ast.Expr) bool { return e == nil || all.typeOf(f, e).fn })
	hears := func(e ast.Expr) bool { return e == nil || all.typeOf(f, e).fn || mayHear(e) }
	h.bare = len(params) > 0 && !slices.ContainsFunc(params, func(e ast.Expr) bool {
		return e != nil && !all.typeOf(f, e).value && !(h.use&listening != 0 && hears(e))
	}) && (h.use&listening == 0 || slices.ContainsFunc(slices.Concat(params, results), hears))
	sends := true
	for i, e := range params {
		if of := strengthOf(f, e, pkg); !named && i <= 1 && h.of == 0 && of > 0 {
			h.of = of
			continue
		}
		p := all.typeOf(f, e)
		_, variadic := e.(*ast.Ellipsis)
		switch {
		case p.message:
			h.sends, h.open, h.event, h.kind, h.alone = true, h.open || p.open, h.event || p.event, h.kind || p.kind, p.empty && len(params) == 1
		default:
			_, isMap := e.(*ast.MapType)
			sends = sends && (p.value && elemOf(e) == e || h.sends && (variadic || isMap || p.list))
		}
		if p.message && (h.use&sending != 0 || h.faint) {
			h.relays, h.tells = true, h.tells || p.event
			h.sent.add(p.is)
		}
		if p.handler || p.source {
			h.given, h.hears, h.listener = true, h.hears || p.event, h.listener || p.source || p.listener
			h.taken.add(all.takenBy(p))
		}
		h.registers, h.keeps = h.registers || p.handler, h.keeps || p.handler
	}
	if named && len(h.words) == 1 && h.words[0] == "register" {
		h.use |= sending | announcing // of what it is given
	}
	h.sends = h.sends && sends && h.use&(sending|recording) != 0
	h.registers = h.registers && h.use&(registering|recording) != 0
	return h
}

// strengthOf returns how much the name of a type that a function takes says that it is a bus of
// its package.
func strengthOf(f TextFunc, e ast.Expr, pkg []string) int {
	e = elemOf(e)
	if x, ok := e.(*ast.IndexExpr); ok {
		e = x.X
	}
	if x, ok := e.(*ast.Ident); ok && f.in.of.index()[x.Name] != nil {
		return strength(wordsOf(x.Name), pkg)
	}
	return 0
}

var builtIn = set("string bool byte rune int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float32 float64 complex64 complex128")

// Suspects returns the names of functions of which some may be recognised as those of a bus in
// the package of the text, or of what looks like one, once the types are known; nil if there is
// none, or if none is called.
func (all *Texts) Suspects(t *Text, isCalled func(name string) bool) []string {
	if module.IsStandard(t.path) || isForeign(t.path) || !all.areCalled(t, isCalled) {
		return nil
	}
	types := t.index()
	functions := all.hints(types[""].funcs, t.words, t.words, false)
	found := suspicion{}
	v := atMost(t.words, t.words, false, nil, nil, functions)
	if mayBeUndone(functions) {
		v = sure
	}
	found.add(v, types[""].funcs)
	for name, typ := range types {
		funcs := all.methods(typ)
		if name == "" || typ.Alias || len(funcs) == 0 {
			continue
		}
		if words := wordsOf(name); !isForeignType(words) {
			hints := all.hints(funcs, words, t.words, true)
			keeps := func() bool { return all.hasField(typ, all.mayKeep) }
			v := atMost(words, t.words, true, keeps, func() bool { return all.hasField(typ, all.mayCall) }, withFunctions(words, hints, functions))
			if v < sure && (mayBeUndone(hints) || maySignal(hints) || typ.Generic != "" && ofOne[endOf(words)] || strength(words, t.words) == strong && mayQueue(hints) && all.hasField(typ, isChannelField) || mayFill(hints, true) || (mayFill(hints, false) || mayTell(words, hints)) && keeps()) {
				v = sure
			}
			found.add(v, funcs)
		}
	}
	return found.names()
}

// mayBeUndone reports whether one of the functions may register listeners that another one, whose name says nothing
// else, takes away again, or a result of its own.
func mayBeUndone(hints []hint) bool {
	return slices.ContainsFunc(hints, func(h hint) bool {
		return h.use&registering != 0 && (h.listener || h.undoes && h.use&listening != 0)
	})
}

// maySignal reports whether one of the functions may announce names, of which another one tells listeners.
func maySignal(hints []hint) bool {
	short := func(u use) bool {
		return slices.ContainsFunc(hints, func(h hint) bool { return h.use&u != 0 && h.bare && len(h.words) == 1 })
	}
	return short(announcing) && short(listening)
}

// mayQueue reports whether one of the functions may put something into a channel.
func mayQueue(hints []hint) bool {
	return slices.ContainsFunc(hints, func(h hint) bool { return h.use&announcing != 0 || h.words[0] == "send" })
}

func isChannelField(_ TextFunc, field ast.Expr) bool {
	switch field.(type) {
	case *ast.ArrayType, *ast.MapType, *ast.StructType, *ast.FuncType, *ast.InterfaceType:
		return false
	}
	return true
}

// mayFill reports whether one of the functions of a type may send to channels of which another one hands
// one out; if plainly, with the shortest of names.
func mayFill(hints []hint, plainly bool) bool {
	return slices.ContainsFunc(hints, func(send hint) bool {
		return (send.use&announcing != 0 || send.words[0] == "send" || send.relays && send.use&sending != 0 && hasAny(send.words[1:], messageWords)) &&
			slices.ContainsFunc(hints, func(reg hint) bool { return reg.hands && !(plainly && len(send.words)+len(reg.words) > 2) })
	})
}

// mayTell reports whether one of the functions of a type may send what another one registers
// handlers of: the types are the same, and where not all can see the two, or the type is called as no bus is,
// they are called after events.
func mayTell(name []string, hints []hint) bool {
	if !slices.ContainsFunc(hints, func(h hint) bool { return h.registers && h.given }) {
		return false
	}
	for i, send := range hints {
		for j, reg := range hints {
			called := send.tells || hasAny(send.words[1:], eventWords)
			ofEvents := called || reg.hears || hasAny(reg.words, eventWords) || hasAny(name, eventWords) || len(send.words) == 1 && send.use&announcing != 0
			meets := send.sent.meets(reg.taken) || called && (send.use&announcing != 0 || send.words[0] == "send") && reg.use&listening != 0 // which makes the event
			if i != j && send.use&announcing != 0 && reg.registers && reg.keeps && reg.use&listening != 0 && !noBus[last(name)] {
				return true // what tells its listeners
			}
			if i != j && send.relays && reg.registers && reg.keeps && meets && (ofEvents || !send.hidden && !reg.hidden && !noBus[last(name)]) {
				return true
			}
		}
	}
	return false
}

// areCalled reports whether one of the functions of the package is called, or of those that its
// types have of others.
func (all *Texts) areCalled(t *Text, isCalled func(name string) bool) bool {
	called := func(f TextFunc) bool { return isCalled(f.Name) }
	for _, file := range t.files {
		if slices.ContainsFunc(file.funcs, func(d declared[TextFunc]) bool { return called(d.is) }) {
			return true
		}
	}
	for _, file := range t.files {
		for _, d := range file.types {
			if d.is.Word != "struct" && !d.is.Alias && slices.ContainsFunc(d.is.Parts, func(part string) bool { return !builtIn[part] }) &&
				slices.ContainsFunc(all.methods(t.index()[d.typ]), called) {
				return true
			}
		}
	}
	return false
}

// hasField reports whether a type may be a struct with a field that may be so, as it is written in
// the scope of a function.
func (all *Texts) hasField(typ *textType, may func(TextFunc, ast.Expr) bool) bool {
	if typ.Word != "struct" {
		return typ.Word == "" || typ.Word == "map" || typ.Word == "["
	}
	src, err := all.read(typ.in.name)
	if err != nil || len(src) < typ.To {
		return true
	}
	e, err := parser.ParseExpr("struct" + string(src[typ.From:typ.To]))
	st, ok := e.(*ast.StructType)
	if err != nil || !ok {
		return true
	}
	f := TextFunc{in: typ.in, Generic: typ.Generic}
	return slices.ContainsFunc(st.Fields.List, func(field *ast.Field) bool {
		e := ast.Unparen(field.Type)
		if ptr, ok := e.(*ast.StarExpr); ok {
			e = ptr.X
		}
		return may(f, e)
	})
}

// mayKeep reports whether a field may be a map or a slice of what methods register.
func (all *Texts) mayKeep(f TextFunc, field ast.Expr) bool {
	mayHold := func(elem ast.Expr) bool {
		if st, ok := elem.(*ast.StructType); ok && len(st.Fields.List) == 0 {
			return false
		}
		p := all.typeOf(f, elem)
		return p.message || !p.value
	}
	switch e := field.(type) {
	case *ast.MapType:
		return mayHold(e.Value) || mayHold(e.Key)
	case *ast.ArrayType:
		return e.Len == nil && mayHold(e.Elt)
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.IndexListExpr:
		return all.typeOf(f, e).list
	}
	return false
}

// mayCall reports whether a field may be a function that is called with messages.
func (all *Texts) mayCall(f TextFunc, field ast.Expr) bool {
	p := all.typeOf(f, field)
	return p.fn && p.handler
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
		switch {
		case h.faint, h.hidden && h.use&recording == 0:
			continue
		case h.hidden:
			h.registers = false
		}
		switch {
		case noBus[last(name)]:
			h.registers, h.sends = false, h.sends && h.use&recording != 0
		case handlerNames[last(name)]:
			h.sends = h.sends && !handles[h.words[0]]
		}
		all = append(all, h)
	}
	for _, h := range functions {
		h.sends = false
		all = append(all, h)
	}
	return all
}
