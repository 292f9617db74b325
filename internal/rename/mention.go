package rename

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/git"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// comments edits comments that begin with an old name, or link to it.
func (p *planner) comments() {
	for _, pkg := range p.pkgs {
		for _, file := range pkg.Syntax {
			name := posOf(pkg, file.FileStart).Filename
			if !slices.Contains(pkg.GoFiles, name) || p.generated[name] != "" && !p.o.Generated {
				continue
			}
			owners := documented(file)
			for _, group := range file.Comments {
				p.start(pkg, group, owners[group])
				p.links(pkg, file, group)
			}
		}
	}
}

// documented returns the names of the functions, methods and fields that comments are on.
func documented(file *ast.File) map[*ast.CommentGroup]*ast.Ident {
	owners := map[*ast.CommentGroup]*ast.Ident{}
	for n := range ast.Preorder(file) {
		switch n := n.(type) {
		case *ast.FuncDecl:
			owners[n.Doc] = n.Name
		case *ast.Field:
			if len(n.Names) == 1 {
				owners[n.Doc] = n.Names[0]
			}
		}
	}
	return owners
}

var firstWord = regexp.MustCompile(`^/[/*]\s*(\w+)`)

// start edits the word that a comment begins with, if it is the old name of what the comment
// is on, or of a type of the package.
func (p *planner) start(pkg *packages.Package, group *ast.CommentGroup, owner *ast.Ident) {
	m := firstWord.FindStringSubmatchIndex(group.List[0].Text)
	if m == nil {
		return
	}
	at := posOf(pkg, group.Pos())
	word := group.List[0].Text[m[2]:m[3]]
	if owner != nil && owner.Name == word {
		if t, ok := p.names[placeOf(pkg, owner.Pos())]; ok {
			p.replace(at, m[2], word, t.name)
		}
		return
	}
	for where, t := range p.names {
		if t.isType && t.old == word && filepath.Dir(where.file) == filepath.Dir(at.Filename) {
			p.replace(at, m[2], word, t.name)
		}
	}
}

// links edits the links to what gets another name.
func (p *planner) links(pkg *packages.Package, file *ast.File, group *ast.CommentGroup) {
	for _, c := range group.List {
		at := posOf(pkg, c.Pos())
		for _, m := range link.FindAllStringSubmatchIndex(c.Text, -1) {
			text := c.Text[m[2]:m[3]]
			for where, t := range p.names {
				if t.isField || !strings.Contains(text, t.old) {
					continue
				}
				here := filepath.Dir(where.file) == filepath.Dir(at.Filename)
				if i := t.linked(text, here, p.called(pkg, file, t.path)); i >= 0 {
					p.replace(at, m[2]+i, t.old, t.name)
				}
			}
		}
	}
}

var link = regexp.MustCompile(`\[\*?([\w./-]+)\]`)

// linked returns where the old name stands in the text of a link to t, or something of it;
// or -1 if that is a link to something else. The package is here, or called one of names.
func (t target) linked(text string, here bool, names []string) int {
	full := t.old
	if t.recv != "" {
		full = t.recv + "." + t.old
	}
	for _, name := range append(names, "") {
		var before string
		if name != "" {
			before = name + "."
		} else if !here {
			continue
		}
		rest, ok := strings.CutPrefix(text, before+full)
		if ok && (rest == "" || t.isType && rest[0] == '.' && token.IsIdentifier(rest[1:])) {
			return len(before) + len(full) - len(t.old)
		}
	}
	return -1
}

// called returns what comments in a file call the package of that path.
func (p *planner) called(pkg *packages.Package, file *ast.File, path string) []string {
	names := []string{path}
	if strings.TrimSuffix(pkg.PkgPath, "_test") == path {
		names = append(names, strings.TrimSuffix(pkg.Name, "_test"))
	}
	for _, spec := range file.Imports {
		if imported := pkg.TypesInfo.PkgNameOf(spec); imported != nil && imported.Imported().Path() == path {
			names = append(names, imported.Name())
		}
	}
	return names
}

// replace edits what a comment has at i. Its text is without the carriage returns of the
// file.
func (p *planner) replace(at token.Position, i int, old, name string) {
	src, err := p.o.Load.Sources.Read(at.Filename)
	if err != nil {
		return
	}
	start := at.Offset
	for ; start < len(src) && (i > 0 || src[start] == '\r'); start++ {
		if src[start] != '\r' {
			i--
		}
	}
	if end := start + len(old); end <= len(src) && string(src[start:end]) == old {
		p.edit(at.Filename, start, end, name)
	}
}

