package load

import (
	"bytes"
	"slices"
)

// blankBodies writes spaces over what stands in braces and says nothing of what a file
// declares, so that nobody has to parse and type-check it: the bodies of functions, and the
// elements of composite literals, which in some packages are most of the text. All else stays
// where it is, and lines stay lines. It wants correct Go: from what is none it may blank too
// little, never outside of braces.
func blankBodies(src []byte) {
	t := tokens{src: src}
	for t.next() {
		if t.body {
			blank(src[t.start+1 : t.at-1])
		}
	}
}

// declarations returns the tokens of a file that are left when comments and bodies are not
// there, but those of methods that may say what a message is called. Files that have the same
// declare the same.
func declarations(src []byte) []byte {
	out := make([]byte, 0, len(src)/2)
	t := tokens{src: src}
	fn := 0 // where the last function begins
	for t.next() {
		// A line end may end a declaration, and names must not grow together.
		sep := byte(' ')
		if t.newline && len(out) > 0 {
			sep = '\n'
		}
		out = append(out, sep)
		switch token := src[t.start:t.at]; {
		case t.body && saysName(out[fn:], token):
			out = append(out, bytes.Join(bytes.Fields(token), []byte(" "))...)
		case t.body:
			out = append(out, "{}"...)
		default:
			if string(token) == "func" {
				fn = len(out)
			}
			out = append(out, token...)
		}
	}
	return out
}

// saysName reports whether a body may be that of a method such as Type() Kind, which returns what a
// message is called, whatever is in it: importers read it.
func saysName(signature, body []byte) bool {
	if !bytes.HasPrefix(signature, []byte("func (")) || !bytes.Contains(signature, []byte(" ( )")) {
		return false
	}
	receiver := slices.Concat(bytes.Fields(signature)[2], []byte("."))
	return bytes.HasPrefix(bytes.TrimSpace(body[1:]), []byte("return ")) && !bytes.Contains(body, receiver)
}

// blank overwrites all but line ends.
func blank(text []byte) {
	for i, c := range text {
		if c != '\n' {
			text[i] = ' '
		}
	}
}

// tokens goes through the tokens of a file as far as it takes to know brackets from what
// looks like them in comments and literals. A body, with its braces, is one token: all that
// is in braces but fields and methods of types, and the elements of arrays that have as many
// as there are.
type tokens struct {
	src       []byte
	start, at int  // the token
	body      bool // the token is a body
	newline   bool // there is a line end before it

	typeWord bool // the token is struct or interface
	counted  bool // after [...], the elements of the next literal count
}

// next goes to the next token. It returns false at the end.
func (t *tokens) next() bool {
	afterBracket := t.at > 0 && t.src[t.at-1] == '['
	t.skipSpace()
	if t.at >= len(t.src) {
		return false
	}
	t.start, t.body = t.at, false
	afterType := t.typeWord
	t.typeWord = false
	c := t.src[t.at]
	t.at++
	switch c {
	case '"', '\'':
		t.at = skipQuoted(t.src, t.start)
	case '`':
		t.at = skipPast(t.src, t.at, "`")
	case '.':
		t.counted = t.counted || afterBracket // of [...]
	case '{':
		switch {
		case afterType:
		case t.counted:
			t.counted = false
		default:
			t.skipBody()
		}
	default:
		if isLetter[c] {
			t.word()
		}
	}
	return true
}

// word goes past the rest of a name, a keyword, or the digits of a number.
func (t *tokens) word() {
	for t.at < len(t.src) && isLetter[t.src[t.at]] {
		t.at++
	}
	switch string(t.src[t.start:t.at]) {
	case "struct", "interface":
		t.typeWord = true
	}
}

// skipBody goes past the body whose opening brace is the token. If it does not end, the
// token is the brace.
func (t *tokens) skipBody() {
	src := t.src
	depth := 1
	for i := t.at; i < len(src); {
		if !isMark[src[i]] {
			i++
			continue
		}
		switch src[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				t.at, t.body = i+1, true
				return
			}
		case '"', '\'':
			i = skipQuoted(src, i)
			continue
		case '`':
			i = skipPast(src, i+1, "`")
			continue
		case '/':
			if end := skipComment(src, i); end > i {
				i = end
				continue
			}
		}
		i++
	}
}

func (t *tokens) skipSpace() {
	t.newline = false
	for t.at < len(t.src) {
		switch t.src[t.at] {
		case '\n':
			t.newline = true
			t.at++
		case ' ', '\t', '\r':
			t.at++
		case '/':
			end := skipComment(t.src, t.at)
			if end == t.at {
				return
			}
			t.newline = t.newline || bytes.IndexByte(t.src[t.at:end], '\n') >= 0
			t.at = end
		default:
			return
		}
	}
}

// skipComment returns where a comment ends that starts at i, without the line end after it;
// or i if none does.
func skipComment(src []byte, i int) int {
	if i+1 == len(src) {
		return i
	}
	switch src[i+1] {
	case '/':
		if n := bytes.IndexByte(src[i:], '\n'); n >= 0 {
			return i + n
		}
		return len(src)
	case '*':
		return skipPast(src, i+2, "*/")
	}
	return i
}

// skipQuoted returns where the string or rune ends that starts at i.
func skipQuoted(src []byte, i int) int {
	quote := src[i]
	for i++; i < len(src); i++ {
		switch src[i] {
		case '\\':
			i++
		case quote, '\n':
			return i + 1
		}
	}
	return len(src)
}

// skipPast returns where the next end ends, looked for from i on.
func skipPast(src []byte, i int, end string) int {
	n := bytes.Index(src[i:], []byte(end))
	if n < 0 {
		return len(src)
	}
	return i + n + len(end)
}

// isMark tells bytes that may matter in a body.
var isMark = [256]bool{'{': true, '}': true, '"': true, '\'': true, '`': true, '/': true}

// isLetter tells bytes that may be in a name or number.
var isLetter = func() (is [256]bool) {
	for c := range is {
		is[c] = c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
	}
	return is
}()
