package rename

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// comments edits comments that begin with an old name, or link to it.
func (p *planner) comments() {
	seen := map[place]bool{}
	for _, pkg := range p.pkgs {
		for _, file := range pkg.Syntax {
			name := posOf(pkg, file.FileStart).Filename
			if !slices.Contains(pkg.GoFiles, name) || p.generated[name] != "" && !p.o.Generated {
				continue
			}
			for _, group := range file.Comments {
				for i, c := range group.List {
					at := posOf(pkg, c.Pos())
					if here := (place{at.Filename, at.Offset}); !seen[here] {
						seen[here] = true
						p.comment(pkg, file, at, c.Text, i == 0)
					}
				}
			}
		}
	}
}

// docs edits the comments on functions and methods that go along, where these begin with
// the name.
func (p *planner) docs() {
	seen := map[place]bool{}
	for _, pkg := range p.pkgs {
		for _, file := range pkg.Syntax {
			for n := range ast.Preorder(file) {
				var id *ast.Ident
				var doc *ast.CommentGroup
				switch n := n.(type) {
				case *ast.FuncDecl:
					id, doc = n.Name, n.Doc
				case *ast.Field:
					if len(n.Names) == 1 {
						id, doc = n.Names[0], n.Doc
					}
				}
				if id != nil && doc != nil {
					p.doc(pkg, id, doc, seen)
				}
			}
		}
	}
}

func (p *planner) doc(pkg *packages.Package, id *ast.Ident, doc *ast.CommentGroup, seen map[place]bool) {
	obj := pkg.TypesInfo.Defs[id]
	if obj == nil {
		return
	}
	at := p.place(pkg, obj)
	name := p.names[at]
	m := regexp.MustCompile(`^/[/*]\s*(` + regexp.QuoteMeta(id.Name) + `)\b`).FindStringSubmatchIndex(doc.List[0].Text)
	if name == "" || m == nil || seen[at] {
		return
	}
	seen[at] = true
	p.replace(posOf(pkg, doc.Pos()), m[2], id.Name, name)
}

