package module

import (
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/mod/modfile"
)

// Workspace returns the folders of the modules of the workspace that dir is in, as the go
// command sees it: those that the go.work file uses that GOWORK names, or else the nearest
// one. There are none without such a file, or if it is off or cannot be read: about that the
// go command complains.
func Workspace(dir string) []string {
	file := os.Getenv("GOWORK")
	switch file {
	case "off":
		return nil
	case "":
		file = nearest(dir, "go.work")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	work, err := modfile.ParseWork(file, data, nil)
	if err != nil {
		return nil
	}
	var dirs []string
	for _, use := range work.Use {
		used := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(used) {
			used = filepath.Join(filepath.Dir(file), used)
		}
		dirs = append(dirs, used)
	}
	return dirs
}

// Of returns the root of the module in which the go command finds the package in dir. It reports false if there is none: a
// workspace hides a module around it.
func Of(dir string) (root string, ok bool) {
	file := nearest(dir, "go.mod")
	if file == "" {
		return "", false
	}
	root = filepath.Dir(file)
	used := Workspace(dir)
	return root, len(used) == 0 || slices.ContainsFunc(used, func(other string) bool { return isSame(root, other) })
}

// isSame reports whether two names are of one folder.
func isSame(a, b string) bool {
	one, err := os.Stat(a)
	other, otherErr := os.Stat(b)
	return err == nil && otherErr == nil && os.SameFile(one, other)
}

// nearest returns the file of that name in dir or in the innermost folder around it that has
// one; "" if none has.
func nearest(dir, name string) string {
	for at := dir; ; at = filepath.Dir(at) {
		file := filepath.Join(at, name)
		if info, err := os.Stat(file); err == nil && !info.IsDir() {
			return file
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}
