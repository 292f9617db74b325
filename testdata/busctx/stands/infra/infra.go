// Package infra has what stands before a bus.
package infra

import (
	"fmt"

	"github.com/buslint/buslint/bus"
)

// Logged says what it does.
type Logged struct{ bus.Bus }

func (l Logged) Dispatch(msg bus.Msg) error {
	fmt.Println(msg)
	return l.Bus.Dispatch(msg)
}
