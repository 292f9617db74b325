package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/buslint/buslint/internal/plural"
)

// A progress shows what is going on to a person who has waited for a second. There is none
// in a pipe: all methods of a nil progress do nothing.
type progress struct {
	out  io.Writer
	what string

	mu    sync.Mutex // guards what follows
	timer *time.Timer
	count string // how far it is
	drawn time.Time
	on    bool // the line is shown
	ended bool
}

// redraw is how often a line changes at most: as fast as people read.
const redraw = 100 * time.Millisecond

// progress starts to wait for something to take long.
func (l *linter) progress(what string) *progress {
	if !isTerminal(l.stderr) {
		return nil
	}
	return newProgress(l.stderr, what, time.Second)
}

func newProgress(out io.Writer, what string, patience time.Duration) *progress {
	p := &progress{out: out, what: what}
	p.timer = time.AfterFunc(patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.on = !p.ended
		p.draw()
	})
	return p
}

// update says that so many of all packages are done.
func (p *progress) update(done, all int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count = fmt.Sprintf(": %d of %s", done, plural.Of(all, "package"))
	if time.Since(p.drawn) >= redraw {
		p.draw()
	}
}

func (p *progress) draw() {
	if p.on {
		p.drawn = time.Now()
		fmt.Fprintf(p.out, "\r\x1b[Kbuslint: %s%s…", p.what, p.count)
	}
}

// end takes the line away.
func (p *progress) end() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.timer.Stop()
	if p.on {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	p.on, p.ended = false, true
}
