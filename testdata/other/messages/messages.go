// Package messages belongs to another module, whose path begins as ours does.
package messages

type Gone struct{}

type Vanish struct{}
