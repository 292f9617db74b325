package config_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers/queryresult"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/rules"
)

func read(t *testing.T, text string) *config.Config {
	t.Helper()
	c, err := rules.Language.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRuns(t *testing.T) {
	for _, test := range []struct {
		text, args string
		want       string // of busctx, eventname, and nolistener, which is off by default
	}{
		{"", "", "busctx eventname"},
		{"enable: nolistener", "", "nolistener"},
		{"enable-also: nolistener", "", "busctx eventname nolistener"},
		{"enable: busctx\nenable-also: nolistener", "", "busctx nolistener"},
		{"enable-also: nolistener\ndisable: nolistener", "", "busctx eventname"},
		{"disable: eventname", "", "busctx"},

		// A command line wins.
		{"disable: eventname", "-eventname", "eventname"},
		{"enable: [busctx, nolistener]", "-eventname", "eventname"},
		{"enable: [busctx, nolistener]", "-busctx=false", "nolistener"},
		{"enable-also: nolistener", "-nolistener=false", "busctx eventname"},
		{"disable: eventname", "-busctx=false", ""},
		{"", "-busctx -busctx=false", "eventname"},
		{"", "-busctx -eventname=false", "busctx"},
	} {
		flags := config.NewFlags(rules.Language)
		fs := flag.NewFlagSet("", flag.ContinueOnError)
		flags.Declare(fs, func(string) string { return "" })
		if err := fs.Parse(strings.Fields(test.args)); err != nil {
			t.Fatal(err)
		}
		c := flags.Over(read(t, test.text))
		var got []string
		for _, r := range rules.Running(c) {
			if slices.Contains([]string{"busctx", "eventname", "nolistener"}, r.Name) {
				got = append(got, r.Name)
			}
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s, %s: got %s, want %s", test.text, test.args, got, test.want)
		}
	}
}

// Options are those of the file, if the command line says nothing else.
func TestOptionFlags(t *testing.T) {
	flags := config.NewFlags(rules.Language)
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	flags.Declare(fs, func(string) string { return "" })
	if err := fs.Parse([]string{"-queryresult.fields=Answer,Rows", `-busmodel.profiles=[{name: shop, path: example.com/shop, like: ebu}]`}); err != nil {
		t.Fatal(err)
	}
	file := read(t, desk+"\nqueryresult: {fields: Value}\nbusctx: {events: true}")
	c := flags.Over(file)
	if got := queryresult.Fields.In(c); !slices.Equal(got, []string{"Answer", "Rows"}) {
		t.Errorf("got the fields %q", got)
	}
	if got := queryresult.Fields.In(file); !slices.Equal(got, []string{"Value"}) {
		t.Errorf("the fields of the file are now %q", got)
	}
	if got := c.Profiles[0].Name; got != "shop" || slices.ContainsFunc(c.Profiles, func(p *profile.Profile) bool { return p.Name == "desk" }) {
		t.Errorf("the first profile is %s", got)
	}
	const want = `{"busctx":{"events":true},"profiles":[{"like":"ebu","name":"shop","path":"example.com/shop"}],"queryresult":{"fields":["Answer","Rows"]}}`
	if got := c.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestProfiles(t *testing.T) {
	c := read(t, `profiles:
- name: desk
  path: example.com/desk
  results: true
  functions:
  - {name: Desk.Send, role: dispatch, twin: SendCtx}
  - {name: Desk.SendCtx, role: dispatch}
  - {kind: command, method: Handle, role: handle, name: Desk.Register}
  - {message: typeargument, name: Tell, argument: 1, role: publish}
- {like: grafana, init: false, package: mediator, name: copy}
`)
	want := []profile.Func{
		{Recv: "Desk", Name: "Send", Role: kind.Dispatch, Twin: "SendCtx", From: profile.FromArg, Arg: profile.LastArg},
		{Recv: "Desk", Name: "SendCtx", Role: kind.Dispatch, From: profile.FromArg, Arg: profile.LastArg},
		{Recv: "Desk", Name: "Register", Role: kind.Handle, From: profile.FromHandler, Arg: profile.LastArg, Member: "Handle", Kind: kind.Command},
		{Name: "Tell", Role: kind.Publish, From: profile.FromTypeArg, Arg: 1},
	}
	if p := c.Profiles[0]; p.Name != "desk" || p.Path != "example.com/desk" || !p.ResultField || !p.Configured || !slices.Equal(p.Funcs, want) {
		t.Errorf("got %+v, want the functions %+v", p, want)
	}
	grafana := profile.Known[slices.IndexFunc(profile.Known, func(p *profile.Profile) bool { return p.Name == "grafana" })]
	if p := c.Profiles[1]; p.Name != "copy" || p.Path != "" || p.PkgName != "mediator" || p.InInit || !p.TwoTables || !slices.Equal(p.Funcs, grafana.Funcs) {
		t.Errorf("got %+v, want what is like %+v", p, grafana)
	}
	if len(c.Profiles) != len(profile.Known)+2 || !grafana.InInit {
		t.Error("the profiles that are built in have changed")
	}
}

// A mistake has a line, whatever anchors, merged keys and odd paths lead there.
func TestLines(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"exclude:\n- path: ^a\n-\n  path:\n", ":4:3: exclude: an exclusion needs a path: "},
		{"exclude:\n- path: ''\n", ":2:9: exclude: path: it is empty"},
		{"profiles:\n- &a {name: a, path: a, like: ebu}\n- {<<: *a, name: b, like: ebo}\n", ":3:21: profiles: b: like: there is no value ebo"},
		{"eventname: &a\n  alow: x\ncommandname: *a\n", ":2:3: eventname: there is no key alow"},
		{"busctx: {events: true}\nbusctx: {events: true}\n", ":2:1: the key busctx is repeated"},
		{"enable: [busctx\n", ":1: did not find"},
		{"enable: a: b\n", ":1: mapping values are not allowed"},
		{"enable: busctx\n---\ndisable: busctx\n", ":2: want one document, and this is a second one"},
		{"exclude: &a\n- *a\n", ":1:10: exclude: want keys with values, not a list"},
		{"profiles: [&a {<<: *a, name: a}]\n", ":1:12: profiles: a: it needs the import path"},
	} {
		dir := filepath.Join(t.TempDir(), "100%done")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, config.FileName)
		if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := rules.Language.ReadFile(path); err == nil || !strings.HasPrefix(err.Error(), path+test.want) {
			t.Errorf("%s\ngot  %v\nwant %s%s", test.text, err, path, test.want)
		}
	}
}

