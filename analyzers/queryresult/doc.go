// Package queryresult reports queries that have no field for their result, and query handlers that never touch their query.
//
// # Why
//
// A dispatch returns nothing but an error. The answer to a query travels back in
// the query itself: its handler fills the field Result, and whoever dispatched it
// reads that. Without the field there is no agreed place for the answer; a handler
// that neither reads nor fills nor passes on its query cannot have answered it.
//
// # Wrong
//
//	type FindDashboardQuery struct{ ID string }
//
// # Right
//
//	type FindDashboardQuery struct {
//		ID     string
//		Result *Dashboard
//	}
//
// # When it is silent
//
// A field of an embedded struct counts. -queryresult.fields names the fields that
// count, Result and Results if not given. A handler that can only fail is not
// reported. What no more than the name of its package, query or queries, makes a query
// counts if its own name asks, as GetUser does and DeleteUser does not. Buses that return
// the answer, or have none, such as go-mediatr, are left alone; where one package declares
// a query and others send it, or pass it on without a bus, buslint itself knows that, and
// a driver that sees one package at a time does not. Messages in tests and generated
// files are left alone, and so are types of other modules.
//
// The convention is that of Grafana's backend, whose document has queries carry
// their result in Result and, in an example, Results.
package queryresult
