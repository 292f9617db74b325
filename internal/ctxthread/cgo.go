package ctxthread

import (
	"bytes"
	"go/ast"
	"go/token"
	"os"
	"slices"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/fix"
)

// A file that uses cgo is compiled from what cgo has made of it. Its syntax is that
// of the output, and so are the positions; line comments in the output tell those in
// the file that was written. An edit is made in both: in the one to be written, and
// in the other to be type-checked.

// written returns the name of the file that was written as syntax; "" if there is
// none, because cgo has made it up.
func written(pkg *packages.Package, syntax *ast.File) string {
	if name := pkg.Fset.PositionFor(syntax.FileStart, false).Filename; slices.Contains(pkg.GoFiles, name) {
		return name
	}
	if name := pkg.Fset.Position(syntax.Package).Filename; slices.Contains(pkg.GoFiles, name) {
		return name
	}
	return ""
}

// An original is a file as it was written, before cgo.
type original struct {
	name   string
	data   []byte
	lines  []int // offsets of the starts of the lines
	output []byte
}

func newOriginal(name string) *original {
	o := &original{name: name, lines: []int{0}}
	o.data, _ = os.ReadFile(name) // if it is gone, no edit fits it
	for i, c := range o.data {
		if c == '\n' {
			o.lines = append(o.lines, i+1)
		}
	}
	return o
}

// edit returns the edit in the original that e is in cgo's output, from pos to end.
// It reports false if the texts there differ.
func (o *original) edit(fset *token.FileSet, e fix.Edit, pos, end token.Pos) (fix.Edit, bool) {
	if o.output == nil {
		o.output, _ = os.ReadFile(e.File)
	}
	offset := func(pos token.Pos) int {
		at := fset.Position(pos)
		if at.Filename != o.name || at.Line > len(o.lines) {
			return -1
		}
		return o.lines[at.Line-1] + at.Column - 1
	}
	start := offset(pos)
	n := int(end - pos)
	// What stands there, and at least the next byte, has to be the same.
	if start < 0 || start+n >= len(o.data) || e.Start+n >= len(o.output) ||
		!bytes.Equal(o.data[start:start+max(n, 1)], o.output[e.Start:e.Start+max(n, 1)]) {
		return fix.Edit{}, false
	}
	return fix.Edit{File: o.name, Start: start, End: start + n, Text: e.Text}, true
}
