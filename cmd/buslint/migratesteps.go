package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/buslint/buslint/internal/git"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/migrate"
	"github.com/buslint/buslint/internal/module"
)

// checkSteps returns an error if other flags make no sense with steps.
func (m *migrator) checkSteps() error {
	switch {
	case m.write:
		return errors.New("-pr and -w: use -commit, which writes and commits each step, or -w -only to write a part")
	case m.why != "":
		return errors.New("-pr and -why: the steps explain no functions; leave -pr out")
	case m.selection.Twins:
		return errors.New("-pr and -twins: the steps are for the bus only; finish them first, and then use -twins, with -only for a part")
	case m.commit && m.force:
		return errors.New("-commit and -force: a commit would contain your uncommitted changes; commit them first")
	}
	return nil
}

// showSteps prints the steps of the plan, or commits them.
func (m *migrator) showSteps(ctx context.Context, plan *migrate.Plan) (int, error) {
	if m.commit {
		if err := m.commitSteps(ctx, plan); err != nil {
			return 0, err
		}
	}
	return m.finish(stepwise{plan, m.commit}, func() error { return m.printStepDiffs(plan) }, len(plan.Left) > 0, len(plan.Steps) > 0)
}

// A stepwise plan is printed as its steps, unless each was printed as it was committed.
type stepwise struct {
	*migrate.Plan
	committed bool
}

func (s stepwise) Print(w io.Writer) error {
	if s.committed {
		return nil
	}
	return s.PrintSteps(w)
}

func (m *migrator) printStepDiffs(plan *migrate.Plan) error {
	for i, step := range plan.Steps {
		fmt.Fprintf(m.stdout, "# %d. %s\n", i+1, step.Title())
		for _, file := range slices.Sorted(maps.Keys(step.After)) {
			if err := m.printChange(file, step.Before[file], step.After[file]); err != nil {
				return err
			}
		}
	}
	return nil
}

// commitSteps writes and commits one step after the other. What was committed stays if a
// step cannot be, and of that step nothing is left.
func (m *migrator) commitSteps(ctx context.Context, plan *migrate.Plan) error {
	if len(plan.Steps) == 0 {
		return nil
	}
	repo, err := git.Open(ctx, m.dir)
	if err != nil {
		return fmt.Errorf("-commit: %w", err)
	}
	files := map[string]bool{}
	for _, step := range plan.Steps {
		for file := range step.After {
			files[file] = true
		}
	}
	if err := m.refuseUncommitted(ctx, slices.Sorted(maps.Keys(files))); err != nil {
		return err
	}
	for i, step := range plan.Steps {
		err := m.commitStep(ctx, repo, step)
		if err == nil {
			fmt.Fprintf(m.stdout, "%d. %s\n", i+1, step.Title())
			continue
		}
		if err = m.changedMeanwhile("migrate", err); i == 0 {
			return err
		}
		return fmt.Errorf("%w\nsteps 1 to %d of %d are committed; buslint migrate -commit goes on from there", err, i, len(plan.Steps))
	}
	return nil
}

// committing is what a journal says of a step.
const committing = "migrate -commit"

// commitStep writes and commits a step, or leaves all as it was.
func (m *migrator) commitStep(ctx context.Context, repo *git.Repository, step *migrate.Step) error {
	files := slices.Sorted(maps.Keys(step.After))
	var changes []journal.Change
	for _, file := range files {
		if !bytes.Equal(step.Before[file], step.After[file]) {
			changes = append(changes, journal.Change{File: file, Old: step.Before[file], New: step.After[file]})
		}
	}
	return journal.WriteAnd(ctx, module.Root(m.dir), committing, changes, func(environment string) error {
		if err := repo.CommitFiles(ctx, step.Message(), files, environment); err != nil {
			return fmt.Errorf("committing %q: %w", step.Title(), err)
		}
		return nil
	})
}
