// Loading compares how long it takes to lint a module, in turns in one run:
//
//	go -C bench run ./loading -dir ~/src/grafana ./pkg/...
//
// buslint, the go command when it only lists the packages with their export data,
// the same rules in a driver that loads all syntax, and, if given, other commands.
// It prints the medians, their ratio to the go command's, and the peak memory of
// the largest process.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	dir := flag.String("dir", ".", "the module's `directory`")
	rounds := flag.Int("n", 5, "rounds")
	var others []string
	flag.Func("also", "another `command` to measure, run by a shell", func(s string) error {
		others = append(others, s)
		return nil
	})
	flag.Parse()
	if err := run(*dir, *rounds, others, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func run(dir string, rounds int, others, patterns []string) error {
	bin, err := os.MkdirTemp("", "loading")
	if err != nil {
		return err
	}
	defer os.RemoveAll(bin)
	// Each in its own module.
	for name, in := range map[string][2]string{
		"buslint":   {"..", "./cmd/buslint"},
		"allsyntax": {".", "./loading/allsyntax"},
	} {
		build := exec.CommandContext(context.Background(), "go", "-C", in[0], "build", "-o", filepath.Join(bin, name), in[1])
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("building %s: %w", name, err)
		}
	}
	ways := []*way{
		{name: "go list -export -deps -test", args: append([]string{"go", "list", "-export", "-deps", "-test"}, patterns...)},
		{name: "buslint", args: append([]string{filepath.Join(bin, "buslint")}, patterns...)},
		{name: "the same rules, all syntax", args: append([]string{filepath.Join(bin, "allsyntax")}, patterns...)},
	}
	for _, other := range others {
		ways = append(ways, &way{name: other, args: []string{"sh", "-c", other}})
	}
	for round := range rounds + 1 {
		for _, w := range ways {
			elapsed, peak := w.run(dir)
			if round > 0 { // the first warms the caches
				w.times = append(w.times, elapsed)
				w.peak = max(w.peak, peak)
			}
		}
	}
	fmt.Println("| command | median s | × go list | peak MB |\n|---|---:|---:|---:|")
	for _, w := range ways {
		fmt.Printf("| %s | %.2f | %.1f | %d |\n", w.name, w.median(), w.median()/ways[0].median(), w.peak>>10)
	}
	return nil
}

// A way is a command and what it took.
type way struct {
	name  string
	args  []string
	times []time.Duration
	peak  int64 // KB
}

// run runs the command, whose exit code tells of findings and is of no interest.
func (w *way) run(dir string) (time.Duration, int64) {
	cmd := exec.CommandContext(context.Background(), w.args[0], w.args[1:]...)
	cmd.Dir = dir
	var said strings.Builder
	cmd.Stderr = &said
	start := time.Now()
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		log.Fatalf("%s: %v\n%s", w.name, err, said.String())
	}
	elapsed := time.Since(start)
	return elapsed, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
}

func (w *way) median() float64 {
	slices.Sort(w.times)
	return w.times[len(w.times)/2].Seconds()
}
