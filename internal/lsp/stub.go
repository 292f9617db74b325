package lsp

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/imports"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// writeHandler returns edits that add a handler for m, which has none, and register it.
// Both are written as those of another message are: of the same package if there is one,
// or else of the nearest. It also returns the name of the handler; false if there is no
// model to go by.
func (v *view) writeHandler(m *message) ([]summary.Edit, string, bool) {
	var models []*use
	for _, other := range v.messages {
		for _, u := range other.of(false) {
			if u.role == kind.Handle && !u.test && len(u.messages) == 1 && u.handler != nil && !u.handler.literal && u.handler.decl.known() && u.handler.decl.file == u.call.file {
				models = append(models, u)
			}
		}
	}
	slices.SortStableFunc(models, func(a, b *use) int {
		return cmp.Compare(distance(a.messages[0].typ.Path, m.typ.Path), distance(b.messages[0].typ.Path, m.typ.Path))
	})
	if slices.ContainsFunc(m.uses, func(u *use) bool { return slices.ContainsFunc(u.args[m], func(args string) bool { return args != "" }) }) {
		return nil, "", false // it is generic, and the finding does not say with which types
	}
	name := kind.Stem(m.typ.Name)
	for _, u := range models {
		if edits, ok := v.after(u, m, name); ok {
			return edits, name, true
		}
	}
	return nil, "", false
}

// distance counts the elements in which two import paths differ.
func distance(a, b string) int {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	same := 0
	for same < len(as) && same < len(bs) && as[same] == bs[same] {
		same++
	}
	return len(as) + len(bs) - 2*same
}

// after returns the edits that add a registration behind that of the model, and a
// method behind its handler; false if the model is not of the simple form
// s.bus.AddHandlerCtx(s.Method).
func (v *view) after(model *use, m *message, name string) ([]summary.Edit, bool) {
	file := model.call.file
	_, text, _ := v.text(file)
	fset := token.NewFileSet()
	syntax, err := parser.ParseFile(fset, file, text, parser.ParseComments)
	if err != nil {
		return nil, false
	}
	offset := func(pos token.Pos) int { return fset.Position(pos).Offset }
	statement, handler := model.code(syntax, offset)
	if statement == nil || handler == nil || handler.Body == nil || v.declared(file, name) {
		return nil, false
	}
	params := handler.Type.Params.List
	if len(params) == 0 || len(params[len(params)-1].Names) > 1 {
		return nil, false
	}
	of := params[len(params)-1].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	registered, arg := registers(statement, types.ExprString(of))
	if registered == nil || registered.Sel.Name != handler.Name.Name {
		return nil, false
	}
	typ, edits, ok := v.typeIn(fset, syntax, file, m)
	if !ok {
		return nil, false
	}

	// copied returns the code with other names in the place of nodes, in their order.
	copied := func(from, to token.Pos, nodes ...any) string {
		var b strings.Builder
		for i := 0; i < len(nodes); i += 2 {
			if node, ok := nodes[i].(ast.Node); ok {
				b.WriteString(text[offset(from):offset(node.Pos())] + nodes[i+1].(string))
				from = node.End()
			}
		}
		return b.String() + text[offset(from):offset(to)]
	}
	end, registration := behind(text, offset(statement.Pos()), offset(statement.End()),
		copied(statement.Pos(), statement.End(), arg, typ, registered.Sel, name))
	method := "\n\n" + copied(handler.Pos(), handler.Body.Lbrace, handler.Name, name, of, typ) +
		"{\n\tpanic(\"" + name + " is not written yet\")\n}"
	return append(edits,
		summary.Edit{File: file, Start: end, End: end, Text: registration},
		summary.Edit{File: file, Start: offset(handler.End()), End: offset(handler.End()), Text: method},
	), true
}

// code returns the statement that registers, and the method that it registers; nil for one that
// is not there.
func (u *use) code(file *ast.File, offset func(token.Pos) int) (statement *ast.ExprStmt, handler *ast.FuncDecl) {
	for n := range ast.Preorder(file) {
		switch n := n.(type) {
		case *ast.ExprStmt:
			if offset(n.X.Pos()) == u.call.start {
				statement = n
			}
		case *ast.FuncDecl:
			if n.Recv != nil && offset(n.Name.Pos()) == u.handler.decl.start {
				handler = n
			}
		}
	}
	return statement, handler
}

