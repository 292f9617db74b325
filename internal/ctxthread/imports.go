package ctxthread

import (
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// importName returns the name under which f refers to the package path at pos, and
// lets f import it if it does not.
func (e *editor) importName(f *file, pos token.Pos, path, pkgName string) string {
	if name := e.importedName(f, pos, path); name != "" {
		return name
	}
	if e.imports[f] == nil {
		e.imports[f] = map[string]string{}
	}
	if name, ok := e.imports[f][path]; ok && e.free(f, pos, name) {
		return name
	}
	name := pkgName
	for i := 0; !e.free(f, pos, name) || slices.Contains(slices.Collect(maps.Values(e.imports[f])), name); i++ {
		name = "go" + pkgName
		if i > 0 {
			name += strconv.Itoa(i)
		}
	}
	// A path that has a name already in this file gets another one.
	for e.imports[f][path] != "" {
		path += "\x00"
	}
	e.imports[f][path] = name
	return name
}

// importedName returns the name under which f imports path, if it means that at
// pos; "" otherwise.
func (e *editor) importedName(f *file, pos token.Pos, path string) string {
	inner := f.unit.pkg.Types.Scope().Innermost(pos)
	for _, spec := range f.syntax.Imports {
		if p, _ := strconv.Unquote(spec.Path.Value); p != path {
			continue
		}
		pkgName := f.unit.pkg.TypesInfo.PkgNameOf(spec)
		if pkgName == nil || pkgName.Name() == "_" || pkgName.Name() == "." || inner == nil {
			continue
		}
		if _, obj := inner.LookupParent(pkgName.Name(), pos); obj == pkgName {
			return pkgName.Name()
		}
	}
	return ""
}

// free reports whether name means nothing at pos in f.
func (e *editor) free(f *file, pos token.Pos, name string) bool {
	inner := f.unit.pkg.Types.Scope().Innermost(pos)
	if inner == nil {
		return false
	}
	_, obj := inner.LookupParent(name, pos)
	return obj == nil
}

// addImports lets f import the packages with the paths under the names given, where
// a reader expects them: those of the standard library come first. gofmt puts the
// lines of a group in order.
func (e *editor) addImports(f *file, paths map[string]string) {
	var standard, others []string
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		name := paths[path]
		path = strings.TrimRight(path, "\x00")
		spec := strconv.Quote(path)
		if name != path[strings.LastIndex(path, "/")+1:] {
			spec = name + " " + spec
		}
		if isStandardPath(path) {
			standard = append(standard, spec)
		} else {
			others = append(others, spec)
		}
	}
	lines := func(specs []string) string { return "\t" + strings.Join(specs, "\n\t") + "\n" }

	var decls []*ast.GenDecl
	for _, decl := range f.syntax.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT || len(gen.Specs) == 0 {
			continue
		}
		// Nothing may come between C and the comment above it. In the output of cgo
		// another import has its place.
		spec := gen.Specs[0].(*ast.ImportSpec)
		if isC := f.cgo != nil && spec.Path.Value == `"unsafe"` && spec.Name != nil && spec.Name.Name == "_"; !isC {
			decls = append(decls, gen)
		}
	}
	for _, gen := range decls {
		if !gen.Lparen.IsValid() {
			continue
		}
		first, last := gen.Specs[0].(*ast.ImportSpec), gen.Specs[len(gen.Specs)-1].(*ast.ImportSpec)
		if len(standard) > 0 && !isStandardSpec(first) {
			e.insert(f, gen.Lparen+1, "\n"+lines(standard), rankArg)
		} else {
			for _, spec := range standard {
				e.insert(f, e.importPlace(gen, spec), "\n\t"+spec, rankArg)
			}
		}
		if len(others) > 0 {
			text := "\n" + strings.TrimSuffix(lines(others), "\n")
			if isStandardSpec(last) {
				text = "\n" + text
			}
			end := last.End()
			if last.Comment != nil {
				end = last.Comment.End()
			}
			e.insert(f, end, text, rankArg)
		}
		return
	}
	switch {
	case len(decls) == 1:
		// The one import becomes a group.
		spec := decls[0].Specs[0].(*ast.ImportSpec)
		before, after := "(\n", "\n"
		if len(standard) > 0 {
			before += lines(standard)
			if !isStandardSpec(spec) {
				before += "\n"
			}
		}
		if len(others) > 0 {
			if isStandardSpec(spec) {
				after += "\n"
			}
			after += lines(others)
		}
		e.insert(f, spec.Pos(), before+"\t", rankArg)
		e.insert(f, spec.End(), after+")", rankArg)
	case len(decls) > 1:
		var text strings.Builder
		for _, spec := range append(standard, others...) {
			text.WriteString("import " + spec + "\n")
		}
		e.insert(f, decls[0].Pos(), text.String(), rankArg)
	default:
		var text strings.Builder
		for _, spec := range append(standard, others...) {
			text.WriteString("\n\nimport " + spec)
		}
		e.insert(f, f.syntax.Name.End(), text.String(), rankArg)
	}
}

// importPlace returns where spec belongs in the first group of gen.
func (e *editor) importPlace(gen *ast.GenDecl, spec string) token.Pos {
	path := func(spec string) string {
		_, path, _ := strings.Cut(spec, `"`)
		return `"` + path
	}
	pos := gen.Lparen + 1
	for i, s := range gen.Specs {
		s := s.(*ast.ImportSpec)
		line := e.fset.PositionFor(s.Pos(), false).Line
		if s.Path.Value > path(spec) || s.Doc != nil ||
			i > 0 && line > e.fset.PositionFor(gen.Specs[i-1].End(), false).Line+1 {
			break
		}
		pos = s.End()
		if s.Comment != nil {
			pos = s.Comment.End()
		}
	}
	return pos
}

func isStandardSpec(spec *ast.ImportSpec) bool {
	path, _ := strconv.Unquote(spec.Path.Value)
	return isStandardPath(path)
}

// isStandardPath reports whether path looks like one of the standard library.
func isStandardPath(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}
