// Package commands is a message package: the suffix says what is a command.
package commands

import "context"

type (
	CreateFolderCommand       struct{}
	DeletePlaylistCmd         struct{}
	OrganizationUpdateCommand struct{} // want `^command OrganizationUpdateCommand is not in the imperative \(.+\); call it UpdateOrganizationCommand$`
	FolderCreationCmd         struct{} // want `^command FolderCreationCmd is not in the imperative`
	IsAdminQuery              struct{}
	FolderCreatedEvent        struct{}
	folderCreationCommand     struct{}

	//bus:command
	FolderDeletion struct{} // want `^command FolderDeletion is not in the imperative`

	//bus:query
	FolderCount struct{}

	//lint:ignore commandname as the API has it
	FolderRemovalCommand struct{}

	// The better name is taken.
	UpdateTeamCommand struct{}
	TeamUpdateCommand struct{} // want `^command TeamUpdateCommand is not in the imperative \(.+\); start it with what is to be done, as in CreateUser$`

	// Commands of a command line, and of an editor, do their own work: they are no messages.
	SessionCreationCmd   struct{}
	FolderListingCmd     struct{}
	SelectionMoveCommand struct{}
	// What a message does for itself does not count.
	PlaylistRemovalCmd struct{} // want `^command PlaylistRemovalCmd is not in the imperative`

	// A word that nobody knows may be a verb.
	FrobnicateFolderCommand struct{}
)

func (SessionCreationCmd) Run([]string) error { return nil }

func (*FolderListingCmd) List(context.Context) ([]string, error) { return nil, nil }

func (*SelectionMoveCommand) Undo() {}

func (PlaylistRemovalCmd) Validate() error { return nil }

func (PlaylistRemovalCmd) RunID() string { return "" }

func (*PlaylistRemovalCmd) ApplyTo(folder *CreateFolderCommand) {}
