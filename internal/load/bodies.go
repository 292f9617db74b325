package load

import "bytes"

// blankBodies writes spaces over the bodies of the functions that a file declares, so that
// nobody has to parse them; all else stays where it is, and lines stay lines. It wants
// correct Go: from what is none it may blank too little, never outside of braces.
func blankBodies(src []byte) {
	s := bodyScanner{src: src}
	for s.next() {
		if s.inFunc && s.depth == 1 && s.opened && !s.afterType {
			start := s.at
			for s.depth > 0 && s.next() {
			}
			if s.depth > 0 {
				return // the file ends in the middle
			}
			blank(src[start : s.at-1])
			s.inFunc = false
		}
	}
}

// blank overwrites all but line ends.
func blank(text []byte) {
	for i, c := range text {
		if c != '\n' {
			text[i] = ' '
		}
	}
}

// A bodyScanner goes through the tokens of a file as far as it takes to know brackets from
// what looks like them in comments and literals, and declarations of functions from other
// places where func stands.
type bodyScanner struct {
	src []byte
	at  int // where the next token is looked for

	depth     int  // of open brackets of all kinds
	opened    bool // the last token is an opening brace
	afterType bool // the token before that is struct or interface
	inFunc    bool // after func that begins a declaration
	newline   bool // there is a line end before the token
	last      byte // the last byte of the token before; 0 at the start
	typeWord  bool // the last token is struct or interface
}

// next goes past one token. It returns false at the end.
func (s *bodyScanner) next() bool {
	s.skipSpace()
	if s.at >= len(s.src) {
		return false
	}
	s.opened, s.afterType, s.typeWord = false, s.typeWord, false
	begins := s.depth == 0 && s.beginsDeclaration()
	if begins {
		s.inFunc = false // the one before has no body
	}
	switch c := s.src[s.at]; {
	case isLetter(c):
		s.word(begins)
	case c == '"' || c == '\'':
		s.skipQuoted(c)
	case c == '`':
		s.skipPast(s.at+1, "`")
	default:
		s.at++
		switch c {
		case '(', '[':
			s.depth++
		case '{':
			s.depth++
			s.opened = true
		case ')', ']', '}':
			s.depth--
		}
	}
	s.last = s.src[s.at-1]
	return true
}

// word goes past a name, a keyword, or the digits of a number.
func (s *bodyScanner) word(begins bool) {
	start := s.at
	for s.at < len(s.src) && isLetter(s.src[s.at]) {
		s.at++
	}
	switch word := s.src[start:s.at]; {
	case s.depth != 0:
	case string(word) == "func":
		s.inFunc = s.inFunc || begins
	case string(word) == "struct", string(word) == "interface":
		s.typeWord = true
	}
}

// beginsDeclaration reports whether a declaration ends before the token that follows now.
func (s *bodyScanner) beginsDeclaration() bool {
	switch s.last {
	case 0, ';':
		return true
	case ')', ']', '}', '"', '`', '\'':
		return s.newline
	}
	return s.newline && isLetter(s.last)
}

func (s *bodyScanner) skipSpace() {
	s.newline = false
	for s.at < len(s.src) {
		switch c := s.src[s.at]; {
		case c == '\n':
			s.newline = true
			s.at++
		case c == ' ' || c == '\t' || c == '\r':
			s.at++
		case bytes.HasPrefix(s.src[s.at:], []byte("//")):
			if i := bytes.IndexByte(s.src[s.at:], '\n'); i >= 0 {
				s.at += i // the line end counts
			} else {
				s.at = len(s.src)
			}
		case bytes.HasPrefix(s.src[s.at:], []byte("/*")):
			start := s.at
			s.skipPast(start+2, "*/")
			s.newline = s.newline || bytes.IndexByte(s.src[start:s.at], '\n') >= 0
		default:
			return
		}
	}
}

func (s *bodyScanner) skipQuoted(quote byte) {
	for s.at++; s.at < len(s.src); s.at++ {
		switch s.src[s.at] {
		case '\\':
			s.at++
		case quote, '\n':
			s.at++
			return
		}
	}
	s.at = len(s.src)
}

// skipPast goes behind the next end, looked for from an offset on.
func (s *bodyScanner) skipPast(from int, end string) {
	i := bytes.Index(s.src[from:], []byte(end))
	if i < 0 {
		s.at = len(s.src)
		return
	}
	s.at = from + i + len(end)
}

func isLetter(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
}
