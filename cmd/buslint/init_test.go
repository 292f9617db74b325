package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// What buslint init shows is seen once it is described, whatever it is, and nothing of what was seen
// before is lost.
func TestInitIsSeen(t *testing.T) {
	scripts, err := filepath.Glob("testdata/init*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal("there are no scripts of init", err)
	}
	bus, err := os.ReadFile("testdata/bus.go")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("BUSLINT_CACHE", t.TempDir())
	for _, script := range scripts {
		archive, err := txtar.ParseFile(script)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(script), func(t *testing.T) {
			files := slices.Concat(archive.Files, []txtar.File{{Name: "bus/bus.go", Data: bus}})
			dir := t.TempDir()
			if !slices.ContainsFunc(files, func(f txtar.File) bool { return f.Name == "go.mod" }) {
				files = append(files, txtar.File{Name: "go.mod", Data: []byte("module example.com/shop\n\ngo 1.26.0\n")})
			}
			for _, f := range files {
				if name := filepath.Join(dir, f.Name); filepath.Ext(name) == ".go" || filepath.Ext(name) == ".mod" {
					if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(name, f.Data, 0o666); err != nil {
						t.Fatal(err)
					}
				}
			}
			t.Chdir(dir)
			before := places(t, "buses", "-v")
			shown := places(t, "init", "-yes")
			after := places(t, "buses", "-v")
			for _, place := range slices.Concat(before, shown) {
				if !slices.Contains(after, place) {
					t.Errorf("%s is not seen after init", place)
				}
			}
		})
	}
}

var placeInText = regexp.MustCompile(`[\w/.]+\.go:\d+`)

// places runs a command, which is to succeed, and returns the places that it prints.
func places(t *testing.T, args ...string) []string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), &env{strings.NewReader(""), &stdout, &stderr}, args); code != exitClean {
		t.Fatalf("%v: exit code %d; it printed\n%s%s", args, code, &stdout, &stderr)
	}
	return placeInText.FindAllString(stdout.String(), -1)
}
