package main

import "testing"

func BenchmarkDispatch(b *testing.B) {
	for _, w := range ways {
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			w.run(b)
		})
	}
}
