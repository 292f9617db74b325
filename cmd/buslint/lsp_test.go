package main

import "testing"

func TestCollectAfter(t *testing.T) {
	const mb = 1 << 20
	for inUse, want := range map[uint64]int{0: 400, 10 * mb: 400, 80 * mb: 150, 100 * mb: 100, 160 * mb: 50, 200 * mb: 50, 1000 * mb: 50} {
		if got := collectAfter(inUse); got != want {
			t.Errorf("with %d MB in use: %d %%, want %d", inUse/mb, got, want)
		}
	}
}