// comment edits one comment, which is the first of its group or a further one.
func (p *planner) comment(pkg *packages.Package, file *ast.File, at token.Position, text string, first bool) {
	for target, r := range p.messages {
		path, old := split(r.Message)
		if !strings.Contains(text, old) {
			continue
		}
		here := filepath.Dir(target.file) == filepath.Dir(at.Filename)
		link := regexp.MustCompile(`\[\*?(?:([\w./-]+)\.)?(` + old + `)(\.\w+)?\]`)
		for _, m := range link.FindAllStringSubmatchIndex(text, -1) {
			if m[2] < 0 && here || m[2] >= 0 && slices.Contains(p.called(pkg, file, path), text[m[2]:m[3]]) {
				p.replace(at, m[4], old, r.New)
			}
		}
		start := regexp.MustCompile(`^/[/*]\s*(` + old + `)\b`)
		if m := start.FindStringSubmatchIndex(text); m != nil && here && first {
			p.replace(at, m[2], old, r.New)
		}
	}
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

// split separates the path of a message's package from its name.
func split(message string) (path, name string) {
	dot := strings.LastIndexByte(message, '.')
	return message[:dot], message[dot+1:]
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
// only mention them, and files in other languages.
func (p *planner) mentions() {
	if len(p.messages) == 0 {
		return
	}
	var olds []string
	for _, r := range p.messages {
		_, old := split(r.Message)
		olds = append(olds, old)
	}
	word := regexp.MustCompile(`\b(` + strings.Join(olds, "|") + `)\b`)
	p.strings(word)
	p.remarks(word)
	dirs := map[string]bool{}
	for _, pkg := range p.pkgs {
		for _, file := range pkg.IgnoredFiles {
			p.textFile(file, word)
		}
		if pkg.Module != nil {
			dirs[pkg.Module.Dir] = true
		}
	}
	for dir := range dirs {
		p.otherFiles(dir, word)
	}
	slices.SortFunc(p.plan.Mentions, func(a, b Mention) int {
		return cmp.Or(strings.Compare(a.Place, b.Place), strings.Compare(a.Name, b.Name), strings.Compare(a.Text, b.Text))
	})
	p.plan.Mentions = slices.Compact(p.plan.Mentions)
}

// strings notes the string literals and struct tags that have an old name.
func (p *planner) strings(word *regexp.Regexp) {
	for _, pkg := range p.pkgs {
		for _, file := range pkg.Syntax {
			for n := range ast.Preorder(file) {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					continue
				}
				if old := word.FindString(lit.Value); old != "" {
					p.mention(posOf(pkg, lit.Pos()), old, lit.Value)
				}
			}
		}
	}
}

// remarks notes the lines of comments that have an old name, but for those that are edited.
func (p *planner) remarks(word *regexp.Regexp) {
	edited := map[place]bool{}
	for _, e := range p.edits {
		edited[place{e.File, e.Start}] = true
	}
	seen := map[string]bool{}
	for _, pkg := range p.pkgs {
		for _, file := range pkg.Syntax {
			name := posOf(pkg, file.FileStart).Filename
			src, err := p.o.Load.Sources.Read(name)
			if seen[name] || err != nil || !slices.Contains(pkg.GoFiles, name) {
				continue
			}
			seen[name] = true
			for _, group := range file.Comments {
				start := posOf(pkg, group.Pos())
				end := min(posOf(pkg, group.End()).Offset, len(src))
				for _, m := range word.FindAllIndex(src[start.Offset:end], -1) {
					at := start.Offset + m[0]
					if edited[place{name, at}] {
						continue
					}
					line, _, _ := bytes.Cut(src[bytes.LastIndexByte(src[:at], '\n')+1:], []byte("\n"))
					p.mention(token.Position{Filename: name, Line: 1 + bytes.Count(src[:at], []byte("\n"))}, string(src[at:start.Offset+m[1]]), string(line))
				}
			}
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

// otherFiles notes the files below a directory that are no Go code and have an old name.
func (p *planner) otherFiles(dir string, word *regexp.Regexp) {
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // what cannot be read cannot be looked at
		}
		if d.IsDir() && name != dir && (d.Name() == "node_modules" || d.Name() == "vendor" || strings.HasPrefix(d.Name(), ".")) {
			return fs.SkipDir
		}
		if d.Type().IsRegular() && slices.Contains(readable, filepath.Ext(name)) {
			p.textFile(name, word)
		}
		return nil
	})
}

// readable are the extensions of files in which a message may be named: data, templates,
// documents, and programs in other languages.
var readable = []string{
	".json", ".jsonl", ".yaml", ".yml", ".toml", ".ini", ".properties", ".env", ".tf", ".hcl", ".cue", ".rego",
	".sql", ".tmpl", ".tpl", ".gohtml", ".gotmpl", ".html", ".htm", ".vue", ".svelte", ".xml", ".puml", ".mmd", ".dot",
	".proto", ".graphql", ".gql", ".avsc", ".thrift",
	".md", ".mdx", ".adoc", ".rst", ".feature", ".http", ".bru",
	".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".py", ".rb", ".php", ".java", ".kt", ".scala", ".cs", ".fs", ".rs", ".ex", ".exs",
	".dart", ".swift", ".c", ".cc", ".cpp", ".h", ".lua", ".sh", ".bash", ".ps1",
}

// large is the size from which a file is data rather than written by people.
const large = 1 << 20

// textFile notes the lines of a file that have an old name.
func (p *planner) textFile(name string, word *regexp.Regexp) {
	if info, err := os.Stat(name); err != nil || info.Size() > large {
		return
	}
	data, err := os.ReadFile(name)
	if err != nil || !word.Match(data) {
		return
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		if old := word.FindString(line); old != "" {
			p.mention(token.Position{Filename: name, Line: n}, old, strings.TrimSpace(line))
		}
	}
}
