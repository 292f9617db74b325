package profile

import (
	"go/ast"
	"go/parser"
	"go/token"
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

	hidden bool // it is not exported, and counts only where it tells what its type keeps
	relays bool // it may send what handlers take beside other things
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
		case h.use&recording != 0 && (h.open && (h.event || h.alone && hasAny(h.words[1:], eventWords)) || aggregate),
			aggregate && h.use&announcing != 0,
			(named || both) && (ofEvents || sends && called == strong),
			named && sends && called == fair && h.open && (ofKind || calls()),
			both && (called == fair || h.param || h.open && ofKind && !named || named && keeps()):
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

// A TextFile is what one of the files of a package declares.
type TextFile struct {
	of      *Text
	name    string
	imports []textImport
}

// A textImport is the path of what a file imports, and how the file calls that.
type textImport struct{ name, path string }

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
}

// A TextFunc is a function or method as it is written.
type TextFunc struct {
	Name, Signature string
	Method          bool   // of an interface
	Generic         string // its type parameters, or those of its receiver or interface; "" if there are none
	in              *TextFile
}

// NewText returns the text, with nothing in it yet, of a package with that path and name.
func NewText(pkgPath, name string) *Text {
	return &Text{path: pkgPath, words: wordsOf(name), types: map[string]*textType{"": {}}}
}

// File returns the file with that name, with nothing in it yet.
func (t *Text) File(name string) *TextFile { return &TextFile{of: t, name: name} }

// Import notes that the file imports a package, and calls it so.
func (f *TextFile) Import(name, pkgPath string) {
	f.imports = append(f.imports, textImport{name, pkgPath})
}

// Type notes that the file declares a type.
func (f *TextFile) Type(name string, typ TextType) {
	t := f.of.typ(name)
	t.TextType, t.in = typ, f
}

// Func notes that the file declares a function, or a method of the type.
func (f *TextFile) Func(typ string, fn TextFunc) {
	fn.in = f
	t := f.of.typ(typ)
	t.funcs = append(t.funcs, fn)
}

func (t *Text) typ(name string) *textType {
	typ := t.types[name]
	if typ == nil {
		typ = new(textType)
		t.types[name] = typ
	}
	return typ
}

// path returns the path of what the file calls so; "" if it is not known.
func (f *TextFile) path(name string) string {
	for _, imported := range f.imports {
		if imported.name == name {
			return imported.path
		}
	}
	return ""
}

// Texts are those of all packages that a program may link.
type Texts struct {
	byPath map[string]*Text
	read   func(file string) ([]byte, error)
}

// NewTexts returns the texts. It is told how to read a file once more.
func NewTexts(texts []*Text, read func(file string) ([]byte, error)) *Texts {
	all := &Texts{byPath: map[string]*Text{}, read: read}
	for _, t := range texts {
		all.byPath[t.path] = t
	}
	return all
}

// find returns the type that a file calls so; nil if that is not known.
func (all *Texts) find(from *TextFile, name string) *textType {
	if pkg, bare, ok := strings.Cut(name, "."); ok {
		return all.declared(from.path(pkg), bare)
	}
	if typ := from.of.types[name]; typ != nil {
		return typ
	}
	for _, imported := range from.imports {
		if imported.name == "." {
			if typ := all.declared(imported.path, name); typ != nil {
				return typ
			}
		}
	}
	return nil
}

