// Package models has no bus among its imports: nobody knows here what travels.
package models

// ServerCommand is one of a command line.
type ServerCommand struct{ Name string }

// OrganizationCreationCommand travels, but that is seen elsewhere.
type OrganizationCreationCommand struct{ ID int }

// ItemCreationCommand is sent by more than one package.
type ItemCreationCommand struct{ ID int }

// TeamCreationCommand is one by its directive.
//
//bus:command
type TeamCreationCommand struct{} // want `command TeamCreationCommand is not in the imperative`
