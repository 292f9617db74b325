// Package queryresult reports queries that have no field for their result, and query handlers that never touch their query.
//
// # Why
//
// A dispatch returns only an error. The answer to a query travels back in the query
// itself: its handler fills the field Result, and the sender reads it. Without the field there is no agreed place for the answer; a handler
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
// count, by default Result and Results. A handler that can only fail is not reported. A
// type that is a query only because its package is called query or queries is reported
// only if its name asks, as GetUser does and DeleteUser does not. Buses whose dispatch
// returns the answer, such as go-mediatr, are not reported. If one package declares a
// query and others send it, or pass it on without a bus, only buslint itself sees that,
// not a driver that sees one package at a time. Messages in tests and generated files,
// and types of other modules, are not reported.
//
// The convention is that of Grafana's backend, whose document has queries carry
// their result in Result and, in an example, Results.
package queryresult
