package lasting

import (
	"context"
	"database/sql"
	"io"
	"net/http"
	"os/exec"
	"time"

	"example.com/testdata/ctxtwin/described/db"
)

type HandCommand struct{}

type CleanCommand struct{}

type CheckCommand struct{}

// A repository has the transaction that it was made with.
type repository struct{ tx *sql.Tx }

func newRepository(tx *sql.Tx) *repository { return &repository{tx} }

// A count is made of rows, and has none.
type count struct {
	n    int
	data any
}

func countOf(rows *sql.Rows) (*count, error) { return &count{}, rows.Err() }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

type hander struct {
	service
	opens opener2
	repo  *repository
	cmds  []*exec.Cmd
	rows  *sql.Rows
	count *count
}

func (h *hander) Init() {
	h.bus.AddHandlerCtx(h.hand)
	h.bus.AddHandlerCtx(h.clean)
	h.bus.AddHandlerCtx(h.check)
	h.bus.AddHandlerCtx(h.send)
}

// hand gives what it makes to what keeps it, or uses it up.
func (h *hander) hand(ctx context.Context, cmd *HandCommand) error {
	if err := exec.Command("daemon").Start(); err != nil {
		return err
	}
	launch(exec.Command("daemon"))
	finish(exec.Command("true")) // want `call exec\.CommandContext\(ctx, …\)$`
	h.cmds = append(h.cmds, exec.Command("daemon"))
	daemon := exec.Command("daemon")
	h.cmds = append(h.cmds, daemon)
	tx, err := h.db.Begin()
	if err != nil {
		return err
	}
	h.repo = newRepository(tx)
	h.tx = must(h.db.Begin())
	kept := must(h.db.Begin())
	h.keep(kept)
	used := must(h.db.Begin()) // want `call h\.db\.BeginTx\(ctx, nil\)$`
	if err := h.use(used); err != nil {
		return err
	}
	own := newRepository(must(h.db.Begin())) // want `call h\.db\.BeginTx\(ctx, nil\)$`
	if err := own.tx.Commit(); err != nil {
		return err
	}
	rows, err := h.db.Query("SELECT 1") // want `call h\.db\.QueryContext\(ctx, …\)$`
	if err != nil {
		return err
	}
	h.count, err = countOf(rows)
	return err
}

func launch(cmd *exec.Cmd) { _ = cmd.Start() }

func finish(cmd *exec.Cmd) { _ = cmd.Run() }

func (h *hander) keep(tx *sql.Tx) { h.tx = tx }

func (h *hander) use(tx *sql.Tx) error { return tx.Commit() }

// clean defers what it must do.
func (h *hander) clean(ctx context.Context, cmd *CleanCommand) error {
	unlock := func() { _, _ = h.db.Exec("UNLOCK") }
	defer unlock()
	note := func() { _, _ = h.db.Exec("NOTE") } // want `call h\.db\.ExecContext\(ctx, …\)$`
	note()
	both := func() { _, _ = h.db.Exec("BOTH") }
	defer func() { both() }()
	both()
	return nil
}

// check reads what it gets from functions with a context of their own, and what they return
// to nobody they know.
func (h *hander) check(ctx context.Context, cmd *CheckCommand) error {
	if _, err := http.NewRequest("GET", "https://example.com", nil); err != nil {
		return err
	}
	body, err := h.fetch(ctx)
	if err != nil {
		return err
	}
	if _, err := io.ReadAll(body); err != nil {
		return err
	}
	if body, err = h.fetchAsLongAsWanted(ctx); err != nil {
		return err
	}
	rows, err := h.query(ctx)
	if err != nil {
		return err
	}
	h.rows, err = h.opens.open(ctx)
	if err != nil {
		return err
	}
	if h.rows, err = retry(func() (*sql.Rows, error) { return h.db.Query("SELECT 1") }); err != nil {
		return err
	}
	found, err := retry(func() (*sql.Rows, error) { return h.db.Query("SELECT 1") }) // want `call h\.db\.QueryContext\(ctx, …\)$`
	if err != nil {
		return err
	}
	h.rows, err = retry(h.begun)
	if err != nil {
		return err
	}
	defer found.Close()
	return rows.Err()
}

// fetch ends its context before its caller reads the body.
func (h *hander) fetch(ctx context.Context) (io.ReadCloser, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	req, err := http.NewRequest("GET", "https://example.com", nil)
	if err != nil {
		return nil, err
	}
	if err := h.db.Ping(); err != nil { // want `call h\.db\.PingContext\(ctx\)$`
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	return res.Body, nil
}

// fetchAsLongAsWanted passes the context of its caller on.
func (h *hander) fetchAsLongAsWanted(ctx context.Context) (io.ReadCloser, error) {
	req, err := http.NewRequest("GET", "https://example.com", nil) // want `call http\.NewRequestWithContext\(ctx, …\)$`
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	return res.Body, nil
}

// query reads rows itself when its context is over.
func (h *hander) query(parent context.Context) (*sql.Rows, error) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	rows, err := h.db.Query("SELECT 1")
	cancel()
	if err != nil || !rows.Next() || ctx.Err() == nil {
		return nil, err
	}
	return nil, rows.Err()
}

func (h *hander) begun() (*sql.Rows, error) { return h.db.Query("SELECT 1") }

func retry[T any](do func() (T, error)) (T, error) { return do() }

// What an interface calls may be kept where that is called.
type opener2 interface {
	open(ctx context.Context) (*sql.Rows, error)
}

func (s *service) open(ctx context.Context) (*sql.Rows, error) { return s.db.Query("SELECT 1") }

var _ opener2 = (*service)(nil)

// send gives the context to what sends the request, which has none before, or to what does not.
func (h *hander) send(ctx context.Context, cmd *SendCommand) error {
	db.Logger{}.Info("sending")
	sent, err := http.NewRequest("GET", "https://example.com", nil)
	if err != nil {
		return err
	}
	if err := db.Do(ctx, sent); err != nil {
		return err
	}
	req, err := http.NewRequest("GET", "https://example.com", nil) // want `call http\.NewRequestWithContext\(ctx, …\)$`
	if err != nil {
		return err
	}
	return h.do(ctx, req)
}

func (h *hander) do(ctx context.Context, req *http.Request) error {
	_, err := http.DefaultClient.Do(req)
	return err
}

type SendCommand struct{}
