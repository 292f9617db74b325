// Loading compares how long it takes to lint a module, in turns in one run, and prints the
// table of docs/benchmarks.md:
//
//	go -C bench run ./loading -dir ~/src/grafana -edit pkg/models/user.go ./pkg/...
//
// It measures the go command when it only lists the packages, buslint after nothing has
// changed, on a first run and after one file has changed, go vet with buslint as its tool,
// and, if given, other commands. -vet=false and -unknown=false leave out what takes long. With
// -cold it does the same with empty caches, which takes minutes for those that have all compiled;
// -timeout stops them, and they took longer then than it says. The times are medians; those of
// the processor are printed, too, which say more where the machine is busy with other things.
// The file of -edit is put back at the end.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	b := &bench{}
	flag.StringVar(&b.dir, "dir", ".", "the module's `directory`")
	flag.StringVar(&b.edited, "edit", "", "a Go `file` below it to change, of a package that many import")
	rounds := flag.Int("n", 5, "rounds, or 0 for none")
	cold := flag.Int("cold", 0, "rounds with empty caches")
	flag.DurationVar(&b.limit, "timeout", 0, "after which a command is stopped; 0 for none")
	flag.BoolVar(&b.vet, "vet", true, "also measure go vet, which has all compiled")
	flag.BoolVar(&b.unknown, "unknown", true, "also measure buslint when it knows nothing of the module")
	flag.Func("also", "another `command` to measure, run by a shell", func(s string) error {
		b.others = append(b.others, s)
		return nil
	})
	flag.Parse()
	b.patterns = flag.Args()
	if err := b.run(*rounds, *cold); err != nil {
		log.Fatal(err)
	}
}

type bench struct {
	dir, edited      string
	others, patterns []string
	limit            time.Duration
	vet, unknown     bool

	temp string // for the binary and the caches
	base []byte // what stands in the edited file where nothing has changed
}

func (b *bench) run(rounds, cold int) (err error) {
	if b.temp, err = os.MkdirTemp("", "loading"); err != nil {
		return err
	}
	defer os.RemoveAll(b.temp)
	build := exec.CommandContext(context.Background(), "go", "-C", "..", "build", "-o", b.buslint(), "./cmd/buslint")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building buslint: %w", err)
	}
	warm := b.ways()
	if b.edited != "" {
		b.edited = filepath.Join(b.dir, b.edited)
		original, err := os.ReadFile(b.edited)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.WriteFile(b.edited, original, 0o666)) }()
		b.base = slices.Concat(original, []byte("\nfunc loadingBench() int { return 0 }\n"))
		if err := os.WriteFile(b.edited, b.base, 0o666); err != nil {
			return err
		}
		warm = append(warm, b.edits()...)
	}
	fmt.Printf("%s %s/%s, %d processors\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if rounds > 0 {
		if err := b.measure(warm, rounds, b.cache("warm")); err != nil {
			return err
		}
	}
	if cold > 0 {
		fmt.Printf("\nWith empty caches:\n\n")
		return b.measure(b.ways(), cold, nil)
	}
	return nil
}

func (b *bench) buslint() string { return filepath.Join(b.temp, "buslint") }

// first is the cache of a first run, which is deleted before each.
func (b *bench) first() string { return filepath.Join(b.temp, "first") }

// cache returns the environment that has all caches in a new directory.
func (b *bench) cache(name string) []string {
	dir := filepath.Join(b.temp, name)
	env := []string{"BUSLINT_CACHE=" + filepath.Join(dir, "buslint"), "GOLANGCI_LINT_CACHE=" + filepath.Join(dir, "golangci-lint")}
	if name != "warm" {
		env = append(env, "GOCACHE="+filepath.Join(dir, "go"))
	}
	return env
}

// A way is a command and what it took.
type way struct {
	name    string
	args    []string
	env     []string
	prepare func(round int) error // called before each run, if not nil; what it does is undone

	wall, processor []time.Duration
	peak            int64 // KB, of the largest process
	stopped         bool
}

