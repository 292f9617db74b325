// Package query declares queries, and says so by its name alone.
package query

type GetUser struct{}

type FindUser struct{ Result string }

type DeleteUser struct{} // a command that has lost its way
