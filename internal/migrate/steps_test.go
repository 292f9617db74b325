package migrate

import (
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/kind"
)

// TestGroups checks what makes a step: what one owner has, or one folder, or one file if
// that would be too much for people to review.
func TestGroups(t *testing.T) {
	family := func(name string, uses ...*busUse) *Family { return &Family{name: name, sites: uses} }
	use := func(send, test bool, file string) *busUse {
		u := &busUse{Use: &busmodel.Use{Role: kind.Handle}, Parcel: &busmodel.Parcel{}, Pos: token.Position{Filename: filepath.FromSlash(file)}}
		if send {
			u.Role = kind.Dispatch
		}
		u.Test = test
		return u
	}
	many := func(n int, file string) []*Family {
		var fams []*Family
		for i := range n {
			fams = append(fams, family(fmt.Sprintf("%s%d", filepath.Base(file), i), use(false, false, file)))
		}
		return fams
	}
	for name, test := range map[string]struct {
		families []*Family
		want     []string
	}{
		"none": {nil, nil},
		"by owner, in all folders": {
			slices.Concat(many(6, "owned/a/a.go"), many(6, "owned/b/b.go"), many(1, "c/c.go")),
			[]string{"c: 1", "@owner: 12"},
		},
		"by folder, what an owner has too much of": {
			slices.Concat(many(6, "owned/a/a.go"), many(7, "owned/b/b.go")),
			[]string{"owned/a: 6", "owned/b: 7"},
		},
		"by file, what a folder has too much of": {
			slices.Concat(many(6, "c/a.go"), many(14, "c/b.go"), many(1, "d/a.go")),
			[]string{"c/a.go: 6", "c/b.go: 14", "d: 1"},
		},
		"by the handler, and not in a test": {
			[]*Family{
				family("A", use(true, false, "a/a.go"), use(false, true, "b/b_test.go"), use(false, false, "c/c.go"), use(false, false, "d/d.go")),
				family("B", use(true, true, "a/a_test.go"), use(true, false, "b/b.go")),
				family("C", use(true, true, "a/a_test.go")),
			},
			[]string{"a: 1", "b: 1", "c: 1"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			owner := func(file string) string {
				if strings.HasPrefix(filepath.ToSlash(file), "owned/") {
					return "@owner"
				}
				return ""
			}
			for _, g := range groupsOf(test.families, owner, func(file string) string { return file }) {
				got = append(got, fmt.Sprintf("%s: %d", g.of, len(g.families)))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
