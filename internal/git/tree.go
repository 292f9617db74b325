package git

import (
	"context"
	"os"
	"path/filepath"
)

// A Tree is a folder of its own in which commits of a repository can be checked out. The
// repository, its index, and its list of work trees stay as they are, so that nothing is
// left in it even by a process that is killed.
type Tree struct {
	*Repository
	Dir  string // without symbolic links
	temp string // holds dir, and the index

	gitDir string // of the repository; "" before it is asked for
}

// NewTree returns an empty tree in the folder for temporary files. Remove deletes it.
func (r *Repository) NewTree() (*Tree, error) {
	temp, err := os.MkdirTemp("", "buslint-tree-")
	if err != nil {
		return nil, err
	}
	t := &Tree{Repository: r, temp: temp}
	if t.temp, err = filepath.EvalSymlinks(temp); err != nil {
		return nil, err
	}
	t.Dir = filepath.Join(t.temp, "tree")
	return t, os.Mkdir(t.Dir, 0o777)
}

// Move checks out the commit in the tree. It writes only the files that differ from what was
// checked out before.
func (t *Tree) Move(ctx context.Context, commit string) error {
	_, err := t.index(ctx, "read-tree", "--reset", "-u", commit)
	return err
}

// There returns the path in the tree that corresponds to a file or folder of the work tree,
// whether it exists or not. It reports false for one that is outside of the work tree.
func (t *Tree) There(file string) (string, bool) {
	name, ok := t.Name(file)
	return filepath.Join(t.Dir, filepath.FromSlash(name)), ok
}

// Remove deletes the tree. What cannot be deleted is left to whoever cleans up the folder for
// temporary files.
func (t *Tree) Remove() { _ = os.RemoveAll(t.temp) }
