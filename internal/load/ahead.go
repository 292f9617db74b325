package load

import (
	"go/build"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Ahead yields the names of files that the packages which match the patterns probably have, so
// that they can be read while the go command finds out. It does not yield all: only those below
// folders that are patterns.
func (o *Options) Ahead() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, pattern := range o.Patterns {
			dir, below := strings.CutSuffix(filepath.FromSlash(pattern), string(filepath.Separator)+"...")
			if build.IsLocalImport(dir) {
				dir = filepath.Join(o.Dir, dir)
			}
			dir, err := filepath.Abs(dir)
			if err != nil || strings.Contains(dir, "...") {
				continue
			}
			err = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
				switch {
				case err != nil:
					return fs.SkipDir
				case !entry.IsDir():
					if o.mayHave(entry.Name()) && !yield(name) {
						return io.EOF
					}
				case name != dir && (!below || isLeftOut(name)):
					return fs.SkipDir
				}
				return nil
			})
			if err != nil {
				return
			}
		}
	}
}

func (o *Options) mayHave(file string) bool {
	return filepath.Ext(file) == ".go" && file[0] != '.' && file[0] != '_' && (o.Tests || !strings.HasSuffix(file, "_test.go"))
}

// isLeftOut reports whether a pattern with dots does not match what is in a folder below its own.
func isLeftOut(dir string) bool {
	base := filepath.Base(dir)
	if base[0] == '.' || base[0] == '_' || base == "testdata" || base == "vendor" {
		return true
	}
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}

// Read appends the contents of a file of a package to buf. It returns an error if that cannot
// be read.
func (o *Options) Read(buf []byte, name string) ([]byte, error) {
	if src, ok := o.Overlay[name]; ok {
		return append(buf, src...), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for {
		if cap(buf)-len(buf) < 512 {
			buf = slices.Grow(buf, max(1<<16, len(buf)))
		}
		n, err := f.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
