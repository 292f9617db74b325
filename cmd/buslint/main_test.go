package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScript drives the real binary, alone and under the go command. The scripts
// work in a module example.com/shop, which has a bus of its own.
//
// The binary is built as users build it. With the race detector, as this test may be, the
// scripts would take five times as long; the packages in which goroutines share memory have
// tests of their own.
func TestScript(t *testing.T) {
	binaries := t.TempDir()
	buslint := filepath.Join(binaries, "buslint")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", buslint, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	goEnv := map[string]string{"GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local", "BUSLINT_CACHE": t.TempDir()}
	for _, name := range []string{"GOCACHE", "GOMODCACHE"} {
		out, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		goEnv[name] = strings.TrimSpace(string(out))
	}
	bus, err := os.ReadFile("testdata/bus.go")
	if err != nil {
		t.Fatal(err)
	}
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: os.Getenv("UPDATE") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"buslint": clean,
			"exits":   exits,
			"damage":  damage,
		},
		Setup: func(env *testscript.Env) error {
			for name, value := range goEnv {
				env.Setenv(name, value)
			}
			env.Setenv("TESTDATA", testdata)
			env.Setenv("BUSLINT", buslint)
			env.Setenv("PATH", binaries+string(filepath.ListSeparator)+env.Getenv("PATH"))
			if err := os.Mkdir(filepath.Join(env.WorkDir, "bus"), 0o777); err != nil {
				return err
			}
			return errors.Join(
				os.WriteFile(filepath.Join(env.WorkDir, "bus", "bus.go"), bus, 0o666),
				os.WriteFile(filepath.Join(env.WorkDir, "go.mod"), []byte("module example.com/shop\n\ngo 1.26.0\n"), 0o666))
		},
	})
}

// damage changes a byte of each file below a directory.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage directory")
	}
	ts.Check(filepath.WalkDir(args[0], func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil && len(data) > 0 {
			data[len(data)/2] ^= 1
			err = os.WriteFile(path, data, 0o666)
		}
		return err
	}))
}

// clean runs buslint, which is to exit with 0: buslint ./...
func clean(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("say with which code: exits 3 buslint ...")
	}
	exits(ts, false, append([]string{"0", "buslint"}, args...))
}

// exits runs a command and checks its exit code: exits 3 buslint ./...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s exited with %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}