// registers returns the method that the statement registers, and the type argument that is the
// message, if there are type arguments. The method is nil if something else says for which
// message it is: there are other arguments than variables of the function around it.
func registers(statement *ast.ExprStmt, message string) (method *ast.SelectorExpr, arg ast.Expr) {
	call, ok := statement.X.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return nil, nil
	}
	var args []ast.Expr
	switch fun := call.Fun.(type) {
	case *ast.IndexExpr:
		args = []ast.Expr{fun.Index}
	case *ast.IndexListExpr:
		args = fun.Indices
	}
	for i, a := range args {
		if star, ok := a.(*ast.StarExpr); ok {
			a = star.X
		}
		switch {
		case types.ExprString(a) == message && arg == nil:
			arg = a
		case i == 0:
			return nil, nil
		}
	}
	last := len(call.Args) - 1
	for _, value := range call.Args[:last] {
		for sel, ok := value.(*ast.SelectorExpr); ok; sel, ok = value.(*ast.SelectorExpr) {
			value = sel.X
		}
		if id, ok := value.(*ast.Ident); !ok || id.Obj == nil || id.Obj.Kind != ast.Var {
			return nil, nil
		}
	}
	method, _ = call.Args[last].(*ast.SelectorExpr)
	return method, arg
}

// behind returns where and how the code goes that is to follow a statement: on the next line,
// or behind it on its own where there is more on that.
func behind(text string, start, end int, code string) (at int, inserted string) {
	line := strings.LastIndexByte(text[:start], '\n') + 1
	rest, _, _ := strings.Cut(text[end:], "\n")
	rest = strings.TrimSuffix(rest, "\r")
	if follows := strings.TrimSpace(rest); strings.TrimSpace(text[line:start]) != "" || follows != "" && !strings.HasPrefix(follows, "//") {
		return end, "; " + code
	}
	return end + len(rest), "\n" + text[line:start] + code
}

// declared reports whether a file of the same folder may declare a function, a method or a
// field of that name.
func (v *view) declared(file, name string) bool {
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "*.go"))
	for open := range v.docs.overlay() {
		if filepath.Dir(open) == filepath.Dir(file) {
			files = append(files, open)
		}
	}
	return slices.ContainsFunc(files, func(other string) bool {
		now, _, _ := v.text(other)
		syntax, _ := parser.ParseFile(token.NewFileSet(), "", now, parser.SkipObjectResolution)
		return syntax != nil && declares(syntax, name)
	})
}

func declares(file *ast.File, name string) bool {
	is := func(id *ast.Ident) bool { return id.Name == name }
	for n := range ast.Preorder(file) {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if is(n.Name) {
				return true
			}
		case *ast.StructType:
			for _, field := range n.Fields.List {
				if slices.ContainsFunc(field.Names, is) || len(field.Names) == 0 && embeds(field.Type, name) {
					return true
				}
			}
		}
	}
	return false
}

// embeds reports whether an embedded field of that type has the name.
func embeds(t ast.Expr, name string) bool {
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	id := syntax.Name(t)
	return id != nil && id.Name == name
}

// typeIn returns how the file names the type of m, and the edits that let it import the
// package; false if it cannot.
func (v *view) typeIn(fset *token.FileSet, syntax *ast.File, file string, m *message) (string, []summary.Edit, bool) {
	here := v.packageOf(file)
	if here == m.typ.Path {
		return m.typ.Name, nil, true
	}
	n := namer{syntax, here, func(path string) string { return v.names[path] }}
	for importPath, local := range n.imports {
		if importPath == m.typ.Path {
			return local + "." + m.typ.Name, nil, local != "_" && local != "."
		}
	}
	name := n.packageName(m.typ.Path)
	if _, taken := n.imported(name); taken || v.imports(m.typ.Path, here, map[string]bool{}) || !token.IsExported(m.typ.Name) {
		return "", nil, false
	}
	added := imports.Add(fset, syntax, []imports.Spec{{Path: m.typ.Path}})
	return name + "." + m.typ.Name, fix.Of(fset, analysis.SuggestedFix{TextEdits: added}).Edits, true
}

// imports reports whether the package from imports to, itself or through others.
func (v *view) imports(from, to string, seen map[string]bool) bool {
	if seen[from] {
		return false
	}
	seen[from] = true
	return slices.ContainsFunc(v.imported[from], func(dep string) bool { return dep == to || v.imports(dep, to, seen) })
}
