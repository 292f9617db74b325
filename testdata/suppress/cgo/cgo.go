// Package cgo has files that are compiled after cgo has changed them.
package cgo

// static int answer(void) { return 42; }
// enum { limit = 42 };
import "C"

const Limit = int32(C.limit)

func bad() int { return int(C.answer()) }

func cgo() {
	bad() // want `^bad$`

	//lint:ignore finder it has to be
	bad()
}
