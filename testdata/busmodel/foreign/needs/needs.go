// Package needs says what its callers need of a bus.
package needs

import "github.com/buslint/buslint/bus"

type Dispatcher interface{ Dispatch(bus.Msg) error }

type Decorated struct{ bus.Bus }

func (d Decorated) Dispatch(msg bus.Msg) error { return d.Bus.Dispatch(msg) }
