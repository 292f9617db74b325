// Package teams does not say what its types are for.
package teams

type (
	TeamCreation struct{}
	TeamDeletion struct{}
)
