package load

import (
	"bytes"
	"iter"
)

// A Decl is what a glance at the tokens of a file tells of a declaration. Its texts are
// parts of the file.
type Decl struct {
	Type      []byte   // the receiver, the interface, or the type that is declared; nil for a function
	Func      []byte   // the function or method; nil for a type
	Signature []byte   // its parameters, with their brackets, and its results; also of a type that is a function
	Method    bool     // of an interface
	Generic   []byte   // its type parameters, or those of its receiver or interface, with their brackets; nil if there are none
	Alias     bool     // the type is another name of one
	Word      []byte   // what the type starts with, such as struct; nil if that is a name
	Parts     [][]byte // what the type embeds, is defined as, points to or lists, with the names of packages
	From      int      // where the fields of a struct start in the file, with their brace
	To        int      // and where they end
	Methods   bool     // the type is an interface that has methods besides those that it embeds

	Name, Path []byte // of a package that the file imports; the name is nil if the file gives it none
}

// Glance calls f for what a file imports, for the types that it declares, and for those of its
// functions and methods, and of the methods of its interfaces, that are wanted by their names. It
// takes a fraction of what parsing takes, and may see more than there is: a function literal that
// is the value of a variable looks like a method.
func Glance(src []byte, wants func(name []byte, method bool) bool, f func(Decl)) {
	g := glance{tokens: tokens{src: src}, wants: wants, found: f}
	for g.next() {
		switch word := g.text(); {
		case isOpening(word):
			g.brackets()
		case string(word) == "func":
			g.function()
		case string(word) == "type":
			g.each((*glance).typ)
		case string(word) == "import":
			g.each((*glance).imported)
		}
	}
}

type glance struct {
	tokens
	wants func(name []byte, method bool) bool
	found func(Decl)
}

func (g *glance) text() []byte { return g.src[g.start:g.at] }

// is reports whether the token is the one.
func (g *glance) is(token string) bool { return string(g.text()) == token }

func (g *glance) isName() bool { return g.start < len(g.src) && isLetter[g.src[g.start]] }

// accept goes to the next token if it is the one.
func (g *glance) accept(token string) bool {
	before := g.tokens
	if g.next() && g.is(token) {
		return true
	}
	g.tokens = before
	return false
}

// brackets goes on from an opening bracket to the one that closes it, and returns all between
// them with both.
func (g *glance) brackets() []byte {
	start := g.start
	for depth := 1; depth > 0 && g.next(); {
		if isOpening(g.text()) {
			depth++
		} else if isClosing(g.text()) {
			depth--
		}
	}
	return g.src[start:g.at]
}

func isOpening(token []byte) bool {
	return len(token) == 1 && (token[0] == '(' || token[0] == '[' || token[0] == '{')
}

func isClosing(token []byte) bool {
	return len(token) == 1 && (token[0] == ')' || token[0] == ']' || token[0] == '}')
}

// function notes the declaration that starts with the token func.
func (g *glance) function() {
	var d Decl
	if g.accept("(") {
		for g.next() && !g.is(")") {
			switch {
			case g.is("["):
				d.Generic = g.brackets()
			case g.isName():
				d.Type = g.text()
			}
		}
	}
	before := g.tokens
	if !g.next() || !g.isName() {
		return
	}
	if g.newline { // the type of a variable: another declaration stands on the next line
		g.tokens = before
		return
	}
	if g.wants(g.text(), false) {
		g.signature(d)
		return
	}
	line, _, _ := bytes.Cut(g.src[g.at:], []byte("\n"))
	if bytes.HasSuffix(line, []byte("{")) && bytes.IndexByte(line, '`') < 0 {
		g.at += len(line) // its parameters do not matter
		g.skipBody()
	}
}

// signature completes d, a function whose name is the token, and notes it.
func (g *glance) signature(d Decl) {
	d.Func = g.text()
	if g.accept("[") {
		d.Generic = g.brackets()
	}
	if g.accept("(") {
		start := g.start
		g.brackets()
		d.Signature = g.src[start:g.line()]
		g.found(d)
	}
}

