package ctxthread_test

import (
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"
	"golang.org/x/tools/txtar"

	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/load"
)

// TestThread plans what the archives in testdata hold, and compares each file that
// changes with the one below want, and the rest of the plan with the file plan. The
// result must compile, with the go command, too, and a second plan must be empty.
//
// The calls that need a context are those of the package mail in testdata/mail.go:
// it has nothing to do with a bus.
func TestThread(t *testing.T) {
	t.Parallel()
	mail, err := os.ReadFile("testdata/mail.go")
	if err != nil {
		t.Fatal(err)
	}
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			if strings.Contains(name, "cgo") && !hasCgo(t) {
				t.Skip("cgo is not there")
			}
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir, want := unpack(t, ar, mail)
			plan, got := thread(t, dir)
			got["plan"] = describe(plan, dir)
			if os.Getenv("UPDATE") != "" {
				update(t, name, ar, got)
				return
			}
			for file := range got {
				if _, ok := want[file]; !ok {
					t.Errorf("%s: changes, and there is nothing to compare with:\n%s", file, got[file])
				}
			}
			for file, text := range want {
				if text != got[file] {
					t.Errorf("%s: got\n%s\nwant\n%s", file, got[file], text)
				}
			}

			delete(got, "plan")
			for file, text := range got {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			vet := exec.CommandContext(t.Context(), "go", "vet", "./...")
			vet.Dir = dir
			if out, err := vet.CombinedOutput(); err != nil {
				t.Errorf("go vet: %v\n%s", err, out)
			}
			if _, again := thread(t, dir); len(again) > 0 {
				t.Errorf("a second time changes %v", again)
			}
		})
	}
}

// hasCgo reports whether Go can compile C here.
func hasCgo(t *testing.T) bool {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "env", "CGO_ENABLED", "CC").Output()
	if err != nil {
		t.Fatal(err)
	}
	enabled, compiler, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	_, err = exec.LookPath(compiler)
	return enabled == "1" && err == nil
}

// unpack writes the files of the archive to a directory, and returns it with those
// that are wanted.
func unpack(t *testing.T, ar *txtar.Archive, mail []byte) (dir string, want map[string]string) {
	t.Helper()
	dir = t.TempDir()
	want = map[string]string{}
	files := []txtar.File{{Name: "mail/mail.go", Data: mail}}
	if !slices.ContainsFunc(ar.Files, func(f txtar.File) bool { return f.Name == "go.mod" }) {
		files = append(files, txtar.File{Name: "go.mod", Data: []byte("module example.com/post\n\ngo 1.26.0\n")})
	}
	for _, f := range append(files, ar.Files...) {
		if f.Name == "plan" {
			want[f.Name] = string(f.Data)
			continue
		}
		if name, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[strings.TrimSuffix(name, ".txt")] = string(f.Data)
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir, want
}

// thread plans the module in dir, and returns the new contents of its files.
func thread(t *testing.T, dir string) (*ctxthread.Plan, map[string]string) {
	t.Helper()
	pkgs, err := load.Packages(t.Context(), load.Options{Dir: dir, Patterns: []string{"./..."}, Tests: true})
	if err != nil {
		t.Fatal(err)
	}
	if errs := load.Errors(pkgs); len(errs) > 0 {
		t.Fatal(errs)
	}
	o := ctxthread.Options{Packages: pkgs}
	for _, pkg := range pkgs {
		o.Seeds = append(o.Seeds, seeds(pkg)...)
	}
	o.Keeps = func(call *ast.CallExpr) bool {
		return slices.ContainsFunc(o.Seeds, func(s *ctxthread.Seed) bool { return s.Call == call && len(s.Takes) > 0 })
	}
	plan := ctxthread.New(o)
	contents, _, err := fix.Apply([]fix.Fix{plan.Change}, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range ctxthread.Check(pkgs, contents) {
		t.Errorf("the result does not compile: %v", err)
	}
	changed := map[string]string{}
	for file, data := range contents {
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		changed[filepath.ToSlash(rel)] = string(data)
	}
	return plan, changed
}

// seeds returns the uses of mail.Send and mail.Receive, outside of that package.
func seeds(pkg *packages.Package) []*ctxthread.Seed {
	var found []*ctxthread.Seed
	if pkg.Name == "mail" {
		return nil
	}
	for cur := range inspector.New(pkg.Syntax).Root().Preorder((*ast.SelectorExpr)(nil)) {
		sel := cur.Node().(*ast.SelectorExpr)
		fn, _ := typeutil.Callee(pkg.TypesInfo, &ast.CallExpr{Fun: sel}).(*types.Func)
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Name() != "mail" {
			continue
		}
		s := &ctxthread.Seed{Pkg: pkg, Fun: sel, Twin: fn.Name() + "Ctx", Arg: 0, Family: "mail"}
		if call, ok := cur.Parent().Node().(*ast.CallExpr); ok && call.Fun == sel {
			s.Call = call
		}
		switch {
		case fn.Name() == "Receive" && s.Call != nil:
			s.Arg = -1
			if sig := pkg.TypesInfo.TypeOf(s.Call.Args[0]).Underlying().(*types.Signature); sig.Params().Len() == 1 {
				s.Takes = s.Call.Args[:1]
			}
		case fn.Name() != "Send":
			continue
		}
		found = append(found, s)
	}
	return found
}

// describe writes what a plan says beside its edits.
func describe(plan *ctxthread.Plan, dir string) string {
	var b strings.Builder
	for _, g := range plan.Gains {
		var path []string
		for _, step := range g.Path {
			path = append(path, step.Text)
		}
		fmt.Fprintf(&b, "%s: %s\n", g.Func, strings.Join(path, "; "))
	}
	for _, f := range plan.Frozen {
		fmt.Fprintf(&b, "frozen %s: %s\n", f.Func, f.Reason)
	}
	for _, e := range plan.Ends {
		fmt.Fprintf(&b, "%s in %s for %s: %s\n", e.Func(), e.In, e.Callee, e.Reason)
	}
	for _, e := range plan.Detached {
		fmt.Fprintf(&b, "WithoutCancel for %s: %s\n", e.Callee, e.Reason)
	}
	for _, w := range plan.Wraps {
		fmt.Fprintf(&b, "wrap %s\n", w.Func)
	}
	if plan.Tests > 0 {
		fmt.Fprintf(&b, "%d begin in tests\n", plan.Tests)
	}
	return strings.ReplaceAll(b.String(), dir+string(filepath.Separator), "")
}

// update writes what came out to the archive.
func update(t *testing.T, name string, ar *txtar.Archive, got map[string]string) {
	t.Helper()
	ar.Files = slices.DeleteFunc(ar.Files, func(f txtar.File) bool {
		return f.Name == "plan" || strings.HasPrefix(f.Name, "want/")
	})
	var files []string
	for file := range got {
		files = append(files, file)
	}
	slices.Sort(files)
	for _, file := range files {
		// A name that does not end in .go keeps tools from reading it as Go.
		out := "want/" + file + ".txt"
		if file == "plan" {
			out = file
		}
		ar.Files = append(ar.Files, txtar.File{Name: out, Data: []byte(got[file])})
	}
	if err := os.WriteFile(name, txtar.Format(ar), 0o666); err != nil {
		t.Fatal(err)
	}
}
