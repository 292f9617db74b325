// Command bench measures what it costs to get a command to its handler, over
// the reference bus and over others, and prints the tables of
// docs/benchmarks.md:
//
//	go -C bench run .
//
// The ways are measured in turns, in many short rounds, and each figure is the
// least of its rounds: what the machine can do when nobody else wants it. For
// benchstat there is go -C bench test -bench=. -count=10.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"testing"
)

func main() {
	testing.Init()
	rounds := flag.Int("rounds", 50, "how often to measure each way")
	flag.Parse()
	// Short, so that some fall between what else the machine has to do.
	if err := flag.Set("test.benchtime", "5ms"); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}

	registrations := []int{100, 1000, 10_000}
	all := ways
	for _, n := range registrations {
		all = append(all, way{name: nameOf(n), run: registration(n)})
	}
	results := measure(all, *rounds)

	fmt.Printf("%s %s/%s, %d rounds\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, *rounds)
	fmt.Println("| way | × a direct call | ns/op | allocs/op | B/op | |")
	fmt.Println("|---|---:|---:|---:|---:|---|")
	for _, w := range ways {
		r := results[w.name]
		fmt.Printf("| %s | %.1f | %.1f | %d | %d | %s |\n",
			w.name, r.ns/results[direct.name].ns, r.ns, r.AllocsPerOp(), r.AllocedBytesPerOp(), w.note)
	}
	fmt.Println("\n| handlers registered on one bus | ns each | B each |")
	fmt.Println("|---:|---:|---:|")
	for _, n := range registrations {
		r := results[nameOf(n)]
		fmt.Printf("| %d | %.0f | %d |\n", n, r.ns/float64(n), r.AllocedBytesPerOp()/int64(n))
	}

	ratio := func(of, to way) float64 { return results[of.name].ns / results[to.name].ns }
	fmt.Println()
	fmt.Printf("* Typed dispatch takes %.1f times a direct call, and %.1f times with 500 messages in the table (goal: at most 8).\n",
		ratio(typed, direct), ratio(typedMany, direct))
	fmt.Printf("* One middleware makes it %.2f times as long (goal: at most 1.5).\n", ratio(typedAround, typed))
	fmt.Printf("* Publishing to nobody takes %.2f times as long as to one listener (goal: at most 1).\n", ratio(publishNobody, publishOne))
	fmt.Printf("* `DispatchCtx` takes %.1f times a direct call to a handler of `Handle`, %.0f times to one of `AddHandlerCtx` (goal: at most 20), and %.1f times to that once a `bus.Dispatch` has sent the message.\n",
		ratio(method, direct), ratio(untyped, direct), ratio(learned, direct))
	fmt.Printf("* Over a bus that is decorated, `bus.Dispatch` takes %.1f times a direct call.\n", ratio(typedDecorated, direct))
	fmt.Printf("* `DispatchCtx` with reflection is %.1f times as fast as the Grafana-shaped bus (goal: at least 2).\n", ratio(grafana, untyped))
}

func nameOf(registrations int) string { return fmt.Sprintf("registering %d", registrations) }

// A result is the fastest of the rounds.
type result struct {
	testing.BenchmarkResult
	ns float64
}

func measure(ways []way, rounds int) map[string]result {
	least := map[string]result{}
	for range rounds {
		for _, w := range ways {
			r := testing.Benchmark(w.run)
			if r.N == 0 {
				fmt.Fprintf(os.Stderr, "bench: %s failed; run go test -bench to see why\n", w.name)
				os.Exit(1)
			}
			ns := float64(r.T.Nanoseconds()) / float64(r.N)
			if best, ok := least[w.name]; !ok || ns < best.ns {
				least[w.name] = result{r, ns}
			}
		}
	}
	return least
}
