package bus_test

import (
	"context"
	"fmt"

	"github.com/buslint/buslint/bus"
)

type Dashboard struct {
	ID, Title string
}

type FindDashboardQuery struct {
	ID string

	Result *Dashboard
}

type DashboardService struct {
	bus bus.Bus
}

func (s *DashboardService) Init() error {
	s.bus.AddHandlerCtx(s.FindDashboard)
	return nil
}

func (s *DashboardService) FindDashboard(ctx context.Context, query *FindDashboardQuery) error {
	query.Result = &Dashboard{ID: query.ID, Title: "Stickers sent"}
	return nil
}

// A query is dispatched like a command. Its handler fills in the result.
func Example_query() {
	b := bus.New()
	dashboards := &DashboardService{bus: b}
	if err := dashboards.Init(); err != nil {
		fmt.Println(err)
	}

	query := &FindDashboardQuery{
		ID: "foo",
	}
	if err := b.DispatchCtx(context.Background(), query); err != nil {
		fmt.Println(err)
	}
	fmt.Println(query.Result.Title)
	// Output: Stickers sent
}
