// Package git asks git what a repository holds, such that no setting of the user changes
// the answer.
package git

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A Repository is a git repository with a work tree.
type Repository struct {
	// Root is the root of the work tree, without symbolic links.
	Root string
}

// Open returns the repository that contains dir. It returns an error if there is none, or if
// git is not installed.
func Open(ctx context.Context, dir string) (*Repository, error) {
	out, err := run(ctx, dir, "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	root, err := filepath.EvalSymlinks(filepath.FromSlash(strings.TrimSuffix(string(out), "\n")))
	if err != nil {
		return nil, err
	}
	return &Repository{root}, nil
}

// Root returns the root of the work tree that contains dir, or dir if there is none. It does
// not run git.
func Root(dir string) string {
	for at := dir; at != filepath.Dir(at); at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at
		}
	}
	return dir
}

// Name returns the name of a file relative to the work tree. It reports false if the file is
// not in the work tree.
func (r *Repository) Name(file string) (string, bool) {
	if file == "" {
		return "", false
	}
	for _, resolve := range []func(string) (string, error){filepath.Abs, filepath.EvalSymlinks} {
		at, err := resolve(file)
		if err != nil {
			continue
		}
		if rel, err := filepath.Rel(r.Root, at); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel), true
		}
	}
	return "", false
}

// Commit returns the commit that a revision names. It returns an error if it names none.
func (r *Repository) Commit(ctx context.Context, rev string) (string, error) {
	if strings.HasPrefix(rev, "-") {
		return "", fmt.Errorf("%s is not a revision", rev)
	}
	out, err := r.git(ctx, "rev-parse", "--verify", "--quiet", rev+"^{commit}")
	if err != nil {
		why := errors.New("git knows no such revision; if it is a branch elsewhere, git fetch gets it")
		if _, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "HEAD"); err != nil {
			why = errors.New("nothing has been committed yet")
		}
		return "", cmp.Or(ctx.Err(), why)
	}
	return strings.TrimSpace(string(out)), nil
}

// MergeBase returns the last commit that the checked-out commit and the revision have in
// common. It returns an error if they have no common history, or if there is no such
// revision.
func (r *Repository) MergeBase(ctx context.Context, rev string) (string, error) {
	commit, err := r.Commit(ctx, rev)
	if err != nil {
		return "", err
	}
	out, err := r.git(ctx, "merge-base", "HEAD", commit)
	if err != nil {
		return "", cmp.Or(ctx.Err(), errors.New("what is checked out has no history in common with it; in a shallow clone, git fetch --unshallow gets the history"))
	}
	return strings.TrimSpace(string(out)), nil
}

// Remote returns the address of the remote of that name, as it is configured, or "" if there
// is none.
func (r *Repository) Remote(ctx context.Context, name string) string {
	out, err := r.git(ctx, "config", "--get", "remote."+name+".url")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

func (r *Repository) git(ctx context.Context, args ...string) ([]byte, error) {
	return run(ctx, r.Root, args...)
}

// settings are those that would change what git says, or run programs of the user.
var settings = []string{
	"core.fsmonitor=false", "core.quotePath=true", "core.hooksPath=" + os.DevNull,
	"core.attributesFile=" + os.DevNull, "core.excludesFile=" + os.DevNull, "submodule.recurse=false",
}

// isIgnored reports whether a variable changes how git compares and names files, or says in
// which repository and index it looks, as it does in hooks: that follows from the folder.
func isIgnored(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	return strings.HasSuffix(name, "_PATHSPECS") || slices.Contains([]string{
		"GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS",
		"GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX",
	}, name)
}

// run runs git in dir, and returns what it prints.
func run(ctx context.Context, dir string, args ...string) ([]byte, error) {
	return runWith(ctx, "", dir, nil, args...)
}

// runWith is run with a standard input and more in the environment.
func runWith(ctx context.Context, stdin, dir string, more []string, args ...string) ([]byte, error) {
	var all []string
	for _, setting := range settings {
		all = append(all, "-c", setting)
	}
	cmd := exec.CommandContext(ctx, "git", append(all, args...)...)
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(stdin)
	cmd.Env = append(slices.DeleteFunc(os.Environ(), isIgnored), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_LFS_SKIP_SMUDGE=1")
	cmd.Env = append(cmd.Env, more...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	switch {
	case err == nil:
		return out, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case stderr.Len() > 0:
		return nil, fmt.Errorf("git: %s", strings.TrimSpace(stderr.String()))
	}
	return nil, fmt.Errorf("git %s: %w", args[0], err)
}
