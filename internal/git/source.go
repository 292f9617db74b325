package git

import (
	"bytes"
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// CheckOutSource returns a tree of the commit that has only what the go command and buslint
// read. In a repository with pages, pictures and other languages that is a small part of all
// files, and takes a small part of the time.
func (r *Repository) CheckOutSource(ctx context.Context, commit string) (*Tree, error) {
	t, err := r.NewTree()
	if err != nil {
		return nil, err
	}
	if err := t.writeSource(ctx, commit); err != nil {
		t.Remove()
		return nil, err
	}
	return t, nil
}

func (t *Tree) writeSource(ctx context.Context, commit string) error {
	if _, err := t.index(ctx, "read-tree", commit); err != nil {
		return err
	}
	listed, err := t.index(ctx, "ls-files", "-z")
	if err != nil {
		return err
	}
	var source, others []string
	for name := range strings.SplitSeq(strings.TrimSuffix(string(listed), "\x00"), "\x00") {
		if isSource(name) {
			source = append(source, name)
		} else {
			others = append(others, name)
		}
	}
	if err := t.write(ctx, source); err != nil {
		return err
	}
	embeds, err := t.embeds(source)
	if err != nil {
		return err
	}
	return t.write(ctx, slices.DeleteFunc(others, func(name string) bool {
		return !slices.ContainsFunc(embeds, func(e embed) bool { return e.matches(name) })
	}))
}

// index runs git on the index of the tree.
func (t *Tree) index(ctx context.Context, args ...string) ([]byte, error) {
	return t.indexWith(ctx, "", args...)
}

// indexWith is index with a standard input.
func (t *Tree) indexWith(ctx context.Context, stdin string, args ...string) ([]byte, error) {
	if t.gitDir == "" {
		out, err := t.git(ctx, "rev-parse", "--absolute-git-dir")
		if err != nil {
			return nil, err
		}
		t.gitDir = strings.TrimSuffix(string(out), "\n")
	}
	return runWith(ctx, stdin, t.Dir, []string{
		"GIT_DIR=" + t.gitDir,
		"GIT_WORK_TREE=" + t.Dir,
		"GIT_INDEX_FILE=" + filepath.Join(t.temp, "index"),
	}, append([]string{"-c", "core.sparseCheckout=false", "-c", "core.splitIndex=false"}, args...)...)
}

// write writes files of the index.
func (t *Tree) write(ctx context.Context, names []string) error {
	if len(names) == 0 {
		return nil
	}
	_, err := t.indexWith(ctx, strings.Join(names, "\x00")+"\x00", "checkout-index", "-q", "-z", "--stdin")
	return err
}

// An embed is a pattern of a Go file for files in or below its folder that it embeds.
type embed struct{ dir, pattern string }

// matches reports whether the pattern matches the file or a folder around it.
func (e embed) matches(name string) bool {
	rel := name
	if e.dir != "." {
		var ok bool
		if rel, ok = strings.CutPrefix(name, e.dir+"/"); !ok {
			return false
		}
	}
	elements := strings.Split(rel, "/")
	n := min(len(elements), strings.Count(e.pattern, "/")+1)
	ok, err := path.Match(e.pattern, strings.Join(elements[:n], "/"))
	return ok || err != nil || e.pattern == "."
}

// embeds returns the patterns of the Go files among those that have been written.
func (t *Tree) embeds(source []string) ([]embed, error) {
	var all []embed
	for _, name := range source {
		if path.Ext(name) != ".go" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(t.Dir, filepath.FromSlash(name)))
		if os.IsNotExist(err) { // a link that leads nowhere
			continue
		}
		if err != nil {
			return nil, err
		}
		for line := range bytes.Lines(data) {
			patterns, ok := bytes.CutPrefix(line, []byte("//go:embed "))
			if !ok {
				continue
			}
			if bytes.ContainsAny(patterns, "\"`") { // a name with a space
				patterns = []byte("*")
			}
			for pattern := range strings.FieldsSeq(string(patterns)) {
				all = append(all, embed{path.Dir(name), strings.TrimPrefix(pattern, "all:")})
			}
		}
	}
	return all, nil
}

// isSource reports whether the go command or buslint reads a file, if no other file embeds
// it.
func isSource(name string) bool {
	switch path.Base(name) {
	case "go.mod", "go.sum", "go.work", "go.work.sum", "modules.txt", ".buslint.yml", ".buslint.yaml":
		return true
	}
	switch path.Ext(name) {
	case ".go", ".c", ".cc", ".cpp", ".cxx", ".m", ".h", ".hh", ".hpp", ".hxx", ".f", ".F", ".for", ".f90",
		".s", ".S", ".sx", ".swig", ".swigcxx", ".syso":
		return true
	}
	return false
}
