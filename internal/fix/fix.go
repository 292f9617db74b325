// Package fix applies suggested fixes to the text of files.
package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"

	"golang.org/x/tools/go/analysis"
)

// A Fix is a change of one or more files that makes sense only as a whole.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces the bytes from Start up to End of a file.
type Edit struct {
	File       string
	Start, End int
	Text       string
}

// Of returns the fix that s suggests.
func Of(fset *token.FileSet, s analysis.SuggestedFix) Fix {
	f := Fix{Message: s.Message}
	for _, e := range s.TextEdits {
		// The position in the file itself, whatever a //line comment says.
		start := fset.PositionFor(e.Pos, false)
		end := start.Offset
		if e.End.IsValid() {
			end = fset.PositionFor(e.End, false).Offset
		}
		f.Edits = append(f.Edits, Edit{start.Filename, start.Offset, end, string(e.NewText)})
	}
	return f
}

// Apply applies as many of the fixes as do not get into each other's way, the
// earlier first, and returns the new contents of the files that change and the
// number of fixes applied. Where two fixes share an edit, such as adding an
// import, it is made once, and an import that they leave unused goes. A file that
// was formatted stays so.
//
// It returns an error if a file cannot be read or an edit lies outside of it.
func Apply(fixes []Fix, read func(file string) ([]byte, error)) (map[string][]byte, int, error) {
	accepted := map[string][]Edit{}
	applied := 0
	for _, f := range fixes {
		if len(f.Edits) == 0 || slices.ContainsFunc(f.Edits, func(e Edit) bool { return conflicts(accepted[e.File], e) }) {
			continue
		}
		for _, e := range f.Edits {
			if !slices.Contains(accepted[e.File], e) {
				accepted[e.File] = append(accepted[e.File], e)
			}
		}
		applied++
	}
	changed := map[string][]byte{}
	for file, edits := range accepted {
		old, err := read(file)
		if err != nil {
			return nil, 0, err
		}
		changed[file], err = rewrite(file, old, edits)
		if err != nil {
			return nil, 0, err
		}
	}
	return changed, applied, nil
}

// conflicts reports whether e cannot be made together with one of edits. An edit
// that is there already is no conflict.
func conflicts(edits []Edit, e Edit) bool {
	for _, other := range edits {
		if other == e {
			continue
		}
		overlap := e.Start < other.End && other.Start < e.End
		samePlace := e.Start == other.Start && (e.Start == e.End || other.Start == other.End)
		if overlap || samePlace {
			return true
		}
	}
	return false
}

func rewrite(file string, old []byte, edits []Edit) ([]byte, error) {
	slices.SortFunc(edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(old) {
			return nil, fmt.Errorf("%s: fix for bytes %d to %d does not fit the file of %d bytes", file, e.Start, e.End, len(old))
		}
		out.Write(old[at:e.Start])
		out.WriteString(e.Text)
		at = e.End
	}
	out.Write(old[at:])
	dropUnused(&out, old)
	if was, err := format.Source(old); err == nil && bytes.Equal(was, old) {
		if formatted, err := format.Source(out.Bytes()); err == nil {
			return formatted, nil
		}
	}
	return out.Bytes(), nil
}

// dropUnused deletes from the Go source out the lines of imports that old uses and
// out does not: no single fix knows that it takes the last use away.
func dropUnused(out *bytes.Buffer, old []byte) {
	fset := token.NewFileSet()
	before, err := parser.ParseFile(fset, "", old, parser.SkipObjectResolution)
	if err != nil {
		return
	}
	after, err := parser.ParseFile(fset, "", out.Bytes(), parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return
	}
	used, uses := operands(before), operands(after)
	text := out.Bytes()
	for _, decl := range slices.Backward(after.Decls) {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			continue
		}
		for _, spec := range slices.Backward(gen.Specs) {
			spec := spec.(*ast.ImportSpec)
			name := importName(spec)
			if !used[name] || uses[name] {
				continue
			}
			var node ast.Node = spec
			if len(gen.Specs) == 1 {
				node = gen
			}
			start, end := fset.Position(node.Pos()).Offset, fset.Position(node.End()).Offset
			if spec.Comment != nil {
				end = max(end, fset.Position(spec.Comment.End()).Offset)
			}
			from := bytes.LastIndexByte(text[:start], '\n') + 1
			to := end + bytes.IndexByte(text[end:], '\n') + 1
			if to > end && len(bytes.TrimSpace(text[from:start])) == 0 && len(bytes.TrimSpace(text[end:to])) == 0 {
				text = slices.Delete(text, from, to)
			}
		}
	}
	out.Truncate(len(text))
}

// operands returns the names of which something is selected in file.
func operands(file *ast.File) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok {
				names[id.Name] = true
			}
		}
		return true
	})
	return names
}

// importName returns the name that the import has in its file, as far as its path
// tells; a name that it does not have is not used anywhere.
func importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	p, _ := strconv.Unquote(spec.Path.Value)
	return path.Base(p)
}
