package catalog

import (
	"cmp"
	"go/token"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/summary"
)

// Options are what a catalog is made from.
type Options struct {
	All      *program.All
	Findings []summary.Finding
	Problems []Problem // in the packages that All lacks, with names of files as they are
	Dir      string    // to which names of files are relative if there is no module

	// Link is the address of a line of source, with {file} and {line} in it, or "".
	Link string
	// LinkDir is the directory to which {file} is relative, or "" if that is the one to which
	// all names of files are.
	LinkDir string
	// Owners returns who owns a file; it may be nil.
	Owners func(file string) []string
	// RuleURL returns where a rule is documented; it may be nil.
	RuleURL func(rule string) string
	// ResultFields are the names of fields that hold the result of a query.
	ResultFields []string
}

// New returns the catalog of all that was loaded.
func New(o Options) *Catalog {
	c := &collector{Options: o, root: o.Dir, idle: map[string][]summary.Twin{}}
	idle, _ := o.All.Idle()
	for _, h := range idle {
		c.idle[h.Func] = h.Reaches
	}
	catalog := &Catalog{Version: Version, Modules: []string{}, Broken: []Problem{}, Programs: []Program{}, Messages: []*Message{}, Unresolved: []Use{}}
	catalog.Modules, c.root = mainModules(o.All, o.Dir)
	for _, p := range o.Problems {
		catalog.Broken = append(catalog.Broken, c.problem(p))
	}
	slices.SortFunc(catalog.Broken, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Message, b.Message))
	})
	for _, p := range o.All.Programs {
		note := p.Silence(func(pos token.Position) string { return c.relative(pos.Filename) + ":" + strconv.Itoa(pos.Line) })
		catalog.Programs = append(catalog.Programs, Program{p.Name(), p.Path, note})
	}
	for _, e := range o.All.Messages() {
		catalog.Messages = append(catalog.Messages, c.message(e))
	}
	c.attach(catalog.Messages)
	for _, site := range o.All.Sites {
		if site.Open && !site.Test {
			use := c.use(site)
			use.Role = site.Role.String()
			catalog.Unresolved = append(catalog.Unresolved, use)
		}
	}
	return catalog
}

type collector struct {
	Options
	root string                    // the directory that names of files are relative to
	idle map[string][]summary.Twin // what the contexts of idle handlers could reach
}

// mainModules returns the paths of the modules that are worked on, and the directory
// that has them all.
func mainModules(all *program.All, dir string) (paths []string, root string) {
	paths, root = []string{}, ""
	for _, pkg := range all.Packages() {
		if pkg.Module == "" || !pkg.Main || slices.Contains(paths, pkg.Module) {
			continue
		}
		paths = append(paths, pkg.Module)
		if root == "" {
			root = pkg.Dir
		}
		for !within(root, pkg.Dir) && root != filepath.Dir(root) {
			root = filepath.Dir(root)
		}
	}
	slices.Sort(paths)
	return paths, cmp.Or(root, dir)
}

func within(dir, file string) bool {
	rel, err := filepath.Rel(dir, file)
	return err == nil && filepath.IsLocal(rel)
}

// relative returns the name of a file below the root with slashes, and that of
// another as it is.
func (c *collector) relative(file string) string {
	if rel, err := filepath.Rel(c.root, file); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(file)
}

// place returns the place of pos, or nil if it is none of this code: where other
// modules are kept depends on the machine.
func (c *collector) place(pos token.Position) *Place {
	if !pos.IsValid() || !within(c.root, pos.Filename) {
		return nil
	}
	p := &Place{File: c.relative(pos.Filename), Line: pos.Line}
	if c.Link != "" {
		file := p.File
		if rel, err := filepath.Rel(c.LinkDir, pos.Filename); c.LinkDir != "" && err == nil {
			file = filepath.ToSlash(rel)
		}
		p.URL = strings.NewReplacer(
			"{file}", (&url.URL{Path: file}).EscapedPath(),
			"{line}", strconv.Itoa(p.Line),
		).Replace(c.Link)
	}
	return p
}

