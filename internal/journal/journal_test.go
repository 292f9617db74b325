package journal

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The test runs itself as a program that writes in the directory dirEnv, and kills itself
// before the step stepEnv.
const (
	dirEnv  = "JOURNAL_TEST_DIR"
	stepEnv = "JOURNAL_TEST_STEP"
	outEnv  = "JOURNAL_TEST_OUT" // or that writes to this file, between two lines
)

func TestMain(m *testing.M) {
	if out := os.Getenv(outEnv); out != "" {
		fmt.Println("before")
		if err := WriteFile(out, []byte("text\n")); err != nil {
			panic(err)
		}
		fmt.Println("after")
		return
	}
	dir := os.Getenv(dirEnv)
	if dir == "" {
		os.Exit(m.Run())
	}
	at, err := strconv.Atoi(os.Getenv(stepEnv))
	if err != nil {
		panic(err)
	}
	j := &Journal{What: "test", Changes: changes(dir), dir: dir}
	j.step = func(string) {
		if at--; at == 0 {
			self, err := os.FindProcess(os.Getpid())
			if err != nil {
				panic(err)
			}
			_ = self.Kill()
			select {}
		}
	}
	if err := j.write(context.Background()); err != nil {
		panic(err)
	}
}

const files = 8

// changes returns the changes that the tests make.
func changes(dir string) []Change {
	var all []Change
	for i := range files {
		name := filepath.Join(dir, fmt.Sprintf("d%d", i%3), fmt.Sprintf("f%d.go", i))
		text := strings.Repeat(fmt.Sprintf("line %d\n", i), 100*i)
		c := Change{File: name, Old: []byte("old " + text), New: []byte("new " + text)}
		switch i {
		case 3: // it is new
			c.Old = nil
		case 4: // it goes
			c.New = nil
		}
		all = append(all, c)
	}
	return all
}

// tree makes the files as they are before.
func tree(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for i, c := range changes(dir) {
		if err := os.MkdirAll(filepath.Dir(c.File), 0o777); err != nil {
			t.Fatal(err)
		}
		mode := os.FileMode(0o600)
		if i%2 == 0 {
			mode = 0o640
		}
		if c.Old == nil {
			continue
		}
		if err := os.WriteFile(c.File, c.Old, mode); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// contents returns the contents and modes of all files below dir.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		info, err := d.Info()
		all[path] = info.Mode().String() + " " + string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func sameContents(a, b map[string]string) error {
	for file := range a {
		if _, ok := b[file]; !ok {
			return fmt.Errorf("%s should not be there", file)
		}
	}
	for file, text := range b {
		if a[file] != text {
			return fmt.Errorf("%s has other contents", file)
		}
	}
	return nil
}

// writer returns the command that writes, and kills itself before a step.
func writer(t *testing.T, dir string, step int) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), dirEnv+"="+dir, fmt.Sprintf("%s=%d", stepEnv, step))
	return cmd
}

