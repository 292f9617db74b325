package ctxthread

import (
	"go/ast"
	"go/token"
	"strconv"

	"github.com/buslint/buslint/internal/imports"
)

// importName returns the name under which f refers to the package path at pos, and
// lets f import it if it does not.
func (e *editor) importName(f *file, pos token.Pos, path, pkgName string) string {
	pkg := f.unit.pkg
	if name := imports.Name(pkg.TypesInfo, pkg.Types, f.syntax, pos, path); name != "" {
		return name
	}
	taken := false
	name := pkgName
	for i := 0; ; i++ {
		taken = false
		for _, spec := range e.imports[f] {
			if spec == (imports.Spec{Name: name, Path: path}) && imports.Free(pkg.Types, pos, name) {
				return name
			}
			taken = taken || spec.Name == name
		}
		if !taken && imports.Free(pkg.Types, pos, name) {
			break
		}
		name = "go" + pkgName
		if i > 0 {
			name += strconv.Itoa(i)
		}
	}
	e.imports[f] = append(e.imports[f], imports.Spec{Name: name, Path: path})
	return name
}

// addImports lets f import what it needs now. In the output of cgo another import has the
// place of the one of C.
func (e *editor) addImports(f *file) {
	apart := func(gen *ast.GenDecl) bool {
		spec := gen.Specs[0].(*ast.ImportSpec)
		return f.cgo != nil && spec.Path.Value == `"unsafe"` && spec.Name != nil && spec.Name.Name == "_"
	}
	for _, edit := range imports.Add(e.fset, f.syntax, e.imports[f], apart) {
		e.insert(f, edit.Pos, string(edit.NewText), rankArg)
	}
}
