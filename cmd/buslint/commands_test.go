package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
)

// Who interrupts is told so, and nothing is left behind.
func TestInterrupted(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	t.Chdir("../../examples/stickers")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{{"./..."}, {"why", "RenameTeam"}, {"catalog", "-diff", "HEAD"}, {"migrate"}, {"files", "main.go"}} {
		var stdout, stderr bytes.Buffer
		if code := run(ctx, &env{nil, &stdout, &stderr}, args); code != exitError || stderr.String() != "buslint: interrupted\n" || stdout.Len() > 0 {
			t.Errorf("%s: exit code %d, with\n%s%s", strings.Join(args, " "), code, &stdout, &stderr)
		}
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
