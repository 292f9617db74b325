// Package flags has queries with other fields: -fields Answer,Rows.
package flags

import "github.com/buslint/buslint/bus"

type (
	FindQuery  struct{ Answer string }
	ListQuery  struct{ Rows []string }
	CountQuery struct{ Result int } // want `^query CountQuery has no field Answer or Rows for its answer; add one for its handler to fill$`
)

func register(b bus.Bus) {
	b.AddHandler(func(*FindQuery) error { return nil }) // want `fill the query's Answer$`
	b.AddHandler(func(*ListQuery) error { return nil }) // want `fill the query's Rows$`
	_ = b.Dispatch(&CountQuery{})
}
