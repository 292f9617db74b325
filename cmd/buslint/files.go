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
)

const filesLong = `
Lints the packages that contain the files, in whichever modules they are. This is for
hooks, which know the files that have changed, while the rules need whole packages. The
flags are those of buslint itself.
`

func setupFiles(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	l := newReporter(e, fs)
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
		var parts []part
		for _, root := range slices.Sorted(maps.Keys(modules)) {
			parts = append(parts, part{root, modules[root]})
		}
		return l.lintParts(ctx, parts)
	}
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
