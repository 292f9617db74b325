// Package drivers holds tests of buslint where its users already are: pre-commit,
// Bazel, CI, editors, and the cache of go vet.
package drivers

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The binary, made by TestMain, and the root of the repository.
var buslint, root string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "buslint")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		root, _ = filepath.Abs("../..")
		buslint = filepath.Join(dir, "buslint")
		cmd := exec.CommandContext(context.Background(), "go", "build", "-C", root, "-o", buslint, "./cmd/buslint")
		cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
		if err := cmd.Run(); err != nil {
			fmt.Fprintln(os.Stderr, "go build:", err)
			return 1
		}
		return m.Run()
	}())
}

// A place is a folder in which commands run.
type place struct {
	t   *testing.T
	dir string
	env []string // beside the test's own
}

// newPlace returns a folder with these files, in the form of a script: each is a
// line "-- name --" and what follows it.
func newPlace(t *testing.T, files string) *place {
	t.Helper()
	p := &place{t: t, dir: t.TempDir()}
	p.write(files)
	return p
}

func (p *place) write(files string) {
	p.t.Helper()
	var name string
	contents := map[string]string{}
	for line := range strings.Lines(files) {
		if rest, ok := strings.CutPrefix(line, "-- "); ok {
			name = strings.TrimSuffix(rest, " --\n")
			contents[name] = ""
		} else if name != "" {
			contents[name] += line
		}
	}
	for name, text := range contents {
		name = filepath.Join(p.dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			p.t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			p.t.Fatal(err)
		}
	}
}

func (p *place) read(name string) string {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, name))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

// try runs a command and returns all that it prints, and its exit code.
func (p *place) try(name string, args ...string) (output string, code int) {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), name, args...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), p.env...)
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		p.t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// run runs a command that has to succeed and returns what it prints.
func (p *place) run(name string, args ...string) string {
	p.t.Helper()
	out, code := p.try(name, args...)
	if code != 0 {
		p.t.Fatalf("%s %s: exit code %d\n%s", name, strings.Join(args, " "), code, out)
	}
	return out
}

// shop is a module with a bus of its own and one finding, in shop/shop.go.
const shop = `-- go.mod --
module example.com/shop

go 1.26.0
-- bus/bus.go --
package bus

import "context"

type Msg any

type HandlerFunc any

type Bus interface {
	Dispatch(msg Msg) error
	DispatchCtx(ctx context.Context, msg Msg) error
	AddHandler(handler HandlerFunc)
	AddHandlerCtx(handler HandlerFunc)
}
-- shop/order.go --
package shop

type order struct{}
-- shop/shop.go --
package shop

import (
	"context"

	"example.com/shop/bus"
)

func buy(ctx context.Context, b bus.Bus) error {
	return b.Dispatch(&order{})
}
`

// finding is what buslint says about shop.
const finding = "shop/shop.go:10:9: b.Dispatch drops the context; call b.DispatchCtx(ctx, …)"
