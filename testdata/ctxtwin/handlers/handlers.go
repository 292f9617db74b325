// Package handlers has handlers that call functions with twins.
package handlers

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"os/exec"

	"github.com/buslint/buslint/bus"
)

type UpdateOrgCommand struct{ ID int64 }

type DeleteOrgCommand struct{ ID int64 }

type AskQuery struct{ Result string }

type OrgDeleted struct{ ID int64 }

type Store struct {
	bus bus.Bus
	db  *sql.DB
}

func (s *Store) Init() {
	s.bus.AddHandlerCtx(s.update)
	s.bus.AddHandlerCtx(func(_ context.Context, cmd *DeleteOrgCommand) error {
		_, err := s.db.Exec("DELETE FROM org WHERE id = ?", cmd.ID) // want `^s\.db\.Exec drops the context that DeleteOrgCommand was dispatched with; name the parameter that has one, and call s\.db\.ExecContext\(ctx, …\)$`
		return err
	})
	s.bus.AddEventListenerCtx(s.deleted)
	s.bus.AddHandlerCtx(s.ask)
	s.bus.AddHandler(s.old)
}

func (s *Store) update(ctx context.Context, cmd *UpdateOrgCommand) error {
	slog.Info("updating", "id", cmd.ID)
	tx, err := s.db.Begin() // want `call s\.db\.BeginTx\(ctx, nil\)$`
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Exec("UPDATE org SET name = ? WHERE id = ?", "new", cmd.ID); err != nil { // want `^tx\.Exec drops the context that UpdateOrgCommand was dispatched with; call tx\.ExecContext\(ctx, …\)$`
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE org SET version = version + 1"); err != nil {
		return err
	}
	if err := s.count(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

// It is called by a handler, and has a context.
func (s *Store) count(ctx context.Context, tx *sql.Tx) error {
	query := func() *sql.Row { return tx.QueryRow("SELECT count(*) FROM org") } // want `that UpdateOrgCommand was dispatched with; call tx\.QueryRowContext\(ctx, …\)$`
	var n int
	return query().Scan(&n)
}

func (s *Store) deleted(ctx context.Context, event *OrgDeleted) error {
	if _, err := http.Get("https://example.com/deleted"); err != nil { // want `^http\.Get drops the context that OrgDeleted was published with; use http\.NewRequestWithContext and the method Do of a client$`
		return err
	}
	req, err := http.NewRequest("GET", "https://example.com", nil) // want `call http\.NewRequestWithContext\(ctx, …\)$`
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req)
	return err
}

func (s *Store) ask(ctx context.Context, cmd *AskQuery) error {
	req, err := http.NewRequest("GET", "https://example.com", nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req.WithContext(ctx))
	return err
}

// There is no context here.
func (s *Store) old(cmd *DeleteOrgCommand) error {
	_, err := s.db.Exec("DELETE FROM org")
	return err
}

// No handler runs it.
func (s *Store) Names(ctx context.Context) error {
	_, err := s.db.Query("SELECT name FROM org")
	return err
}

// Nothing is known of its context.
func (s *Store) empty() error {
	ctx := context.Background()
	_ = ctx
	return exec.Command("true").Run()
}
