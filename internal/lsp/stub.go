package lsp

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/buslint/buslint/internal/imports"
	"github.com/buslint/buslint/internal/summary"
)

// writeHandler returns edits that add a handler for m, which has none, and register it.
// Both are written as those of another message are: of the same package if there is one,
// or else of the nearest. It also returns the name of the handler; false if there is no
// model to go by.
func (v *view) writeHandler(m *message) ([]summary.Edit, string, bool) {
	var models []*use
	for _, other := range v.messages {
		for _, u := range other.of(false) {
			if !u.test && len(u.messages) == 1 && u.handler != nil && !u.handler.literal && u.handler.decl.known() && u.handler.decl.file == u.call.file {
				models = append(models, u)
			}
		}
	}
	slices.SortStableFunc(models, func(a, b *use) int {
		return cmp.Compare(distance(a.messages[0].typ.Path, m.typ.Path), distance(b.messages[0].typ.Path, m.typ.Path))
	})
	name := handlerName(m.typ.Name)
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

// handlerName returns what the handler of a message is called: SendStickers for
// SendStickersCommand.
func handlerName(message string) string {
	for _, suffix := range []string{"Command", "Cmd", "Query"} {
		if name, ok := strings.CutSuffix(message, suffix); ok && name != "" {
			return name
		}
	}
	return message
}

// after returns the edits that add a registration behind that of the model, and a
// method behind its handler; false if the model is not of the simple form
// s.bus.AddHandlerCtx(s.Method).
func (v *view) after(model *use, m *message, name string) ([]summary.Edit, bool) {
	file := model.call.file
	_, text := v.text(file)
	fset := token.NewFileSet()
	syntax, err := parser.ParseFile(fset, file, text, parser.ParseComments)
	if err != nil {
		return nil, false
	}
	offset := func(pos token.Pos) int { return fset.Position(pos).Offset }
	var statement *ast.ExprStmt
	var handler *ast.FuncDecl
	ast.Inspect(syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ExprStmt:
			if offset(n.X.Pos()) == model.call.start {
				statement = n
			}
		case *ast.FuncDecl:
			if n.Recv != nil && offset(n.Name.Pos()) == model.handler.decl.start {
				handler = n
			}
		}
		return true
	})
	if statement == nil || handler == nil || handler.Body == nil || declared(file, name) {
		return nil, false
	}
	call, ok := statement.X.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return nil, false
	}
	registered, ok := call.Args[len(call.Args)-1].(*ast.SelectorExpr)
	if !ok || registered.Sel.Name != handler.Name.Name {
		return nil, false
	}
	params := handler.Type.Params.List
	last := params[len(params)-1]
	typ, edits, ok := v.typeIn(fset, syntax, file, m)
	if !ok {
		return nil, false
	}
	if _, pointer := last.Type.(*ast.StarExpr); pointer {
		typ = "*" + typ
	}

	at := offset(statement.Pos())
	indent := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	registration := "\n" + indent + text[at:offset(registered.Sel.Pos())] + name + text[offset(registered.Sel.End()):offset(statement.End())]
	head := text[offset(handler.Pos()):offset(handler.Name.Pos())] + name +
		text[offset(handler.Name.End()):offset(last.Type.Pos())] + typ + text[offset(last.Type.End()):offset(handler.Body.Lbrace)]
	method := "\n\n" + head + "{\n\tpanic(\"" + name + " is not written yet\")\n}"
	return append(edits,
		summary.Edit{File: file, Start: offset(statement.End()), End: offset(statement.End()), Text: registration},
		summary.Edit{File: file, Start: offset(handler.End()), End: offset(handler.End()), Text: method},
	), true
}

// declared reports whether a file of the same folder may declare a function or method of
// that name.
func declared(file, name string) bool {
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "*.go"))
	return slices.ContainsFunc(files, func(other string) bool {
		data, err := os.ReadFile(other)
		return err != nil || bytes.Contains(data, []byte(") "+name+"(")) || bytes.Contains(data, []byte("func "+name+"("))
	})
}

// typeIn returns how the file names the type of m, and the edits that let it import the
// package; false if it cannot.
func (v *view) typeIn(fset *token.FileSet, syntax *ast.File, file string, m *message) (string, []summary.Edit, bool) {
	here := v.packageOf(file)
	if here == m.typ.Path {
		return m.typ.Name, nil, true
	}
	name := cmp.Or(v.names[m.typ.Path], path.Base(m.typ.Path))
	for _, spec := range syntax.Imports {
		importPath, err := strconv.Unquote(spec.Path.Value)
		if err != nil || importPath != m.typ.Path {
			continue
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		return name + "." + m.typ.Name, nil, name != "_" && name != "."
	}
	n := namer{syntax, here, func(path string) string { return v.names[path] }}
	if _, taken := n.imported(name); taken || v.imports(m.typ.Path, here, map[string]bool{}) || !token.IsExported(m.typ.Name) {
		return "", nil, false
	}
	var edits []summary.Edit
	for _, e := range imports.Add(fset, syntax, []imports.Spec{{Path: m.typ.Path}}, func(*ast.GenDecl) bool { return false }) {
		edits = append(edits, summary.Edit{File: file, Start: fset.Position(e.Pos).Offset, End: fset.Position(e.End).Offset, Text: string(e.NewText)})
	}
	return name + "." + m.typ.Name, edits, true
}

// imports reports whether the package from imports to, itself or through others.
func (v *view) imports(from, to string, seen map[string]bool) bool {
	if seen[from] {
		return false
	}
	seen[from] = true
	return slices.ContainsFunc(v.imported[from], func(dep string) bool { return dep == to || v.imports(dep, to, seen) })
}
