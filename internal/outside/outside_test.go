package outside_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/outside"
)

// TestIn says of functions whether they hand what they are given to other programs: a line that ends in "// out" declares
// one that does, and each other declaration one that does not.
func TestIn(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, must(txtar.FS(txtar.Parse([]byte(program))))); err != nil {
		t.Fatal(err)
	}
	pkgs, err := load.Packages(t.Context(), load.Options{Dir: dir, Patterns: []string{"./..."}, Sources: new(load.Sources)})
	if err != nil {
		t.Fatal(err)
	}
	if errs := load.Errors(pkgs); len(errs) > 0 {
		t.Fatal(errs)
	}
	out := outside.In(pkgs)
	for name, path := range map[string]string{"hooks/hooks.go": "example.com/p/hooks", "app/app.go": "example.com/p/app"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		typ := ""
		for line := range strings.Lines(string(text)) {
			fields := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \t\n(){*", r) })
			switch {
			case len(fields) > 1 && fields[0] == "type":
				typ = fields[1]
			case len(fields) > 3 && fields[0] == "func" && strings.HasPrefix(line, "func ("):
				check(t, out, path, fields[2]+"."+fields[3], line)
			case len(fields) > 1 && fields[0] == "func":
				check(t, out, path, fields[1], line)
			case len(fields) > 1 && strings.HasPrefix(line, "\t") && typ != "" && strings.Contains(line, "error //"):
				check(t, out, path, typ+"."+fields[0], line)
			}
		}
	}
	if out.Has("example.com/p/other", "F") || out.Has("example.com/p/app", "F") || out.Has("example.com/p/app", "None.F") || out.Has("example.com/p/app", "Mailer.F") {
		t.Error("a function that is not there hands something out")
	}
}

func check(t *testing.T, out *outside.Functions, path, name, line string) {
	t.Helper()
	if want := strings.HasSuffix(strings.TrimSpace(line), "// out"); out.Has(path, name) != want {
		t.Errorf("%s.%s: got %t", path, name, !want)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

const program = `
-- go.mod --
module example.com/p

go 1.24
-- hooks/hooks.go --
package hooks

import (
	"context"
	"net/http"
	"net/rpc"
	"net/smtp"
	"strings"
)

type Webhooks struct {
	client *http.Client
	queue  chan string
}

func (w *Webhooks) Publish(ctx context.Context, event string) error { w.queue <- event; return nil } // out
func (w *Webhooks) Run(ctx context.Context) { for url := range w.queue { w.post(ctx, url) } } // out
func (w *Webhooks) post(ctx context.Context, url string) { _, _ = w.client.Post(url, "", strings.NewReader("")) } // out

type Feed struct{ client *rpc.Client }

func (f *Feed) Follow(hear func(string)) { var text string; _ = f.client.Call("Feed.Next", 0, &text); hear(text) } // out

type Mail struct{ addr string }

func (m *Mail) Send(ctx context.Context, text string) error { return smtp.SendMail(m.addr, nil, "", nil, []byte(text)) } // out

type Hub struct {
	clients map[chan string]bool
	queue   chan string
}

func (h *Hub) Broadcast(text string) { h.queue <- text } // a client is told
func (h *Hub) Run() { for text := range h.queue { for c := range h.clients { c <- text } } }
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request) { h.Broadcast(r.Header.Get("Text")) }

type FakeSender struct{ sent []string }

func (f *FakeSender) Send(ctx context.Context, text string) error { f.sent = append(f.sent, text); println(text); return nil }

type None struct{}

func (None) Send(ctx context.Context, text string) error { return nil }

type Bus struct {
	all  []func(string)
	mail *Mail
}

func (b *Bus) Publish(text string) { for _, f := range b.all { f(text) }; _ = b.mail.Send(nil, text) } // mails as well
func (b *Bus) Subscribe(f func(string)) { b.all = append(b.all, f) }
-- app/app.go --
package app

import "context"

type Dispatcher interface {
	Publish(ctx context.Context, event string) error // out
}

type Mailer interface {
	Send(ctx context.Context, text string) error // out
}

type Teller interface {
	Tell(ctx context.Context, text string) error // Local tells, too
}

type Nobody interface {
	Hear(ctx context.Context, text string, n int) error // nothing is behind it
}

type Follower interface {
	Follow(hear func(string)) // error // out
}

func follow(f Follower, hear func(string)) { f.Follow(hear) } // out

type Notifier struct{ senders map[string]Mailer }

func (n *Notifier) Notify(ctx context.Context, by, text string) error { return n.senders[by].Send(ctx, text) } // out

type Remote struct{ m Mailer }

func (r *Remote) Tell(ctx context.Context, text string) error { return r.m.Send(ctx, text) } // out

type Local struct{ all []func(string) }

func (l *Local) Tell(ctx context.Context, text string) error { for _, f := range l.all { f(text) }; return nil }

func tellAll(t Teller, all []string) { for _, text := range all { _ = t.Tell(nil, text) } }
func publish(d Dispatcher) { _ = d.Publish(context.Background(), "published") } // out
`
