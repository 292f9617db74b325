package main

import (
	"strconv"
	"testing"
)

func BenchmarkDispatch(b *testing.B) {
	for _, w := range ways {
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			w.run(b)
		})
	}
}

func BenchmarkRegistration(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			registration(n)(b)
		})
	}
}