func TestExcludes(t *testing.T) {
	c, err := readFile(t, "exclude:\n- {path: [^legacy/, ^old/], rules: [busctx]}\n- path: _gen\\.go$\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		rule, file string
		want       bool
	}{
		{"busctx", "legacy/a.go", true},
		{"busctx", "old/a.go", true},
		{"eventname", "legacy/a.go", false},
		{"busctx", "new/legacy/a.go", false},
		{"eventname", "new/a_gen.go", true},
		{"busctx", "a.go", false},
	} {
		if got := c.Excludes(test.rule, filepath.Join(filepath.Dir(c.Path), filepath.FromSlash(test.file))); got != test.want {
			t.Errorf("Excludes(%s, %s) = %t", test.rule, test.file, got)
		}
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	below := filepath.Join(dir, "a", "b")
	if err := os.MkdirAll(below, 0o700); err != nil {
		t.Fatal(err)
	}
	if path, err := config.Find(below); err != nil || strings.HasPrefix(path, dir) {
		t.Errorf("without a file: %q, %v", path, err)
	}
	other := filepath.Join(dir, ".buslint.yaml")
	write := func(path string) {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(other)
	if path, err := config.Find(below); err != nil || path != other {
		t.Errorf("got %q, %v, want %q", path, err, other)
	}
	write(filepath.Join(dir, ".buslint.yml"))
	if path, err := config.Find(below); err == nil || !strings.Contains(err.Error(), "there are both .buslint.yml and .buslint.yaml in "+dir) {
		t.Errorf("with both: %q, %v", path, err)
	}
	nearest := filepath.Join(dir, "a", ".buslint.yml")
	write(nearest)
	if path, err := config.Find(below); err != nil || path != nearest {
		t.Errorf("got %q, %v, want %q", path, err, nearest)
	}
}

func FuzzRead(f *testing.F) {
	for _, test := range settings {
		f.Add(test.text)
	}
	f.Add("a: &a [*a]\n")
	f.Add("profiles: [&a {<<: [*a, *a], name: *a}]\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := rules.Language.Read([]byte(text))
		if err != nil {
			return
		}
		c.Excludes("busctx", "/a/b.go")
		again, err := rules.Language.Read([]byte(c.String()))
		if err != nil || again.String() != c.String() {
			t.Errorf("%q says %s, and that %v, %v", text, c, again, err)
		}
	})
}
