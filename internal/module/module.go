// Package module finds the module that a file belongs to.
package module

import (
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// Root returns the innermost folder around dir that has a go.mod, or dir if none has.
func Root(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if info, err := os.Stat(filepath.Join(at, "go.mod")); err == nil && !info.IsDir() {
			return at
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}

// Path returns the path of the module whose go.mod is in dir; "" if there is none.
func Path(dir string) string {
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return ""
	}
	return modfile.ModulePath(data)
}
