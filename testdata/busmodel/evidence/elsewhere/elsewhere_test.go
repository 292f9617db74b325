package elsewhere

import (
	"testing"

	"example.com/testdata/busmodel/evidence/own"
	"github.com/buslint/buslint/bus"
)

// What a test does with a type says nothing about it.
func Test(t *testing.T) {
	bus.New().AddHandler(func(*own.ShellCommand) error { return nil }) // want `^handle ShellCommand, twin, by a literal$`
}
