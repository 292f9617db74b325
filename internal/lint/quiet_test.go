package lint

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/eventname"
	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/program"
)

// trees are what the repository has of programs, with all that they import.
var trees = map[string]load.Options{
	"testdata": {Dir: "../../testdata", Patterns: []string{"./..."}, Tests: true},
	"buses":    {Dir: "../../e2e/buses/testdata", Patterns: []string{"./..."}, Tests: true},
	"buslint":  {Dir: "../..", Patterns: []string{"./..."}, Tests: true},
}

// TestSuspects checks that whatever is recognised as a bus once the types are known, or looks
// like one then, is a suspect before, with all its functions.
func TestSuspects(t *testing.T) {
	t.Parallel()
	for name, tree := range trees {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, err := load.List(t.Context(), tree)
			if err != nil {
				t.Fatal(err)
			}
			if err := g.Load(t.Context(), g.Packages()); err != nil {
				t.Fatal(err)
			}
			buses, called := map[string][]string{}, map[string]bool{}
			packages.Visit(g.Packages(), nil, func(pkg *packages.Package) {
				if pkg.Types == nil {
					return
				}
				found := profile.Recognise(pkg.Types)
				for _, p := range []*profile.Profile{found.Sure, found.Likely} {
					for i := 0; p != nil && i < len(p.Funcs); i++ {
						buses[pkg.PkgPath] = append(buses[pkg.PkgPath], p.Funcs[i].Name)
						called[p.Funcs[i].Name] = true
					}
				}
			})
			if len(buses) == 0 {
				t.Fatal("no bus is recognised")
			}
			s := newSilence(Options{Load: tree, Config: config.Default()})
			var speakers []*speaker
			for _, pkg := range g.Packages() {
				speakers = append(speakers, &speaker{pkg: pkg, names: called})
			}
			s.find(speakers)
			for path, names := range buses {
				i := slices.IndexFunc(s.suspects, func(it *suspect) bool { return it.pkg.PkgPath == path })
				if i < 0 {
					t.Errorf("%s has %v, and is no suspect", path, names)
					continue
				}
				for _, name := range names {
					if !slices.Contains(s.suspects[i].names, name) {
						t.Errorf("%s has %s, and is not suspected of it", path, name)
					}
				}
			}
		})
	}
}

// TestFindingsOnly checks that nothing else is found where packages without a bus are not
// loaded.
func TestFindingsOnly(t *testing.T) {
	t.Parallel()
	for name, tree := range trees {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compare(t, tree)
		})
	}
}

// compare lints twice, and returns what was analyzed to find no more than is wanted.
func compare(t *testing.T, tree load.Options) (analyzed []string) {
	t.Helper()
	var results []*Result
	for _, only := range []bool{false, true} {
		o := Options{Load: tree, Config: config.Default(), ProgramRules: program.Rules, FindingsOnly: only}
		for _, r := range analyzers.Rules {
			if !r.Anywhere {
				o.Rules = append(o.Rules, r.Analyzer)
			}
		}
		r, err := Run(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, r)
	}
	all, only := results[0], results[1]
	if !reflect.DeepEqual(all.Findings, only.Findings) || len(all.All.Sites) != len(only.All.Sites) || len(all.All.Packages()) != len(only.All.Packages()) {
		t.Errorf("found %d, want %d; %d sites, want %d; %d packages, want %d", len(only.Findings), len(all.Findings),
			len(only.All.Sites), len(all.All.Sites), len(only.All.Packages()), len(all.All.Packages()))
	}
	likely := func(r *Result) (names []string) {
		for _, pkg := range r.All.Packages() {
			for _, f := range pkg.Likely {
				names = append(names, f.Bus+"."+f.Name)
			}
		}
		return names
	}
	if !slices.Equal(likely(all), likely(only)) {
		t.Errorf("%v look like buses, want %v", likely(only), likely(all))
	}
	return only.Analyzed
}

