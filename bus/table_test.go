package bus

import (
	"reflect"
	"runtime"
	"sync"
	"testing"
)

// typesFor returns n types. The table takes any, so that they need not be written
// down as messages have to be.
func typesFor(n int) []reflect.Type {
	types := make([]reflect.Type, n)
	for i := range types {
		types[i] = reflect.ArrayOf(i, reflect.TypeFor[byte]())
	}
	return types
}

func TestTable(t *testing.T) {
	types := typesFor(10_000)
	var tab table
	for i, typ := range types {
		if r := tab.find(typ); r != nil {
			t.Fatalf("found a route of %s before there was one", typ)
		}
		tab.update(typ, func(r *route) { r.handler = &receiver{registrar: typ.String()} })
		if i%100 != 0 {
			continue
		}
		for _, known := range types[:i+1] {
			if r := tab.find(known); r == nil || r.handler.registrar != known.String() {
				t.Fatalf("after %d types the route of %s is %v", i+1, known, r)
			}
		}
	}
	if got := len(*tab.slots.Load()); got != 32768 {
		t.Errorf("%d types take %d slots, want at least half of them used", len(types), got)
	}
}

// A reader finds the route of its own type, or none, however many others come
// meanwhile; one that was there before is always found.
func TestTableWhileItGrows(t *testing.T) {
	types := typesFor(4000)
	var tab table
	tab.update(types[0], func(r *route) { r.handler = &receiver{registrar: types[0].String()} })
	var all sync.WaitGroup
	done := make(chan struct{})
	for range 4 {
		all.Go(func() {
			for {
				for i, typ := range types {
					r := tab.find(typ)
					if i == 0 && r == nil || r != nil && r.handler.registrar != typ.String() {
						t.Errorf("found the route %v for %s", r, typ)
						return
					}
					if i%64 == 0 {
						runtime.Gosched()
					}
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for _, typ := range types[1:] {
		tab.update(typ, func(r *route) { r.handler = &receiver{registrar: typ.String()} })
	}
	close(done)
	all.Wait()
}

// A registration takes as long whether there are few types in the table or many.
func BenchmarkRegistration(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		types := typesFor(n)
		b.Run(types[n-1].String(), func(b *testing.B) {
			for b.Loop() {
				var tab table
				for _, typ := range types {
					tab.update(typ, func(*route) {})
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/type")
		})
	}
}
