// Package module finds the module that a file belongs to.
package module

import (
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// Root returns the innermost folder around dir that has a go.mod, or dir if none has.
func Root(dir string) string {
	if file := nearest(dir, "go.mod"); file != "" {
		return filepath.Dir(file)
	}
	return dir
}

// Has reports whether dir is in a module.
func Has(dir string) bool { return nearest(dir, "go.mod") != "" }

// Path returns the path of the module whose go.mod is in dir; "" if there is none.
func Path(dir string) string {
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return ""
	}
	return modfile.ModulePath(data)
}
