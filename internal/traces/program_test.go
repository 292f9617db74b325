// Package traces_test makes small programs with a bus, of shapes and features of the language
// put together at random, and compares what they do before and after they were changed.
//
// Each scenario of a program is a function that gets a context in some way and sends
// messages in others. When it has returned, its context is cancelled, and only then runs
// what it has kept or started. Every handler writes down which message came, in which
// order, and whether its context is alive.
package traces_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A way is one of the ways to write a part of a scenario.
type way struct {
	name string
	text string // with SEND for a message that is sent, NEXT for its number, and REST for the parts that follow
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

// sends are the ways to send a message.
var sends = []string{
	"h.bus.Dispatch(&Told{NEXT})",
	"h.bus.Dispatch( /* a comment */ &Told{NEXT})",
	"h.bus.DispatchCtx(context.Background(), &Told{NEXT})",
	"h.bus.DispatchCtx(context.TODO( /* keep */ ), &Told{NEXT})",
	"(h.bus).Dispatch(&Old{NEXT})",
	"bus.Bus.Dispatch(h.bus, &Told{NEXT})",
	"h.buses[`a\nb`].Dispatch(&Told{NEXT})",
	"tell(h.bus, &Told{NEXT})",
	"announce(h.bus, NEXT)",
	"narrowly(h.bus, NEXT)",
	"typed[Told](h.bus, &Told{NEXT})",
	"h.same( // a comment\nNEXT)",
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
	{"value", "send := h.bus.Dispatch\ncheck(send(&Told{NEXT}))\nREST"},
	{"valueKept", "send := h.bus.Dispatch\nh.later.add(func() { check(send(&Told{NEXT})) })\nREST"},
	{"background", "own := context.Background()\n_ = own\ncheck(SEND)\nREST"},
	{"held", "own := context.Background()\ncheck(h.bus.DispatchCtx(own, &Told{NEXT}))\nREST"},
	{"line", "check(\n\t// a comment\n\tSEND,\n)\nREST"},
	{"local", "{\n\ttype Told struct{ ID int }\n\t_ = Told{}\n}\nREST"},

	{"method value", "{\n\ts := &sender{h: h}\n\tf := same(s.send)\n\ts = &sender{h: h, off: 1000000}\n\tf(NEXT)\n\ts.send(NEXT)\n\tREST\n}"},
	{"method value of a copy", "{\n\tv := value{h, 0}\n\tf := same(v.send)\n\tv.off = 1000000\n\tf(NEXT)\n\tv.send(NEXT)\n\tREST\n}"},
	{"method value of a field", "{\n\ts := &sender{in: &sender{h: h}}\n\tf := same(s.in.send)\n\ts.in = &sender{h: h, off: 1000000}\n\tf(NEXT)\n\tREST\n}"},
	{"method value of an interface", "{\n\tvar s sending = value{h, 0}\n\tf := same(s.send)\n\ts = &sender{h: h, off: 1000000}\n\tf(NEXT)\n\ts.send(NEXT)\n\tREST\n}"},
	{"method values of a loop", "{\n\tvar all []func(int)\n\tfor _, s := range []*sender{{h: h}, {h: h, off: 1000000}} {\n\t\tall = append(all, same(s.send))\n\t}\n\teach(all, func(f func(int)) { f(NEXT) })\n\tREST\n}"},
	{"method expression", "(*sender).send(&sender{h: h}, NEXT)\nREST"},
	{"deferred method", "defer (&sender{h: h}).send( /* why */ NEXT /* not */)\nREST"},
	{"table", "{\n\ttable := map[string]func(int){\"a\": (&sender{h: h}).send, \"b\": func(id int) { check(SEND) }}\n\ttable[\"a\"](NEXT)\n\tif f, ok := table[\"b\"]; ok {\n\t\tf(NEXT)\n\t}\n\tREST\n}"},
	{"steps", "{\n\tsteps := []func() error{func() error { return SEND }}\n\tsteps = append(steps, func() error { return SEND })\n\tfor _, step := range steps {\n\t\tcheck(step())\n\t}\n\tREST\n}"},
	{"channel", "{\n\tjobs := make(chan func() error, 1)\n\tjobs <- func() error { return SEND }\n\tcheck((<-jobs)())\n\tREST\n}"},
	{"decorated", "{\n\tf := h.logged(h.logged((&sender{h: h}).send))\n\tf(NEXT)\n\tREST\n}"},
	{"decorated and kept", "{\n\tf := h.logged((&sender{h: h}).send)\n\th.later.add(func() { f(NEXT) })\n\tREST\n}"},
	{"values of a slice kept", "{\n\ts := &sender{h: h}\n\tall := []func(int){s.send}\n\th.keepAll(all, NEXT)\n\tREST\n}"},
	{"value of a literal kept", "{\n\ts := &sender{h: h}\n\tpick := func() func(int) { return s.send }\n\tf := pick()\n\th.later.add(func() { f(NEXT) })\n\tREST\n}"},
	{"value called after the end", "{\n\tctx, cancel := context.WithCancel(CTX)\n\t_ = ctx\n\tvar f func(int)\n\tf = (&sender{h: h}).send\n\tall := []func(int){f, (&sender{h: h}).send}\n\th.any(all)\n\tcancel()\n\tf(NEXT)\n\tall[1](NEXT)\n\tREST\n}"},
	{"hook", "{\n\ts := &sender{h: h}\n\ts.hook = s.send\n\ts.hook(NEXT)\n\tREST\n}"},
	{"variadic", "inTurn(func() { check(SEND) }, func() { check(SEND) })\nREST"},
	{"printed", "{\n\tsteps := []func() error{func() error { return SEND }}\n\th.print(\"%d\", len(steps))\n\th.any(steps)\n\tcheck(steps[0]())\n\tREST\n}"},
	{"each", "each([]int{NEXT, NEXT}, (&sender{h: h}).send)\nREST"},
	{"each of a literal", "each([]string{`a\n\t`, \"b\"}, func(string) { check(SEND) })\nREST"},
	{"switch", "switch len(h.lines) {\ncase 0:\n\tcheck(SEND) // one\ndefault: // two\n\tcheck(SEND)\n}\nREST"},
	{"labelled", "func() {\nagain:\n\tfor i := 0; ; i++ {\n\t\tif i > 1 {\n\t\t\tbreak again\n\t\t}\n\t\tcheck(SEND)\n\t}\n}()\nREST"},
	{"result", "check(func() (err error) {\n\tdefer func() { err = SEND }()\n\treturn SEND\n}())\nREST"},
	{"own pool", "{\n\tp := &pool{}\n\tp.addAll(func() { check(SEND) }, func() { check(SEND) })\n\tp.run()\n\tREST\n}"},

	{"requestHanded", "h.start()\ngo func(r *http.Request) {\n\tdefer h.done()\n\th.wait()\n\tcheck(SEND)\n}(request(CTX))\nREST"},
	{"contextDetached", "h.start()\ngo func(ctx context.Context) {\n\tdefer h.done()\n\th.wait()\n\tcheck(SEND)\n}(context.WithoutCancel(CTX))\nREST"},
	{"derived", "ctx, cancel := context.WithTimeout(CTX, time.Hour)\ndefer cancel()\ncheck(SEND)\n_ = ctx\nREST"},
	{"value context", "ctx := context.WithValue(CTX, key{}, NEXT)\ncheck(SEND)\n_ = ctx\nREST"},
	{"cancelled", "{\n\tctx, cancel := context.WithCancel(CTX)\n\t_ = ctx\n\tcheck(SEND)\n\tcancel()\n\tcheck(SEND)\n\tREST\n}"},
	{"cancelledBy", "{\n\tctx, cancel := context.WithCancel(CTX)\n\t_ = ctx\n\tstop := func() { cancel() }\n\tstop()\n\tcheck(SEND)\n\tREST\n}"},
	{"deferredAfterCancel", "func() {\n\tctx, cancel := context.WithCancel(CTX)\n\t_ = ctx\n\tdefer func() { check(SEND) }()\n\tdefer cancel()\n\tREST\n}()"},
	{"deferredBeforeCancel", "func() {\n\tctx, cancel := context.WithCancel(CTX)\n\t_ = ctx\n\tdefer cancel()\n\tdefer func() { check(SEND) }()\n\tREST\n}()"},
	{"done", "{\n\tctx, cancel := context.WithTimeout(CTX, time.Nanosecond)\n\tdefer cancel()\n\t<-ctx.Done()\n\tcheck(SEND)\n\tREST\n}"},
	{"select", "{\n\tctx, cancel := context.WithTimeout(CTX, time.Nanosecond)\n\tdefer cancel()\n\tselect {\n\tcase <-ctx.Done():\n\t\tcheck(SEND)\n\t}\n\tREST\n}"},
	{"err", "{\n\tctx, cancel := context.WithTimeout(CTX, time.Nanosecond)\n\tdefer cancel()\n\t<-h.sleep()\n\tif err := ctx.Err(); err != nil {\n\t\tcheck(SEND)\n\t}\n\tREST\n}"},
	{"isCanceled", "{\n\tctx, cancel := context.WithCancel(CTX)\n\th.hand(cancel)\n\tif errors.Is(ctx.Err(), context.Canceled) {\n\t\tcheck(SEND)\n\t}\n\tREST\n}"},
	{"waitedForByFunction", "{\n\tctx, cancel := context.WithTimeout(CTX, time.Nanosecond)\n\tdefer cancel()\n\tif err := waitForEnd(ctx); err != nil {\n\t\tcheck(SEND)\n\t}\n\tREST\n}"},
	{"askedByFunction", "{\n\tctx, cancel := context.WithCancel(CTX)\n\tif !isOver(ctx) {\n\t\tcheck(SEND)\n\t}\n\th.hand(cancel)\n\tif isOver(ctx) {\n\t\tcheck(SEND)\n\t}\n\tREST\n}"},
	{"errByFunction", "{\n\tctx, cancel := context.WithCancel(CTX)\n\th.hand(cancel)\n\tif err := ctx.Err(); gaveUp(err) {\n\t\tcheck(SEND)\n\t}\n\tREST\n}"},
	{"cancelledByMethod", "{\n\tctx, cancel := context.WithCancel(CTX)\n\t_ = ctx\n\tt := &task{stop: cancel}\n\tt.begin()\n\tcheck(SEND)\n\tt.end()\n\tcheck(SEND)\n\tREST\n}"},
	{"group", "{\n\tg, ctx := groupWithContext(CTX)\n\tg.Go(func() error { return SEND })\n\tcheck(g.Wait())\n\tcheck(SEND)\n\t_ = ctx\n\tREST\n}"},
}

// programs returns the files of a program with n scenarios. The bus is a copy of the files
// in the directory.
func programs(rng *rand.Rand, n int, busDir string) (map[string]string, error) {
	files := map[string]string{
		"go.mod":  "module example.com/traces\n\ngo 1.25\n",
		"main.go": mainSource,
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
		for strings.Contains(s, "NEXT") {
			id++
			s = strings.Replace(s, "NEXT", strconv.Itoa(id), 1)
		}
		s = strings.ReplaceAll(s, "CTX", source.ctx)
		// What a part declares is of that part, so that another may do so again.
		return "{\n" + strings.Replace(s, "REST", text(depth-1), 1) + "\n}\n"
	}
	return source.params, source.args, text(1 + rng.IntN(3))
}

// compare returns what differs between the traces of a program before and after it was
// changed, but for contexts that live or have a value now: a message that comes no more,
// or in another order, or with a context that is over.
func compare(before, after string) []string {
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
