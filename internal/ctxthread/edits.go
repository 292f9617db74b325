package ctxthread

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/internal/capital"
	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/imports"
	"github.com/buslint/buslint/internal/syntax"
)

// An editor collects the text edits of a plan.
type editor struct {
	*threading
	names   map[*function]string // of the contexts that functions gain
	blanks  map[blank]string     // the same of parameters without a name
	files   map[string][]textEdit
	imports map[*file][]imports.Spec // what files are to import

	// readings are where contexts are read from now, by how they are written.
	readings map[string]reading
	filled   []ast.Node // literals that were given a context to read, and statements that make a value

	// stuck are functions that cannot change, as it turned out, with the reason.
	stuck map[*function]string
}

// A textEdit is an edit with a rank, which orders those that insert at one place.
type textEdit struct {
	fix.Edit
	rank int
}

const (
	rankSuffix = iota // closes what was opened before this place
	rankArg
	rankPrefix // opens what is closed behind what stands here
)

// change writes the edits for everything that gains a context or needs one.
func (t *threading) change() *editor {
	e := &editor{
		threading: t,
		names:     map[*function]string{},
		blanks:    map[blank]string{},
		files:     map[string][]textEdit{},
		imports:   map[*file][]imports.Spec{},
		readings:  map[string]reading{},
		stuck:     map[*function]string{},
	}
	users := map[*function][]*point{}
	blankUsers := map[blank][]*point{}
	for _, pt := range t.points {
		switch src := t.source(pt); {
		case src.param != nil:
			users[src.param] = append(users[src.param], pt)
		case src.blank != blank{}:
			blankUsers[src.blank] = append(blankUsers[src.blank], pt)
		}
	}
	for _, fn := range t.ordered {
		if fn.gains() {
			e.names[fn] = e.gainName(fn, users[fn])
			e.gainParam(fn, len(users[fn]) > 0)
		}
	}
	for _, fn := range t.ordered {
		if fn.gains() {
			e.mock(fn)
		}
	}
	for b, points := range blankUsers {
		e.blanks[b] = e.nameFor(b.fn, points, b.names()...)
		e.nameBlank(b, e.blanks[b])
	}
	for _, pt := range t.points {
		e.hand(pt)
	}
	for _, pt := range t.nils {
		e.replace(pt.file, pt.none.Pos(), pt.none.End(), "&"+e.importName(pt.file, pt.none.Pos(), "net/http", "http")+".Request{}")
	}
	for _, fl := range t.flows {
		if fl.expression && fl.to.gains() {
			e.express(fl)
		}
	}
	for _, s := range t.Seeds {
		if !s.Optional { // or else its name depends on whether there is a context
			e.useTwin(s)
		}
	}
	e.renameMethods()
	for _, d := range t.Drops {
		e.drop(d)
	}
	e.fillTests()
	for f := range e.imports {
		e.addImports(f)
	}
	return e
}

// useTwin writes the twin of a seed in its place. What it registers takes a context then.
func (e *editor) useTwin(s *Seed) {
	u := e.byPkg[s.Pkg]
	f := u.fileAt(s.Fun.Pos())
	name := syntax.Name(s.Fun)
	e.replace(f, name.Pos(), name.End(), s.Twin)
	for _, value := range s.Takes {
		if !u.functionOf(value).gains() {
			e.adapt(f, value)
		}
	}
}

// renameMethods gives the methods that become their twins the names of these.
func (e *editor) renameMethods() {
	for _, fn := range e.ordered {
		r := fn.family.rename
		if r == nil || !fn.isMethod(r.Method.Name()) {
			continue
		}
		e.replace(fn.file, fn.ident().Pos(), fn.ident().End(), r.Twin)
		for _, use := range fn.names {
			if e.seeds[use.id] != nil {
				continue // it has the twin, and gets its name for that
			}
			e.replace(use.file, use.id.Pos(), use.id.End(), r.Twin)
		}
	}
}

