package drivers

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestNogo runs the analyzers as Bazel's rule nogo does.
func TestNogo(t *testing.T) {
	here := &place{t: t, dir: "."}
	nogo := filepath.Join(t.TempDir(), "nogo")
	here.run("go", "build", "-o", nogo, "./nogo")

	// Without tests and without what takes the whole program to know, the findings are
	// those of buslint; about declarations in other packages if it is told the module.
	for _, test := range []struct{ module, path string }{
		{"examples/stickers", ""},
		{"testdata", ""},
		{"testdata", "example.com/testdata"},
	} {
		t.Run(filepath.Base(test.module)+"/"+test.path, func(t *testing.T) {
			p := &place{t: t, dir: filepath.Join(root, test.module)}
			got := findings(p, nogo, fmt.Sprintf(`{"busmodel": {"analyzer_flags": {"modules": %q}}}`, test.path))
			alone, _ := p.try(buslint, "-test=false", "-missinghandler=false", "-duplicatehandler=false", "./...")
			var want []string
			for line := range strings.SplitSeq(alone, "\n") {
				if !regexp.MustCompile(`^\S+:\d+:\d+: .* \([a-z]+\)$`).MatchString(line) || strings.HasSuffix(line, " (lint)") {
					continue
				}
				if strings.Contains(line, "/cgo/") {
					continue // cgo's output is not at hand
				}
				// Without a version of Go there is no telling what context has.
				want = append(want, withoutCancel.ReplaceAllString(line, ""))
			}
			// One package cannot tell all that buslint knows of a declaration.
			about := func(line string) bool { return test.module == "testdata" && aboutDeclarations.MatchString(line) }
			got, want = slices.DeleteFunc(got, about), slices.DeleteFunc(want, about)
			slices.Sort(got)
			slices.Sort(want)
			if len(got) == 0 || !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}

	// A declaration in another package is reported where that is known to be one's own.
	t.Run("modules", func(t *testing.T) {
		p := &place{t: t, dir: filepath.Join(root, "testdata")}
		for _, module := range []string{"", "example.com/testdata"} {
			found := strings.Join(findings(p, nogo, fmt.Sprintf(`{"busmodel": {"analyzer_flags": {"modules": %q}}}`, module)), "\n")
			if strings.Contains(found, "commandname/handle/handle.go:28:2: command OrganizationUpdateCommand") != (module != "") {
				t.Errorf("with the module %q, it found\n%s", module, found)
			}
		}
	})

	// A bus is described in the words of .buslint.yml.
	t.Run("profiles", func(t *testing.T) {
		script, err := os.ReadFile(filepath.Join(root, "cmd", "buslint", "testdata", "profiles.txtar"))
		if err != nil {
			t.Fatal(err)
		}
		p := newPlace(t, string(script)+"-- go.mod --\nmodule example.com/shop\n\ngo 1.26.0\n")
		file, err := os.ReadFile(filepath.Join(p.dir, ".buslint.yml"))
		if err != nil {
			t.Fatal(err)
		}
		value, ok := strings.CutPrefix(string(file), "profiles:\n")
		if !ok {
			t.Fatalf("the file is\n%s", file)
		}
		found := findings(p, nogo, fmt.Sprintf(`{"busmodel": {"analyzer_flags": {"profiles": %q}}}`, value))
		if len(found) != 4 || !strings.Contains(found[0], "call s.desk.SendCtx(ctx, …)") || len(findings(p, nogo, "{}")) > 0 {
			t.Errorf("got %q", found)
		}
	})

	// Flags are set on the analyzers, and on busmodel although it reports nothing.
	t.Run("flags", func(t *testing.T) {
		p := &place{t: t, dir: filepath.Join(root, "examples/stickers")}
		text, err := os.ReadFile(filepath.Join(root, "docs", "bazel.md"))
		if err != nil {
			t.Fatal(err)
		}
		_, config, _ := strings.Cut(string(text), "```json\n")
		config, _, _ = strings.Cut(config, "```\n")
		before := findings(p, nogo, "{}")
		after := findings(p, nogo, config)
		about := func(name string) func(string) bool {
			return func(line string) bool { return strings.Contains(line, "event "+name+" ") }
		}
		if !slices.ContainsFunc(before, about("UnlockAchievementEvent")) || slices.ContainsFunc(after, about("UnlockAchievementEvent")) {
			t.Errorf("got\n%s\nand with the flags\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
		}
	})
}

// aboutDeclarations matches findings of rules about what a message is called and declares.
var aboutDeclarations = regexp.MustCompile(`\((eventname|commandname|queryresult|kindmismatch)\)$`)

var withoutCancel = regexp.MustCompile(`, or context\.WithoutCancel\(.*\) if that is on purpose`)

// findings runs nogo on each package of the module at p.
func findings(p *place, nogo, config string) []string {
	p.t.Helper()
	type listed struct {
		ImportPath string   `json:"ImportPath"`
		Dir        string   `json:"Dir"`
		Export     string   `json:"Export"`
		GoFiles    []string `json:"GoFiles"`
		CgoFiles   []string `json:"CgoFiles"`
		DepOnly    bool     `json:"DepOnly"`
	}
	var pkgs []listed
	decoder := json.NewDecoder(strings.NewReader(p.run("go", "list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles,CgoFiles,DepOnly", "./...")))
	for decoder.More() {
		var pkg listed
		if err := decoder.Decode(&pkg); err != nil {
			p.t.Fatal(err)
		}
		pkgs = append(pkgs, pkg)
	}
	dir := p.t.TempDir()
	var imports strings.Builder
	for _, pkg := range pkgs {
		fmt.Fprintf(&imports, "packagefile %s=%s\n", pkg.ImportPath, pkg.Export)
	}
	for name, text := range map[string]string{"importcfg": imports.String(), "config.json": config} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			p.t.Fatal(err)
		}
	}
	var found []string
	for _, pkg := range pkgs {
		if pkg.DepOnly || len(pkg.CgoFiles) > 0 {
			continue
		}
		args := []string{"-config", filepath.Join(dir, "config.json"), "-importcfg", filepath.Join(dir, "importcfg"), "-p", pkg.ImportPath}
		for _, name := range pkg.GoFiles {
			rel, err := filepath.Rel(p.dir, filepath.Join(pkg.Dir, name))
			if err != nil {
				p.t.Fatal(err)
			}
			args = append(args, rel)
		}
		out, code := p.try(nogo, args...)
		if code != 0 && code != 3 {
			p.t.Fatalf("%s: exit code %d\n%s", pkg.ImportPath, code, out)
		}
		found = append(found, strings.FieldsFunc(out, func(r rune) bool { return r == '\n' })...)
	}
	return found
}