const loud = `
-- hub/hub.go --
package hub

type Hub struct{ subs map[string][]func(any) }

func (h *Hub) Subscribe(topic string, f func(any)) { h.subs[topic] = append(h.subs[topic], f) }
func (h *Hub) Publish(topic string, event any)     {}
`

// TestQuiet checks which packages of a module are analyzed: none where nothing may use a bus,
// and otherwise those that may; all if one of them does.
func TestQuiet(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		files    string
		analyzed string
	}{
		"nothing":                {"-- a/a.go --\npackage a\n\nfunc Send(text string) {}\n-- b/b.go --\npackage b\n\nimport \"shop/a\"\n\nfunc f() { a.Send(\"x\") }\n", ""},
		"a bus that is not used": {loud + "-- a/a.go --\npackage a\n\nimport \"shop/hub\"\n\nvar H hub.Hub\n", "shop/hub"},
		"a bus that is used":     {loud + "-- a/a.go --\npackage a\n\nimport \"shop/hub\"\n\nfunc f(h *hub.Hub) { h.Publish(\"t\", 1) }\n-- b/b.go --\npackage b\n", "shop/a shop/b shop/hub"},
		"the bus of another": {loud + "-- a/a.go --\npackage a\n\nimport \"shop/hub\"\n\ntype Embeds struct{ *hub.Hub }\n" +
			"-- b/b.go --\npackage b\n\nimport \"shop/a\"\n\nfunc f(e a.Embeds) { e.\n\t// told\n\tPublish(\"t\", 1) }\n", "shop/a shop/b shop/hub"},
		"a bus behind the interface of a package that does not know it": {loud + "-- p/p.go --\npackage p\n\ntype Notifier interface{ Publish(topic string, event any) }\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/p\"\n\nfunc F(n p.Notifier) { n.Publish(\"t\", 1) }\n" +
			"-- b/b.go --\npackage b\n\nimport (\n\t\"shop/a\"\n\t\"shop/hub\"\n)\n\nfunc f() { a.F(new(hub.Hub)) }\n", "shop/a shop/b shop/hub"},
		"an interface with another name of the type": {loud + "-- p/p.go --\npackage p\n\ntype Topic = string\n\ntype Notifier interface{ Publish(topic Topic, event interface{}) }\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/p\"\n\nfunc F(n p.Notifier) { n.Publish(\"t\", 1) }\n" +
			"-- b/b.go --\npackage b\n\nimport (\n\t\"shop/a\"\n\t\"shop/hub\"\n)\n\nfunc f() { a.F(new(hub.Hub)) }\n", "shop/a shop/b shop/hub"},
		"an interface that the bus does not implement": {loud + "-- p/p.go --\npackage p\n\ntype Notifier interface{ Publish(topic string, events []any) }\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/p\"\n\nfunc F(n p.Notifier) { n.Publish(\"t\", nil) }\n" +
			"-- b/b.go --\npackage b\n\nimport (\n\t_ \"shop/a\"\n\t\"shop/hub\"\n)\n\nvar H hub.Hub\n", "shop/hub"},
		"an interface that nobody knows with the bus": {loud + "-- p/p.go --\npackage p\n\ntype Notifier interface{ Publish(topic string, event any) }\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/p\"\n\nfunc F(n p.Notifier) { n.Publish(\"t\", 1) }\n" +
			"-- b/b.go --\npackage b\n\nimport \"shop/hub\"\n\nvar H hub.Hub\n", "shop/hub"},
		"what is no interface": {loud + "-- p/p.go --\npackage p\n\ntype Notifier struct{}\n\nfunc (Notifier) Publish(topic string, event any) {}\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/p\"\n\nfunc F(n p.Notifier) { n.Publish(\"t\", 1) }\n" +
			"-- b/b.go --\npackage b\n\nimport \"shop/hub\"\n\nvar H hub.Hub\n", "shop/hub"},
		"interfaces in parts": {"-- p/p.go --\npackage p\n\ntype Sender interface{ Publish(topic string, event any) }\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/p\"\n\ntype Bus interface {\n\tp.Sender\n\tSubscribe(topic string, f func(event any))\n}\n\nfunc f(b Bus) { b.Publish(\"t\", 1) }\n", "shop/a shop/p"},
		"what cannot be parsed":       {"-- a/a.go --\npackage a\n\nfunc f() { g( }\n-- b/b.go --\npackage b\n", "shop/a"},
		"a directive":                 {"-- a/a.go --\npackage a\n\n// Done says it.\n//\n//bus:event\ntype Done struct{}\n-- b/b.go --\npackage b\n", "shop/a"},
		"a misspelt directive":        {"-- a/a.go --\npackage a\n\n//bus:evnt\ntype Done struct{}\n-- b/b.go --\npackage b\n", "shop/a"},
		"a directive with a space":    {"-- a/a.go --\npackage a\n\n// bus:event\ntype Done struct{}\n-- b/b.go --\npackage b\n", "shop/a"},
		"an ignored rule":             {"-- a/a.go --\npackage a\n\n//lint:ignore eventname it is old\ntype Done struct{}\n-- b/b.go --\npackage b\n", "shop/a"},
		"a misspelt rule":             {"-- a/a.go --\npackage a\n\n//lint:ignore eventnam it is old\ntype Done struct{}\n", "shop/a"},
		"a rule of another tool":      {"-- a/a.go --\npackage a\n\n//lint:ignore SA1019 it is old\ntype Done struct{}\n", ""},
		"a package that is a mystery": {"-- a/a.go --\npackage a\n\nimport \"shop/nothing\"\n\nvar V = nothing.V\n-- b/b.go --\npackage b\n", "shop/a"},
		"what looks like a bus": {"-- q/q.go --\npackage q\n\ntype Registry struct{}\n\nfunc (Registry) Subscribe(f func(e Thing)) {}\nfunc (Registry) Broadcast(e Thing)         {}\n\ntype Thing struct{ A int }\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(r q.Registry) { r.Broadcast(q.Thing{}) }\n-- b/b.go --\npackage b\n", "shop/a shop/q"},
		"a bus that another is sent on": {"-- q/q.go --\npackage q\n\ntype Bus struct{ subs []func(s Stream) }\ntype Stream struct{ A int }\n\nfunc Publish(b *Bus, s Stream)                {}\nfunc Subscribe(b *Bus, f func(s Stream)) {}\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(b *q.Bus) { q.Publish(b, q.Stream{}) }\n-- b/b.go --\npackage b\n", "shop/a shop/b shop/q"},
		"another name of events": {"-- q/q.go --\npackage q\n\ntype Event[T any] struct{ V T }\ntype Saved = Event[int]\ntype Notes struct{}\n\nfunc (n *Notes) Record(e Saved) {}\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(n *q.Notes) { n.Record(q.Saved{}) }\n", "shop/a shop/q"},
		"a struct that is no event": {"-- q/q.go --\npackage q\n\ntype Event struct{ V int }\ntype Notes struct{}\n\nfunc (n *Notes) Record(e Event) {}\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(n *q.Notes) { n.Record(q.Event{}) }\n", ""},
		"events of any type": {"-- q/q.go --\npackage q\n\ntype Event any\ntype Notes struct{}\n\nfunc (n *Notes) Record(e Event) {}\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(n *q.Notes) { n.Record(1) }\n", "shop/a shop/q"},
		"events that are errors": {"-- q/q.go --\npackage q\n\ntype Event error\ntype Notes struct{}\n\nfunc (n *Notes) Record(e Event) {}\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(n *q.Notes) { n.Record(nil) }\n", "shop/a shop/q"},
		"subscriptions that are names": {"-- q/q.go --\npackage q\n\ntype Registry struct{}\ntype Subscription string\n\nfunc (Registry) Subscribe(name string) Subscription { return \"\" }\nfunc (Registry) Broadcast(e Thing)               {}\n\ntype Thing struct{ A int }\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(r q.Registry) { r.Broadcast(q.Thing{}) }\n", "shop/a shop/q"},
		"names that are no subscriptions": {"-- q/q.go --\npackage q\n\ntype Registry struct{}\ntype Name string\n\nfunc (Registry) Subscribe(name string) Name { return \"\" }\nfunc (Registry) Broadcast(e Thing)       {}\n\ntype Thing struct{ A int }\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(r q.Registry) { r.Broadcast(q.Thing{}) }\n", ""},
		"a name of two packages": {"-- one/row/row.go --\npackage row\n\ntype Row struct{ A int }\n-- two/row/row.go --\npackage row\n\ntype Row struct{ B int }\n" +
			"-- q/one.go --\npackage q\n\nimport \"shop/one/row\"\n\ntype Board struct{}\n\nfunc (b *Board) PublishEvent(r row.Row) {}\n" +
			"-- q/two.go --\npackage q\n\nimport \"shop/two/row\"\n\nvar R row.Row\n" +
			"-- a/a.go --\npackage a\n\nimport (\n\t\"shop/one/row\"\n\t\"shop/q\"\n)\n\nfunc f(b *q.Board) { b.PublishEvent(row.Row{}) }\n", ""},
		"a dispatcher that calls a function": {"-- q/q.go --\npackage q\n\ntype Hook[T any] struct{ V T }\ntype Dispatcher struct{ call func(h Hook[int]) }\n\nfunc (d *Dispatcher) Dispatch(hooks []Hook[int]) {}\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(d *q.Dispatcher) { d.Dispatch(nil) }\n", "shop/a shop/q"},
		"a dispatcher that calls none": {"-- q/q.go --\npackage q\n\ntype Hook[T any] struct{ V T }\ntype Dispatcher struct{ next Matcher }\ntype Matcher interface{ Match(h Hook[int]) }\n\nfunc (d *Dispatcher) Dispatch(hooks []Hook[int]) {}\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(d *q.Dispatcher) { d.Dispatch(nil) }\n", ""},
		"a dispatch without the name of the package": {"-- q/q.go --\npackage q\n\ntype Bus struct{ subs []func(s Stream) }\ntype Stream struct{ A int }\n\nfunc Publish(b *Bus, s Stream)                {}\nfunc Subscribe(b *Bus, f func(s Stream)) {}\n" +
			"-- a/a.go --\npackage a\n\nimport . \"shop/q\"\n\nfunc f(b *Bus) { Publish(b, Stream{}) }\n-- b/b.go --\npackage b\n", "shop/a shop/b shop/q"},
		"other names without that of their package": {loud + "-- n/n.go --\npackage n\n\nfunc F() {}\n" +
			"-- a/a.go --\npackage a\n\nimport (\n\t\"shop/hub\"\n\t. \"shop/n\"\n)\n\nvar H hub.Hub\n\nfunc f() { F() }\n-- b/b.go --\npackage b\n", "shop/hub"},
		"an interface that is called after its package": {"-- clients/clients.go --\npackage clients\n\ntype Interface interface{ Pods() int }\n" +
			"-- events/events.go --\npackage events\n\nimport \"shop/clients\"\n\nfunc WaitForEvent(c clients.Interface, name string) {}\n", ""},
		"an interface that is called with messages": {"-- part/part.go --\npackage part\n\ntype Part interface{ Handle(p Pod) }\ntype Pod struct{ A int }\n" +
			"-- q/q.go --\npackage q\n\nimport \"shop/part\"\n\ntype Provider interface {\n\tpart.Part\n\tTracer() int\n}\ntype Node struct{ pods map[string]Provider }\n\nfunc (n *Node) HandlePod(p part.Pod)       {}\nfunc (n *Node) ListenAndServe(p Provider) {}\n", "shop/q"},
		"an interface that is called with none": {"-- part/part.go --\npackage part\n\ntype Part interface{ Embedded() }\ntype Pod struct{ A int }\n" +
			"-- q/q.go --\npackage q\n\nimport \"shop/part\"\n\ntype Provider interface {\n\tpart.Part\n\tTracer() int\n}\ntype Node struct{ pods map[string]Provider }\n\nfunc (n *Node) HandlePod(p part.Pod)       {}\nfunc (n *Node) ListenAndServe(p Provider) {}\n", ""},
		"an interface of another that is called with none": {"-- part/part.go --\npackage part\n\ntype Part interface{ Embedded() }\ntype Pod struct{ A int }\n" +
			"-- q/q.go --\npackage q\n\nimport \"shop/part\"\n\ntype Auth interface{ part.Part }\ntype Node struct{ pods map[string]Auth }\n\nfunc (n *Node) HandlePod(p part.Pod)   {}\nfunc (n *Node) ListenAndServe(a Auth) {}\n", ""},
		"an interface of another that has nothing": {"-- part/part.go --\npackage part\n\ntype Part interface{}\ntype Pod struct{ A int }\n" +
			"-- q/q.go --\npackage q\n\nimport \"shop/part\"\n\ntype Auth interface{ part.Part }\ntype Node struct{ pods map[string]Auth }\n\nfunc (n *Node) HandlePod(p part.Pod)         {}\nfunc (n *Node) ListenAndServe(handler Auth) {}\n", "shop/q"},
		"a store that tells what it keeps of events": {"-- q/q.go --\npackage q\n\ntype Thing struct{ A int }\ntype SavedEvent struct{ A int }\ntype Store struct{ observers []func(e SavedEvent) }\n\nfunc (s *Store) Observe(f func(e SavedEvent)) { s.observers = append(s.observers, f) }\nfunc (s *Store) notifySaved(e SavedEvent)      {}\n", "shop/q"},
		"a store that tells nobody of other things":  {"-- q/q.go --\npackage q\n\ntype Thing struct{ A int }\ntype SavedEvent struct{ A int }\ntype Store struct{ observers []func(e SavedEvent) }\n\nfunc (s *Store) Observe(f func(e SavedEvent)) { s.observers = append(s.observers, f) }\nfunc (s *Store) notifySaved(e Thing)           {}\n", ""},
		"a function that could be told of itself":    {"-- q/q.go --\npackage q\n\ntype Input struct{ A int }\ntype Next interface{ HandleNext(in Input) error }\ntype Step struct{ names []Next }\n\nfunc (s *Step) HandleStep(in Input, next Next) error { return nil }\n", ""},
		"handlers of something else":                 {"-- q/q.go --\npackage q\n\ntype Thing struct{ A int }\ntype Handler interface{ OnAdd(t Thing) }\ntype Config struct{ handlers []Handler }\n\nfunc (c *Config) RegisterEventHandler(h Handler) {}\nfunc (c *Config) handleAdd(obj any)              {}\n", ""},
		"handlers that take more than the message":   {"-- q/q.go --\npackage q\n\nimport \"sync\"\n\ntype Thing struct{ A int }\ntype Registry struct{ subs []func(t Thing, wg *sync.WaitGroup) }\n\nfunc (r *Registry) Subscribe(f func(t Thing, wg *sync.WaitGroup)) {}\nfunc (r *Registry) Broadcast(t Thing)                            {}\n-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(r *q.Registry) { r.Broadcast(q.Thing{}) }\n-- b/b.go --\npackage b\n", "shop/a shop/b shop/q"},
		"a struct that keeps channels of messages":   {"-- q/q.go --\npackage q\n\ntype Notification struct{ A int }\ntype Board struct{ list []Notification; subs map[chan Notification]struct{} }\n\nfunc (b *Board) notifySubscribers(n Notification) {}\nfunc (b *Board) Sub() <-chan Notification        { return nil }\n", "shop/q"},
		"a struct that keeps no channels":            {"-- q/q.go --\npackage q\n\ntype Notification struct{ A int }\ntype Board struct{ list []int }\n\nfunc (b *Board) notifySubscribers(n Notification) {}\nfunc (b *Board) Sub() <-chan Notification        { return nil }\n", ""},
		"a struct that keeps no handlers": {"-- q/q.go --\npackage q\n\nimport \"net/http\"\n\ntype Table struct{ names []string; head http.Header }\ntype Row struct{ A int }\n\nfunc (t *Table) Send(r Row)                {}\nfunc (t *Table) Handle(f func(r Row)) {}\n" +
			"-- a/a.go --\npackage a\n\nimport \"shop/q\"\n\nfunc f(t *q.Table) { t.Send(q.Row{}) }\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			write(t, dir, "-- go.mod --\nmodule shop\n\ngo 1.26\n"+test.files)
			analyzed := compare(t, load.Options{Dir: dir, Patterns: []string{"./..."}, Tests: true})
			slices.Sort(analyzed)
			if got := strings.Join(analyzed, " "); got != test.analyzed {
				t.Errorf("analyzed %q, want %q", got, test.analyzed)
			}
		})
	}
}

