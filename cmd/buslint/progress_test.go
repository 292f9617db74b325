package main

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out terminal
		p := newProgress(&out, "loading ./...", time.Second)
		p.update(1, 20)
		time.Sleep(999 * time.Millisecond)
		if out.String() != "" {
			t.Errorf("who has not waited for a second sees %q", out.String())
		}
		time.Sleep(time.Millisecond)
		synctest.Wait()
		p.update(2, 20) // too soon for another line
		time.Sleep(redraw)
		p.update(20, 20)
		p.end()
		p.update(20, 20)
		want := "\r\x1b[Kbuslint: loading ./...: 1 of 20 packages…" +
			"\r\x1b[Kbuslint: loading ./...: 20 of 20 packages…" +
			"\r\x1b[K"
		if out.String() != want {
			t.Errorf("got\n%q, want\n%q", out.String(), want)
		}
	})
}

func TestProgressThatEndsSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out terminal
		p := newProgress(&out, "loading ./...", time.Second)
		time.Sleep(time.Second / 2)
		p.end()
		time.Sleep(time.Second)
		if out.String() != "" {
			t.Errorf("got %q", out.String())
		}
	})
}

// In a pipe there is nothing to see.
func TestNoProgress(t *testing.T) {
	l := &linter{env: &env{stderr: new(strings.Builder)}}
	p := l.progress("loading")
	if p != nil {
		t.Fatal("a pipe is taken for a terminal")
	}
	p.update(1, 2)
	p.end()
}

// A terminal keeps what is written to it from several goroutines.
type terminal struct {
	mu   sync.Mutex
	text strings.Builder
}

func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

func (t *terminal) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}
