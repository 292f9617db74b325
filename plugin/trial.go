package plugin

import (
	"bytes"
	"cmp"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A trial finds out whether the package of a pass compiles after fixes.
type trial struct {
	pass     *analysis.Pass
	contents map[*token.File][]byte // read so far
	before   int                    // the errors without any fix, plus one; 0 is unknown
}

var errUnsound = errors.New("does not compile")

// compiles returns errUnsound if the package does not compile with the fixes made,
// and other errors if that cannot be found out.
func (t *trial) compiles(fixes ...*analysis.SuggestedFix) error {
	if t.before == 0 {
		// More than none in a package with cgo, whose own files are not at hand.
		t.before = 1 + t.check(t.pass.Files)
	}
	edits := map[*token.File][]analysis.TextEdit{}
	for _, fix := range fixes {
		for _, edit := range fix.TextEdits {
			file := t.pass.Fset.File(edit.Pos)
			edits[file] = append(edits[file], edit)
		}
	}
	files := slices.Clone(t.pass.Files)
	for i, syntax := range files {
		file := t.pass.Fset.File(syntax.FileStart)
		if len(edits[file]) == 0 {
			continue
		}
		text, err := t.read(file)
		if err != nil {
			return err
		}
		if text, err = apply(file, text, edits[file]); err != nil {
			return err
		}
		files[i], err = parser.ParseFile(t.pass.Fset, file.Name(), text, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return errUnsound
		}
	}
	if t.check(files) >= t.before {
		return errUnsound
	}
	return nil
}

// apply makes the edits as golangci-lint does: equal ones once, and none if two
// overlap.
func apply(file *token.File, text []byte, edits []analysis.TextEdit) ([]byte, error) {
	type edit struct {
		start, end int
		text       string
	}
	var sorted []edit
	for _, e := range edits {
		own := edit{file.Offset(e.Pos), file.Offset(e.Pos), string(e.NewText)}
		if e.End.IsValid() {
			own.end = file.Offset(e.End)
		}
		if !slices.Contains(sorted, own) {
			sorted = append(sorted, own)
		}
	}
	slices.SortStableFunc(sorted, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
	var out bytes.Buffer
	at := 0
	for _, e := range sorted {
		if e.start < at || e.end < e.start || e.end > len(text) {
			return nil, errUnsound
		}
		out.Write(text[at:e.start])
		out.WriteString(e.text)
		at = e.end
	}
	out.Write(text[at:])
	return out.Bytes(), nil
}

// read returns what stands in the file.
func (t *trial) read(file *token.File) ([]byte, error) {
	if text, ok := t.contents[file]; ok {
		return text, nil
	}
	readFile := t.pass.ReadFile
	if readFile == nil {
		readFile = os.ReadFile
	}
	text, err := readFile(file.Name())
	if err != nil {
		return nil, err
	}
	if t.contents == nil {
		t.contents = map[*token.File][]byte{}
	}
	t.contents[file] = text
	return text, nil
}

// check type-checks the package with other files and returns the number of errors.
func (t *trial) check(files []*ast.File) int {
	n := 0
	conf := types.Config{
		Importer:    importer(t.imported),
		GoVersion:   t.pass.Pkg.GoVersion(),
		Sizes:       t.pass.TypesSizes,
		FakeImportC: true,
		Error:       func(error) { n++ },
	}
	if _, err := conf.Check(t.pass.Pkg.Path(), t.pass.Fset, files, nil); err != nil {
		n = max(n, 1)
	}
	return n
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }

// imported returns a package that this one imports, itself or through others. What
// a fix needs is among these: a bus that takes contexts imports context.
func (t *trial) imported(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	for _, file := range t.pass.Files {
		for _, spec := range file.Imports {
			if strings.Trim(spec.Path.Value, "`\"") != path {
				continue
			}
			if name := t.pass.TypesInfo.PkgNameOf(spec); name != nil {
				return name.Imported(), nil
			}
		}
	}
	seen := map[*types.Package]bool{}
	queue := []*types.Package{t.pass.Pkg}
	for len(queue) > 0 {
		pkg := queue[0]
		queue = queue[1:]
		for _, imported := range pkg.Imports() {
			if imported.Path() == path && imported.Complete() {
				return imported, nil
			}
			if !seen[imported] {
				seen[imported] = true
				queue = append(queue, imported)
			}
		}
	}
	return nil, errors.New("nothing here imports " + path)
}

// dropImports adds to the fix the edits that delete the imports whose last uses it
// replaces.
func (t *trial) dropImports(fix *analysis.SuggestedFix) error {
	if len(fix.TextEdits) == 0 {
		return nil
	}
	replaced := func(pos token.Pos) bool {
		return slices.ContainsFunc(fix.TextEdits, func(e analysis.TextEdit) bool { return e.Pos <= pos && pos < e.End })
	}
	// How often the fix leaves each package's name in its place.
	left := map[*types.PkgName]int{}
	for id, obj := range t.pass.TypesInfo.Uses {
		if name, ok := obj.(*types.PkgName); ok && t.pass.Fset.File(id.Pos()) == t.pass.Fset.File(fix.TextEdits[0].Pos) {
			if replaced(id.Pos()) {
				left[name] += 0
			} else {
				left[name]++
			}
		}
	}
	inserted := func(name *types.PkgName) bool {
		return slices.ContainsFunc(fix.TextEdits, func(e analysis.TextEdit) bool {
			return bytes.Contains(e.NewText, []byte(name.Name()+"."))
		})
	}
	for _, syntax := range t.pass.Files {
		for _, decl := range syntax.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.IMPORT {
				continue
			}
			for _, spec := range gen.Specs {
				name := t.pass.TypesInfo.PkgNameOf(spec.(*ast.ImportSpec))
				if name == nil {
					continue
				}
				if n, ok := left[name]; !ok || n > 0 || inserted(name) {
					continue
				}
				var node ast.Node = spec
				if len(gen.Specs) == 1 {
					node = gen
				}
				edit, err := t.deleteLines(node)
				if err != nil {
					return err
				}
				fix.TextEdits = append(fix.TextEdits, edit)
			}
		}
	}
	return nil
}

// deleteLines returns the edit that deletes the lines of an import, and with the
// last of its group the line that divides it from the next.
func (t *trial) deleteLines(node ast.Node) (analysis.TextEdit, error) {
	file := t.pass.Fset.File(node.Pos())
	text, err := t.read(file)
	if err != nil {
		return analysis.TextEdit{}, err
	}
	start := bytes.LastIndexByte(text[:file.Offset(node.Pos())], '\n') + 1
	end := file.Offset(node.End())
	if n := bytes.IndexByte(text[end:], '\n'); n >= 0 {
		end += n + 1
	}
	before := bytes.TrimRight(text[:start], " \t\r")
	opened := bytes.HasSuffix(before, []byte("(\n")) || bytes.HasSuffix(before, []byte("\n\n"))
	if rest := bytes.TrimLeft(text[end:], " \t\r"); opened && bytes.HasPrefix(rest, []byte("\n")) {
		end = len(text) - len(rest) + 1
	}
	return analysis.TextEdit{Pos: file.Pos(start), End: file.Pos(end)}, nil
}
