package config

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"
	"go.yaml.in/yaml/v3"
)

var rules = []string{"busctx", "eventname", "nolistener"}

func flags() *flag.FlagSet {
	fs := flag.NewFlagSet("test", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	for _, rule := range rules {
		fs.Bool(rule, true, "")
	}
	fs.Bool("busctx.events", false, "events too")
	fs.String("eventname.allow", "", "names")
	fs.Int("busmodel.depth", 0, "how deep")
	fs.String("busmodel.profiles", "", "buses")
	return fs
}

func read(t *testing.T, text string) (*File, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), Name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Read(path, flags(), rules)
}

// Right and wrong files, on which Read and the schema are to agree.
var (
	right = []string{
		"",
		"# nothing\n",
		"enable: [busctx]\ndisable:\n  - eventname\n",
		"busctx:\neventname:\n  allow: [Tick, Tock]\n",
		"eventname: {allow: Tick}\nbusmodel: {depth: 3}\nbusctx: {events: true}\n",
		"exclude:\n- path: ^legacy/\n- path: gen\n  rules: [busctx]\n",
		"disable:\n",
		"profiles:\n",
		desk,
		"profiles:\n- &a {name: a, path: example.com/a, like: ebu}\n- {<<: *a, name: b, path: example.com/b}\n",
		"profiles: [{name: desk, package: desk, functions: [{name: Send, role: publish, message: typeargument, argument: 1}], copies: true}]\n",
	}
	wrong = []string{
		"evntname: {}\n",
		"eventname: {alow: x}\n",
		"eventname: [allow]\n",
		"eventname: {allow: {a: b}}\n",
		"busctx: {events: perhaps}\n",
		"enable: [busctx, nonsense]\n",
		"enable: busctx\n",
		"exclude: [{rules: [busctx]}]\n",
		"exclude: [{path: x, rule: busctx}]\n",
		"exclude: {path: x}\n",
		"- busctx\n",
		"text\n",
		"profiles: {name: desk}\n",
		"profiles: [desk]\n",
		"profiles: [{name: desk, path: example.com/desk}]\n",
		"profiles: [{name: desk, like: ebu}]\n",
		"profiles: [{name: desk, path: a, package: b, like: ebu}]\n",
		"profiles: [{path: example.com/desk, like: ebu}]\n",
		"profiles: [{name: desk, path: example.com/desk, like: none}]\n",
		"profiles: [{name: desk, path: example.com/desk, like: ebu, copies: 1}]\n",
		"profiles: [{name: desk, path: example.com/desk, functions: []}]\n",
		"profiles: [{name: desk, path: example.com/desk, functions: [{name: Send}]}]\n",
		"profiles: [{name: desk, path: example.com/desk, functions: [{name: Send, role: send}]}]\n",
		"profiles: [{name: desk, path: example.com/desk, functions: [{name: Send, role: publish, argument: last}]}]\n",
		"busmodel: {profiles: '[]'}\n",
	}
)

const desk = `profiles:
  - name: desk
    path: example.com/desk
    functions:
      - {name: Desk.Send, role: dispatch}
      - {name: Desk.Register, role: handle}
`

func TestReadAndSchemaAgree(t *testing.T) {
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(Schema(flags(), rules)))
	if err != nil {
		t.Fatal(err)
	}
	check := func(text string, want bool) {
		t.Helper()
		file, err := read(t, text)
		if (err == nil) != want {
			t.Errorf("Read(%q) = %v, %v", text, file, err)
		}
		var tree any
		if err := yaml.Unmarshal([]byte(text), &tree); err != nil {
			t.Fatal(err)
		}
		result, err := schema.Validate(gojsonschema.NewGoLoader(tree))
		if err != nil {
			t.Fatal(err)
		}
		if result.Valid() != want {
			t.Errorf("the schema says %t of %q: %v", result.Valid(), text, result.Errors())
		}
	}
	for _, text := range right {
		check(text, true)
	}
	for _, text := range wrong {
		check(text, false)
	}
}

