// Package own is no message package: a suffix alone says nothing.
package own

type (
	ShellCommand struct{}
	SQLQuery     struct{}
	MouseEvent   struct{}
)
