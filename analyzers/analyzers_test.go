package analyzers_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers"
)

func TestSuiteIsFolders(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var folders, names []string
	for _, entry := range entries {
		if entry.IsDir() && entry.Name() != "internal" {
			folders = append(folders, entry.Name())
		}
	}
	for _, a := range analyzers.Suite {
		names = append(names, a.Name)
	}
	slices.Sort(names)
	if !slices.Equal(names, folders) {
		t.Errorf("the suite has %v, the folders are %v", names, folders)
	}
}

func TestSuiteIsValid(t *testing.T) {
	if err := analysis.Validate(analyzers.Suite); err != nil {
		t.Error(err)
	}
}

func TestDocs(t *testing.T) {
	for _, a := range analyzers.Suite {
		title, body, _ := strings.Cut(a.Doc, "\n\n")
		if strings.Contains(title, "\n") || strings.HasSuffix(title, ".") || title == "" {
			t.Errorf("%s: %q is no title of one line without a full stop", a.Name, title)
		}
		if want := "https://github.com/buslint/buslint/blob/main/docs/rules.md#" + a.Name; a.URL != want {
			t.Errorf("%s: the URL is %s, want %s", a.Name, a.URL, want)
		}
		if a.Name == "busmodel" {
			continue // no rule
		}
		at := -1
		for _, section := range []string{"# Why", "# Wrong", "# Right", "# When it is silent"} {
			i := strings.Index(body, section+"\n\n")
			if i <= at {
				t.Errorf("%s: section %q is missing or out of order", a.Name, section)
			}
			at = max(at, i)
		}
	}
}

// A fix that does not compile is worse than none. The golden files are what the
// fixes of a first run make of testdata.
func TestGoldenFilesCompile(t *testing.T) {
	dir := copyTestdata(t)
	goldens := 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if file, ok := strings.CutSuffix(path, ".golden"); ok && err == nil {
			goldens++
			return os.Rename(path, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if goldens == 0 {
		t.Fatal("no golden files")
	}
	run(t, dir, "go", "vet", "./...") // tests as well
}

// What one fix makes possible another run fixes, until nothing fixable is left.
func TestFixesComeToAnEnd(t *testing.T) {
	buslint := filepath.Join(t.TempDir(), "buslint")
	run(t, "..", "go", "build", "-o", buslint, "./cmd/buslint")
	dir := copyTestdata(t)
	args := []string{"-busctx.events", "./busctx/..."}
	if out := run(t, dir, buslint, args...); !strings.Contains(out, "fixable with -fix") {
		t.Fatalf("nothing is fixable:\n%s", out)
	}
	run(t, dir, buslint, slices.Insert(slices.Clone(args), 0, "-fix")...)
	run(t, dir, "go", "vet", "./...")
	if out := run(t, dir, buslint, args...); strings.Contains(out, "fixable with -fix") {
		t.Errorf("still fixable:\n%s", out)
	}
}

// copyTestdata returns a copy of testdata that uses the bus of this checkout.
func copyTestdata(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "testdata")
	if err := os.CopyFS(dir, os.DirFS("../testdata")); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	run(t, dir, "go", "mod", "edit", "-replace", "github.com/buslint/buslint="+root)
	return dir
}

// run runs a command that may find something (exit code 3), but must not fail.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState.ExitCode() != 3 {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}
