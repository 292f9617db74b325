package git

import (
	"context"
	"strings"
)

// Remote returns the address of the remote of that name, as it is configured, or "" if there
// is none.
func (r *Repository) Remote(ctx context.Context, name string) string {
	out, err := r.git(ctx, "config", "--get", "remote."+name+".url")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