// drop removes a statement, with its lines if it has these for itself.
func (e *editor) drop(d *Drop) {
	f := e.byPkg[d.Pkg].fileAt(d.Stmt.Pos())
	start := d.Stmt.Pos()
	if e.alone(f, d.Stmt) {
		start = e.lineStart(start) - 1 // with the end of the line before
	}
	e.replace(f, start, d.Stmt.End(), "")
}

// alone reports whether nothing else begins or ends on the lines of stmt.
func (e *editor) alone(f *file, stmt ast.Stmt) bool {
	first, last := e.line(stmt.Pos()), e.line(stmt.End())
	alone := !slices.ContainsFunc(f.syntax.Comments, func(c *ast.CommentGroup) bool { return e.line(c.Pos()) == last })
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if n == stmt || n == nil {
			return false
		}
		if pos, end := e.line(n.Pos()), e.line(n.End()); pos >= first && pos <= last || end >= first && end <= last {
			alone = false
		}
		return alone
	})
	return alone
}

// hand passes a context on at pt.
func (e *editor) hand(pt *point) {
	if pt.todo != nil {
		if !e.stays(pt) {
			replacement := edit.ReplaceKeeping(pt.file.syntax, pt.call, e.expr(pt))
			e.replace(pt.file, replacement.Pos, replacement.End, string(replacement.NewText))
		}
		return
	}
	if pt.isOptional() {
		e.handOptional(pt)
		return
	}
	ctx := e.expr(pt)
	if pt.call == nil || syntax.IsSpread(pt.file.info, pt.call) {
		e.wrap(pt, ctx)
		return
	}
	if pt.none != nil {
		e.replace(pt.file, pt.none.Pos(), pt.none.End(), ctx)
		return
	}
	e.insertArg(pt.file, pt.call, pt.arg, ctx)
}

// handOptional passes a context on at pt, if there is one.
func (e *editor) handOptional(pt *point) {
	if e.stays(pt) {
		return
	}
	if pt.seed.Twin != "" {
		name := syntax.Name(pt.fun)
		e.replace(pt.file, name.Pos(), name.End(), pt.seed.Twin)
	}
	w := pt.seed.Write
	e.insert(pt.file, w.Pos, w.Before+e.expr(pt)+w.After, rankArg)
}

// stays reports whether pt does not change: it is optional or an empty context, and there is
// no better context for it.
func (t *threading) stays(pt *point) bool {
	if pt.todo == nil && !pt.isOptional() {
		return false
	}
	src := t.source(pt)
	return src.end != "" || src.wants != nil
}

func (e *editor) line(pos token.Pos) int { return e.fset.PositionFor(pos, false).Line }

// lineStart returns where the line of pos begins.
func (e *editor) lineStart(pos token.Pos) token.Pos {
	return e.fset.File(pos).LineStart(e.line(pos))
}

// expr returns the expression for the context at pt.
func (e *editor) expr(pt *point) string {
	src := e.source(pt)
	expr := src.expr
	switch {
	case src.param != nil:
		expr = e.names[src.param]
	case src.blank != blank{}:
		expr = e.blanks[src.blank] + src.blank.path
	case src.end != "":
		name := "Background"
		if src.todo {
			name = "TODO"
			e.comment(pt, "TODO: pass a context; "+src.end)
		}
		return e.context(pt.file, pt.cur.Node().Pos(), name) + "()"
	default:
		e.noteReading(pt, src.expr)
	}
	if src.detached != "" {
		e.comment(pt, capital.Of(src.detached)+", so only its values are passed.")
		expr = e.context(pt.file, pt.cur.Node().Pos(), "WithoutCancel") + "(" + expr + ")"
	}
	return expr
}

// comment writes a comment above the line of pt. It stands between tokens: where the line
// begins within a literal or another comment, it goes further up.
func (e *editor) comment(pt *point, text string) {
	pos := pt.cur.Node().Pos()
	start := e.lineStart(pos)
	for within := e.tokenAt(pt.file, start); within != nil; within = e.tokenAt(pt.file, start) {
		start = e.lineStart(within.Pos())
	}
	var body token.Pos
	for fn := range e.enclosing(pt.cur) {
		body = fn.body().Lbrace
		break
	}
	// On the line of a declaration, a comment above would be taken for its doc.
	if !body.IsValid() || body > start {
		e.insert(pt.file, e.lineEnd(pt), " // "+text, rankPrefix)
		return
	}
	e.insert(pt.file, start, strings.Repeat("\t", e.indent(pt.file, start))+"// "+text+"\n", rankPrefix)
}