// mend ends what was interrupted in dir, and checks that it is whole: all new, or all
// old. It reports whether there was something to mend.
func mend(t *testing.T, dir string, resume bool, oldTree, newTree map[string]string) bool {
	t.Helper()
	j, err := Find(filepath.Join(dir, "d1"))
	if err != nil {
		t.Fatal(err)
	}
	want := oldTree
	switch {
	case j == nil:
		// Nothing was begun, or all was done.
		if sameContents(contents(t, dir), newTree) == nil {
			want = newTree
		}
	case j.Dir() != dir || j.What != "test" || len(j.Changes) != files:
		t.Fatalf("another journal was found: %s in %s", j.What, j.Dir())
	case resume:
		want, err = newTree, j.Resume()
	default:
		err = j.Undo()
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := sameContents(contents(t, dir), want); err != nil {
		t.Errorf("resume %v: %v", resume, err)
	}
	if j, err := Find(dir); j != nil || err != nil {
		t.Errorf("there is still a journal (%v)", err)
	}
	return j != nil
}

// trees returns a directory to write in, and what it has before and after.
func trees(t *testing.T) (dir string, oldTree, newTree map[string]string) {
	t.Helper()
	dir = tree(t)
	oldTree = contents(t, dir)
	if err := Write(t.Context(), dir, "test", changes(dir)); err != nil {
		t.Fatal(err)
	}
	return dir, oldTree, contents(t, dir)
}

// restore gives dir its old contents.
func restore(t *testing.T, dir string) {
	t.Helper()
	for _, c := range changes(dir) {
		if c.Old == nil {
			_ = os.Remove(c.File)
			continue
		}
		if err := os.WriteFile(c.File, c.Old, 0o640); err != nil {
			t.Fatal(err)
		}
	}
}

// TestKilledAtEveryStep kills a process before each step that it takes: everything comes
// to be as it was, or as it was to be.
func TestKilledAtEveryStep(t *testing.T) {
	t.Parallel()
	for _, resume := range []bool{false, true} {
		t.Run(fmt.Sprintf("resume=%v", resume), func(t *testing.T) {
			t.Parallel()
			dir, oldTree, newTree := trees(t)
			interrupted := 0
			for step := 1; ; step++ {
				restore(t, dir)
				err := writer(t, dir, step).Run()
				if mend(t, dir, resume, oldTree, newTree) {
					interrupted++
				}
				if err == nil {
					if step < 2*files || interrupted < 2*files {
						t.Errorf("only %d steps, and %d interruptions", step, interrupted)
					}
					return
				}
			}
		})
	}
}

// TestKilledAtAnyTime kills a process at random moments.
func TestKilledAtAnyTime(t *testing.T) {
	t.Parallel()
	dir, oldTree, newTree := trees(t)
	restore(t, dir)
	began := time.Now()
	if err := writer(t, dir, 0).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(began)
	for i := range 100 {
		restore(t, dir)
		cmd := writer(t, dir, 0)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(whole)))) //nolint:gosec // any moment will do
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		mend(t, dir, i%2 == 0, oldTree, newTree)
	}
}

// TestMendInterrupted kills nothing, but ends a mending early, and then mends that.
func TestMendInterrupted(t *testing.T) {
	t.Parallel()
	dir, oldTree, newTree := trees(t)
	for step := 1; step < 2*files; step++ {
		restore(t, dir)
		_ = writer(t, dir, files).Run()
		j, err := Find(dir)
		if j == nil || err != nil {
			t.Fatalf("no journal: %v", err)
		}
		type stop struct{}
		n := 0
		j.step = func(string) {
			if n++; n == step {
				panic(stop{})
			}
		}
		func() {
			defer func() {
				if r := recover(); r != nil && r != (stop{}) {
					panic(r)
				}
				_ = j.Close()
			}()
			_ = j.Resume()
		}()
		mend(t, dir, step%2 == 0, oldTree, newTree)
	}
}

