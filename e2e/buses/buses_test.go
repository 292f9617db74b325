// Package buses tries buslint on the public buses that it knows: on programs that use
// the real libraries.
package buses

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	// The programs are in testdata, where go mod tidy does not see what they need.
	_ "encore.dev/pubsub"
	_ "github.com/ThreeDotsLabs/watermill/components/cqrs"
	_ "github.com/ThreeDotsLabs/watermill/pubsub/gochannel"
	_ "github.com/asaskevich/EventBus"
	_ "github.com/cskr/pubsub"
	_ "github.com/docker/go-events"
	_ "github.com/dogmatiq/dogma"
	_ "github.com/gookit/event"
	_ "github.com/hallgren/eventsourcing"
	_ "github.com/jilio/ebu"
	_ "github.com/kataras/go-events"
	_ "github.com/kelindar/event"
	_ "github.com/looplab/eventhorizon/commandhandler/bus"
	_ "github.com/looplab/eventhorizon/eventbus/local"
	_ "github.com/mehdihadeli/go-mediatr"
	_ "github.com/moby/pubsub"
	_ "github.com/modernice/goes/command/cmdbus"
	_ "github.com/mustafaturan/bus/v3"
	_ "github.com/vardius/message-bus"
)

// TestBuses runs the commands in testdata/BUS/want.txt in that folder, and compares what
// they print, and the codes with which they exit. With UPDATE set it writes down what
// they do.
func TestBuses(t *testing.T) {
	t.Parallel()
	buslint := build(t)
	wants, err := filepath.Glob("testdata/*/want.txt")
	if err != nil || len(wants) != 18 {
		t.Fatalf("found %q, error %v", wants, err)
	}
	for _, file := range wants {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			for line := range strings.Lines(string(want)) {
				args, ok := strings.CutPrefix(line, "$ buslint ")
				if !ok {
					continue
				}
				got.WriteString(line)
				run(t, &got, filepath.Dir(file), buslint, strings.Fields(args)...)
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, got.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%s:\n%s\nwant:\n%s", file, got.Bytes(), want)
			}
		})
	}
}

// TestFixes fixes a program that uses gookit/event, and runs it before and after: the
// context travels then, and listeners get what they got before.
func TestFixes(t *testing.T) {
	t.Parallel()
	buslint, dir := build(t), t.TempDir()
	for _, err := range []error{
		os.CopyFS(filepath.Join(dir, "shop"), os.DirFS("testdata/gookit/shop")),
		copyFile(dir, "go.mod"),
		copyFile(dir, "go.sum"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	output := func(name string, args ...string) string {
		var out bytes.Buffer
		run(t, &out, dir, name, args...)
		return out.String()
	}
	const before = `book.sold by <nil> false
book.sold by <nil> false
book.sold by <nil> true
book.sell by mail true
`
	if got := output("go", "run", "./shop"); got != before {
		t.Errorf("before it printed\n%s\nwant\n%s", got, before)
	}
	output(buslint, "-fix", "-busctx", "-busctx.events", "./...")
	if got, want := output("go", "run", "./shop"), strings.ReplaceAll(before, "<nil>", "me"); got != want {
		t.Errorf("fixed, it printed\n%s\nwant\n%s", got, want)
	}
}

func build(t *testing.T) (buslint string) {
	t.Helper()
	buslint = filepath.Join(t.TempDir(), "buslint")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", buslint, "./cmd/buslint")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return buslint
}

func copyFile(dir, name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, name), data, 0o666)
}

// run writes what the command prints, and how it exits if that is not with 0. The rules
// that buslint why lists because they say nothing are left out: they are too many.
func run(t *testing.T, w *bytes.Buffer, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "BUSLINT_CACHE=off") // what it says of that is the same each time
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	for line := range strings.Lines(stdout.String()) {
		if !strings.HasSuffix(line, " has no finding\n") && !strings.Contains(line, " does not apply to ") {
			w.WriteString(line)
		}
	}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		fmt.Fprintf(w, "exit %d\n", exit.ExitCode())
	case err != nil:
		t.Fatal(err)
	}
	for line := range strings.Lines(stderr.String()) {
		if !strings.HasPrefix(line, "buslint: ") || !strings.Contains(line, "finding") { // the sum
			w.WriteString(line)
		}
	}
}
