package drivers

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVetCache shows that a second machine, which shares the go command's cache
// through GOCACHEPROG, analyzes nothing again.
func TestVetCache(t *testing.T) {
	here := &place{t: t, dir: "."}
	cacheprog := filepath.Join(t.TempDir(), "cacheprog")
	here.run("go", "build", "-o", cacheprog, "./cacheprog")

	// A tool that notes for which packages go vet calls it.
	tools := newPlace(t, "-- vettool --\n#!/bin/sh\nfor arg; do case $arg in *.cfg) echo \"$arg\" >>\"$VETTOOL_LOG\";; esac; done\nexec "+buslint+" \"$@\"\n")
	vettool := filepath.Join(tools.dir, "vettool")
	if err := os.Chmod(vettool, 0o777); err != nil {
		t.Fatal(err)
	}

	shared := t.TempDir()
	machine := func() []string {
		return []string{
			fmt.Sprintf("GOCACHEPROG=%s %s %s", cacheprog, shared, t.TempDir()),
			"VETTOOL_LOG=" + filepath.Join(t.TempDir(), "log"),
		}
	}
	// vet returns what go vet prints, and how often it called the tool.
	vet := func(p *place, flags ...string) (string, int) {
		t.Helper()
		args := append([]string{"vet", "-vettool=" + vettool}, flags...)
		out, code := p.try("go", append(args, "./...")...)
		if code != 1 {
			t.Fatalf("exit code %d, want 1\n%s", code, out)
		}
		// From its cache go vet does not print which package it is.
		out = strings.TrimPrefix(out, "# example.com/shop/shop\n")
		if strings.Count(out, "\n") != 1 || !strings.Contains(out, "drops the context") {
			t.Fatalf("not one finding:\n%s", out)
		}
		log, err := os.ReadFile(strings.TrimPrefix(p.env[1], "VETTOOL_LOG="))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		return out, strings.Count(string(log), "\n")
	}

	dir := filepath.Join(t.TempDir(), "checkout")
	checkout := func(dir string) *place {
		t.Helper()
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		p := &place{t: t, dir: dir, env: machine()}
		p.write(shop)
		return p
	}

	first, calls := vet(checkout(dir))
	if calls < 3 {
		t.Fatalf("%d calls of the tool on the first machine: nothing can be said about the second", calls)
	}
	t.Logf("first machine: %d calls of the tool", calls)
	second, calls := vet(checkout(dir))
	if calls != 0 || second != first {
		t.Errorf("second machine: %d calls of the tool, want 0, and\n%s\nwant\n%s", calls, second, first)
	}

	// In another folder the module's own packages are analyzed again, but for
	// -trimpath; with it, findings keep the names that files have had.
	if _, calls := vet(checkout(dir + "2")); calls != 2 {
		t.Errorf("another folder: %d calls of the tool, want 2, one for each package of the module", calls)
	}
	if _, calls := vet(checkout(dir), "-trimpath"); calls == 0 {
		t.Error("-trimpath: no call of the tool, although it was not used before")
	}
	out, calls := vet(checkout(dir+"3"), "-trimpath")
	if calls != 0 || !strings.Contains(out, "../checkout/"+finding) {
		t.Errorf("another folder with -trimpath: %d calls of the tool, want 0, and\n%s\nwant the names of before", calls, out)
	}

	// What has changed is looked at, and nothing else.
	p := checkout(dir)
	p.write("-- shop/order.go --\npackage shop\n\ntype order struct{ number int }\n")
	if _, calls := vet(p); calls != 1 {
		t.Errorf("one package changed: %d calls of the tool, want 1", calls)
	}
}
