package catalog

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/finding"
	"github.com/buslint/buslint/internal/program"
)

// Options are what a catalog is made from.
type Options struct {
	All      *program.All
	Findings []finding.Finding
	Errors   []packages.Error // of the packages that All lacks
	Dir      string           // to which names of files are relative if there is no module

	// Link is the address of a line of source, with {file} and {line} in it, or "".
	Link string
	// ResultFields are the names of fields that hold the result of a query.
	ResultFields []string
}

// New returns the catalog of all that was loaded.
func New(o Options) *Catalog {
	c := &collector{Options: o, root: o.Dir, types: map[string]map[string]typeDecl{}}
	catalog := &Catalog{Version: Version, Modules: []string{}, Broken: []Problem{}, Programs: []Program{}, Messages: []*Message{}, Unresolved: []Use{}}
	catalog.Modules, c.root = mainModules(o.All, o.Dir)
	for _, err := range o.Errors {
		catalog.Broken = append(catalog.Broken, c.problem(err))
	}
	slices.SortFunc(catalog.Broken, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Message, b.Message))
	})
	for _, p := range o.All.Programs {
		note := o.All.Silence(p, func(pos token.Position) string { return c.relative(pos.Filename) + ":" + strconv.Itoa(pos.Line) })
		catalog.Programs = append(catalog.Programs, Program{p.Name(), p.Path, note})
	}
	explanations := o.All.Messages()
	for _, e := range explanations {
		catalog.Messages = append(catalog.Messages, c.message(e))
	}
	c.attach(explanations, catalog.Messages)
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
	root  string                         // the directory that names of files are relative to
	types map[string]map[string]typeDecl // by package path and name, as they are asked for
}

