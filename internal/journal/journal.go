// Package journal writes files so that an interruption does no harm: one file is old or new,
// and if several files belong together and not all were written, a later run can undo the
// change or complete it.
package journal

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// fileName is the name of the file that exists in a directory while files below it are written.
const fileName = ".buslint-journal"

// A Change gives a file new contents. Contents that are nil are those of a file that does
// not exist.
type Change struct {
	File string `json:"file"` // relative to the journal's directory, in the journal
	Old  []byte `json:"old"`
	New  []byte `json:"new"`

	Mode fs.FileMode `json:"mode,omitempty"` // of the file as it was; the journal looks
}

// A ChangedError lists files whose contents are not, or no longer, the expected ones.
type ChangedError struct{ Files []string }

func (e *ChangedError) Error() string {
	return strings.Join(e.Files, ", ") + ": changed by another program in the meantime"
}

// A Journal lists what is to be written. It is kept in a file until all of that is written.
type Journal struct {
	What    string    `json:"what"` // is being done, for people
	Begun   time.Time `json:"begun"`
	Changes []Change  `json:"changes"`

	dir  string
	lock *lockedfile.File
	step func(what string) // called before each step; for tests
	then func() error      // done before the journal is taken away; may be nil
}

// Write makes the changes, all or none of them. If it is interrupted, [Find] finds that
// out for dir and all directories below. It returns a [ChangedError], and changes
// nothing, if a file does not have its old contents any more. If ctx ends, or something
// cannot be written, it takes back what it has done and returns the error.
func Write(ctx context.Context, dir, what string, changes []Change) error {
	return (&Journal{What: what, Changes: changes, dir: dir, step: func(string) {}}).write(ctx)
}

// variable is what a process has in its environment that belongs to what is written: the
// journal with this name is none to it.
const variable = "BUSLINT_JOURNAL"

// WriteAnd makes the changes as Write does, and then does more, which is part of it: if that
// fails, the changes are taken back, unless the files have been changed again. Processes
// that it starts need the environment.
func WriteAnd(ctx context.Context, dir, what string, changes []Change, then func(environment string) error) error {
	j := &Journal{What: what, Changes: changes, dir: dir, step: func(string) {}}
	j.then = func() error { return then(variable + "=" + j.path()) }
	return j.write(ctx)
}

func (j *Journal) write(ctx context.Context) error {
	if len(j.Changes) == 0 {
		return nil
	}
	for _, c := range j.Changes {
		for rel, err := filepath.Rel(j.dir, c.File); err != nil || !filepath.IsLocal(rel); rel, err = filepath.Rel(j.dir, c.File) {
			if filepath.Dir(j.dir) == j.dir {
				return fmt.Errorf("%s and %s have no directory in common", c.File, j.dir)
			}
			j.dir = filepath.Dir(j.dir)
		}
	}
	var kept []string
	for i := range j.Changes {
		c := &j.Changes[i]
		info, err := os.Stat(c.File)
		if c.File, _ = filepath.Rel(j.dir, c.File); err != nil {
			continue
		}
		if c.Mode = info.Mode().Perm(); isReadOnly(info) {
			kept = append(kept, filepath.ToSlash(c.File))
		}
	}
	if len(kept) > 0 {
		return fmt.Errorf("these files are read-only, so nothing was written; make them writable first: %s", strings.Join(kept, ", "))
	}
	if err := j.Expect(Before); err != nil {
		return err
	}
	j.Begun = time.Now()
	j.step("begin")
	var err error
	// Who looks for journals may take away what is still empty.
	for j.lock == nil || !j.stands() {
		if j.lock, err = lockedfile.OpenFile(j.path(), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644); err != nil {
			return unwritable("files in "+j.dir, err)
		}
	}
	lock := j.lock
	data, err := json.Marshal(j)
	if err != nil {
		return errors.Join(err, j.End())
	}
	// In two parts, so that it can be tried what half of it does.
	for _, part := range [][]byte{data[:len(data)/2], data[len(data)/2:]} {
		if _, err := lock.Write(part); err != nil {
			return errors.Join(err, j.End())
		}
		j.step("note")
	}
	if err := lock.Sync(); err != nil {
		return errors.Join(err, j.End())
	}
	if err := j.apply(ctx, func(c Change) []byte { return c.New }); err != nil {
		return errors.Join(err, j.Undo()) //nolint:contextcheck // it is quick, and whole is better
	}
	if j.then == nil {
		return j.End()
	}
	if err := j.then(); err != nil {
		if changed := j.Expect(Either); changed != nil {
			return errors.Join(fmt.Errorf("%w\nnothing is taken back: %s", err, changed.Error()), j.End())
		}
		return errors.Join(err, j.Undo()) //nolint:contextcheck // as above
	}
	return j.End()
}

// Find returns the journal that an interrupted run has left in dir or in a directory above
// it, or nil if there is none. It waits for a process that is writing. The caller must close
// the journal, or end it with Undo or Resume.
func Find(dir string) (*Journal, error) {
	for {
		j, err := read(dir)
		if j != nil || err != nil {
			return j, err
		}
		if filepath.Dir(dir) == dir {
			return nil, nil
		}
		dir = filepath.Dir(dir)
	}
}

