package git_test

import (
	"strings"
	"testing"
	"time"

	"github.com/buslint/buslint/internal/git"
)

func TestHistory(t *testing.T) {
	dir, do := repository(t)
	for _, subject := range []string{"commit first", "second", "third"} {
		do("commit", "-q", "--allow-empty", "-m", subject)
	}
	do("tag", "third")
	do("checkout", "-q", "-b", "side", "HEAD^")
	do("commit", "-q", "--allow-empty", "-m", "aside")
	do("checkout", "-q", "third")
	do("merge", "-q", "--no-ff", "-m", "merged", "side")
	repo, err := git.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	tomorrow := time.Now().Add(48 * time.Hour).Format(time.DateOnly)
	for since, want := range map[string]string{
		"":           "commit first, second, third, merged",
		"third":      "third, merged",
		"third^":     "second, third, merged",
		"2001-01-01": "commit first, second, third, merged",
		tomorrow:     "",
		"HEAD":       "merged",
	} {
		commits, err := repo.History(t.Context(), since)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range commits {
			got = append(got, c.Subject)
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("since %q there are %s, want %s", since, got, want)
		}
	}
	for _, since := range []string{"nonsense", "-p"} {
		if _, err := repo.History(t.Context(), since); err == nil {
			t.Errorf("no error since %s", since)
		}
	}
}

func TestSpread(t *testing.T) {
	var commits []git.Commit
	for i, day := range []int{1, 2, 3, 4, 11, 20, 21} {
		commits = append(commits, git.Commit{ID: "abcdefg"[i : i+1], Time: time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC)})
	}
	for n, want := range map[int]string{1: "g", 2: "ag", 3: "aeg", 5: "adeg", 7: "abcdefg", 50: "abcdefg"} {
		got := ""
		for _, c := range git.Spread(commits, n) {
			got += c.ID
		}
		if got != want {
			t.Errorf("%d of them are %s, want %s", n, got, want)
		}
	}
	if got := git.Spread(nil, 3); len(got) > 0 {
		t.Errorf("%v of none", got)
	}
}
