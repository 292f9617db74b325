// Package traces makes small programs with a bus, of shapes and features of the language
// put together at random, and compares what they do before and after they were changed.
//
// Each scenario of a program is a function that gets a context in some way and sends
// messages in others. When it has returned, its context is cancelled, and only then runs
// what it has kept or started. Every handler writes down which message came, in which
// order, and whether its context is alive.
package traces

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// A way is one of the ways to write a part of a scenario.
type way struct {
	name string
	text string // with SEND for a message that is sent, and REST for the parts that follow
}

// sources are how a scenario gets its context. CTX in their text is what its name is.
var sources = []struct{ name, params, args, ctx string }{
	{"parameter", "ctx context.Context", "ctx", "ctx"},
	{"otherName", "parent context.Context", "ctx", "parent"},
	{"blank", "_ context.Context", "ctx", ""},
	{"request", "r *http.Request", "request(ctx)", "r.Context()"},
	{"blankRequest", "_ *http.Request", "request(ctx)", ""},
	{"carrier", "c *carrier", "&carrier{Req: request(ctx)}", "c.Req.Context()"},
	{"embedded", "c *embedded", "&embedded{Context: ctx}", "c.Context"},
	{"interface", "c appContext", "appValue{ctx}", "c"},
	{"none", "", "", ""},
}

// sends are the ways to send a message. ID is its number.
var sends = []string{
	"h.bus.Dispatch(&Told{ID})",
	"h.bus.Dispatch( /* a comment */ &Told{ID})",
	"h.bus.DispatchCtx(context.Background(), &Told{ID})",
	"h.bus.DispatchCtx(context.TODO( /* keep */ ), &Told{ID})",
	"(h.bus).Dispatch(&Old{ID})",
	"bus.Bus.Dispatch(h.bus, &Told{ID})",
	"h.buses[`a\nb`].Dispatch(&Told{ID})",
	"tell(h.bus, &Told{ID})",
}

// bodies are what surrounds what is sent. Those that name CTX need a context.
var bodies = []way{
	{"plain", "check(SEND)\nREST"},
	{"if", "if err := SEND; err != nil {\n\tpanic(err)\n}\nREST"},
	{"loop", "for range 2 {\n\tcheck(SEND)\n\tREST\n}"},
	{"block", "{\n\tREST\n}\ncheck(SEND)"},
	{"shadow", "{\n\tctx := 1\n\t_ = ctx\n\tcheck(SEND)\n}\nREST"},
	{"called", "func() {\n\tcheck(SEND)\n\tREST\n}()"},
	{"variable", "do := func() error { return SEND }\ncheck(do())\nREST"},
	{"passed", "run(func() { check(SEND) })\nREST"},
	{"generic", "check(result(func() error { return SEND }))\nREST"},
	{"kept", "h.later.add(func() { check(SEND) })\nREST"},
	{"stored", "h.last = func() { check(SEND) }\nREST"},
	{"keptVariable", "job := func() { check(SEND) }\nh.later.add(job)\nREST"},
	{"wrapped", "h.later.add(wrap(func() { check(SEND) }))\nREST"},
	{"goroutine", "h.start()\ngo func() {\n\tdefer h.done()\n\th.wait()\n\tcheck(SEND)\n}()\nREST"},
	{"goFunction", "h.start()\ngo h.background(func() error { return SEND })\nREST"},
	{"waited", "var wg sync.WaitGroup\nwg.Add(1)\ngo func() {\n\tdefer wg.Done()\n\tcheck(SEND)\n}()\nwg.Wait()\nREST"},
	{"waitGroupGo", "var wg sync.WaitGroup\nwg.Go(func() { check(SEND) })\nwg.Wait()\nREST"},
	{"deferred", "defer func() { check(SEND) }()\nREST"},
	{"deferredCall", "defer SEND\nREST"},
	{"value", "send := h.bus.Dispatch\ncheck(send(&Told{ID}))\nREST"},
	{"valueKept", "send := h.bus.Dispatch\nh.later.add(func() { check(send(&Told{ID})) })\nREST"},
	{"background", "own := context.Background()\n_ = own\ncheck(SEND)\nREST"},
	{"held", "own := context.Background()\ncheck(h.bus.DispatchCtx(own, &Told{ID}))\nREST"},
	{"line", "check(\n\t// a comment\n\tSEND,\n)\nREST"},
	{"local", "{\n\ttype Told struct{ ID int }\n\t_ = Told{}\n}\nREST"},

	{"requestHanded", "h.start()\ngo func(r *http.Request) {\n\tdefer h.done()\n\th.wait()\n\tcheck(SEND)\n}(request(CTX))\nREST"},
	{"contextDetached", "h.start()\ngo func(ctx context.Context) {\n\tdefer h.done()\n\th.wait()\n\tcheck(SEND)\n}(context.WithoutCancel(CTX))\nREST"},
	{"derived", "ctx, cancel := context.WithTimeout(CTX, time.Hour)\ndefer cancel()\ncheck(SEND)\n_ = ctx\nREST"},
	{"value context", "ctx := context.WithValue(CTX, key{}, ID)\ncheck(SEND)\n_ = ctx\nREST"},
	{"cancelled", "{\n\tctx, cancel := context.WithCancel(CTX)\n\t_ = ctx\n\tcheck(SEND)\n\tcancel()\n\tcheck(SEND)\n\tREST\n}"},
	{"cancelledBy", "{\n\tctx, cancel := context.WithCancel(CTX)\n\t_ = ctx\n\tstop := func() { cancel() }\n\tstop()\n\tcheck(SEND)\n\tREST\n}"},
	{"deferredAfterCancel", "func() {\n\tctx, cancel := context.WithCancel(CTX)\n\t_ = ctx\n\tdefer func() { check(SEND) }()\n\tdefer cancel()\n\tREST\n}()"},
	{"deferredBeforeCancel", "func() {\n\tctx, cancel := context.WithCancel(CTX)\n\t_ = ctx\n\tdefer cancel()\n\tdefer func() { check(SEND) }()\n\tREST\n}()"},
	{"done", "{\n\tctx, cancel := context.WithTimeout(CTX, time.Nanosecond)\n\tdefer cancel()\n\t<-ctx.Done()\n\tcheck(SEND)\n\tREST\n}"},
	{"select", "{\n\tctx, cancel := context.WithTimeout(CTX, time.Nanosecond)\n\tdefer cancel()\n\tselect {\n\tcase <-ctx.Done():\n\t\tcheck(SEND)\n\t}\n\tREST\n}"},
	{"err", "{\n\tctx, cancel := context.WithTimeout(CTX, time.Nanosecond)\n\tdefer cancel()\n\t<-h.sleep()\n\tif err := ctx.Err(); err != nil {\n\t\tcheck(SEND)\n\t}\n\tREST\n}"},
	{"isCanceled", "{\n\tctx, cancel := context.WithCancel(CTX)\n\th.hand(cancel)\n\tif errors.Is(ctx.Err(), context.Canceled) {\n\t\tcheck(SEND)\n\t}\n\tREST\n}"},
	{"group", "{\n\tg, ctx := groupWithContext(CTX)\n\tg.Go(func() error { return SEND })\n\tcheck(g.Wait())\n\tcheck(SEND)\n\t_ = ctx\n\tREST\n}"},
}

