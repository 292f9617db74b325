// Package ctxtwin reports calls in what handlers run that drop the context although the function called has a twin that takes one.
//
// # Why
//
// A message brings the context of its sender to the handler. If the handler then calls
// db.Query and not db.QueryContext, the context ends there: the query goes on when its caller has
// given up, has no deadline, and its span belongs to no trace.
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
// of net/http, Command and CommandContext of os/exec, and those of your own code. Where that does not show, the
// key twins in .buslint.yml describes it, as it is for Begin of database/sql, for gorm and for xorm. buslint twins lists the
// twins that your code uses.
//
// buslint migrate -twins changes a whole module, and lets functions in between take a context. With
// -ctxtwin.everywhere, the rule looks at all functions that have a context, not only those that handlers run.
//
// # Fix
//
// The call becomes one of the twin, with the context that is at hand. Which that is, and
// when one may be over, is decided as for busctx. There is no fix for functions whose twin is called in another way,
// such as http.Get.
//
// # When it is silent
//
// Handlers have to be registered in the same package as the call. Where no context is usable, or
// only an empty one, nothing is reported. Nor is a call that is deferred, as it has to happen even if the
// context is over; one in a function that has a twin itself, or in what the twin calls; and one whose result may
// outlive the context: a command that is started and not waited for, or a transaction that is put
// in a field. Tests are not checked. Functions that log are left alone, since there the context is a choice: -ctxtwin.ignore lists them.
//
// The rule is off by default.
package ctxtwin
