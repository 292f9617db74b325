package lasting

import (
	"context"
	"database/sql"
	"io"
	"net/http"
	"time"
)

type OpenCommand struct{}

type FindQuery struct{ Result *user }

// A user is only data, whatever it took to find it.
type user struct {
	name    string
	friends []*user
	born    time.Time
	tags    map[string][]byte
}

// A lazyUser may ask for the rest with the context that it was found with.
type lazyUser struct {
	user
	rest func() error
}

type users struct{}

func (users) Find(id int) (*user, error)                                 { return nil, nil }
func (users) FindContext(ctx context.Context, id int) (*user, error)     { return nil, nil }
func (users) Lazy(id int) (*lazyUser, error)                             { return nil, nil }
func (users) LazyContext(ctx context.Context, id int) (*lazyUser, error) { return nil, nil }
func (users) Names() ([]string, error)                                   { return nil, nil }
func (users) NamesContext(ctx context.Context) ([]string, error)         { return nil, nil }

type opener struct {
	service
	users users
	lazy  *lazyUser
	found map[int]*user
	body  io.ReadCloser
}

func (o *opener) Init() {
	o.bus.AddHandlerCtx(o.open)
	o.bus.AddHandlerCtx(o.find)
}

func (o *opener) find(ctx context.Context, q *FindQuery) (err error) {
	q.Result, err = o.users.Find(1) // want `call o\.users\.FindContext\(ctx, …\)$`
	if err != nil {
		return err
	}
	o.lazy, err = o.users.Lazy(1)
	if err != nil {
		return err
	}
	u, err := o.users.Find(2) // want `call o\.users\.FindContext\(ctx, …\)$`
	o.found[2] = u
	return err
}

func (o *opener) open(ctx context.Context, cmd *OpenCommand) error {
	tx, err := o.begin(ctx)
	if err != nil {
		return err
	}
	o.tx = tx
	if o.tx, err = o.beginNamed(ctx); err != nil {
		return err
	}
	if o.body, err = o.get(ctx); err != nil {
		return err
	}
	lent, err := o.lend(ctx)
	if err != nil {
		return err
	}
	if err := o.again(ctx); err != nil {
		return err
	}
	if _, err := o.Lend(ctx); err != nil {
		return err
	}
	return lent.Rollback()
}

// Lend makes what a caller in another package may keep.
func (o *opener) Lend(ctx context.Context) (*sql.Tx, error) { return o.db.Begin() }

// begin makes what its caller keeps.
func (o *opener) begin(ctx context.Context) (*sql.Tx, error) {
	return o.db.Begin()
}

func (o *opener) beginNamed(ctx context.Context) (*sql.Tx, error) {
	if ctx.Err() == nil {
		return o.begin(ctx)
	}
	tx, err := o.db.Begin()
	return tx, err
}

// lend makes what its caller uses and gives back.
func (o *opener) lend(ctx context.Context) (*sql.Tx, error) {
	if ctx.Err() != nil {
		return o.lend(ctx)
	}
	return o.db.Begin() // want `call o\.db\.BeginTx\(ctx, nil\)$`
}

// get asks for a page, of which its caller keeps the body.
func (o *opener) get(ctx context.Context) (io.ReadCloser, error) {
	req, err := http.NewRequest("GET", "https://example.com", nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	return res.Body, nil
}

// again gives the request that it made to what returns one.
func (o *opener) again(ctx context.Context) error {
	req, err := http.NewRequest("GET", "https://example.com", nil) // want `call http\.NewRequestWithContext\(ctx, …\)$`
	if err != nil {
		return err
	}
	req = named(req)
	_, err = http.DefaultClient.Do(req)
	return err
}

func named(r *http.Request) *http.Request { return r }
