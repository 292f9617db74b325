package doctext_test

import (
	"testing"

	"github.com/buslint/buslint/internal/doctext"
)

func TestOf(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"// Package rule reports what is wrong.\n//\n// # Why\n//\n// Because.\npackage rule\n", "reports what is wrong\n\n# Why\n\nBecause."},
		{"// Package rule reports what is\n// wrong.\n//\n// Because.\npackage rule\n", "reports what is wrong\n\nBecause."},
		{"/*\nPackage rule reports what is wrong.\n\nBecause.\n*/\npackage rule\n", "reports what is wrong\n\nBecause."},
	} {
		if got := doctext.Of(test.src); got != test.want {
			t.Errorf("Of(%q) = %q, want %q", test.src, got, test.want)
		}
	}
}

func TestOfPanics(t *testing.T) {
	for _, src := range []string{
		"",
		"package rule\n",
		"// rule reports what is wrong.\npackage rule\n",
		"// Package other reports what is wrong.\npackage rule\n",
		"// Package rule reports what is wrong.\n\npackage rule\n",
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Of(%q) does not panic", src)
				}
			}()
			doctext.Of(src)
		}()
	}
}
