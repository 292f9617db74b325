// Command bench measures what it costs to get a command to its handler, over
// the reference bus and over others, and prints the table of
// docs/benchmarks.md:
//
//	go -C bench run .
//
// The ways are measured in turns, several rounds of them, so that a busy
// machine is busy for all; each figure is the median of the rounds. For
// benchstat there is go -C bench test -bench=. -count=10.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"testing"
)

func main() {
	testing.Init()
	rounds := flag.Int("rounds", 7, "how often to measure each way")
	flag.Parse()

	results := map[string][]testing.BenchmarkResult{}
	for range *rounds {
		for _, w := range ways {
			r := testing.Benchmark(w.run)
			if r.N == 0 {
				fmt.Fprintf(os.Stderr, "bench: %s failed; run go test -bench to see why\n", w.name)
				os.Exit(1)
			}
			results[w.name] = append(results[w.name], r)
		}
	}

	ratio := func(of, to way) float64 {
		var ratios []float64
		for round := range *rounds {
			ratios = append(ratios, nanoseconds(results[of.name][round])/nanoseconds(results[to.name][round]))
		}
		return median(ratios)
	}

	fmt.Printf("%s %s/%s, %d rounds\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, *rounds)
	fmt.Println("| way | × a direct call | ns/op | allocs/op | B/op | |")
	fmt.Println("|---|---:|---:|---:|---:|---|")
	for _, w := range ways {
		var ns []float64
		for _, r := range results[w.name] {
			ns = append(ns, nanoseconds(r))
		}
		last := results[w.name][*rounds-1]
		fmt.Printf("| %s | %.1f | %.1f | %d | %d | %s |\n",
			w.name, ratio(w, direct), median(ns), last.AllocsPerOp(), last.AllocedBytesPerOp(), w.note)
	}
	fmt.Println()
	fmt.Printf("* Typed dispatch takes %.1f times a direct call (goal: at most 10).\n", ratio(typed, direct))
	fmt.Printf("* `DispatchCtx` is %.1f times as fast as the Grafana-shaped bus (goal: at least 2).\n", ratio(grafana, method))
}

func nanoseconds(r testing.BenchmarkResult) float64 {
	return float64(r.T.Nanoseconds()) / float64(r.N)
}

func median(xs []float64) float64 {
	slices.Sort(xs)
	return xs[len(xs)/2]
}
