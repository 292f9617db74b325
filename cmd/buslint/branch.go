package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/diff"
	"github.com/buslint/buslint/internal/git"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
)

// A branch tells which findings are new since a commit: those on lines that have changed,
// and those that were not there, because their cause stands elsewhere.
type branch struct {
	repo    *git.Repository
	commit  string
	changes *git.Changes
	base    []then // what was found in the commit, once that is asked
	asked   bool
	unknown string // why base is not known
}

// A then is what a finding was in the commit. The message may have been another: it names
// programs, and a branch may fix one of them.
type then struct {
	rule, file   string
	line, column int
}

// branchSince finds out what has changed in the repository around dir since the branch has
// left the revision.
func branchSince(ctx context.Context, dir, rev string) (*branch, error) {
	repo, err := git.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	b := &branch{repo: repo}
	if b.commit, err = repo.MergeBase(ctx, rev); err != nil {
		return nil, err
	}
	b.changes, err = repo.Changes(ctx, b.commit)
	return b, err
}

// newFindings returns the findings that are new since -new-from. What differs in the contents
// from what the files have is new, too.
func (l *linter) newFindings(ctx context.Context, findings []summary.Finding, contents map[string][]byte) ([]summary.Finding, error) {
	if l.newFrom == "" {
		return findings, nil
	}
	if l.branch == nil {
		var err error
		if l.branch, err = branchSince(ctx, cmp.Or(l.load.Dir, l.dir), l.newFrom); err != nil {
			return nil, fmt.Errorf("-new-from %s: %w", l.newFrom, err)
		}
	}
	b := l.branch
	kept := map[string][]int{} // the lines of the files that those of the contents are
	for file, data := range contents {
		old, err := l.load.Sources.Read(file)
		if err != nil {
			return nil, err
		}
		kept[file] = diff.Kept(old, data)
	}
	var fresh []summary.Finding
	var base map[then]int
	for _, f := range findings {
		was, touched := b.before(f, kept[f.Pos.Filename])
		if !touched && base == nil {
			var err error
			if base, err = l.found(ctx, b); err != nil {
				return nil, err
			}
		}
		switch {
		case touched || b.unknown == "" && was.file != "" && base[was] == 0:
			fresh = append(fresh, f)
		default:
			base[was]--
		}
	}
	return fresh, nil
}

// before returns what the finding was in the commit, if it was there, and whether one of its
// lines has changed since, where kept says which line of the file each line is. Nothing is
// known of a file that git does not have.
func (b *branch) before(f summary.Finding, kept []int) (was then, touched bool) {
	name, ok := b.repo.Name(f.Pos.Filename)
	if !ok || b.changes.Ignores(name) {
		return then{}, false
	}
	was = then{f.Rule, b.changes.OldName(name), 0, f.Pos.Column}
	for line := max(f.Pos.Line, f.End.Line); line >= f.Pos.Line; line-- {
		at := line
		if line < len(kept) {
			at = kept[line]
		}
		if was.line, ok = b.changes.Old(name, at); !ok || at == 0 {
			return then{}, true
		}
	}
	return was, false
}

// found returns how often the commit has each finding.
func (l *linter) found(ctx context.Context, b *branch) (map[then]int, error) {
	if !b.asked {
		if err := l.lintBase(ctx, b); err != nil {
			return nil, err
		}
		b.asked = true
		if b.unknown != "" {
			fmt.Fprintf(l.stderr, "buslint: -new-from %s: only findings on changed lines are known to be new: %s\n", l.newFrom, b.unknown)
		}
	}
	count := map[then]int{}
	for _, was := range b.base {
		count[was]++
	}
	return count, nil
}

// lintBase lints the commit, as far as it has the packages, with the settings of today: a
// rule that has been switched on since is not what has made a finding.
func (l *linter) lintBase(ctx context.Context, b *branch) error {
	tree, err := b.repo.CheckOutSource(ctx, b.commit)
	if err != nil {
		return err
	}
	defer tree.Remove()
	r, err := l.lintTree(ctx, tree, rules.Running(l.config))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		b.unknown = fmt.Sprintf("%.8s cannot be linted: %v", b.commit, err)
	case r == nil: // there was nothing
	case len(r.Errors) > 0:
		b.unknown = fmt.Sprintf("%.8s does not compile: %s", b.commit, r.Errors[0].Msg)
	default:
		for _, f := range r.Findings {
			if rel, err := filepath.Rel(tree.Dir, f.Pos.Filename); err == nil && filepath.IsLocal(rel) {
				b.base = append(b.base, then{f.Rule, filepath.ToSlash(rel), f.Pos.Line, f.Pos.Column})
			}
		}
	}
	return nil
}

// lintTree runs rules in a tree on what the linter lints. It returns nil if there is nothing of it.
func (l *linter) lintTree(ctx context.Context, tree *git.Tree, running []rules.Rule) (*lint.Result, error) {
	if slices.Equal(l.load.Patterns, []string{""}) {
		return nil, errors.New("there are summaries only of the current code")
	}
	then := *l
	if base, ok := tree.There(l.config.Base()); ok {
		then.config = l.config.At(base)
	}
	then.load.Overlay, then.load.Sources = nil, nil
	dir, ok := tree.There(cmp.Or(l.load.Dir, l.dir))
	if !ok {
		return nil, fmt.Errorf("%s is not in the repository", l.load.Dir)
	}
	then.load.Dir, then.load.Patterns = dir, nil
	for _, pattern := range l.load.Patterns {
		if there, ok := tree.There(pattern); ok && filepath.IsAbs(pattern) {
			pattern = there
		}
		if isThere(dir, pattern) {
			then.load.Patterns = append(then.load.Patterns, pattern)
		}
	}
	if !isThere(dir, ".") || len(then.load.Patterns) == 0 {
		return nil, nil
	}
	return then.lint(ctx, then.load, running)
}

// isThere reports whether there is the folder of a pattern, as far as it names one.
func isThere(dir, pattern string) bool {
	folder, _, _ := strings.Cut(filepath.ToSlash(pattern), "...")
	if !filepath.IsAbs(pattern) {
		if !slices.Contains([]string{".", ".."}, strings.Split(folder, "/")[0]) {
			return true // an import path
		}
		folder = filepath.Join(dir, folder)
	}
	_, err := os.Stat(folder)
	return err == nil
}
