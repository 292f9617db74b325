// Package fix applies suggested fixes to the text of files.
package fix

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/imports"
	"github.com/buslint/buslint/internal/summary"
)

// A Fix is a change of one or more files that makes sense only as a whole.
type Fix = summary.Fix

// An Edit replaces the bytes from Start up to End of a file.
type Edit = summary.Edit

// Of returns the fix that s suggests, with its edits in order.
func Of(fset *token.FileSet, s analysis.SuggestedFix) Fix {
	f := Fix{Message: s.Message}
	for _, e := range s.TextEdits {
		// The position in the file itself, whatever a //line comment says.
		start := fset.PositionFor(e.Pos, false)
		end := start.Offset
		if e.End.IsValid() {
			end = fset.PositionFor(e.End, false).Offset
		}
		f.Edits = append(f.Edits, Edit{File: start.Filename, Start: start.Offset, End: end, Text: string(e.NewText)})
	}
	// What is found is the same to the byte, in whatever order a rule makes its edits.
	slices.SortStableFunc(f.Edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Start, b.Start))
	})
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
			accepted[e.File] = insert(accepted[e.File], e)
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

// conflicts reports whether e cannot be made together with one of edits, which are in the
// order of their starts. An edit that is there already is not a conflict.
func conflicts(edits []Edit, e Edit) bool {
	i := max(0, place(edits, e)-1) // the one before may reach into e
	for ; i < len(edits) && edits[i].Start <= e.End; i++ {
		other := edits[i]
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

// insert adds e to edits, in the order of their starts, unless it is there already.
func insert(edits []Edit, e Edit) []Edit {
	i := place(edits, e)
	for ; i < len(edits) && edits[i].Start == e.Start; i++ {
		if edits[i] == e {
			return edits
		}
	}
	return slices.Insert(edits, i, e)
}

// place returns the index of the first of edits that does not start before e.
func place(edits []Edit, e Edit) int {
	i, _ := slices.BinarySearchFunc(edits, e, func(a, b Edit) int { return cmp.Compare(a.Start, b.Start) })
	return i
}

// Edited returns the text of the file with the edits made. It returns an error if they
// overlap or do not fit.
func Edited(file string, text []byte, edits []Edit) ([]byte, error) {
	edits = slices.SortedStableFunc(slices.Values(edits), func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(text) {
			return nil, fmt.Errorf("%s: fix for bytes %d to %d does not fit the file of %d bytes", file, e.Start, e.End, len(text))
		}
		out.Write(text[at:e.Start])
		out.WriteString(e.Text)
		at = e.End
	}
	out.Write(text[at:])
	return out.Bytes(), nil
}

// rewrite returns the text of the file with the edits made, without imports that they
// leave unused, which no single fix knows, and formatted if it was.
func rewrite(file string, old []byte, edits []Edit) ([]byte, error) {
	if i := bytes.IndexByte(old, '\n'); i > 0 && old[i-1] == '\r' {
		edits = withCRLF(old, edits)
	}
	text, err := Edited(file, old, edits)
	if err != nil {
		return nil, err
	}
	for _, span := range slices.Backward(imports.Unused(text, old, text)) {
		text = slices.Delete(text, span.Start, span.End)
	}
	if was, err := format.Source(old); err == nil && bytes.Equal(was, old) {
		if formatted, err := format.Source(text); err == nil {
			return formatted, nil
		}
	}
	return text, nil
}

// withCRLF returns the edits with lines that end as those of the text do.
func withCRLF(text []byte, edits []Edit) []Edit {
	edits = slices.Clone(edits)
	for i := range edits {
		e := &edits[i]
		e.Text = strings.ReplaceAll(strings.ReplaceAll(e.Text, "\r\n", "\n"), "\n", "\r\n")
		// Nothing comes between the two.
		if e.Start == e.End && e.Start > 0 && bytes.HasPrefix(text[e.Start-1:], []byte("\r\n")) {
			e.Start, e.End = e.Start-1, e.End-1
		}
	}
	return edits
}
