// Package orders sells stickers from a database, and says so once a sale is
// committed.
//
// It shows how events go with transactions of database/sql: the service publishes
// within the transaction, and inTx flushes or drops what it has published.
package orders

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"

	"github.com/buslint/buslint/bus"
	"github.com/buslint/buslint/bus/aftercommit"
)

// ErrSoldOut is what a SellStickersCommand for more than there are fails with.
var ErrSoldOut = errors.New("there are not enough stickers")

// SellStickersCommand asks for stickers to be sold to somebody.
type SellStickersCommand struct {
	Buyer string
	Count int
}

// StickersSoldEvent says that somebody has bought stickers.
type StickersSoldEvent struct {
	Buyer string
	Count int
}

// Service sells what is in the database.
type Service struct {
	bus bus.Bus
	db  *sql.DB
}

// New returns the service for a database that has the Schema. It publishes on a bus
// that holds events back.
func New(b *aftercommit.Bus, db *sql.DB) *Service { return &Service{bus: b, db: db} }

// Schema makes the tables, with stickers to sell.
const Schema = `
CREATE TABLE stock (count INTEGER NOT NULL CHECK (count >= 0));
INSERT INTO stock VALUES (10);
CREATE TABLE sale (buyer TEXT NOT NULL, count INTEGER NOT NULL);
`

// Init registers what the service handles.
func (s *Service) Init() error {
	bus.Handle(s.bus, s.SellStickers)
	return nil
}

// SellStickers handles the command. It publishes the event before it knows whether
// there are stickers enough: it is held back until it is true.
func (s *Service) SellStickers(ctx context.Context, cmd *SellStickersCommand) error {
	return s.inTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO sale VALUES (?, ?)`, cmd.Buyer, cmd.Count); err != nil {
			return fmt.Errorf("noting a sale: %w", err)
		}
		if err := bus.Publish(ctx, s.bus, &StickersSoldEvent{Buyer: cmd.Buyer, Count: cmd.Count}); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `UPDATE stock SET count = count - ?1 WHERE count >= ?1`, cmd.Count)
		if err != nil {
			return fmt.Errorf("taking from the stock: %w", err)
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrSoldOut)
		}
		return nil
	})
}

// inTx calls fn in a transaction, which it commits if fn returns nil. Then it
// publishes what fn has published with its context, and otherwise nothing.
func (s *Service) inTx(ctx context.Context, fn func(context.Context, *sql.Tx) error) error {
	ctx, events := aftercommit.Begin(ctx)
	defer events.Drop()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if err := fn(ctx, tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	// What listeners fail at does not undo the sale. An error would have the sender
	// try again, and sell twice.
	if err := events.Flush(ctx); err != nil {
		slog.ErrorContext(ctx, "after a commit", "error", err)
	}
	return nil
}
