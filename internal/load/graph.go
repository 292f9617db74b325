package load

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/packages"
)

// A Graph is the packages to lint and all that they import.
type Graph struct {
	byID  map[string]*node
	roots []*node // to be linted
	byPkg map[*packages.Package]*node

	options Options
	env     environment
	fset    *token.FileSet
	files   map[string]*file // of the packages to lint, and those that several packages have
	depot   *depot           // from which packages come; nil if all comes from source
	fresh   *depot           // for those that come from source; nil if nothing keeps them
}

// A node is one package.
type node struct {
	listed  *listed
	imports map[string]*node // by what the import declarations say
	files   []string         // without those that cgo would write

	// declared is the package as its importers see it, without the bodies of functions,
	// once done is closed. A package to lint is type-checked once more, in full.
	declared *types.Package
	done     chan struct{}
	pkg      *packages.Package

	ranCgo   bool
	cgoFails string // why
}

// A file is one that more than one check looks at. It is parsed once, so that what it
// declares has one position in all of them.
type file struct {
	once   sync.Once
	full   bool // with the bodies of functions
	syntax *ast.File
	err    error
}

// newGraph makes the graph of what go list has said.
func newGraph(list []*listed, o Options) *Graph {
	g := &Graph{options: o, byID: map[string]*node{}, byPkg: map[*packages.Package]*node{}, fset: token.NewFileSet(), files: map[string]*file{}}
	var nodes []*node // in the order of the list
	blamed := map[string][]packages.Error{}
	for _, l := range list {
		old := g.byID[l.ImportPath]
		switch {
		case old == nil:
			n := &node{listed: l, done: make(chan struct{})}
			g.byID[l.ImportPath] = n
			nodes = append(nodes, n)
		case old.listed.Error != nil:
			// It is there twice where something imports what it must not. That error is
			// the importer's.
			blame(blamed, old.listed)
			old.listed = l
		case l.Error != nil:
			blame(blamed, l)
		}
	}
	for _, n := range nodes {
		n.pkg = n.describe(g.fset)
		n.pkg.Errors = append(n.pkg.Errors, blamed[n.listed.ImportPath]...)
	}
	for _, n := range nodes {
		g.connect(n, n.listed)
	}
	g.lint(slices.DeleteFunc(nodes, func(n *node) bool { return n.listed.DepOnly && !(o.Whole && n.listed.isMain()) }))
	return g
}

// lint notes the nodes as those to lint, but for what is there with its tests as well, and for
// the programs that go test writes.
func (g *Graph) lint(nodes []*node) {
	withTests := map[string]bool{}
	for _, n := range nodes {
		if n.pkg.ForTest == n.pkg.PkgPath {
			withTests[n.pkg.PkgPath] = true
		}
	}
	for _, n := range nodes {
		if n.pkg.ForTest == "" && withTests[n.pkg.PkgPath] || n.pkg.Name == "main" && strings.HasSuffix(n.pkg.ID, ".test") {
			continue
		}
		g.roots = append(g.roots, n)
		g.byPkg[n.pkg] = n
	}
}

// isMain reports whether the package is the main module's own, and no variant for tests.
func (l *listed) isMain() bool { return l.Module != nil && l.Module.Main && l.ForTest == "" }

// blame puts the error of a package on the one that imports it.
func blame(blamed map[string][]packages.Error, l *listed) {
	stack := slices.Clone(l.Error.ImportStack)
	if n := len(stack); n > 0 && stack[n-1] == l.ImportPath {
		stack = stack[:n-1]
	}
	if len(stack) > 0 {
		by := stack[len(stack)-1]
		blamed[by] = append(blamed[by], l.Error.packagesError())
	}
}

func (e *listError) packagesError() packages.Error {
	msg := strings.TrimSpace(e.Err)
	if strings.HasPrefix(msg, "import cycle not allowed") && len(e.ImportStack) > 0 {
		msg += ": " + strings.Join(e.ImportStack, " imports ")
	}
	return packages.Error{Pos: e.Pos, Msg: msg, Kind: packages.ListError}
}

