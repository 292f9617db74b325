package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/buslint/buslint/internal/fix"
)

// maxRounds bounds how often fixes are looked for: one may make another possible,
// as a handler that has been given a context can hand it on.
const maxRounds = 10

// fixAll applies fixes until there are none, and writes the files, or with -diff
// prints what would change; then it prints what is left. It writes nothing unless
// the packages type-check as well as before.
func (l *linter) fixAll(ctx context.Context) (int, error) {
	contents := map[string][]byte{}
	read := func(file string) ([]byte, error) {
		if data, ok := contents[file]; ok {
			return data, nil
		}
		return os.ReadFile(file)
	}
	l.load.Overlay = contents
	r, err := l.run(ctx)
	if err != nil {
		return 0, err
	}
	errs, fixed := r.Errors, 0
	for range maxRounds {
		var fixes []fix.Fix
		for _, f := range r.Findings {
			fixes = append(fixes, f.Fixes...)
		}
		if len(fixes) == 0 {
			break
		}
		changed, n, err := fix.Apply(fixes, read)
		if err != nil {
			return 0, err
		}
		maps.Copy(contents, changed)
		fixed += n
		if r, err = l.run(ctx); err != nil {
			return 0, err
		}
		if len(r.Errors) > len(errs) {
			l.printErrors(r.Errors)
			return 0, errors.New("a fix would break the build as shown, so nothing was changed; this is a bug in buslint, please report it")
		}
	}
	if l.diff {
		if err := l.printDiff(contents); err != nil {
			return 0, err
		}
	} else {
		for _, file := range slices.Sorted(maps.Keys(contents)) {
			if err := replaceFile(file, contents[file]); err != nil {
				return 0, err
			}
		}
	}
	verb := "fixed"
	if l.diff {
		verb = "would fix"
	}
	fmt.Fprintf(l.stderr, "buslint: %s %s in %s\n", verb, plural(fixed, "finding"), plural(len(contents), "file"))
	if l.diff {
		// What -diff prints is for a program to read: the findings would be in its way.
		l.printErrors(r.Errors)
		switch {
		case len(r.Errors) > 0:
			return exitError, nil
		case fixed+len(r.Findings) > 0:
			return exitFindings, nil
		}
		return exitClean, nil
	}
	return l.report(ctx, r)
}

func (l *linter) printDiff(contents map[string][]byte) error {
	for _, file := range slices.Sorted(maps.Keys(contents)) {
		old, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(l.relative(file))
		if _, err := l.stdout.Write(diff.Diff("a/"+name, old, "b/"+name, contents[file])); err != nil {
			return err
		}
	}
	return nil
}

// replaceFile makes a file, or gives one new contents, so that it is whole, old or
// new, whatever happens.
func replaceFile(file string, data []byte) error {
	mode := os.FileMode(0o644)
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		mode = info.Mode().Perm()
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".buslint-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // fails once it has been renamed
	if _, err := tmp.Write(data); err != nil {
		tmp.Close()
		return err
	}
	if err := errors.Join(tmp.Chmod(mode), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}