// each calls note for each of the declarations that start with the token, with the first token
// of it.
func (g *glance) each(note func(*glance)) {
	if !g.accept("(") {
		if g.next() {
			note(g)
		}
		return
	}
	for g.next() && !g.is(")") {
		if isOpening(g.text()) {
			g.brackets()
		} else if !g.is(";") {
			note(g)
		}
	}
}

// imported notes the import whose path or name is the token.
func (g *glance) imported() {
	d := Decl{Path: g.text()}
	if c := d.Path[0]; c != '"' && c != '`' && g.next() {
		d.Name, d.Path = d.Path, g.text()
	}
	d.Path = bytes.Trim(d.Path, "\"`")
	g.found(d)
}

// typ notes the declaration of the type whose name is the token.
func (g *glance) typ() {
	if !g.isName() {
		return
	}
	d := Decl{Type: g.text()}
	if before := g.tokens; g.accept("[") {
		if d.Generic = g.brackets(); !bytes.ContainsAny(d.Generic, " \t\n,*~") {
			d.Generic, g.tokens = nil, before // it is an array
		}
	}
	d.Alias = g.accept("=")
	if !g.next() {
		return
	}
	switch word := g.text(); string(word) {
	case "interface":
		if d.Word = word; g.accept("{") {
			g.methods(&d)
		}
	case "struct":
		if d.Word = word; g.accept("{") {
			d.From = g.start
			g.fields(&d)
			d.To = g.at
		}
	case "[", "*":
		if d.Word = word; isOpening(word) {
			g.brackets()
		}
		if before := g.tokens; g.next() && g.isName() {
			d.Parts = append(d.Parts, g.fullName())
		} else {
			g.tokens = before
		}
		g.line()
	case "func":
		d.Word = word
		start := g.at
		d.Signature = g.src[start:g.line()]
	case "map", "chan", "<", "(":
		if d.Word = word; isOpening(word) {
			g.brackets()
		}
		g.line()
	default:
		d.Parts = append(d.Parts, g.fullName())
		g.line()
	}
	g.found(d)
}

// methods notes the methods of the interface that d declares, of which the token is the opening
// brace, and adds to d what that embeds.
func (g *glance) methods(d *Decl) {
	for g.next() && !g.is("}") {
		if !g.isName() {
			continue // of a constraint
		}
		before := g.tokens
		if g.next() && g.is("(") {
			d.Methods = true
			if g.tokens = before; g.wants(g.text(), true) {
				g.signature(Decl{Type: d.Type, Method: true, Generic: d.Generic})
			} else {
				g.line()
			}
		} else {
			g.tokens = before
			d.Parts = append(d.Parts, g.fullName())
			g.line()
		}
	}
}

// fields adds to d what the struct that it declares embeds, of which the token is the opening
// brace.
func (g *glance) fields(d *Decl) {
	for g.next() && !g.is("}") {
		if g.is("*") && !g.next() || !g.isName() {
			continue
		}
		name := g.fullName()
		before := g.tokens
		if g.next() && (g.newline || g.is(";") || g.is("}") || g.src[g.start] == '"' || g.src[g.start] == '`' || g.is("[")) {
			d.Parts = append(d.Parts, name)
		}
		g.tokens = before
		g.line()
	}
}

// fullName returns the name that the token is, with what stands behind a dot after it.
func (g *glance) fullName() []byte {
	start := g.start
	if g.accept(".") {
		g.next()
	}
	return g.src[start:g.at]
}

// line goes on to the last token of the line, or a body, or in front of a bracket that closes what
// is around it. It returns where that ends, without the body.
func (g *glance) line() int {
	for {
		before := g.tokens
		switch {
		case !g.next() || g.body:
			return before.at
		case g.newline || g.is(";") || isClosing(g.text()):
			g.tokens = before
			return before.at
		case isOpening(g.text()):
			g.brackets()
		}
	}
}

// Selected yields what stands after a dot in a file: the names of all that is selected there,
// and more.
func Selected(src []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		t := tokens{src: src}
		for {
			dot := bytes.IndexByte(src[t.at:], '.')
			if dot < 0 {
				return
			}
			t.at += dot + 1
			t.skipSpace()
			start := t.at
			for t.at < len(src) && isLetter[src[t.at]] {
				t.at++
			}
			if t.at > start && !yield(src[start:t.at]) {
				return
			}
		}
	}
}
