package traces_test

import (
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var (
	modules = flag.Int("modules", 2, "number of modules, of 40 programs each")
	seed    = flag.Uint64("seed", 1, "of the first module")
)

// TestFix runs programs before and after buslint -fix. Thousands of them are run with
// -modules.
func TestFix(t *testing.T) { testTraces(t, "-fix", "./...") }

// TestMigrate does the same with buslint migrate.
func TestMigrate(t *testing.T) { testTraces(t, "migrate", "-w", "-todos", "-force") }

// testTraces compares what programs do before and after the command.
func testTraces(t *testing.T, args ...string) {
	t.Helper()
	t.Parallel()
	buslint := filepath.Join(t.TempDir(), "buslint")
	run(t, "../..", "go", "build", "-o", buslint, "./cmd/buslint")
	for i := range *modules {
		seed := *seed + uint64(i)
		dir := module(t, seed)
		before := run(t, dir, "go", "run", ".")
		output, err := command(t, dir, buslint, args...).CombinedOutput()
		if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != 3) {
			t.Fatalf("seed %d: %v\n%s", seed, err, output)
		}
		after := run(t, dir, "go", "run", ".")
		for _, difference := range compare(before, after) {
			t.Errorf("seed %d: %s", seed, difference)
		}
		// What is mended is no cause of complaint for a rule.
		if diff, _ := command(t, dir, buslint, "-diff", "./...").Output(); len(diff) > 0 {
			t.Errorf("seed %d: a second run changes\n%s", seed, diff)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		before, after string
		want          int
	}{
		{"1: alive\n2: alive", "1: alive\n2: alive", 0},
		{"1: over\n2: alive", "1: alive\n2: alive", 0},
		{"1: alive\n2: alive", "1: alive\n2: over", 1},
		{"1: alive\n2: alive", "2: alive\n1: alive", 2},
		{"1: alive\n2: alive", "1: alive", 1},
		{"1: alive", "1: alive\nerror: bus: handler not found", 1},
	} {
		if got := compare(test.before, test.after); len(got) != test.want {
			t.Errorf("%q, %q: %q", test.before, test.after, got)
		}
	}
}

// module writes a program and returns its directory.
func module(t *testing.T, seed uint64) string {
	t.Helper()
	bus := "../../bus"
	if seed%2 == 0 {
		bus = "testdata/twotables"
	}
	files, err := programs(rand.New(rand.NewPCG(seed, 0)), 40, bus) //nolint:gosec // the same programs each time
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	output, err := command(t, dir, name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, output)
	}
	return string(output)
}

func command(t *testing.T, dir, name string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	return cmd
}
