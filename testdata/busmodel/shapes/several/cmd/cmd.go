// Package cmd declares commands, and says so by its name alone.
package cmd

type LockDoor struct{}

type OpenDoorEvent struct{}

type RingBell struct{}