// TestChanged checks that nothing is overwritten that is not what it was taken for.
func TestChanged(t *testing.T) {
	t.Parallel()
	dir := tree(t)
	saved := changes(dir)[files-1].File
	if err := os.WriteFile(saved, []byte("saved"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	err := Write(t.Context(), dir, "test", changes(dir))
	if changed, ok := errors.AsType[*ChangedError](err); !ok || len(changed.Files) != 1 || changed.Files[0] != saved {
		t.Errorf("the error is %v", err)
	}
	if err := sameContents(contents(t, dir), before); err != nil {
		t.Error(err)
	}

	// And so for what is mended.
	if err := os.WriteFile(saved, changes(dir)[files-1].Old, 0o600); err != nil {
		t.Fatal(err)
	}
	_ = writer(t, dir, files).Run()
	if err := os.WriteFile(saved, []byte("saved"), 0o600); err != nil {
		t.Fatal(err)
	}
	before = contents(t, dir)
	for _, end := range []func(*Journal) error{(*Journal).Undo, (*Journal).Resume} {
		j, err := Find(dir)
		if j == nil || err != nil {
			t.Fatalf("no journal: %v", err)
		}
		if _, ok := errors.AsType[*ChangedError](end(j)); !ok {
			t.Error("a file was overwritten that something else has changed")
		}
	}
	if err := sameContents(contents(t, dir), before); err != nil {
		t.Error(err)
	}
}

// TestFails checks that what cannot be written leaves nothing written.
func TestFails(t *testing.T) {
	t.Parallel()
	dir := tree(t)
	before := contents(t, dir)
	all := changes(dir)
	// A directory stands where the temporary file of the last would.
	blocked := filepath.Join(filepath.Dir(all[files-1].File), ".buslint-"+filepath.Base(all[files-1].File))
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := Write(t.Context(), dir, "test", all); err == nil || !strings.Contains(err.Error(), all[files-1].File+" cannot be written") {
		t.Errorf("the error is %v", err)
	}
	if err := os.RemoveAll(blocked); err != nil {
		t.Fatal(err)
	}
	if j, err := Find(dir); err != nil {
		t.Fatal(err)
	} else if j != nil {
		if err := j.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if err := sameContents(contents(t, dir), before); err != nil {
		t.Error(err)
	}
}

// TestReadOnly checks that files which are not to be written are not, even by who may replace them, nor those beside them.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	dir := tree(t)
	all := changes(dir)
	for _, i := range []int{1, files - 1} {
		if err := os.Chmod(all[i].File, 0o400); err != nil {
			t.Fatal(err)
		}
		if err := WriteFile(all[i].File, []byte("new")); err == nil || !strings.Contains(err.Error(), all[i].File+" is read-only") {
			t.Errorf("the error is %v", err)
		}
	}
	before := contents(t, dir)
	err := Write(t.Context(), dir, "test", all)
	if err == nil || !strings.Contains(err.Error(), "read-only, so nothing was written; make them writable first: d1/f1.go, d1/f7.go") {
		t.Errorf("the error is %v", err)
	}
	if err := sameContents(contents(t, dir), before); err != nil {
		t.Error(err)
	}
}

// TestWriteAnd checks that what is done besides is part of it: it does not see the journal,
// others wait, and if it fails nothing is left, but for what it has changed itself.
func TestWriteAnd(t *testing.T) {
	dir := tree(t)
	before := contents(t, dir)
	failed := errors.New("failed")
	err := WriteAnd(t.Context(), dir, "test", changes(dir), func(environment string) error {
		name, value, _ := strings.Cut(environment, "=")
		t.Setenv(name, value)
		if j, err := Find(dir); j != nil || err != nil {
			t.Errorf("it finds %v, %v", j, err)
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Errorf("the error is %v", err)
	}
	if err := sameContents(contents(t, dir), before); err != nil {
		t.Error(err)
	}
	changed := changes(dir)[0].File
	err = WriteAnd(t.Context(), dir, "test", changes(dir), func(string) error {
		return errors.Join(failed, os.WriteFile(changed, []byte("another"), 0o600))
	})
	if !errors.Is(err, failed) || !strings.Contains(err.Error(), changed+": changed by another program") {
		t.Errorf("the error is %v", err)
	}
	if data, err := os.ReadFile(changed); string(data) != "another" {
		t.Errorf("what was changed is %q, %v", data, err)
	}
	if j, err := Find(dir); j != nil || err != nil {
		t.Errorf("there is still a journal: %v, %v", j, err)
	}
}

func TestWriteFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	link := filepath.Join(dir, "link")
	for _, name := range []string{file, file} { // made, and replaced
		if err := WriteFile(name, []byte("text")); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	if err := WriteFile(link, []byte("through the link")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(file)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != "through the link" || info.Mode() != 0o600 {
		t.Errorf("the file has %q, %v", data, info.Mode())
	}
	isLink := func() bool {
		info, err := os.Lstat(link)
		return err == nil && info.Mode()&os.ModeSymlink != 0
	}
	if !isLink() {
		t.Error("the link was replaced")
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(link, []byte("new")); err != nil || !isLink() {
		t.Errorf("to what does not exist yet: %v", err)
	}
	if err := WriteFile(dir, nil); err == nil {
		t.Error("a directory is written")
	}
}

// TestCancelled checks that what is cancelled leaves nothing written.
func TestCancelled(t *testing.T) {
	t.Parallel()
	dir := tree(t)
	before := contents(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	j := &Journal{What: "test", Changes: changes(dir), dir: dir}
	written := 0
	j.step = func(what string) {
		if what == "rename" {
			if written++; written == files/2 {
				cancel()
			}
		}
	}
	if err := j.write(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if err := sameContents(contents(t, dir), before); err != nil || written < files/2 {
		t.Errorf("after %d files: %v", written, err)
	}
}
