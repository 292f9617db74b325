package git

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// patience is how long git has to take its locks away when it is interrupted.
const patience = 10 * time.Second

// CommitFiles commits what stands in files that the repository knows, with the settings and
// the hooks of the user, and nothing else that may be staged. Files that it does not know
// are left out. The hooks have the variable in their environment. It returns an error, with
// what git and the hooks say, if nothing was committed.
func (r *Repository) CommitFiles(ctx context.Context, message string, files []string, variable string) error {
	tracked, err := r.files(ctx, "--cached")
	if err != nil {
		return err
	}
	var names []string
	for _, file := range files {
		if name, ok := r.Name(file); ok && tracked[name] {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	before, err := r.git(ctx, "rev-parse", "HEAD")
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "git", "commit", "--quiet", "--cleanup=whitespace", "--message="+message, "--only", "--pathspec-from-file=-", "--pathspec-file-nul")
	cmd.Dir = r.Root
	cmd.Env = append(slices.DeleteFunc(os.Environ(), isIgnored), "GIT_LITERAL_PATHSPECS=1", variable)
	cmd.Stdin = strings.NewReader(strings.Join(names, "\x00"))
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = patience
	said, err := cmd.CombinedOutput()
	if err == nil {
		return nil
	}
	// A hook that runs afterwards may fail, too.
	if after, err := r.git(context.WithoutCancel(ctx), "rev-parse", "HEAD"); err == nil && string(after) != string(before) {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("git commit: %w\n%s", err, strings.TrimSpace(string(said)))
}