// indent returns by how many tabs the line that begins at start is indented, if it is as
// gofmt has it.
func (e *editor) indent(f *file, start token.Pos) int {
	for n := range ast.Preorder(f.syntax) {
		if n.Pos() >= start {
			return int(n.Pos() - start)
		}
	}
	return 0
}

// tokenAt returns the literal or comment around pos that begins before it, or nil.
func (e *editor) tokenAt(f *file, pos token.Pos) ast.Node {
	inside := func(n ast.Node) bool { return n.Pos() < pos && pos < n.End() }
	for _, group := range f.syntax.Comments {
		for _, c := range group.List {
			if inside(c) {
				return c
			}
		}
	}
	var found ast.Node
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && inside(lit) {
			found = lit
		}
		return n != nil && found == nil && n.Pos() < pos && pos < n.End()
	})
	return found
}

// lineEnd returns the end of the line of pt, or of its declaration if that is on the
// same line, where a comment can stand.
func (e *editor) lineEnd(pt *point) token.Pos {
	end := pt.cur.Node().End()
	for _, decl := range pt.file.syntax.Decls {
		if syntax.Contains(decl, end-1) && e.line(decl.End()) == e.line(end) {
			return decl.End()
		}
	}
	tf := e.fset.File(end)
	for {
		end = tf.LineStart(e.line(end)+1) - 1
		within := e.tokenAt(pt.file, end)
		if within == nil {
			return end
		}
		end = within.End()
	}
}

// gainParam gives fn a context as its first parameter.
func (e *editor) gainParam(fn *function, used bool) {
	if fn.typ == nil {
		return // its type follows from its value
	}
	if fn.kind == place && e.sharesType(fn) {
		return
	}
	params := fn.typ.Params
	text := e.context(fn.file, params.Opening+1, "Context")
	unnamed := len(params.List) > 0 && params.List[0].Names == nil
	if unnamed && used {
		e.nameParams(fn.file, fn.typ, -1, "")
	}
	if !unnamed || used {
		text = e.names[fn] + " " + text
	}
	e.insertFirst(fn.file, params, text)
}

// insertFirst makes text the first of the parameters.
func (e *editor) insertFirst(f *file, params *ast.FieldList, text string) {
	switch {
	case len(params.List) > 0:
		text += ", "
	case e.line(params.Closing) > e.line(params.Opening):
		text += "," // what stands between them is a comment
	}
	e.insert(f, params.Opening+1, text, rankArg)
}

// insertArg makes text the argument of the call at the index, or the last one.
func (e *editor) insertArg(f *file, call *ast.CallExpr, i int, text string) {
	pos, rank := call.Lparen+1, rankArg
	switch args := call.Args; {
	case i < len(args):
		pos, text = args[i].Pos(), text+", "
	case len(args) > 0:
		pos, text, rank = args[len(args)-1].End(), ", "+text, rankSuffix
	case e.line(call.Rparen) > e.line(pos):
		text += "," // what stands between them is a comment
	}
	e.insert(f, pos, text, rank)
}

// sharesType reports whether another name before fn is declared with its type.
func (e *editor) sharesType(fn *function) bool {
	return slices.ContainsFunc(fn.family.members, func(other *function) bool { return other.typ == fn.typ && other.pos < fn.pos })
}

// nameParams gives the parameters of typ, which have no names, the one at the index that name
// and the others blank ones.
func (e *editor) nameParams(f *file, typ *ast.FuncType, index int, name string) {
	for i, field := range typ.Params.List {
		text := "_ "
		if i == index {
			text = name + " "
		}
		e.insert(f, field.Type.Pos(), text, rankPrefix)
	}
}

