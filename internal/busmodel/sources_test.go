package busmodel_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/load"
)

// Who imports a package reads the files that it has on this system, in whatever folder: they would be read, and
// proven, once more otherwise.
func TestSourcesOfImports(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "[shop]")
	for name, text := range map[string]string{
		"go.mod":            "module example.com/shop\n\ngo 1.24\n",
		"bus/bus.go":        "package bus\n\ntype Bus struct{}\n\nvar Default Bus\n",
		"bus/inner.go":      "package bus\n\nfunc init() {}\n",
		"bus/bus_test.go":   "package bus\n\ntype tested struct{}\n",
		"bus/on_linux.go":   "package bus\n\nfunc (*Bus) Publish(any) {}\n",
		"bus/on_windows.go": "package bus\n\nfunc (*Bus) Publish(any) {}\n",
		"bus/on_other.go":   "//go:build !linux && !windows\n\npackage bus\n\nfunc (*Bus) Publish(any) {}\n",
		"bus/tagged.go":     "//go:build tagged\n\npackage bus\n\nfunc (*Bus) Tagged() {}\n",
		"bus/make.go":       "//go:build ignore\n\npackage main\n\nfunc main() {}\n",
		"use/use.go":        "package use\n\nimport \"example.com/shop/bus\"\n\nvar Bus *bus.Bus\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, tags := range []string{"", "tagged"} {
		pkgs, err := load.Packages(t.Context(), load.Options{Dir: dir, Patterns: []string{"./..."}, Tags: tags})
		if err != nil {
			t.Fatal(err)
		}
		graph, err := checker.Analyze([]*analysis.Analyzer{busmodel.Analyzer}, pkgs, nil)
		if err != nil {
			t.Fatal(err)
		}
		sums := map[string][32]byte{}
		for _, act := range graph.Roots {
			pkg := act.Package.Types
			if act.Package.Name == "use" {
				pkg = pkg.Imports()[0]
			}
			sums[act.Package.Name] = act.Result.(*busmodel.Model).Sources.Sum(pkg)
		}
		if sums["bus"] != sums["use"] {
			t.Errorf("with the tags %q, who imports a package reads other files than that has", tags)
		}
	}
}