// mainModules returns the paths of the modules that are worked on, and the directory
// that has them all.
func mainModules(all *program.All, dir string) (paths []string, root string) {
	paths, root = []string{}, ""
	for _, pkg := range all.Packages() {
		mod := pkg.Module
		if mod == nil || !mod.Main || slices.Contains(paths, mod.Path) {
			continue
		}
		paths = append(paths, mod.Path)
		if root == "" {
			root = mod.Dir
		}
		for !within(root, mod.Dir) && root != filepath.Dir(root) {
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
		p.URL = strings.NewReplacer(
			"{file}", (&url.URL{Path: p.File}).EscapedPath(),
			"{line}", strconv.Itoa(p.Line),
		).Replace(c.Link)
	}
	return p
}

// problem returns err with a position that does not depend on the machine.
func (c *collector) problem(err packages.Error) Problem {
	p := Problem{Message: strings.ReplaceAll(err.Msg, c.root+string(filepath.Separator), "")}
	if err.Pos != "" && err.Pos != "-" {
		p.Position = err.Pos
		if filepath.IsAbs(err.Pos) {
			p.Position = c.relative(err.Pos)
		}
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
	for _, p := range e.Programs {
		m.Programs = append(m.Programs, p.Name())
	}
	for _, site := range e.Sites {
		switch {
		case site.Test:
		case site.Role == busmodel.Handle:
			m.Handlers = append(m.Handlers, c.use(site))
		case site.Role == busmodel.Listen:
			m.Listeners = append(m.Listeners, c.use(site))
		default:
			m.Senders = append(m.Senders, c.use(site))
		}
	}
	if tn := c.All.TypeName(e); tn != nil {
		c.describe(m, tn)
	}
	return m
}

// describe adds what the declaration says.
func (c *collector) describe(m *Message, tn *types.TypeName) {
	decl := c.declOf(m.Package, m.Name)
	m.Doc = decl.doc
	relative := types.RelativeTo(tn.Pkg())
	qualifier := func(pkg *types.Package) string {
		if relative(pkg) == "" {
			return ""
		}
		return pkg.Name()
	}
	if named, ok := tn.Type().(*types.Named); ok && named.TypeParams().Len() > 0 {
		var params []string
		for p := range named.TypeParams().TypeParams() {
			params = append(params, p.Obj().Name()+" "+types.TypeString(p.Constraint(), qualifier))
		}
		m.TypeParams = "[" + strings.Join(params, ", ") + "]"
	}
	field := func(v *types.Var) Field {
		return Field{Name: v.Name(), Type: types.TypeString(v.Type(), qualifier), Embedded: v.Embedded(), schema: schemaOf(v.Type())}
	}
	st, ok := tn.Type().Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i := range st.NumFields() {
		f := field(st.Field(i))
		f.Tag, f.Doc = st.Tag(i), decl.fields[f.Name]
		m.Fields = append(m.Fields, f)
	}
	if m.Kind != busmodel.Query.String() {
		return
	}
	for _, name := range c.ResultFields {
		obj, _, _ := types.LookupFieldOrMethod(tn.Type(), true, tn.Pkg(), name)
		if v, ok := obj.(*types.Var); ok {
			m.Results = append(m.Results, field(v))
		}
	}
}

// A typeDecl is what the comments on the declaration of a type say.
type typeDecl struct {
	doc    string
	fields map[string]string
}

// declOf returns the comments on a type of a package, if that was loaded from source.
func (c *collector) declOf(path, name string) typeDecl {
	decls, ok := c.types[path]
	if !ok {
		decls = map[string]typeDecl{}
		c.types[path] = decls
		if pkg := c.All.Package(path); pkg != nil {
			for _, file := range pkg.Syntax {
				for _, d := range file.Decls {
					if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.TYPE {
						addDecls(decls, gen)
					}
				}
			}
		}
	}
	return decls[name]
}

func addDecls(decls map[string]typeDecl, gen *ast.GenDecl) {
	for _, spec := range gen.Specs {
		spec := spec.(*ast.TypeSpec)
		d := typeDecl{doc: spec.Doc.Text(), fields: map[string]string{}}
		if d.doc == "" && !gen.Lparen.IsValid() {
			d.doc = gen.Doc.Text()
		}
		if st, ok := spec.Type.(*ast.StructType); ok {
			for _, f := range st.Fields.List {
				doc := cmp.Or(f.Doc.Text(), f.Comment.Text())
				for _, name := range f.Names {
					d.fields[name.Name] = doc
				}
				if len(f.Names) == 0 {
					d.fields[embeddedName(f.Type)] = doc
				}
			}
		}
		decls[spec.Name.Name] = d
	}
}

// embeddedName returns the name of an embedded field of that type.
func embeddedName(expr ast.Expr) string {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return expr.Name
	case *ast.StarExpr:
		return embeddedName(expr.X)
	case *ast.SelectorExpr:
		return expr.Sel.Name
	case *ast.IndexExpr:
		return embeddedName(expr.X)
	case *ast.IndexListExpr:
		return embeddedName(expr.X)
	}
	return ""
}

// use returns who sends at site, or who takes what is registered there.
func (c *collector) use(site *program.Site) Use {
	fset := site.Package.Fset
	u := Use{
		Function: enclosing(site),
		Package:  site.Package.PkgPath,
		Place:    c.place(site.Pos),
		Context:  site.Aware,
	}
	if site.Role.Sends() {
		return u
	}
	u.Registered = u.Place
	switch fn, lit := site.Parcel.Handler.Func, site.Parcel.Handler.Lit; {
	case fn != nil:
		u.Function, u.Package = functionName(fn), fn.Pkg().Path()
		u.Place = c.place(fset.Position(fn.Pos()))
	case lit != nil:
		u.Function = literal + cmp.Or(u.Function, "a variable")
		u.Place = c.place(fset.Position(lit.Pos()))
	case site.Parcel.Arg != nil:
		u.Function = types.ExprString(site.Parcel.Arg)
	}
	return u
}

// enclosing returns the name of the function around site, or "".
func enclosing(site *program.Site) string {
	for decl := range site.Cursor.Enclosing((*ast.FuncDecl)(nil)) {
		if fn, ok := site.Package.TypesInfo.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func); ok {
			return functionName(fn)
		}
	}
	return ""
}

// functionName returns the name of fn with its receiver's, without packages.
func functionName(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Name()
	}
	t := types.Unalias(recv.Type())
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.Obj().Name() + "." + fn.Name()
	}
	return fn.Name()
}

// attach gives each message the findings at its declaration, at or within one of
// its uses, or related to one of these.
func (c *collector) attach(explanations []program.Explanation, messages []*Message) {
	type extent struct {
		from, to int
		message  *Message
	}
	extents := map[string][]extent{} // by file
	for i, e := range explanations {
		if e.Declared.IsValid() {
			extents[e.Declared.Filename] = append(extents[e.Declared.Filename],
				extent{e.Declared.Offset, e.Declared.Offset + 1, messages[i]})
		}
		for _, site := range e.Sites {
			node := site.Cursor.Node()
			extents[site.Pos.Filename] = append(extents[site.Pos.Filename],
				extent{site.Pos.Offset, site.Pos.Offset + int(node.End()-node.Pos()), messages[i]})
		}
	}
	for _, f := range c.Findings {
		about := map[*Message]bool{}
		at := func(pos token.Position) {
			for _, x := range extents[pos.Filename] {
				if x.from <= pos.Offset && pos.Offset < x.to {
					about[x.message] = true
				}
			}
		}
		at(f.Pos)
		for _, r := range f.Related {
			at(r.Pos)
		}
		for m := range about {
			m.Findings = append(m.Findings, Finding{f.Rule, f.Message, c.place(f.Pos)})
		}
	}
}