// names are what b is called, the usual one first.
func (b blank) names() []string {
	switch b.path {
	case "":
		return []string{"ctx", "reqCtx"}
	case ".Context()":
		return []string{"r", "req"}
	}
	return []string{"c"}
}

// nameBlank gives b a name.
func (e *editor) nameBlank(b blank, name string) {
	if names := b.field().Names; len(names) > 0 {
		e.replace(b.fn.file, names[0].Pos(), names[0].End(), name)
		return
	}
	e.nameParams(b.fn.file, b.fn.typ, b.index, name)
}

// gainName chooses the name of the context that fn gains, which points use.
func (e *editor) gainName(fn *function, points []*point) string {
	if fn.typ == nil {
		return "ctx"
	}
	name := e.nameFor(fn, points)
	if len(points) == 0 && fn.body() != nil && name != "ctx" {
		return "_" // it is there for the signature's sake
	}
	return name
}

// nameFor returns a name for a context parameter of fn, such that nothing in it changes its
// meaning and the points see it: one of names, or of those that a context has.
func (e *editor) nameFor(fn *function, points []*point, names ...string) string {
	if len(names) == 0 {
		names = []string{"ctx", "reqCtx"}
	}
	for i := 0; ; i++ {
		name := names[0] + strconv.Itoa(i)
		if i < len(names) {
			name = names[i]
		}
		// The function may come to mention a package of the name.
		obj, _ := syntax.Meaning(fn.file.pkg.Types, fn.typ.Pos(), name)
		if _, isPackage := obj.(*types.PkgName); !isPackage && !fn.isTaken(name, points) {
			return name
		}
	}
}

// isTaken reports whether a parameter of fn with the name would change what something in it
// means, or not be seen by one of the points.
func (fn *function) isTaken(name string, points []*point) bool {
	f, node := fn.file, fn.decl
	if fn.body() == nil {
		node = fn.typ
	}
	for id := range syntax.All[*ast.Ident](node) {
		obj := f.info.ObjectOf(id)
		if v, ok := obj.(*types.Var); id.Name != name || ok && v.IsField() {
			continue
		}
		if def := f.info.Defs[id]; def != nil {
			scope := def.Parent()
			if scope == nil || scope == f.info.Scopes[fn.typ] ||
				slices.ContainsFunc(points, func(pt *point) bool { return scope.Contains(pt.cur.Node().Pos()) }) {
				return true
			}
			continue
		}
		if method, ok := obj.(*types.Func); ok && method.Signature().Recv() != nil {
			continue
		}
		if obj == nil || obj.Pkg() == nil || !syntax.Contains(node, obj.Pos()) {
			return true
		}
	}
	return false
}

func (e *editor) insert(f *file, pos token.Pos, text string, rank int) {
	e.edit(f, pos, pos, text, rank)
}

func (e *editor) replace(f *file, pos, end token.Pos, text string) {
	e.edit(f, pos, end, text, rankPrefix)
}

func (e *editor) edit(f *file, pos, end token.Pos, text string, rank int) {
	tf := e.fset.File(pos)
	te := textEdit{fix.Edit{File: f.name, Start: tf.Offset(pos), End: tf.Offset(end), Text: text}, rank}
	if strings.HasPrefix(strings.TrimLeft(text, "\t "), "//") && slices.Contains(e.files[f.name], te) {
		return // one comment for all on the line
	}
	e.files[f.name] = append(e.files[f.name], te)
}

// merge returns all edits of files as one change. Edits at one place become one.
func merge(files map[string][]textEdit) fix.Fix {
	var all fix.Fix
	for _, edits := range files {
		slices.SortStableFunc(edits, func(a, b textEdit) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.rank, b.rank))
		})
		first := len(all.Edits)
		for _, te := range edits {
			if n := len(all.Edits); n > first && te.Start == te.End {
				if last := &all.Edits[n-1]; last.Start == te.Start {
					last.Text += te.Text
					continue
				}
			}
			all.Edits = append(all.Edits, te.Edit)
		}
	}
	return all
}