// connect finds what n imports, as l lists it.
func (g *Graph) connect(n *node, l *listed) {
	n.imports = map[string]*node{}
	add := func(path, id string) {
		if dep := g.byID[id]; dep != nil {
			n.imports[path] = dep
			n.pkg.Imports[path] = dep.pkg
		}
	}
	mapped := map[string]bool{}
	for path, id := range l.ImportMap {
		mapped[id] = true
		add(path, id)
	}
	for _, id := range l.Imports {
		if !mapped[id] {
			add(id, id)
		}
	}
}

// describe returns what go/packages says of a package that has not been parsed.
func (n *node) describe(fset *token.FileSet) *packages.Package {
	l := n.listed
	path, _, _ := strings.Cut(l.ImportPath, " ")
	pkg := &packages.Package{
		ID: l.ImportPath, PkgPath: path, Name: l.Name, Dir: l.Dir, ForTest: l.ForTest, Module: l.Module,
		GoFiles: in(l.Dir, l.GoFiles, l.CgoFiles),
		OtherFiles: in(l.Dir, l.CFiles, l.CXXFiles, l.MFiles, l.HFiles, l.FFiles, l.SFiles,
			l.SwigFiles, l.SwigCXXFiles, l.SysoFiles),
		IgnoredFiles: in(l.Dir, l.IgnoredGoFiles, l.IgnoredOtherFiles),
		Imports:      map[string]*packages.Package{},
		Fset:         fset,
	}
	pkg.CompiledGoFiles = pkg.GoFiles
	if l.Error != nil {
		pkg.Errors = append(pkg.Errors, l.Error.packagesError())
	}
	if path != "unsafe" {
		n.files = pkg.GoFiles
	}
	return pkg
}

func in(dir string, lists ...[]string) []string {
	var names []string
	for _, name := range slices.Concat(lists...) {
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		names = append(names, name)
	}
	return names
}

// checkAll type-checks the nodes, and before them the declarations of what they import.
func (g *Graph) checkAll(ctx context.Context, nodes []*node) error {
	g.fetch(nodes)
	needed := neededBy(nodes)
	g.share(needed)
	var finished atomic.Int64
	progress := func() {
		if done := finished.Add(1); g.options.Progress != nil {
			g.options.Progress(int(done), len(needed)+len(nodes))
		}
	}
	inParallel(needed, func(n *node) {
		defer close(n.done)
		if ctx.Err() == nil {
			g.declare(n)
			progress()
		}
	})
	inParallel(nodes, func(n *node) {
		if ctx.Err() == nil {
			g.check(n)
			progress()
		}
	})
	if g.fresh != nil && ctx.Err() == nil {
		g.fresh.write(nodes)
	}
	return context.Cause(ctx)
}

// fetch takes from the store what the nodes import. If that does not have all of it, all has
// to come from source, and is put there.
func (g *Graph) fetch(nodes []*node) {
	if g.depot != nil && !g.depot.read(nodes) {
		g.forget()
		g.depot, g.fresh = nil, newDepot(g)
	}
}

// forget forgets what all packages declare.
func (g *Graph) forget() {
	for _, n := range g.byID {
		n.declared, n.done = nil, make(chan struct{})
	}
}

// inParallel calls f for each of all, in their order, on as many as there are processors at
// a time. If one of them panics, so does inParallel.
func inParallel[T any](all []T, f func(T)) {
	var next atomic.Int64
	var working sync.WaitGroup
	var panicked atomic.Value
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					panicked.Store(fmt.Sprintf("%v\n%s", p, debug.Stack()))
				}
			}()
			for i := next.Add(1); int(i) <= len(all); i = next.Add(1) {
				f(all[i-1])
			}
		})
	}
	working.Wait()
	if p := panicked.Load(); p != nil {
		panic(p)
	}
}

// visit calls f once for each package that the nodes import, and for what that imports if f
// reports true.
func visit(nodes []*node, f func(*node) bool) {
	seen := map[*node]bool{}
	var visit func(n *node)
	visit = func(n *node) {
		for _, dep := range n.imports {
			if !seen[dep] {
				seen[dep] = true
				if f(dep) {
					visit(dep)
				}
			}
		}
	}
	for _, n := range nodes {
		visit(n)
	}
}

