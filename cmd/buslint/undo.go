package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/buslint/buslint/internal/journal"
)

const undoLong = `
Restores the files that an interrupted buslint -fix, migrate -w or rename -w has written.
With -resume it writes the remaining files instead.
`

func setupUndo(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	resume := fs.Bool("resume", false, "write the remaining files instead")
	return func(context.Context, []string) (int, error) {
		return undo(e, *resume)
	}
}

// undo takes back what an interrupted run has written, or writes the rest of it.
func undo(e *env, resume bool) (int, error) {
	dir, err := os.Getwd()
	if err != nil {
		return 0, err
	}
	j, err := journal.Find(dir)
	switch {
	case err != nil:
		return 0, err
	case j == nil:
		return 0, errors.New("there is nothing to undo: no run was interrupted here")
	}
	end, done := j.Undo, "undid"
	if resume {
		end, done = j.Resume, "completed"
	}
	if err := end(); err != nil {
		return 0, err
	}
	fmt.Fprintf(e.stderr, "buslint: %s an interrupted %s: %s below %s\n", done, j.What, plural(len(j.Changes), "file"), j.Dir())
	return exitClean, nil
}

// interrupted returns an error if a run was interrupted that wrote files around dir.
func interrupted(dir string) error {
	j, err := journal.Find(dir)
	if j == nil || err != nil {
		return err
	}
	return errors.Join(
		fmt.Errorf("%s was interrupted at %s before it had written all of %s below %s: buslint undo restores them, and buslint undo -resume completes them",
			j.What, j.Begun.Format("15:04 on 2 January"), plural(len(j.Changes), "file"), j.Dir()),
		j.Close())
}
