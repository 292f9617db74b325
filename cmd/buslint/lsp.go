package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"runtime/debug"

	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/lsp"
)

const lspLong = `
Serves an editor by the Language Server Protocol, over standard input and output:
findings as you type with their fixes, from a message to its handler and back, who
sends it, and the way of a request through the program. docs/editors.md shows how to
start it from each editor. It reads .buslint.yml, and again when that changes.
`

func setupLSP(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	var o options
	o.declareFindingFlags(fs)
	fs.Bool("stdio", true, "speak over standard input and output, which is the only way")
	return func(ctx context.Context, args []string) (int, error) {
		if len(args) > 0 {
			return 0, errors.New("lsp takes no arguments; the editor says what to lint")
		}
		kept, err := cache.Open()
		if err != nil {
			return 0, err
		}
		if os.Getenv("GOGC") == "" {
			debug.SetGCPercent(40) // an editor's machine has other things in its memory
		}
		return lsp.Serve(ctx, lsp.Options{
			Version: version(), Tags: o.tags, Cache: kept, Configure: o.configure, ConfigFile: o.configFile,
		}, stdio{e.stdin, e.stdout}), nil
	}
}

// stdio is a connection to who started the program.
type stdio struct {
	io.Reader
	io.Writer
}

// Close closes nothing: the streams end with the program.
func (stdio) Close() error { return nil }