// neededBy returns the packages that nodes import, themselves or through others, and whose
// declarations are not known yet, each behind what it imports. It cuts circles of imports,
// which are errors.
func neededBy(nodes []*node) []*node {
	const (
		open = 1 + iota
		closed
	)
	state := map[*node]int{}
	var needed []*node
	var visit func(n *node)
	imports := func(n *node) {
		for path, dep := range n.imports {
			switch state[dep] {
			case 0:
				if dep.declared == nil {
					visit(dep)
				}
			case open:
				delete(n.imports, path)
				delete(n.pkg.Imports, path)
			}
		}
	}
	visit = func(n *node) {
		state[n] = open
		imports(n)
		state[n] = closed
		needed = append(needed, n)
	}
	for _, n := range nodes {
		imports(n)
	}
	return needed
}

// share finds the files that have to be kept: those to lint, in full, and those that are
// part of several packages.
func (g *Graph) share(needed []*node) {
	for _, n := range g.roots {
		for _, name := range n.files {
			if g.files[name] == nil {
				g.files[name] = &file{full: true}
			}
		}
	}
	seen := map[string]bool{}
	for _, n := range needed {
		for _, name := range n.files {
			if seen[name] && g.files[name] == nil {
				g.files[name] = new(file)
			}
			seen[name] = true
		}
	}
}

// parse parses a file, with the bodies of functions if it is one to lint.
func (g *Graph) parse(name string) (*ast.File, error) {
	f := g.files[name]
	if f == nil {
		return g.parseNow(name, false)
	}
	f.once.Do(func() { f.syntax, f.err = g.parseNow(name, f.full) })
	return f.syntax, f.err
}

func (g *Graph) parseNow(name string, full bool) (*ast.File, error) {
	src, err := g.read(name)
	if err != nil {
		return nil, err
	}
	mode := parser.AllErrors | parser.SkipObjectResolution
	if full {
		mode |= parser.ParseComments
		g.options.Sources.note(name, src)
	} else {
		if _, ok := g.options.Overlay[name]; ok {
			src = slices.Clone(src)
		}
		blankBodies(src)
	}
	return parser.ParseFile(g.fset, name, src, mode)
}

// read returns the contents of a file.
func (g *Graph) read(name string) ([]byte, error) {
	if src, ok := g.options.Overlay[name]; ok {
		return src, nil
	}
	return os.ReadFile(name)
}

// declare type-checks what a package declares, when that is done for what it imports.
func (g *Graph) declare(n *node) {
	for _, dep := range n.imports {
		<-dep.done
	}
	if n.pkg.PkgPath == "unsafe" {
		n.declared = types.Unsafe
	} else {
		files, _ := g.syntax(n)
		if g.lints(n.files) {
			n.pkg.Syntax = files // of a variant of a package to lint, for who checks it anew
		} else if !g.keeps(n.files) {
			dropHelpers(files)
		}
		conf := g.config(n)
		conf.IgnoreFuncBodies = true
		conf.Error = func(error) {} // what is wrong in a dependency shows where it is used
		n.declared, _ = conf.Check(n.pkg.PkgPath, g.fset, files, nil)
	}
	n.pkg.Types = n.declared
	n.pkg.TypesSizes = g.env.sizes
}

// lints reports whether the files are all among those to lint.
func (g *Graph) lints(files []string) bool {
	return len(files) > 0 && !slices.ContainsFunc(files, func(name string) bool {
		f := g.files[name]
		return f == nil || !f.full
	})
}

// syntax returns the files of a package, as far as they can be parsed, and the errors of
// the others.
func (g *Graph) syntax(n *node) ([]*ast.File, []error) {
	var files []*ast.File
	var errs []error
	for _, name := range n.files {
		f, err := g.parse(name)
		if err != nil {
			errs = append(errs, err)
		}
		if f != nil {
			files = append(files, f)
		}
	}
	return files, errs
}

func (g *Graph) config(n *node) *types.Config {
	conf := &types.Config{Importer: n, Sizes: g.env.sizes, FakeImportC: true}
	if mod := n.listed.Module; mod != nil && mod.GoVersion != "" {
		conf.GoVersion = "go" + mod.GoVersion
	}
	return conf
}

