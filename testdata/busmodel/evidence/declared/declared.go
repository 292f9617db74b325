// Package declared has messages that only other packages know to be some.
package declared

type (
	Handle   struct{}
	Publish  struct{}
	Dispatch struct{}
	Listen   struct{}
)
