package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"go/build"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/report"
)

const filesLong = `
Lints the packages that contain the files, in whichever modules they are. This is for
hooks, which know the files that have changed, while the rules need whole packages. The
flags are those of buslint itself.
`

func setupFiles(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	var o options
	o.declareFlags(fs)
	return func(ctx context.Context, files []string) (int, error) {
		if len(files) == 0 {
			return 0, errors.New("no files are given; usage: " + commandNamed("files").usage())
		}
		modules, err := packagesOf(files)
		if err != nil {
			return 0, err
		}
		if len(modules) == 0 {
			fmt.Fprintln(e.stderr, "buslint: nothing to lint: none of the files is a Go file of a package; testdata and vendor are left out")
		}
		all := &collection{}
		given := map[string]string{}
		fs.Visit(func(f *flag.Flag) { given[f.Name] = f.Value.String() })
		code := exitClean
		for _, root := range slices.Sorted(maps.Keys(modules)) {
			switch c, err := lintAgain(ctx, e, all, given, root, modules[root]); {
			case ctx.Err() != nil:
				return 0, ctx.Err()
			case err != nil:
				fail(e.stderr, "%v", err)
				code = exitError
			case code != exitError && c != exitClean:
				code = c
			}
		}
		if all.any {
			return code, (&linter{env: e, options: o}).write(all.report)
		}
		return code, nil
	}
}

// A collection makes the reports of modules one.
type collection struct {
	report report.Report
	any    bool
}

func (c *collection) add(r report.Report) error {
	all := c.report
	c.report, c.any = r, true
	c.report.Findings = slices.Concat(all.Findings, r.Findings)
	for _, rule := range r.Rules {
		if !slices.Contains(all.Rules, rule) {
			all.Rules = append(all.Rules, rule)
		}
	}
	c.report.Rules = all.Rules
	return nil
}

// lintAgain lints packages of the module at root with the given flags, and collects what is to be
// reported.
func lintAgain(ctx context.Context, e *env, all *collection, given map[string]string, root string, patterns []string) (int, error) {
	l := &linter{env: e, collect: all.add}
	fs := newFlagSet()
	l.declareFlags(fs)
	for name, value := range given {
		if err := fs.Set(name, value); err != nil {
			return 0, err
		}
	}
	return l.lintIn(ctx, root, patterns)
}

// packagesOf returns the packages of Go files as patterns, by the folder of their
// module. Left out are files that no pattern like ./... would find: in testdata,
// vendor, and folders with a dot or a line before their names, and folders in which
// there is nothing to compile.
func packagesOf(files []string) (map[string][]string, error) {
	modules := map[string][]string{}
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && info.IsDir() {
			return nil, fmt.Errorf("%s is a directory, but buslint files takes Go files; buslint ./DIR/... lints a directory", file)
		}
		if filepath.Ext(file) != ".go" {
			continue
		}
		abs, err := filepath.Abs(file)
		if err != nil {
			return nil, err
		}
		if _, err := os.Stat(abs); err != nil {
			return nil, err
		}
		dir := filepath.Dir(abs)
		root := module.Root(dir)
		rel, err := filepath.Rel(root, dir)
		if err != nil {
			return nil, err
		}
		pattern := "./" + filepath.ToSlash(rel)
		if isLeftOut(rel) || slices.Contains(modules[root], pattern) {
			continue
		}
		var none *build.NoGoError
		if _, err := build.ImportDir(dir, 0); errors.As(err, &none) {
			continue
		}
		modules[root] = append(modules[root], pattern)
	}
	return modules, nil
}

func isLeftOut(rel string) bool {
	if rel == "." {
		return false
	}
	return slices.ContainsFunc(strings.Split(filepath.ToSlash(rel), "/"), func(elem string) bool {
		return elem == "testdata" || elem == "vendor" || strings.HasPrefix(elem, ".") || strings.HasPrefix(elem, "_")
	})
}
