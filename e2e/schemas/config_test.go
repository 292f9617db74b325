package schemas

import (
	"testing"

	"github.com/xeipuuv/gojsonschema"
	"go.yaml.in/yaml/v3"

	"github.com/buslint/buslint/internal/rules"
)

// Right and wrong files, on which the reader and the schema are to agree.
var (
	right = []string{
		"",
		"# nothing\n",
		"enable: [busctx]\nenable-also: [nolistener]\ndisable:\n  - eventname\n",
		"enable: busctx\n",
		"busctx:\neventname:\n  allow: [Tick, Tock]\n",
		"eventname: {allow: Tick, strict: null}\nbusmodel: {packages: contracts}\nbusctx: {events: true}\n",
		"initregister: {allow: ^Init$}\n",
		"exclude:\n- path: ^legacy/\n- path: [gen, old]\n  rules: [busctx]\n- {path: a, rules: null}\n",
		"enable:\ndisable:\nexclude:\nprofiles:\n",
		"profiles: [{name: desk, path: example.com/desk, functions: [{name: Desk.Send, role: dispatch}, {name: Desk.Register, role: handle}]}]\n",
		"profiles:\n- &a {name: a, path: example.com/a, like: ebu}\n- {<<: *a, name: b, path: example.com/b}\n",
		"profiles: [{name: desk, package: desk, functions: [{name: Send, role: publish, message: typeargument, argument: 1}], copies: true}]\n",
		"profiles: [{name: desk, path: a, like: ebu, functions: null, copies: null}]\n",
	}
	wrong = []string{
		"evntname: {}\n",
		"eventname: {alow: x}\n",
		"eventname: [allow]\n",
		"eventname: {allow: {a: b}}\n",
		"eventname: {allow: 5}\n",
		"initregister: {allow: [a]}\n",
		"busctx: {events: perhaps}\n",
		"enable: [busctx, nonsense]\n",
		"enable: {busctx: true}\n",
		"exclude: [{rules: [busctx]}]\n",
		"exclude: [{path: x, rule: busctx}]\n",
		"exclude: [{path: null}]\n",
		"exclude: [{path: ''}]\n",
		"exclude: [{path: []}]\n",
		"exclude: [{path: [[a]]}]\n",
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

func TestConfiguration(t *testing.T) {
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(rules.Language.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	check := func(text string, want bool) {
		t.Helper()
		if _, err := rules.Language.Read([]byte(text)); (err == nil) != want {
			t.Errorf("%q is read with the error %v", text, err)
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
