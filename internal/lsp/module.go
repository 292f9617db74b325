package lsp

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/load"
)

// A module is what the go command sees from one folder: one module, or all of a go.work
// file.
type module struct {
	root     string   // where the go command is run
	dirs     []string // of the modules
	patterns []string // of their packages
}

func (m module) equal(other module) bool {
	return m.root == other.root && slices.Equal(m.dirs, other.dirs) && slices.Equal(m.patterns, other.patterns)
}

// modulesIn returns what there is in a folder: what it belongs to, and modules of their
// own further down.
func modulesIn(ctx context.Context, folder string) ([]module, error) {
	var modules []module
	m, err := moduleOf(ctx, folder)
	if err == nil {
		modules = append(modules, m)
	}
	walkErr := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || ctx.Err() != nil:
			return nil //nolint:nilerr // what cannot be read is not there
		case d.IsDir() && name != folder && isIgnored(d.Name()):
			return fs.SkipDir
		case d.Name() != "go.mod" || slices.ContainsFunc(modules, func(m module) bool { return slices.Contains(m.dirs, filepath.Dir(name)) }):
			return nil
		}
		if nested, nestedErr := moduleOf(ctx, filepath.Dir(name)); nestedErr == nil {
			modules = append(modules, nested)
		}
		return nil
	})
	if len(modules) > 0 {
		return modules, walkErr
	}
	return nil, err
}

// isIgnored reports whether the go command, or a person, takes a folder of that name for
// none of the code.
func isIgnored(name string) bool {
	return name == "vendor" || name == "testdata" || name == "node_modules" || name[0] == '.' || name[0] == '_'
}

// moduleOf returns what the go command sees from a folder.
func moduleOf(ctx context.Context, folder string) (module, error) {
	dirs, err := load.Modules(ctx, folder)
	if err != nil {
		return module{}, err
	}
	m := module{root: dirs[0], dirs: dirs}
	if work, err := load.Go(ctx, folder, "env", "GOWORK"); err == nil {
		if work = strings.TrimSpace(work); work != "" && work != "off" {
			m.root = filepath.Dir(work)
		}
	}
	for _, dir := range m.dirs {
		rel, err := filepath.Rel(m.root, dir)
		if err != nil {
			return module{}, err
		}
		m.patterns = append(m.patterns, "./"+filepath.ToSlash(filepath.Join(rel, "...")))
	}
	return m, nil
}