// mentions notes where the old names stand in what is not renamed: strings, comments that
// only mention them, and files that are not built.
func (p *planner) mentions() {
	if len(p.candidates) == 0 {
		return
	}
	w := p.oldWords()
	seen := map[string]bool{} // files that are built
	roots := map[string]bool{}
	for _, pkg := range p.pkgs {
		for _, file := range pkg.Syntax {
			seen[posOf(pkg, file.FileStart).Filename] = true
			p.strings(pkg, file, w)
			p.remarks(pkg, file, w)
		}
		for _, name := range pkg.GoFiles {
			seen[name] = true
		}
		if pkg.Module != nil {
			roots[git.Root(pkg.Module.Dir)] = true
		}
	}
	for root := range roots {
		for name := range module.Files(root) {
			if !seen[name] {
				p.textFile(name, w)
			}
		}
	}
	slices.SortFunc(p.plan.Mentions, func(a, b Mention) int {
		return cmp.Or(strings.Compare(a.Place, b.Place), strings.Compare(a.Name, b.Name), strings.Compare(a.Text, b.Text))
	})
	p.plan.Mentions = slices.Compact(p.plan.Mentions)
}

// words are what is looked for in texts.
type words struct {
	pattern *regexp.Regexp
	methods map[string]bool // that are too short to look for: strings that are no more than that count
}

// oldWords returns the names that messages, what has these in its name, and files had.
func (p *planner) oldWords() words {
	w := words{methods: map[string]bool{}}
	var names []string
	for _, t := range p.names {
		if !slices.ContainsFunc(p.candidates, func(c *candidate) bool { return strings.Contains(t.old, c.message.Name) }) {
			w.methods[t.old] = true
			continue
		}
		names = append(names, t.old)
	}
	for file := range p.plan.Contents {
		if p.plan.Contents[file] == nil {
			names = append(names, filepath.Base(file))
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	for i := range names {
		names[i] = regexp.QuoteMeta(names[i])
	}
	w.pattern = regexp.MustCompile(strings.Join(names, "|"))
	return w
}

// find returns where the names stand in a text, but for those that are part of a longer one.
func (w words) find(text []byte) [][]int {
	return slices.DeleteFunc(w.pattern.FindAllIndex(text, -1), func(m []int) bool {
		before, _ := utf8.DecodeLastRune(text[:m[0]])
		after, _ := utf8.DecodeRune(text[m[1]:])
		return isLetter(before) || isLetter(after)
	})
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// strings notes the string literals and struct tags that have an old name.
func (p *planner) strings(pkg *packages.Package, file *ast.File, w words) {
	for lit := range syntax.All[*ast.BasicLit](file) {
		if lit.Kind != token.STRING {
			continue
		}
		at := posOf(pkg, lit.Pos())
		found := w.find([]byte(lit.Value))
		if text, err := strconv.Unquote(lit.Value); err == nil && w.methods[text] {
			found = append(found, []int{1, 1 + len(text)})
		}
		if len(found) > 0 && p.edited(placeOf(pkg, lit.Pos())) {
			continue
		}
		for _, m := range found {
			p.mention(at, lit.Value[m[0]:m[1]], lit.Value)
		}
	}
}

func (p *planner) edited(at place) bool {
	return slices.ContainsFunc(p.edits, func(e summary.Edit) bool { return e.File == at.file && e.Start == at.offset })
}

// remarks notes the lines of comments that have an old name, but for those that are edited.
func (p *planner) remarks(pkg *packages.Package, file *ast.File, w words) {
	name := posOf(pkg, file.FileStart).Filename
	src, err := p.o.Load.Sources.Read(name)
	if err != nil || !slices.Contains(pkg.GoFiles, name) {
		return
	}
	for _, group := range file.Comments {
		start := posOf(pkg, group.Pos())
		end := min(posOf(pkg, group.End()).Offset, len(src))
		for _, m := range w.find(src[start.Offset:end]) {
			at := start.Offset + m[0]
			if p.edited(place{name, at}) {
				continue
			}
			line, _, _ := bytes.Cut(src[bytes.LastIndexByte(src[:at], '\n')+1:], []byte("\n"))
			p.mention(token.Position{Filename: name, Line: 1 + bytes.Count(src[:at], []byte("\n"))}, string(src[at:start.Offset+m[1]]), string(line))
		}
	}
}

func (p *planner) mention(at token.Position, old, text string) {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 80 {
		text = text[:80] + "…"
	}
	p.plan.Mentions = append(p.plan.Mentions, Mention{p.relative(at), old, strings.ToValidUTF8(text, "")})
}

// large is the size from which a file is data rather than written by people.
const large = 1 << 20

// textFile notes the lines of a file that have an old name, if it is text.
func (p *planner) textFile(name string, w words) {
	if info, err := os.Stat(name); err != nil || info.Size() > large {
		return
	}
	data, err := os.ReadFile(name)
	if err != nil || bytes.IndexByte(data[:min(len(data), 8000)], 0) >= 0 || !w.pattern.Match(data) {
		return
	}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		for _, m := range w.find(line) {
			p.mention(token.Position{Filename: name, Line: n}, string(line[m[0]:m[1]]), string(line))
		}
	}
}
