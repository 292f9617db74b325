package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/buslint/buslint/internal/git"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/plural"
)

const undoLong = `
Restores the files that an interrupted buslint -fix, migrate -w or rename -w has written.
With -resume it writes the remaining files instead.
`

func setupUndo(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	resume := fs.Bool("resume", false, "write the remaining files instead")
	return func(ctx context.Context, _ []string) (int, error) {
		dir, err := os.Getwd()
		if err != nil {
			return 0, err
		}
		j, err := unfinished(ctx, dir)
		switch {
		case err != nil:
			return 0, err
		case j == nil:
			return 0, errors.New("there is nothing to undo: no run was interrupted here")
		}
		end, done := j.Undo, "undid"
		if *resume {
			end, done = j.Resume, "completed"
		}
		if err := end(); err != nil {
			return 0, err
		}
		fmt.Fprintf(e.stderr, "buslint: %s an interrupted %s: %s below %s\n", done, j.What, plural.Of(len(j.Changes), "file"), j.Dir())
		return exitClean, nil
	}
}

// unfinished returns the journal that an interrupted run has left around dir; nil if there is
// none, or git has in a commit what there is.
func unfinished(ctx context.Context, dir string) (*journal.Journal, error) {
	j, err := journal.Find(dir)
	if j == nil || err != nil || j.What != committing {
		return j, err
	}
	isWhole := j.Expect(journal.Before) == nil || j.Expect(journal.After) == nil
	if _, err := git.Open(ctx, j.Dir()); err == nil && isWhole && len(uncommitted(ctx, j.Files())) == 0 {
		return nil, j.End()
	}
	return j, nil
}

// interrupted returns an error if a run was interrupted that wrote files around dir.
func interrupted(ctx context.Context, dir string) error {
	j, err := unfinished(ctx, dir)
	if j == nil || err != nil {
		return err
	}
	before, mend := "it had written all of", "buslint undo restores them, and buslint undo -resume completes them"
	if j.What == committing {
		before, mend = "it had committed", "buslint undo restores them, and then buslint migrate -commit goes on"
	}
	return errors.Join(
		fmt.Errorf("%s was interrupted at %s before %s %s below %s: %s",
			j.What, j.Begun.Format("15:04 on 2 January"), before, plural.Of(len(j.Changes), "file"), j.Dir(), mend),
		j.Close())
}