var errNotListed = errors.New("the go command does not say where it is")

// Import returns the package that an import declaration of n means.
func (n *node) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	dep := n.imports[path]
	switch {
	case dep == nil:
		return nil, errNotListed
	case len(dep.files) == 0 && dep.listed.Error != nil:
		return nil, errors.New(dep.listed.Error.Err)
	case dep.declared == nil:
		return nil, fmt.Errorf("%s was not loaded", dep.listed.ImportPath)
	}
	return dep.declared, nil
}

// check type-checks a package to lint.
func (g *Graph) check(n *node) {
	pkg := n.pkg
	pkg.TypeErrors = nil
	pkg.Errors = slices.DeleteFunc(pkg.Errors, func(err packages.Error) bool { return err.Kind != packages.ListError })
	files, errs := g.syntax(n)
	for _, err := range errs {
		pkg.Errors = append(pkg.Errors, parseErrors(err)...)
	}
	pkg.Syntax = files
	pkg.TypesInfo = infoLike(pkg.TypesInfo)
	pkg.TypesSizes = g.env.sizes
	conf := g.config(n)
	conf.Error = func(err error) {
		if err, ok := errors.AsType[types.Error](err); ok {
			pkg.TypeErrors = append(pkg.TypeErrors, err)
			pkg.Errors = append(pkg.Errors, packages.Error{Pos: err.Fset.Position(err.Pos).String(), Msg: err.Msg, Kind: packages.TypeError})
		}
	}
	pkg.Types = types.NewPackage(pkg.PkgPath, pkg.Name)
	err := types.NewChecker(conf, g.fset, pkg.Types, pkg.TypesInfo).Files(files)
	if n.usesCgo() && !n.ranCgo {
		typeC(files, pkg.TypesInfo)
	}
	if err != nil && len(pkg.Errors) == 0 {
		pkg.Errors = append(pkg.Errors, packages.Error{Msg: err.Error(), Kind: packages.TypeError})
	}
}

// parseErrors returns what an error of the parser says, one for each mistake in the file.
func parseErrors(err error) []packages.Error {
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return []packages.Error{{Msg: err.Error(), Kind: packages.ParseError}}
	}
	list.RemoveMultiples() // one for each line
	var errs []packages.Error
	for _, e := range list {
		errs = append(errs, packages.Error{Pos: e.Pos.String(), Msg: e.Msg, Kind: packages.ParseError})
	}
	return errs
}

// infoLike returns an empty [types.Info] with room for about as much as in old, which may be
// nil: to grow the maps takes a tenth of the time when a large package is checked again.
func infoLike(old *types.Info) *types.Info {
	if old == nil {
		old = &types.Info{}
	}
	return &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue, len(old.Types)),
		Defs:         make(map[*ast.Ident]types.Object, len(old.Defs)),
		Uses:         make(map[*ast.Ident]types.Object, len(old.Uses)),
		Implicits:    make(map[ast.Node]types.Object, len(old.Implicits)),
		Instances:    make(map[*ast.Ident]types.Instance, len(old.Instances)),
		Scopes:       make(map[ast.Node]*types.Scope, len(old.Scopes)),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection, len(old.Selections)),
		FileVersions: make(map[*ast.File]string, len(old.FileVersions)),
	}
}

// keeps reports whether the syntax of one of the files is there for others as well.
func (g *Graph) keeps(files []string) bool {
	return slices.ContainsFunc(files, func(name string) bool { return g.files[name] != nil })
}

// dropHelpers drops the functions that only bodies can call. In a file without bodies they say
// nothing to anybody, and are a tenth of what a package's declarations take.
func dropHelpers(files []*ast.File) {
	named := map[string]bool{}
	note := func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			named[id.Name] = true
		}
		return true
	}
	for _, file := range files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok {
				ast.Inspect(fn.Type, note)
			} else {
				ast.Inspect(decl, note)
			}
		}
	}
	for _, file := range files {
		file.Decls = slices.DeleteFunc(file.Decls, func(decl ast.Decl) bool {
			fn, ok := decl.(*ast.FuncDecl)
			return ok && fn.Recv == nil && !fn.Name.IsExported() && !named[fn.Name.Name]
		})
	}
}