func read(dir string) (*Journal, error) {
	j := &Journal{dir: dir, step: func(string) {}}
	there, err := os.Lstat(j.path())
	if err != nil {
		return nil, nil //nolint:nilerr // there is none, or none that can be seen
	}
	if own, err := os.Lstat(os.Getenv(variable)); err == nil && os.SameFile(own, there) {
		return nil, nil
	}
	lock, err := lockedfile.OpenFile(j.path(), os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	j.lock = lock
	if !j.stands() {
		// Whoever was writing has ended meanwhile.
		if err := lock.Close(); err != nil {
			return nil, err
		}
		return read(dir)
	}
	if json.NewDecoder(lock).Decode(j) != nil || len(j.Changes) == 0 {
		return nil, j.End() // nothing is changed before the journal is whole
	}
	return j, nil
}

// Dir returns the directory that the files are below.
func (j *Journal) Dir() string { return j.dir }

// Files returns the names of the files.
func (j *Journal) Files() []string {
	var files []string
	for _, c := range j.Changes {
		files = append(files, j.file(c))
	}
	return files
}

// A State is which contents files have: those of before the change, those of after it, or
// either.
type State int

const (
	Before State = 1 << iota
	After
	Either = Before | After
)

// Expect returns a [ChangedError] if a file is in another state.
func (j *Journal) Expect(state State) error {
	var changed []string
	for _, c := range j.Changes {
		data, err := os.ReadFile(j.file(c))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		is := func(contents []byte) bool { return (err == nil) == (contents != nil) && bytes.Equal(data, contents) }
		if (state&Before == 0 || !is(c.Old)) && (state&After == 0 || !is(c.New)) {
			changed = append(changed, j.file(c))
		}
	}
	if len(changed) > 0 {
		return &ChangedError{changed}
	}
	return nil
}

// Close leaves the journal for later.
func (j *Journal) Close() error { return j.lock.Close() }

// Undo gives all files their old contents. It returns a [ChangedError], and changes
// nothing, if one has neither its old contents nor the new.
func (j *Journal) Undo() error {
	return j.finish(func(c Change) []byte { return c.Old })
}

// Resume gives all files their new contents, and returns an error as Undo does.
func (j *Journal) Resume() error {
	return j.finish(func(c Change) []byte { return c.New })
}

func (j *Journal) finish(contents func(Change) []byte) error {
	err := j.Expect(Either)
	if err == nil {
		err = j.apply(context.Background(), contents) // quick, and whole is better
	}
	if err != nil {
		return errors.Join(err, j.Close())
	}
	return j.End()
}

// apply gives each file the contents, if it has others.
func (j *Journal) apply(ctx context.Context, contents func(Change) []byte) error {
	for _, c := range j.Changes {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		file, err := filepath.EvalSymlinks(j.file(c))
		if errors.Is(err, fs.ErrNotExist) {
			file, err = j.file(c), nil
		}
		if err != nil {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		exists := err == nil
		// What a run leaves behind that is interrupted here has a name that is known.
		tmp := filepath.Join(filepath.Dir(file), ".buslint-"+filepath.Base(file))
		if exists == (contents(c) != nil) && bytes.Equal(data, contents(c)) {
			if err := os.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			continue
		}
		j.step("write")
		if contents(c) == nil {
			err = os.Remove(file)
		} else {
			err = replace(file, tmp, contents(c), cmp.Or(c.Mode, 0o644), func() { j.step("rename") })
		}
		if err != nil {
			return unwritable(j.file(c), err)
		}
	}
	j.step("end")
	return nil
}

// End takes the journal away: all is done. On Windows a file that is open cannot be
// removed.
func (j *Journal) End() error {
	err := os.Remove(j.path())
	closed := j.lock.Close()
	if err != nil {
		err = os.Remove(j.path())
	}
	return errors.Join(err, closed)
}

// stands reports whether the file that is locked is still the journal.
func (j *Journal) stands() bool {
	own, err := j.lock.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(j.path())
	return err == nil && os.SameFile(own, there)
}

func (j *Journal) path() string         { return filepath.Join(j.dir, fileName) }
func (j *Journal) file(c Change) string { return filepath.Join(j.dir, c.File) }

// replace gives a regular file the contents by way of the file tmp, and one that is new
// the mode.
func replace(file, tmp string, data []byte, mode fs.FileMode, before func()) error {
	if info, err := os.Stat(file); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	before()
	if err := os.Rename(tmp, file); err != nil {
		return errors.Join(err, os.Remove(tmp))
	}
	return nil
}

// WriteFile makes a file, or gives one new contents, so that it is whole, old or new,
// whatever happens. What is not a regular file, such as a device, a pipe, or what a program
// was started with for its output, is not replaced but written to; "-" is the standard
// output.
func WriteFile(file string, data []byte) error {
	if file == "-" {
		_, err := os.Stdout.Write(data)
		return err
	}
	info, err := os.Stat(file)
	if err == nil {
		for _, out := range []*os.File{os.Stdout, os.Stderr} {
			if std, err := out.Stat(); err == nil && os.SameFile(info, std) {
				_, err := out.Write(data)
				return err
			}
		}
	}
	target, resolved := filepath.EvalSymlinks(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(file); err == nil {
			return os.WriteFile(file, data, 0o644) // a link to what does not exist yet
		}
		target = file
	case err != nil:
		return err
	case info.Mode().IsRegular() && isReadOnly(info):
		return fmt.Errorf("%s is read-only; make it writable first", file)
	case !info.Mode().IsRegular() || resolved != nil:
		f, err := os.OpenFile(file, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return errors.Join(err, f.Close())
	}
	tmp, err := os.CreateTemp(filepath.Dir(target), ".buslint-*")
	if err != nil {
		return unwritable(file, err)
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return replace(target, tmp.Name(), data, 0o644, func() {})
}

// isReadOnly reports whether a file is not to be written, though who may write to its folder can replace it.
func isReadOnly(info fs.FileInfo) bool { return info.Mode().Perm()&0o200 == 0 }

// unwritable returns an error that names what cannot be written, rather than the file of ours
// that stands for it.
func unwritable(what string, err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err
	}
	return fmt.Errorf("%s cannot be written: %w", what, err)
}
