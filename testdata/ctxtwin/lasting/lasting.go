// Package lasting makes things that may be in use when the handler has returned.
package lasting

import (
	"context"
	"database/sql"
	"net/http"
	"os/exec"

	"github.com/buslint/buslint/bus"
)

type StartCommand struct{}

type service struct {
	bus bus.Bus
	db  *sql.DB
	cmd *exec.Cmd
	tx  *sql.Tx
}

func (s *service) Init() { s.bus.AddHandlerCtx(s.start) }

func (s *service) start(ctx context.Context, cmd *StartCommand) error {
	run := exec.Command("true") // want `call exec\.CommandContext\(ctx, …\)$`
	if err := run.Run(); err != nil {
		return err
	}
	started := exec.Command("sleep", "1000")
	if err := started.Start(); err != nil {
		return err
	}
	waited := exec.Command("true") // want `call exec\.CommandContext\(ctx, …\)$`
	if err := waited.Start(); err != nil {
		return err
	}
	if err := waited.Wait(); err != nil {
		return err
	}
	s.cmd = exec.Command("true")
	var err error
	if s.tx, err = s.db.Begin(); err != nil {
		return err
	}
	held, err := s.db.Begin()
	if err != nil {
		return err
	}
	s.tx = held
	other := &service{cmd: exec.Command("true")}
	_ = other
	req, err := http.NewRequest("GET", "https://example.com", nil)
	if err != nil {
		return err
	}
	go func() {
		_, _ = http.DefaultClient.Do(req)
		inner, _ := http.NewRequest("GET", "https://example.com", nil)
		_, _ = http.DefaultClient.Do(inner)
	}()
	go s.db.Exec("VACUUM")
	defer s.db.Exec("UNLOCK")
	defer func() {
		_, _ = s.db.Exec("UNLOCK")
	}()
	if ctx.Err() != nil {
		_, _ = s.db.Exec("UNLOCK")
		return ctx.Err()
	}
	_, err = s.db.Exec("LOCK") // want `call s\.db\.ExecContext\(ctx, …\)$`
	return err
}
