// Package commandname reports commands whose names are not in the imperative mood.
//
// # Why
//
// A command asks for something to be done, and can fail. A name in the
// imperative, CreateFolder, says with the first word what is asked for, and differs
// from the event that reports it, FolderCreated.
//
// # Wrong
//
//	type OrganizationUpdateCommand struct{ ID int64 }
//
// # Right
//
//	type UpdateOrganizationCommand struct{ ID int64 }
//
// # When it is silent
//
// A name is reported only if its first word is certainly not a verb in the imperative. If
// the words alone do not show that, as in FilterModifyCommand, the names of things in the
// package, and in the packages of its module that it imports, decide: a type, a field or
// a package Filter makes Filter a noun. -strict also reports doubtful names. -allow lists
// names that are right, -verbs more words that are verbs, and -layers more suffixes that
// add no meaning, such as Command and Cmd.
//
// Queries are not reported, because they may also ask, as IsAdminQuery does. On a bus that
// sends queries and commands with the same functions, such as go-mediatr, only messages
// with the suffix of a command, or in a package for commands, are reported. Messages in
// tests and generated files, and types of other modules, are not reported.
//
// The convention is that of Grafana's backend: commands are written in the
// imperative mood, such as CreateFolderCommand and DeletePlaylistCommand.
package commandname