// Module returns the files of a program with n scenarios. The bus is a copy of the files
// in the directory.
func Module(rng *rand.Rand, n int, busDir string) (map[string]string, error) {
	files := map[string]string{
		"go.mod":  "module example.com/traces\n\ngo 1.25\n",
		"main.go": main,
	}
	names, err := filepath.Glob(filepath.Join(busDir, "*.go"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files["bus/"+filepath.Base(name)] = string(data)
	}
	var all strings.Builder
	all.WriteString("package main\n\nvar scenarios = []func(h *harness, ctx context.Context){\n")
	for i := range n {
		params, call, text := scenario(rng, i)
		name := fmt.Sprintf("scenario%d", i)
		fmt.Fprintf(&all, "\tfunc(h *harness, ctx context.Context) { h.%s(%s) },\n", name, call)
		source := header + fmt.Sprintf("func (h *harness) %s(%s) {\n%s}\n", name, params, text)
		if rng.IntN(4) == 0 {
			source = strings.ReplaceAll(source, "\n", "\r\n")
		}
		files[name+".go"] = source
	}
	all.WriteString("}\n")
	files["scenarios.go"] = strings.Replace(all.String(), "package main\n", "package main\n\nimport \"context\"\n", 1)
	return files, nil
}

// scenario returns the parameters of a scenario, the arguments for them, and its body.
func scenario(rng *rand.Rand, number int) (params, args, body string) {
	source := sources[rng.IntN(len(sources))]
	id := number * 100
	var text func(depth int) string
	text = func(depth int) string {
		if depth == 0 {
			return ""
		}
		b := bodies[rng.IntN(len(bodies))]
		if strings.Contains(b.text, "CTX") && source.ctx == "" {
			return text(depth - 1)
		}
		s := b.text
		for strings.Contains(s, "SEND") {
			s = strings.Replace(s, "SEND", sends[rng.IntN(len(sends))], 1)
		}
		for strings.Contains(s, "ID)") || strings.Contains(s, "ID}") {
			id++
			s = strings.Replace(strings.Replace(s, "{ID}", fmt.Sprintf("{ID: %d}", id), 1), ", ID)", fmt.Sprintf(", %d)", id), 1)
			if !strings.Contains(s, "{ID}") && !strings.Contains(s, ", ID)") {
				break
			}
		}
		s = strings.ReplaceAll(s, "CTX", source.ctx)
		// What a part declares is of that part, so that another may do so again.
		return "{\n" + strings.Replace(s, "REST", text(depth-1), 1) + "\n}\n"
	}
	return source.params, source.args, text(1 + rng.IntN(3))
}

// Compare returns what differs between the traces of a program before and after it was
// changed, but for contexts that live or have a value now: a message that comes no more,
// or in another order, or with a context that is over.
func Compare(before, after string) []string {
	old, now := strings.Split(before, "\n"), strings.Split(after, "\n")
	var differ []string
	for i := range max(len(old), len(now)) {
		var a, b string
		if i < len(old) {
			a = old[i]
		}
		if i < len(now) {
			b = now[i]
		}
		message, state, _ := strings.Cut(a, ": ")
		otherMessage, otherState, _ := strings.Cut(b, ": ")
		if message != otherMessage || state != otherState && otherState != "alive" {
			differ = append(differ, fmt.Sprintf("%q became %q", a, b))
		}
	}
	return differ
}

const header = `package main

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"example.com/traces/bus"
)

var (
	_ context.Context
	_ = errors.Is
	_ http.Request
	_ sync.Mutex
	_ time.Time
	_ bus.Bus
)

`
