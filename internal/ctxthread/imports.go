package ctxthread

import (
	"go/token"
	"go/types"
	"strconv"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/imports"
)

// importName returns the name under which f refers to the package path at pos. It adds the
// import if there is none.
func (e *editor) importName(f *file, pos token.Pos, path, pkgName string) string {
	pkg := f.pkg
	if name := imports.Name(pkg.TypesInfo, pkg.Types, f.syntax, pos, path); name != "" {
		return name
	}
	name := pkgName
	for i := 0; ; i++ {
		taken := false
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

// context returns how f writes a function or the type of package context at pos. It adds the
// import if there is none. A package that stands for it, such as golang.org/x/net/context,
// will do.
func (e *editor) context(f *file, pos token.Pos, member string) string {
	if imports.Name(f.info, f.pkg.Types, f.syntax, pos, "context") == "" {
		for _, spec := range f.syntax.Imports {
			name := f.info.PkgNameOf(spec)
			if name == nil || !standsForContext(name.Imported(), member) {
				continue
			}
			if own := imports.Name(f.info, f.pkg.Types, f.syntax, pos, name.Imported().Path()); own != "" {
				return own + "." + member
			}
		}
	}
	return e.importName(f, pos, "context", "context") + "." + member
}

// standsForContext reports whether pkg has the type of package context under the same
// name, and the member.
func standsForContext(pkg *types.Package, member string) bool {
	t, ok := pkg.Scope().Lookup("Context").(*types.TypeName)
	return ok && gotypes.IsContext(t.Type()) && pkg.Scope().Lookup(member) != nil
}

// addImports adds the imports that f needs now.
func (e *editor) addImports(f *file) {
	for _, edit := range imports.Add(e.fset, f.syntax, e.imports[f]) {
		e.insert(f, edit.Pos, string(edit.NewText), rankArg)
	}
}