// ways returns what is compared, and first what it is compared with.
func (b *bench) ways() []*way {
	ways := []*way{
		{name: "go list -deps -test", args: append([]string{"go", "list", "-deps", "-test"}, b.patterns...)},
		{name: "buslint", args: append([]string{b.buslint()}, b.patterns...)},
	}
	if b.unknown {
		ways = append(ways,
			&way{name: "buslint, first run", args: append([]string{b.buslint()}, b.patterns...), env: []string{"BUSLINT_CACHE=" + b.first()}},
			&way{name: "buslint without its cache", args: append([]string{b.buslint()}, b.patterns...), env: []string{"BUSLINT_CACHE=off"}})
	}
	if b.vet {
		ways = append(ways, &way{name: "go vet -vettool", args: append([]string{"go", "vet", "-vettool=" + b.buslint()}, b.patterns...)})
	}
	for _, other := range b.others {
		ways = append(ways, &way{name: other, args: []string{"sh", "-c", other}})
	}
	return ways
}

// edits returns what is measured after a change.
func (b *bench) edits() []*way {
	change := func(format string) func(int) error {
		return func(round int) error {
			text := strings.Replace(string(b.base), "func loadingBench() int { return 0 }", fmt.Sprintf(format, round+1), 1)
			return os.WriteFile(b.edited, []byte(text), 0o666)
		}
	}
	args := append([]string{b.buslint()}, b.patterns...)
	return []*way{
		{name: "buslint, one body changed", args: args, prepare: change("func loadingBench() int { return %d }")},
		{name: "buslint, one declaration changed", args: args, prepare: change("func loadingBench() int { return 0 }\n\ntype LoadingBench struct{ Field%d int }")},
	}
}

// measure runs the ways in turns, with the caches of env or each time with new ones, and
// prints what they took.
func (b *bench) measure(ways []*way, rounds int, env []string) error {
	first := 0
	if env != nil {
		first = -1 // a round that fills the caches
	}
	for round := first; round < rounds; round++ {
		for i, w := range ways {
			own, name := env, fmt.Sprintf("cold%d-%d", round, i)
			if own == nil {
				own = b.cache(name)
			}
			err := w.run(b, round, append(own, w.env...))
			os.RemoveAll(filepath.Join(b.temp, name)) // what was stopped may still write there
			if err != nil {
				return err
			}
		}
	}
	fmt.Println("| command | median s | × go list | processor s | × go list | peak MB |\n|---|---:|---:|---:|---:|---:|")
	list := ways[0]
	for _, w := range ways {
		name := w.name
		if w.stopped {
			name += ", stopped"
		}
		fmt.Printf("| %s | %.2f | %.2f | %.2f | %.2f | %d |\n", name,
			median(w.wall), median(w.wall)/median(list.wall),
			median(w.processor), median(w.processor)/median(list.processor), w.peak>>10)
	}
	return nil
}

// run runs the command, whose exit code tells of findings and is of no interest. What it
// takes counts from round 0 on.
func (w *way) run(b *bench, round int, env []string) (err error) {
	if w.prepare != nil {
		if err := w.prepare(round); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.WriteFile(b.edited, b.base, 0o666)) }()
	}
	if err := os.RemoveAll(b.first()); err != nil {
		return err
	}
	ctx := context.Background()
	if b.limit > 0 {
		var cancel func()
		ctx, cancel = context.WithTimeout(ctx, b.limit)
		defer cancel()
	}
	cmd := exec.CommandContext(ctx, w.args[0], w.args[1:]...)
	if b.limit > 0 {
		// An interrupt, to all that it has started: what these took counts only if they are waited for.
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGINT) }
	}
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), env...)
	var said strings.Builder
	cmd.Stderr = &said
	start := time.Now()
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		return fmt.Errorf("%s: %w\n%s", w.name, err, said.String())
	}
	w.stopped = w.stopped || ctx.Err() != nil
	if round >= 0 {
		w.wall = append(w.wall, time.Since(start))
		w.processor = append(w.processor, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
		w.peak = max(w.peak, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	}
	return nil
}

func median(times []time.Duration) float64 {
	slices.Sort(times)
	return times[len(times)/2].Seconds()
}
