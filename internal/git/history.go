package git

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Commit is one of a history.
type Commit struct {
	ID      string
	Time    time.Time // when it was committed
	Subject string
}

// History returns the commits that are the first parents of each other from what is checked
// out back to since, the oldest first. Since is a revision, which is part of them, or a date
// such as 2006-01-02; "" is the beginning. It returns an error if it is neither.
func (r *Repository) History(ctx context.Context, since string) ([]Commit, error) {
	if _, err := r.Commit(ctx, "HEAD"); err != nil {
		return nil, err
	}
	args := []string{"--first-parent", "--reverse", "HEAD"}
	from, err := time.Parse(time.DateOnly, since)
	dated := err == nil
	var first []Commit
	if since != "" && !dated {
		id, err := r.Commit(ctx, since)
		if err != nil {
			return nil, fmt.Errorf("%w; a date is written as in 2006-01-02", err)
		}
		if first, err = r.commits(ctx, "--max-count=1", id); err != nil {
			return nil, err
		}
		args = append(args, "^"+id)
	}
	all, err := r.commits(ctx, args...)
	for dated && len(all) > 0 && all[0].Time.Before(from) {
		all = all[1:]
	}
	return append(first, all...), err
}

// commits returns the commits that rev-list lists.
func (r *Repository) commits(ctx context.Context, args ...string) ([]Commit, error) {
	// Each is a line with the commit, and a line in the format.
	out, err := r.git(ctx, append([]string{"rev-list", "--format=%ct %s"}, args...)...)
	if err != nil {
		return nil, err
	}
	var all []Commit
	id := ""
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSuffix(line, "\n")
		if rest, ok := strings.CutPrefix(line, "commit "); ok && id == "" {
			id = rest
			continue
		}
		seconds, subject, _ := strings.Cut(line, " ")
		n, err := strconv.ParseInt(seconds, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("git: %q is not a commit", line)
		}
		all = append(all, Commit{id, time.Unix(n, 0).UTC(), subject})
		id = ""
	}
	return all, nil
}

// Spread returns at most n of the commits, which are in order of time: the first, the last,
// and the ones that were current at equal intervals between them.
func Spread(commits []Commit, n int) []Commit {
	if len(commits) <= n || n < 2 {
		return commits[max(0, len(commits)-max(n, 1)):]
	}
	start, end := commits[0].Time, commits[len(commits)-1].Time
	spread := []Commit{commits[0]}
	at := 0
	for i := 1; i < n; i++ {
		until := start.Add(time.Duration(float64(end.Sub(start)) * float64(i) / float64(n-1)))
		next := at
		for next+1 < len(commits) && !commits[next+1].Time.After(until) {
			next++
		}
		if i == n-1 {
			next = len(commits) - 1
		}
		if next > at {
			spread = append(spread, commits[next])
			at = next
		}
	}
	return spread
}
