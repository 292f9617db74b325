package main

import (
	"errors"
	"flag"
	"go/build"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/settings"
)

// filesCommand lints the packages that files belong to, each whole, module by module:
// what a hook knows is which files change, and what a rule needs is a package.
func filesCommand(args []string, stdout, stderr io.Writer) int {
	var o options
	fs := newFlags(&o)
	switch err := fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return help(nil, stdout, stderr)
	case err != nil:
		return fail(stderr, "%v; buslint help lists the flags, and the rules: %s", err, ruleNames())
	case fs.NArg() == 0:
		return fail(stderr, "usage: buslint files [flags] file...")
	}
	modules, err := packagesOf(fs.Args())
	if err != nil {
		return fail(stderr, "%v", err)
	}
	if len(modules) > 1 && (o.output != "" || o.baseline != "") {
		return fail(stderr, "-o and -baseline are for one module, and these files are of %d", len(modules))
	}
	flags := args[:len(args)-fs.NArg()]
	code := exitClean
	for _, root := range slices.Sorted(maps.Keys(modules)) {
		// What the file of one module says is not for the next.
		if _, err := settings.Apply(offered, nil); err != nil {
			return fail(stderr, "%v", err)
		}
		switch c := lintIn(root, slices.Concat(flags, modules[root]), stdout, stderr); {
		case code == exitError:
		case c != exitClean:
			code = c
		}
	}
	return code
}

// packagesOf returns the packages of Go files as patterns, by the folder of their
// module. Left out are files that no pattern like ./... would find: in testdata,
// vendor, and folders with a dot or a line before their names, and folders in which
// there is nothing to compile.
func packagesOf(files []string) (map[string][]string, error) {
	modules := map[string][]string{}
	for _, file := range files {
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
