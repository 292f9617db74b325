package orders_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/buslint/buslint/bus"
	"github.com/buslint/buslint/bus/aftercommit"

	"example.com/orders"
)

// start returns a bus with the service on it, its database, and what it sells.
func start(t *testing.T) (bus.Bus, *sql.DB, *[]orders.StickersSoldEvent) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "stickers.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.ExecContext(t.Context(), orders.Schema); err != nil {
		t.Fatal(err)
	}
	b := aftercommit.New(bus.New())
	if err := orders.New(b, db).Init(); err != nil {
		t.Fatal(err)
	}
	sold := new([]orders.StickersSoldEvent)
	bus.Listen(b, func(ctx context.Context, event *orders.StickersSoldEvent) error {
		// The sale is in the database, for all to see, before anybody hears of it.
		if n := count(ctx, t, db, `SELECT COALESCE(SUM(count), 0) FROM sale WHERE buyer = ?`, event.Buyer); n < event.Count {
			t.Errorf("heard of %+v, but the database has sold %d", event, n)
		}
		*sold = append(*sold, *event)
		return nil
	})
	return b, db, sold
}

func count(ctx context.Context, t *testing.T, db *sql.DB, query string, args ...any) int {
	t.Helper()
	var n int
	if err := db.QueryRowContext(ctx, query, args...).Scan(&n); err != nil {
		t.Error(err)
	}
	return n
}

func TestCommit(t *testing.T) {
	b, db, sold := start(t)
	for _, cmd := range []*orders.SellStickersCommand{{Buyer: "ada", Count: 3}, {Buyer: "grace", Count: 7}} {
		if err := bus.Dispatch(t.Context(), b, cmd); err != nil {
			t.Fatal(err)
		}
	}
	want := []orders.StickersSoldEvent{{Buyer: "ada", Count: 3}, {Buyer: "grace", Count: 7}}
	if !slices.Equal(*sold, want) {
		t.Errorf("published %v, want %v", *sold, want)
	}
	if n := count(t.Context(), t, db, `SELECT count FROM stock`); n != 0 {
		t.Errorf("%d stickers are left, want none", n)
	}
}

// A transaction that is rolled back publishes nothing, although the event was
// published in it.
func TestRollback(t *testing.T) {
	b, db, sold := start(t)
	err := bus.Dispatch(t.Context(), b, &orders.SellStickersCommand{Buyer: "ada", Count: 11})
	if !errors.Is(err, orders.ErrSoldOut) {
		t.Errorf("got error %v, want %v", err, orders.ErrSoldOut)
	}
	if len(*sold) != 0 {
		t.Errorf("published %v although nothing was sold", *sold)
	}
	if n := count(t.Context(), t, db, `SELECT COUNT(*) FROM sale`); n != 0 {
		t.Errorf("%d sales are noted, want none", n)
	}
	if n := count(t.Context(), t, db, `SELECT count FROM stock`); n != 10 {
		t.Errorf("%d stickers are left, want 10", n)
	}
}

// A listener that fails does not make the sale fail.
func TestListenerFails(t *testing.T) {
	b, db, sold := start(t)
	bus.Listen(b, func(context.Context, *orders.StickersSoldEvent) error { return errors.New("no paper") })
	if err := bus.Dispatch(t.Context(), b, &orders.SellStickersCommand{Buyer: "ada", Count: 1}); err != nil {
		t.Error(err)
	}
	if n := count(t.Context(), t, db, `SELECT count FROM stock`); n != 9 || len(*sold) != 1 {
		t.Errorf("%d stickers are left and %d sales were published, want 9 and 1", n, len(*sold))
	}
}
