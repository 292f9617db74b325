package main

import (
	"context"
	"flag"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"

	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/lsp"
)

const lspLong = `
Runs a language server over standard input and output. It shows findings and fixes as you
type, goes from a message to its handler and back, and shows who sends a message and the
path of a request through the program. The server reads .buslint.yml, and reads it again
when it changes. How to set up each editor is shown in
` + doctext.Docs + "editors.md .\n"

func setupLSP(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	var o options
	o.declareFindingFlags(fs)
	fs.Bool("stdio", true, "use standard input and output; there is no other way")
	return func(ctx context.Context, _ []string) (int, error) {
		kept, err := cache.Open()
		if err != nil {
			return 0, err
		}
		// An editor's machine has other things in its memory. Loading makes the most garbage, and
		// afterwards a stroke is answered sooner with less collecting.
		var opening func() func()
		if os.Getenv("GOGC") == "" {
			var loading atomic.Int64 // several modules may be opened at once
			opening = func() func() {
				loading.Add(1)
				debug.SetGCPercent(40)
				return func() {
					if loading.Add(-1) > 0 {
						return
					}
					debug.FreeOSMemory()
					var memory runtime.MemStats
					runtime.ReadMemStats(&memory)
					debug.SetGCPercent(collectAfter(memory.HeapAlloc))
				}
			}
		}
		// With so few, Go would let requests wait for the analysis to pause; the operating system
		// lets them in.
		const few = 4
		if os.Getenv("GOMAXPROCS") == "" && runtime.GOMAXPROCS(0) < few {
			runtime.GOMAXPROCS(few)
		}
		return lsp.Serve(ctx, lsp.Options{
			Version: version(), Tags: o.tags, Cache: kept, Opening: opening, Configure: o.configure, ConfigFile: o.configFile,
		}, stdio{e.stdin, e.stdout}), nil
	}
}

// collectAfter returns how much garbage, in percent of what is in use, the server may make
// before it collects it: as much as it takes to fill what an editor's machine can spare, and
// no less than half of a large program.
func collectAfter(inUse uint64) int {
	const spare = 200 << 20
	if inUse >= spare {
		return 50
	}
	return int(min(max(50, (spare-inUse)*100/max(inUse, 1)), 400))
}

// stdio is a connection to who started the program.
type stdio struct {
	io.Reader
	io.Writer
}

// Close closes nothing: the streams end with the program.
func (stdio) Close() error { return nil }
