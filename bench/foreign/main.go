// Foreign runs buslint over trees that have nothing to do with it, to see that it does not
// panic, does not take long, and finds nothing that is not there.
//
// It is given directories with modules, which it does not bring and does not change:
//
//	go run ./foreign -buslint PROGRAM DIR...
//
// Before a release these are the standard library, golang.org/x/tools and three large
// programs. In each it lints, and plans fixes and a migration, and tells how long that took,
// how much memory it needed and how many findings there are. The findings are then to be
// read: -v prints them. It fails if buslint panics, takes longer than the limit, or says of
// itself that it has a flaw.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

// ways are what is tried, by what the table calls it.
var ways = []struct {
	name string
	args []string
}{
	{"lint", []string{"./..."}},
	{"fix", []string{"-diff", "./..."}},
	{"migrate", []string{"migrate", "-events", "-todos", "-diff"}},
}

func main() {
	buslint := flag.String("buslint", "buslint", "the `program` to run")
	limit := flag.Duration("limit", 10*time.Minute, "how long it may take at most, each time")
	verbose := flag.Bool("v", false, "print what buslint prints")
	flag.Parse()
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "directory\tway\ttime\tprocessor\tMB\texit\tlines\tfault")
	failed := flag.NArg() == 0
	for _, dir := range flag.Args() {
		for _, way := range ways {
			r := try(*buslint, dir, *limit, way.args)
			failed = failed || r.fault != ""
			fmt.Fprintf(table, "%s\t%s\t%.1fs\t%.1fs\t%d\t%d\t%d\t%s\n",
				dir, way.name, r.elapsed.Seconds(), r.processor.Seconds(), r.megabytes, r.exit, strings.Count(r.output, "\n"), r.fault)
			if *verbose || r.fault != "" {
				fmt.Fprint(os.Stderr, r.output, r.errors)
			}
		}
	}
	if err := table.Flush(); err != nil || failed {
		os.Exit(1)
	}
}

// A result is what came of one run.
type result struct {
	output, errors     string
	elapsed, processor time.Duration
	megabytes          int64
	exit               int
	fault              string // what is wrong with it; "" if nothing is
}

// flaw matches what buslint says if it finds that it was wrong.
var flaw = regexp.MustCompile(`(?m)^(panic: |fatal error: |goroutine \d+ ).*$|bug in buslint.*`)

// try runs the program in the directory. It must not take longer than the limit.
func try(program, dir string, limit time.Duration, args []string) result {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	var output, messages strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &messages
	start := time.Now()
	err := cmd.Run()
	r := result{output: output.String(), errors: messages.String(), elapsed: time.Since(start)}
	r.fault = flaw.FindString(r.errors + r.output)
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		r.fault = "it took longer than " + limit.String()
	case err != nil && !errors.As(err, &exit):
		r.fault = err.Error()
	}
	if state := cmd.ProcessState; state != nil {
		r.exit = state.ExitCode()
		r.processor = state.UserTime() + state.SystemTime()
		if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
			r.megabytes = usage.Maxrss >> 10
		}
	}
	return r
}