// declared returns the type that the package with the path declares; nil if that is not known.
func (all *Texts) declared(pkgPath, name string) *textType {
	if t := all.byPath[pkgPath]; t != nil {
		return t.types[name]
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
	unknown bool // it need not be any of this
}

// anything is said of a type of which nothing is known.
var anything = param{message: true, open: true, event: true, kind: true, handler: true, value: true, list: true, fn: true, source: true, empty: true, unknown: true}

// typeOf returns what may be said of a type, as it is written in the signature of f.
func (all *Texts) typeOf(f TextFunc, e ast.Expr) param {
	switch e := elemOf(e).(type) {
	case *ast.FuncType:
		params := typesIn(e.Params)
		return param{fn: true, handler: len(params) > 0 && all.typeOf(f, params[len(params)-1]).message}
	case *ast.MapType:
		return param{handler: all.typeOf(f, e.Value).handler}
	case *ast.ChanType:
		return param{source: true}
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
	for range 4 {
		typ := all.find(in, name)
		pkg, _, qualified := strings.Cut(name, ".")
		switch {
		case typ != nil && len(typ.Parts) == 1 && (typ.Word == "" || typ.Alias && (typ.Word == "[" || typ.Word == "*")):
			if in, name = typ.in, typ.Parts[0]; typ.Alias {
				called = name
			}
			defined = defined || !typ.Alias
		case typ != nil:
			return all.written(typ, wordsOfType(called))
		case name == "any":
			p := all.written(&textType{TextType: TextType{Word: "interface"}}, wordsOfType(called))
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
	p := param{event: k == kind.Event, kind: k != kind.NoKind, open: typ.Generic != "", source: hasAny(words, subscriptionWords)}
	switch typ.Word {
	case "struct":
		p.message, p.handler = !noMessage[last(words)], handlerNames[last(words)]
	case "map":
		p.message, p.handler, p.list, p.unknown = !noMessage[last(words)], true, true, true // it depends on the package
	case "func":
		p.handler, p.fn = true, true
	case "interface":
		mayBeEmpty := !all.hasMethods(typ, 4)
		p.message, p.open, p.empty, p.unknown = mayBeEmpty || namesMessage(words), true, mayBeEmpty, mayBeEmpty
		p.handler = mayBeEmpty || handlerNames[endOf(words)] || slices.ContainsFunc(all.methods(typ), func(f TextFunc) bool { return MayHandle(f.Name) })
	case "[", "*", "<", "chan":
		if typ.Alias {
			return anything
		}
		p.list, p.source = true, true
	default:
		return anything
	}
	return p
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
		if v.use != 0 && (named || !hidden || v.use&recording != 0) {
			hints = append(hints, all.hint(f, hint{words: words, use: v.use, hidden: hidden}, pkg, named))
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
	if h.use&listening != 0 && slices.ContainsFunc(slices.Concat(params, results), mayHear) {
		h.registers = true
	}
	sends := true
	for i, e := range params {
		if of := strengthOf(f, e, pkg); !named && i <= 1 && h.of == 0 && of > 0 {
			h.of = of
			continue
		}
		p := all.typeOf(f, e)
		_, variadic := e.(*ast.Ellipsis)
		switch {
		case p.message && !p.unknown && !variadic: // the last is the message
			h.sends, h.open, h.event, h.kind, h.alone = true, p.open, p.event, p.kind, p.empty && len(params) == 1
		case p.message:
			h.sends, h.open, h.event, h.kind, h.alone = true, h.open || p.open, h.event || p.event, h.kind || p.kind, p.empty && len(params) == 1
		default:
			sends = sends && (p.value && elemOf(e) == e || variadic && h.sends)
		}
		h.registers = h.registers || p.handler
		h.relays = h.relays || p.message && h.use&sending != 0
	}
	h.sends = h.sends && sends && h.use&(sending|recording) != 0
	h.registers = h.registers && h.use&registering != 0
	return h
}

// strengthOf returns how much the name of a type that a function takes says that it is a bus of
// its package.
func strengthOf(f TextFunc, e ast.Expr, pkg []string) int {
	e = elemOf(e)
	if x, ok := e.(*ast.IndexExpr); ok {
		e = x.X
	}
	if x, ok := e.(*ast.Ident); ok && f.in.of.types[x.Name] != nil {
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
	functions := all.hints(t.types[""].funcs, t.words, t.words, false)
	found := suspicion{}
	found.add(atMost(t.words, t.words, false, nil, nil, functions), t.types[""].funcs)
	for name, typ := range t.types {
		funcs := all.methods(typ)
		if name == "" || typ.Alias || len(funcs) == 0 {
			continue
		}
		if words := wordsOf(name); !isForeignName(words) {
			hints := all.hints(funcs, words, t.words, true)
			keeps := func() bool { return all.hasField(typ, all.mayKeep) }
			v := atMost(words, t.words, true, keeps, func() bool { return all.hasField(typ, all.mayCall) }, withFunctions(words, hints, functions))
			if v < sure && mayTell(hints) && keeps() {
				v = sure
			}
			found.add(v, funcs)
		}
	}
	return found.names()
}

// mayTell reports whether one of the functions may send what another one registers handlers of.
func mayTell(hints []hint) bool {
	return slices.ContainsFunc(hints, func(h hint) bool { return h.relays }) && slices.ContainsFunc(hints, func(h hint) bool { return h.registers })
}

// areCalled reports whether one of the functions of the package is called.
func (all *Texts) areCalled(t *Text, isCalled func(name string) bool) bool {
	for _, typ := range t.types {
		funcs := typ.funcs
		if typ.Word != "struct" && !typ.Alias && len(typ.Parts) > 0 {
			funcs = all.methods(typ)
		}
		if slices.ContainsFunc(funcs, func(f TextFunc) bool { return isCalled(f.Name) }) {
			return true
		}
	}
	return false
}

// hasField reports whether a type may be a struct with a field that may be so, as it is written in
// the scope of a function.
func (all *Texts) hasField(typ *textType, may func(TextFunc, ast.Expr) bool) bool {
	if typ.Word != "struct" {
		return typ.Word == ""
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
		p := all.typeOf(f, elem)
		return p.message || !p.value
	}
	switch e := field.(type) {
	case *ast.MapType:
		return mayHold(e.Value)
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
		case h.hidden && h.use&recording == 0:
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
