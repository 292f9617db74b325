package load

import (
	"context"
	"go/build"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Ahead yields the names of files that the packages which match the patterns probably have, so
// that they can be read while the go command finds out. It does not yield all: only those in
// folders that patterns name, and none once ctx is done.
func (o *Options) Ahead(ctx context.Context) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, pattern := range o.Patterns {
			dir, below := strings.CutSuffix(filepath.FromSlash(pattern), string(filepath.Separator)+"...")
			if build.IsLocalImport(dir) {
				dir = filepath.Join(o.Dir, dir)
			} else if !filepath.IsAbs(dir) {
				continue
			}
			dir, err := filepath.Abs(dir)
			if err != nil {
				return
			}
			err = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
				switch {
				case ctx.Err() != nil:
					return ctx.Err()
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
	if src, err := read(buf, name); err == nil {
		return src, nil
	}
	src, err := os.ReadFile(name) // or it says why not
	return append(buf, src...), err
}

// read reads a file without what package os prepares for other things than files, which for
// ten thousand small files is a third of the time.
func read(buf []byte, name string) ([]byte, error) {
	fd, err := syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	defer syscall.Close(fd)
	for {
		if cap(buf)-len(buf) < 512 {
			buf = slices.Grow(buf, max(1<<16, len(buf)))
		}
		n, err := syscall.Read(fd, buf[len(buf):cap(buf)])
		if err != nil || n == 0 {
			return buf, err
		}
		buf = buf[:len(buf)+n]
	}
}
