// Package everywhere has functions that no handler runs.
package everywhere

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"os/exec"
	"testing"
)

// It helps tests.
func helper(t *testing.T) {
	_ = exec.Command("true").Run()
}

func names(ctx context.Context, db *sql.DB) error {
	slog.Info("names") // want `^slog\.Info drops the context; call slog\.InfoContext\(ctx, …\)$`
	_, err := db.Query("SELECT name FROM org")
	return err
}

func serve(w http.ResponseWriter, r *http.Request) {
	_ = exec.Command("true").Run() // want `call exec\.CommandContext\(r\.Context\(\), …\)$`
	if err := r.Context().Err(); err != nil {
		return
	}
}

func no(db *sql.DB) error {
	return db.Ping()
}