// problem returns p with a position that does not depend on the machine.
func (c *collector) problem(p Problem) Problem {
	p.Message = strings.ReplaceAll(p.Message, c.root+string(filepath.Separator), "")
	if filepath.IsAbs(p.Position) {
		p.Position = c.relative(p.Position)
	}
	return p
}

func (c *collector) message(e program.Explanation) *Message {
	m := &Message{
		ID:        e.Path + "." + e.Name,
		Name:      e.Name,
		Kind:      e.Kind.String(),
		Because:   e.Because,
		Package:   e.Path,
		Declared:  c.place(e.Declared),
		Fields:    []Field{},
		Results:   []Field{},
		Handlers:  []Use{},
		Listeners: []Use{},
		Senders:   []Use{},
		Findings:  []Finding{},
		Programs:  []string{},
	}
	if c.Owners != nil && m.Declared != nil {
		m.Owners = c.Owners(e.Declared.Filename)
	}
	for _, p := range e.Programs {
		m.Programs = append(m.Programs, p.Name())
	}
	for _, site := range e.Sites {
		switch {
		case site.Test:
		case site.Role == kind.Handle:
			m.Handlers = append(m.Handlers, c.use(site))
		case site.Role == kind.Listen:
			m.Listeners = append(m.Listeners, c.use(site))
		default:
			m.Senders = append(m.Senders, c.use(site))
		}
	}
	c.describe(m, c.All.Decl(e.Message))
	return m
}

// describe adds what the declaration says.
func (c *collector) describe(m *Message, decl summary.Decl) {
	m.Doc, m.TypeParams = decl.Doc, decl.TypeParams
	m.Deprecated = deprecation(m.Doc)
	if !decl.Described {
		return
	}
	for _, f := range decl.Fields {
		m.Fields = append(m.Fields, makeField(f))
	}
	if m.Kind != kind.Query.String() {
		return
	}
	for _, name := range c.ResultFields {
		for _, f := range slices.Concat(decl.Fields, decl.Promoted) {
			if f.Name == name {
				f.Tag, f.Doc = "", ""
				m.Results = append(m.Results, makeField(f))
				break
			}
		}
	}
}

func makeField(f summary.Field) Field {
	return Field{Name: f.Name, Type: f.Type, Tag: f.Tag, Doc: f.Doc, Embedded: f.Embedded, schema: f.Schema}
}

// use returns who sends at site, or who takes what is registered there.
func (c *collector) use(site *program.Site) Use {
	u := Use{
		Function: site.Function,
		Package:  site.Package.Path,
		Place:    c.place(site.Pos),
		Context:  site.Aware,
	}
	if h := site.Handler; h != nil {
		u.Registered = u.Place
		u.Function, u.Package, u.Place = h.Name, h.Package, c.place(h.Pos)
		u.CouldReach, u.Idle = c.idle[h.Func]
		for _, m := range c.All.SentBy(h) {
			u.Sends = append(u.Sends, m.Full())
		}
	}
	return u
}

// attach gives each message the findings that are about it.
func (c *collector) attach(messages []*Message) {
	byID := map[summary.Type]*Message{}
	for _, m := range messages {
		byID[summary.Type{Path: m.Package, Name: m.Name}] = m
	}
	for _, f := range c.Findings {
		link := ""
		if c.RuleURL != nil {
			link = c.RuleURL(f.Rule)
		}
		for _, t := range f.About {
			if m := byID[t]; m != nil {
				m.Findings = append(m.Findings, Finding{f.Rule, link, f.Message, c.place(f.Pos)})
			}
		}
		if m := byID[f.Declaration]; m != nil && f.Proposal() != "" {
			m.Proposal = f.Proposal()
		}
	}
}

// deprecation returns the paragraph of a doc comment that says that something is deprecated,
// without that word, or "".
func deprecation(doc string) string {
	for paragraph := range strings.SplitSeq(doc, "\n\n") {
		if text, ok := strings.CutPrefix(paragraph, "Deprecated: "); ok {
			return oneLine(text)
		}
	}
	return ""
}
