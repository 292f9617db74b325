// Package module knows which modules there are around a folder, and what belongs to none.
package module

import (
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/mod/modfile"
)

// Root returns the innermost folder around dir that has a go.mod, or dir if none has.
func Root(dir string) string {
	if file := nearest(dir, "go.mod"); file != "" {
		return filepath.Dir(file)
	}
	return dir
}

// Path returns the path of the module whose go.mod is in dir; "" if there is none.
func Path(dir string) string {
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return ""
	}
	return modfile.ModulePath(data)
}

// Files yields the files below dir that people may have written, whether they are built or not.
func Files(dir string) iter.Seq[string] {
	return func(yield func(string) bool) {
		_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil //nolint:nilerr // what cannot be read cannot be looked at
			}
			if base := d.Name(); d.IsDir() && name != dir && (base == "node_modules" || base == "vendor" || base[0] == '.' && base != ".github") {
				return fs.SkipDir
			}
			if d.Type().IsRegular() && !yield(name) {
				return fs.SkipAll
			}
			return nil
		})
	}
}

// standard are the first elements of the import paths of the standard library.
var standard = map[string]bool{
	"archive": true, "bufio": true, "builtin": true, "bytes": true, "cmp": true, "compress": true,
	"container": true, "context": true, "crypto": true, "database": true, "debug": true,
	"embed": true, "encoding": true, "errors": true, "expvar": true, "flag": true, "fmt": true,
	"go": true, "hash": true, "html": true, "image": true, "index": true, "internal": true,
	"io": true, "iter": true, "log": true, "maps": true, "math": true, "mime": true, "net": true,
	"os": true, "path": true, "plugin": true, "reflect": true, "regexp": true, "runtime": true,
	"slices": true, "sort": true, "strconv": true, "strings": true, "structs": true, "sync": true,
	"syscall": true, "testing": true, "text": true, "time": true, "unicode": true, "unique": true,
	"unsafe": true, "vendor": true, "weak": true,
}

// IsStandard reports whether a package is by its path one of the standard library.
func IsStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return standard[first]
}

// Owns reports whether the package of a path belongs to the module of another one.
func Owns(module, pkg string) bool {
	rest, ok := strings.CutPrefix(pkg+"/", module+"/")
	// Of two major versions of a module, one's path is a prefix of the other's.
	return ok && !majorVersion.MatchString(rest)
}

var majorVersion = regexp.MustCompile(`^v([2-9]|[1-9][0-9]+)/`)