// write writes files that stand each below a line with its name.
func write(t *testing.T, dir, files string) {
	t.Helper()
	for _, file := range strings.Split("\n"+files, "\n-- ")[1:] {
		name, text, _ := strings.Cut(file, " --\n")
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSilentIsRemembered checks that packages which had nothing to say are heard once another
// sends what they declare.
func TestSilentIsRemembered(t *testing.T) {
	t.Setenv(cache.Variable, t.TempDir())
	dir := t.TempDir()
	write(t, dir, "-- go.mod --\nmodule shop\n\ngo 1.26\n-- a/a.go --\npackage a\n\ntype CreateUserEvent struct{ ID int }\n")
	run := func(files string) *Result {
		write(t, dir, files)
		o := Options{Load: load.Options{Dir: dir, Patterns: []string{"./..."}}, Config: config.Default(), FindingsOnly: true}
		o.Rules = append(o.Rules, eventname.Analyzer)
		var err error
		if o.Cache, err = cache.Open(); err != nil {
			t.Fatal(err)
		}
		r, err := Run(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := run(""); len(r.Analyzed) > 0 {
		t.Errorf("analyzed %v", r.Analyzed)
	}
	if r := run("-- b/b.go --\npackage b\n"); len(r.Analyzed) > 0 {
		t.Errorf("analyzed %v with another package that says nothing", r.Analyzed)
	}
	sends := strings.Replace(loud, "Publish(topic string, event any)", "PublishEvent(event any)", 1) + "-- b/b.go --\npackage b\n\nimport (\n\t\"shop/a\"\n\t\"shop/hub\"\n)\n\nfunc f(h *hub.Hub) { h.PublishEvent(a.CreateUserEvent{}) }\n"
	for _, analyzed := range []int{3, 0} {
		r := run(sends)
		if len(r.Analyzed) != analyzed || len(r.Findings) != 1 {
			t.Errorf("analyzed %v, found %v, want %d packages and a finding", r.Analyzed, r.Findings, analyzed)
		}
	}
}

// TestSilentIsKept checks that a run which wants more than findings leaves alone what is known
// for those that do not.
func TestSilentIsKept(t *testing.T) {
	t.Setenv(cache.Variable, t.TempDir())
	dir := t.TempDir()
	write(t, dir, "-- go.mod --\nmodule shop\n\ngo 1.26\n-- a/a.go --\npackage a\n")
	o := Options{Load: load.Options{Dir: dir, Patterns: []string{"./..."}}, Config: config.Default()}
	var err error
	if o.Cache, err = cache.Open(); err != nil {
		t.Fatal(err)
	}
	for _, only := range []bool{true, false} {
		o.FindingsOnly = only
		if _, err := Run(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		o.FindingsOnly = true
		if s := newSilence(o); len(s.before) == 0 {
			t.Errorf("after a run for findings only %t no package is known to be silent", only)
		}
	}
}
