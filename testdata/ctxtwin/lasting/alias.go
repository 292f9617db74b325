package lasting

import (
	"container/list"
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
)

type AliasCommand struct{}

type PoolCommand struct{}

var shared, sharedToo *sql.Tx

type aliases struct {
	service
	pool   sync.Pool
	table  sync.Map
	last   atomic.Pointer[sql.Tx]
	queue  *list.List
	plural []*sql.Tx
}

func (a *aliases) Init() {
	a.bus.AddHandlerCtx(a.alias)
	a.bus.AddHandlerCtx(a.put)
	a.bus.AddHandlerCtx(a.begin)
}

// alias gives what it makes another name, under which it is kept or not.
func (a *aliases) alias(ctx context.Context, cmd *AliasCommand) error {
	tx, err := a.db.Begin()
	if err != nil {
		return err
	}
	other := tx
	a.tx = other
	second, err := a.db.Begin()
	if err != nil {
		return err
	}
	shared = second
	third, err := a.db.Begin()
	if err != nil {
		return err
	}
	var fourth *sql.Tx = third
	if fourth != nil {
		sharedToo = fourth
	}
	fifth, err := a.db.Begin() // want `call a\.db\.BeginTx\(ctx, nil\)$`
	if err != nil {
		return err
	}
	sixth := fifth
	sixth, fifth = fifth, sixth
	return sixth.Commit()
}

// put gives what it makes to what takes anything and may keep it, or only prints it.
func (a *aliases) put(ctx context.Context, cmd *PoolCommand) error {
	a.pool.Put(must(a.db.Begin()))
	tx := must(a.db.Begin())
	a.table.Store("tx", tx)
	a.last.Store(must(a.db.Begin()))
	a.queue.PushBack(must(a.db.Begin()))
	printed := must(a.db.Begin()) // want `call a\.db\.BeginTx\(ctx, nil\)$`
	fmt.Println(printed)
	stmt, err := a.db.Prepare("SELECT 1") // want `call a\.db\.PrepareContext\(ctx, …\)$`
	if err != nil {
		return err
	}
	defer stmt.Close()
	return printed.Commit()
}

type BeginCommand struct{}

func (a *aliases) begin(ctx context.Context, cmd *BeginCommand) error {
	startPolling(a.db)
	starting(a.db) // want `call startingContext\(ctx, …\)$`
	return nil
}

func startPolling(db *sql.DB) {}

func startPollingContext(ctx context.Context, db *sql.DB) {}

func starting(db *sql.DB) {}

func startingContext(ctx context.Context, db *sql.DB) {}