func TestSettings(t *testing.T) {
	file, err := read(t, "disable: [busctx]\neventname:\n  allow:\n    - Tick\n    - Tock\nbusctx: {events: true}\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []Setting{{"busctx", "false", 1}, {"eventname.allow", "Tick,Tock", 4}, {"busctx.events", "true", 6}}
	if !reflect.DeepEqual(file.Settings, want) {
		t.Errorf("got %v, want %v", file.Settings, want)
	}
	fs := flags()
	if err := file.Apply(fs, func(s Setting) bool { return s.Flag != "busctx.events" }); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"busctx": "false", "eventname.allow": "Tick,Tock", "busctx.events": "false"} {
		if got := fs.Lookup(name).Value.String(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestProfiles(t *testing.T) {
	file, err := read(t, "# ours\n"+desk)
	if err != nil {
		t.Fatal(err)
	}
	want := []Setting{{"busmodel.profiles", `[{"functions":[{"name":"Desk.Send","role":"dispatch"},{"name":"Desk.Register","role":"handle"}],` +
		`"name":"desk","path":"example.com/desk"}]`, 3}}
	if !reflect.DeepEqual(file.Settings, want) || len(file.Profiles) != 1 || file.Profiles["desk"] != 3 {
		t.Errorf("got %v, and the profiles %v, want %v", file.Settings, file.Profiles, want)
	}

	// What is wrong stands in a line.
	for old, test := range map[string]struct{ now, want string }{
		"dispatch}":      {"dispach}", ":5: profiles: desk: functions: Desk.Send: role: there is no value dispach; did you mean dispatch?"},
		"role: handle":   {"rle: handle", ":6: profiles: desk: functions: Desk.Register: it needs a role: "},
		"handle}":        {"handle, twin: Register2}", ":6: profiles: desk: functions: Desk.Register: its twin Register2 is not described"},
		"    path":       {"    pth", ":3: profiles: desk: pth: there is no key pth; did you mean path?"},
		"name: desk":     {"name: ebu", ":2: profiles: ebu: name: there is a profile ebu already"},
		"    functions:": {"    name: desk\n    functions:", `:2: profiles: line 4: mapping key "name" already defined at line 2`},
	} {
		_, err := read(t, strings.Replace(desk, old, test.now, 1))
		if err == nil || !strings.Contains(err.Error(), Name+test.want) {
			t.Errorf("%s in the place of %s:\ngot  %v\nwant %s", test.now, old, err, test.want)
		}
	}
}

// What the flag itself does not take is named as well.
func TestApplyNamesThePlace(t *testing.T) {
	file, err := read(t, "busmodel:\n  depth: deep\n")
	if err != nil {
		t.Fatal(err)
	}
	err = file.Apply(flags(), func(Setting) bool { return true })
	if err == nil || !strings.Contains(err.Error(), Name+":2: busmodel: depth: ") {
		t.Errorf("got %v", err)
	}
}

func TestExcludes(t *testing.T) {
	file, err := read(t, "exclude:\n- path: ^legacy/\n  rules: [busctx]\n- path: _gen\\.go$\n")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(file.Path)
	for _, test := range []struct {
		rule, file string
		want       bool
	}{
		{"busctx", "legacy/a.go", true},
		{"eventname", "legacy/a.go", false},
		{"busctx", "new/legacy/a.go", false},
		{"eventname", "new/a_gen.go", true},
		{"busctx", "a.go", false},
	} {
		if got := file.Excludes(test.rule, filepath.Join(dir, filepath.FromSlash(test.file))); got != test.want {
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
	if path, err := Find(below); err != nil || strings.HasPrefix(path, dir) {
		t.Errorf("without a file: %q, %v", path, err)
	}
	want := filepath.Join(dir, Name)
	if err := os.WriteFile(want, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if path, err := Find(below); err != nil || path != want {
		t.Errorf("got %q, %v, want %q", path, err, want)
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range append(right, wrong...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if file, err := read(t, text); err == nil {
			_ = file.Apply(flags(), func(Setting) bool { return true })
			file.Excludes("busctx", "/a/b.go")
		}
	})
}
