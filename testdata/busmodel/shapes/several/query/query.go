// Package query declares queries, and says so by its name alone.
package query

type DoorByID struct{}

type CloseDoor struct{}
