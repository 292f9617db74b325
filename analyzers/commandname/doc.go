// Package commandname reports commands whose names are not in the imperative mood.
//
// # Why
//
// A command asks for something to be done, and can fail. A name in the
// imperative, CreateFolder, says what is asked for with the first word, and keeps
// it apart from the event that tells of it, FolderCreated.
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
// A name is reported only when its first word certainly is no verb in the
// imperative. Where the words leave that open, as in FilterModifyCommand, what the
// package and those that it imports of its module call things decides: a type, a field
// or a package Filter makes it a noun. -strict reports doubtful names too. -allow takes whole names,
// -verbs words that are to count as verbs, -layers suffixes that say nothing, as
// Command and Cmd do. Queries may ask as well, IsAdminQuery, and are left alone;
// so are, on a bus that dispatches queries as it does commands, such as go-mediatr,
// messages that are not called commands, by their suffix or as their package is. So are
// messages in tests and generated files. Types of other modules are not ours to rename.
//
// The convention is that of Grafana's backend: commands are written in the
// imperative mood, such as CreateFolderCommand and DeletePlaylistCommand.
package commandname
