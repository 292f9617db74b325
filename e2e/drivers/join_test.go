package drivers

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/buslint/buslint/internal/load"
)

// TestJoinUnits runs the rules over programs as the aspect in docs/bazel.md lets Bazel run
// them: an action for each package that sees its source and the export data of what it
// links, and one that sees no more than the summaries that those write.
func TestJoinUnits(t *testing.T) {
	script, err := os.ReadFile(filepath.Join(root, "cmd", "buslint", "testdata", "summarize.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	bus, err := os.ReadFile(filepath.Join(root, "cmd", "buslint", "testdata", "bus.go"))
	if err != nil {
		t.Fatal(err)
	}
	_, files, _ := strings.Cut(string(script), "\n-- models/models.go --")
	shop := newPlace(t, "-- go.mod --\nmodule example.com/shop\n\ngo 1.26.0\n-- bus/bus.go --\n"+string(bus)+"\n-- models/models.go --"+files)

	for name, p := range map[string]*place{
		"shop":      shop,
		"stickers":  {t: t, dir: filepath.Join(root, "examples", "stickers")},
		"reference": {t: t, dir: filepath.Join(root, "testdata")},
	} {
		t.Run(name, func(t *testing.T) {
			p.t = t
			flags := []string{"-test=false", "-neverdispatched", "-missinghandler", "-duplicatehandler", "-busctx", "-commandname"}
			want, code := p.try(buslint, append(flags, "./...")...)
			if code == 1 {
				t.Fatal(want)
			}
			got, joined := p.try(buslint, append(append([]string{"join"}, flags[1:]...), summaries(p)...)...)
			if joined != code {
				t.Errorf("join exits with %d, and buslint with %d", joined, code)
			}
			want = withoutCgo(want)
			if got = withoutCgo(got); got != want {
				t.Errorf("the findings differ:\n%s", diff.Diff("buslint", []byte(want), "join", []byte(got)))
			}
			if name == "shop" && !strings.Contains(got, "nothing handles models.Archive in cmd/server") {
				t.Errorf("joined\n%s", got)
			}
		})
	}
}

// exported matches the column of a declaration, which export data does not have.
var exported = regexp.MustCompile(`:\d+(: .* is declared here)`)

// withoutCgo returns the lines about what can be built without cgo, and not their number.
func withoutCgo(out string) string {
	var kept []string
	for line := range strings.Lines(out) {
		if !strings.Contains(line, "/cgo/") && !strings.HasPrefix(line, "buslint: ") {
			kept = append(kept, exported.ReplaceAllString(line, "$1"))
		}
	}
	return strings.Join(kept, "")
}

// summaries writes a summary of each package of the module at p, and returns the files.
func summaries(p *place) []string {
	p.t.Helper()
	type listed struct {
		ImportPath string            `json:"ImportPath"`
		Dir        string            `json:"Dir"`
		Export     string            `json:"Export"`
		GoFiles    []string          `json:"GoFiles"`
		CgoFiles   []string          `json:"CgoFiles"`
		ImportMap  map[string]string `json:"ImportMap"`
		Deps       []string          `json:"Deps"`
		DepOnly    bool              `json:"DepOnly"`
		Module     struct {
			Path string `json:"Path"`
		} `json:"Module"`
	}
	var pkgs []listed
	exports := map[string]string{}
	decoder := json.NewDecoder(strings.NewReader(p.run("go", "list", "-deps", "-export", "-json", "./...")))
	for decoder.More() {
		var pkg listed
		if err := decoder.Decode(&pkg); err != nil {
			p.t.Fatal(err)
		}
		exports[pkg.ImportPath] = pkg.Export
		pkgs = append(pkgs, pkg)
	}
	dir := p.t.TempDir()
	var written []string
	for i, pkg := range pkgs {
		if pkg.DepOnly || len(pkg.CgoFiles) > 0 {
			continue
		}
		unit := load.Unit{
			ImportPath: pkg.ImportPath, ModulePath: pkg.Module.Path, GoVersion: "go1.26",
			ImportMap: pkg.ImportMap, PackageFile: map[string]string{},
		}
		for _, name := range pkg.GoFiles {
			rel, err := filepath.Rel(p.dir, filepath.Join(pkg.Dir, name))
			if err != nil {
				p.t.Fatal(err)
			}
			unit.GoFiles = append(unit.GoFiles, rel)
		}
		for _, dep := range pkg.Deps {
			if exports[dep] != "" {
				unit.PackageFile[dep] = exports[dep]
			}
		}
		text, err := json.Marshal(unit)
		if err != nil {
			p.t.Fatal(err)
		}
		cfg := filepath.Join(dir, fmt.Sprintf("%d.cfg", i))
		if err := os.WriteFile(cfg, text, 0o666); err != nil {
			p.t.Fatal(err)
		}
		file := strings.TrimSuffix(cfg, ".cfg") + ".summary"
		p.run(buslint, "summarize", "-o", file, "-busctx", "-commandname", cfg)
		written = append(written, file)
	}
	return written
}
