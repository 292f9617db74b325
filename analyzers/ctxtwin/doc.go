// Package ctxtwin reports calls in handlers that drop the context although the called function has a twin that takes one.
//
// # Why
//
// The context of the sender reaches the handler with the message. If the handler then calls
// db.Query instead of db.QueryContext, the context ends there: the query continues when its
// caller has given up, it has no deadline, and its span belongs to no trace.
//
// # Wrong
//
//	func (s *Store) UpdateOrg(ctx context.Context, cmd *models.UpdateOrgCommand) error {
//		_, err := s.db.Exec("UPDATE org SET name = ? WHERE id = ?", cmd.Name, cmd.OrgID)
//		return err
//	}
//
// # Right
//
//	func (s *Store) UpdateOrg(ctx context.Context, cmd *models.UpdateOrgCommand) error {
//		_, err := s.db.ExecContext(ctx, "UPDATE org SET name = ? WHERE id = ?", cmd.Name, cmd.OrgID)
//		return err
//	}
//
// Two functions of a package, or methods of a type, are twins if their names differ by
// Context, Ctx or WithContext at the end, and their signatures by a context.Context that
// comes first: Query and QueryContext of database/sql, NewRequest and NewRequestWithContext
// of net/http, Command and CommandContext of os/exec, and those of your own code. Other
// twins are described by the key twins in .buslint.yml; Begin of database/sql, gorm and xorm
// are built in. buslint twins lists the twins that your code uses.
//
// The rule checks handlers and the functions that they call. With -ctxtwin.everywhere, it
// checks all functions that have a context. buslint migrate -twins changes a whole module,
// and gives functions in between a context.
//
// # Fix
//
// The call is replaced with a call of the twin. The context is chosen as for busctx, which
// also decides when a context may be over. There is no fix if the twin is called in another
// way, as for http.Get.
//
// # When it is silent
//
// A handler must be registered in the same package as the call. Nothing is reported if there
// is no context to pass, or only an empty one. These calls are not reported either:
//
//   - deferred calls, which must happen even if the context is over;
//   - calls in a function that has a twin itself, and in what the twin calls;
//   - calls that begin what may outlive the context, by their name: StartPolling, Subscribe;
//   - calls whose result may outlive the context: a command that is started but not waited
//     for, a transaction that is stored in a field, here or by a function of the package that
//     calls this one or is called with it, rows that a function returns when it has ended its
//     context, or what an exported function returns, unless that is only data;
//   - requests that get their context later, as from ctxhttp.Do(ctx, client, req), or that are
//     made only to see whether they can be;
//   - calls of functions that log, because there a context is optional: -ctxtwin.ignore lists
//     them.
//
// Tests are not checked.
//
// The rule is off by default.
package ctxtwin
