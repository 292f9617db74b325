package config_test

import (
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/plugin"
)

const desk = "profiles: [{name: desk, path: example.com/desk, functions: [{name: Desk.Send, role: dispatch}, {name: Desk.Register, role: handle}]}]"

// settings are what people may write, and what the configuration is then, as JSON, or the
// error that they see, which has "error: " before it.
var settings = []struct{ text, want string }{
	// Nothing, said in many ways.
	{"", ""},
	{"# nothing", ""},
	{"{}", ""},
	{"null", ""},
	{"enable:", ""},
	{"enable: null\nenable-also: null\ndisable: null\nexclude: null\nprofiles: null", ""},
	{"enable: []\nexclude: []", ""},
	{"eventname:", ""},
	{"eventname: {}", ""},
	{"eventname: {allow: null, strict: null}", ""},
	{"initregister: {allow: }", ""},

	// Which rules run.
	{"enable: [eventname, busctx]", `{"enable":["eventname","busctx"]}`},
	{"enable: eventname", `{"enable":["eventname"]}`},
	{"enable: eventname, busctx", `{"enable":["eventname","busctx"]}`},
	{"enable: [\"eventname,busctx\", ctxlost]", `{"enable":["eventname","busctx","ctxlost"]}`},
	{"disable: [missinghandler, queryresult]", `{"disable":["missinghandler","queryresult"]}`},
	{"enable: [eventname, busctx]\ndisable: busctx", `{"disable":["busctx"],"enable":["eventname","busctx"]}`},
	{"disable: busctx\nenable: [eventname, busctx]", `{"disable":["busctx"],"enable":["eventname","busctx"]}`},
	{"enable-also: busctx", `{"enable-also":["busctx"]}`},
	{"enable: busctx\ndisable: [busctx]", "error: disable: no rule is left to run"},
	{"enable: [comandname]", "error: enable: there is no rule comandname; did you mean commandname?"},
	{"enable-also: [nolisteners]", "error: enable-also: there is no rule nolisteners; did you mean nolistener?"},
	{"disable: busmodel", "error: disable: there is no rule busmodel; there are busctx, "},
	{"disable: SA1012", "error: disable: there is no rule SA1012; there are busctx, "},
	{"enable: [null]", "error: enable: in the list: want a string, not nothing"},
	{"enable: {eventname: true}", "error: enable: want a string or a list of strings, not keys with values"},
	{"enable: true", "error: enable: want a string or a list of strings, not true"},
	{"disable: ['']", "error: disable: in the list: want a string, not an empty string"},
	{"disable: [eventname, ' ,']", "error: disable: in the list: want a string, not an empty string"},
	{"disable: ' eventname ,'", `{"disable":["eventname"]}`},
	{"disable: 1", "error: disable: want a string or a list of strings, not 1"},

	// Severities.
	{"severity: {busctx: error, eventname: info}", `{"severity":{"busctx":"error","eventname":"info"}}`},
	{"severity: null", ""},
	{"severity: {busctx: null}", ""},
	{"severity: error", "error: severity: want keys with values, not \"error\""},
	{"severity: {busctx: eror}", "error: severity: busctx: there is no severity eror; did you mean error?"},
	{"severity: {busctx: 1}", "error: severity: busctx: want a string, not 1"},
	{"severity: {bustcx: error}", "error: severity: there is no key bustcx; did you mean busctx?"},

	// Options.
	{"busctx: {events: true}", `{"busctx":{"events":true}}`},
	{"busctx: {events: false}", `{"busctx":{"events":false}}`},
	{"busctx: {events: yes please}", "error: busctx: events: want true or false, not \"yes please\""},
	{"busctx: {events: 'true'}", "error: busctx: events: want true or false, not \"true\""},
	{"busctx: {events: [true]}", "error: busctx: events: want true or false, not a list"},
	{"eventname: {allow: [Heartbeat, Tick]}", `{"eventname":{"allow":["Heartbeat","Tick"]}}`},
	{"eventname: {allow: 'Heartbeat, Tick'}", `{"eventname":{"allow":["Heartbeat","Tick"]}}`},
	{"eventname: {allow: []}", `{"eventname":{"allow":[]}}`},
	{"eventname: {allow: ''}", `{"eventname":{"allow":[]}}`},
	{"eventname: {allow: true}", "error: eventname: allow: want a string or a list of strings, not true"},
	{"eventname: {allow: {a: b}}", "error: eventname: allow: want a string or a list of strings, not keys with values"},
	{"eventname: {allow: [[a]]}", "error: eventname: allow: in the list: want a string, not a list"},
	{"eventname: {allow: [404]}", "error: eventname: allow: in the list: want a string, not 404"},
	{"eventname: {alow: Tick}", "error: eventname: there is no key alow; did you mean allow?"},
	{"eventname: strict", "error: eventname: want keys with values, not \"strict\""},
	{"eventname: [strict]", "error: eventname: want keys with values, not a list"},
	{"ctxlost: {events: true}", "error: ctxlost: there is no key events; there are no keys"},
	{"missinghandler: {events: true}", "error: missinghandler: there is no key events; there are no keys"},
	{"initregister: {allow: ^Init$}", `{"initregister":{"allow":"^Init$"}}`},
	{"initregister: {allow: (}", "error: initregister: allow: error parsing regexp"},
	{"initregister: {allow: [a, b]}", "error: initregister: allow: want a string, not a list"},
	{"queryresult: {fields: [Answer, Rows]}", `{"queryresult":{"fields":["Answer","Rows"]}}`},
	{"busmodel: {packages: contracts}", `{"busmodel":{"packages":["contracts"]}}`},
	{"busmodel: {profiles: '[]'}", "error: busmodel: there is no key profiles; there are modules, packages"},
	{"evntname: {}", "error: there is no key evntname; did you mean eventname?"},
	{"eventName: {}", "error: there is no key eventName; did you mean eventname?"},
	{"enabled: []", "error: there is no key enabled; did you mean enable?"},
	{"text", "error: want keys with values, not \"text\""},
	{"[busctx]", "error: want keys with values, not a list"},

	// Exclusions.
	{"exclude: [{path: ^legacy/}]", `{"exclude":[{"path":["^legacy/"]}]}`},
	{"exclude: [{path: [^legacy/, ^generated/], rules: busctx}]", `{"exclude":[{"path":["^legacy/","^generated/"],"rules":["busctx"]}]}`},
	{"exclude: [{path: a b, rules: null}]", `{"exclude":[{"path":["a\u0020b"]}]}`},
	{"exclude: [{path: }]", "error: exclude: an exclusion needs a path: "},
	{"exclude: [{path: ''}]", "error: exclude: path: it is empty, and would match all files"},
	{"exclude: [{path: []}]", "error: exclude: path: the list is empty"},
	{"exclude: [{path: [a, '']}]", "error: exclude: path: it is empty, and would match all files"},
	{"exclude: [{path: [[a]]}]", "error: exclude: path: want a string, not a list"},
	{"exclude: [{path: {a: b}}]", "error: exclude: path: want a string, not keys with values"},
	{"exclude: [{path: true}]", "error: exclude: path: want a string, not true"},
	{"exclude: [{path: (}]", "error: exclude: path: error parsing regexp"},
	{"exclude: [{rules: [busctx]}]", "error: exclude: an exclusion needs a path: "},
	{"exclude: [{path: x, rule: busctx}]", "error: exclude: there is no key rule; did you mean rules?"},
	{"exclude: [{path: x, rules: [busctxt]}]", "error: exclude: rules: there is no rule busctxt; did you mean busctx?"},
	{"exclude: [{path: x, rules: []}]", "error: exclude: rules: the list is empty; leave it out to silence all rules"},
	{"exclude: [{path: x, rules: ''}]", "error: exclude: rules: the list is empty; leave it out to silence all rules"},
	{"exclude: [{path: x, rules: ['']}]", "error: exclude: rules: in the list: want a string, not an empty string"},
	{"exclude: [null]", "error: exclude: an exclusion needs a path: "},
	{"exclude: [^legacy/]", "error: exclude: want keys with values, not \"^legacy/\""},
	{"exclude: {path: x}", "error: exclude: want a list of exclusions, each with a path, not keys with values"},
	{"exclude: ^legacy/", "error: exclude: want a list of exclusions, each with a path, not \"^legacy/\""},

	// Buses.
	{desk, `{"profiles":[{"functions":[{"name":"Desk.Send","role":"dispatch"},{"name":"Desk.Register","role":"handle"}],"name":"desk","path":"example.com/desk"}]}`},
	{"profiles: [{name: our desk, path: a, like: ebu, package: null}]", `{"profiles":[{"like":"ebu","name":"our\u0020desk","package":null,"path":"a"}]}`},
	{"twins: [{path: a, name: DB, chain: In}, {path: a, name: Open, twin: OpenIn, arguments: [nil]}]",
		`{"twins":[{"chain":"In","name":"DB","path":"a"},{"arguments":["nil"],"name":"Open","path":"a","twin":"OpenIn"}]}`},
	{"twins: {path: a}", "error: twins: want a list of functions, each with a path and a name, not keys with values"},
	{"twins: [{path: a, name: DB.In, field: Ctx}]", "error: twins: DB.In: it has a field, but DB.In is not a type"},
	{"profiles: {name: desk}", "error: profiles: want a list of buses, each with a name, not keys with values"},
	{"profiles: [desk]", "error: profiles: 1: want keys with values, not \"desk\""},
	{"profiles: [null]", "error: profiles: 1: want keys with values, not nothing"},
	{"profiles: [{name: '', path: a, like: ebu}]", "error: profiles: 1: name: want a string, not an empty string"},
	{"profiles: [{name: 5, path: a, like: ebu}]", "error: profiles: 1: name: want a string, not 5"},
	{"profiles: [{path: a, like: ebu}]", "error: profiles: 1: it needs a name: a name for the bus, which buslint shows"},
	{"profiles: [{name: ebu, path: a, like: ebu}]", "error: profiles: ebu: name: there is already a profile ebu"},
	{"profiles: [{name: a, path: a, like: ebu}, {name: a, path: b, like: ebu}]", "error: profiles: a: name: there is already a profile a"},
	{"profiles: [{name: a, path: a}]", "error: profiles: a: it has no functions"},
	{"profiles: [{name: a, like: ebu}]", "error: profiles: a: it needs the import path of the bus, or the name of its package"},
	{"profiles: [{name: a, path: a, like: grafna}]", "error: profiles: a: like: there is no value grafna; did you mean grafana?"},
	{"profiles: [{name: a, path: a, like: ebu, init: sometimes}]", "error: profiles: a: init: want true or false, not \"sometimes\""},
	{"profiles: [{name: a, path: a, like: ebu, pth: b}]", "error: profiles: a: there is no key pth; did you mean path?"},
	{"profiles: [{name: a, path: a, functions: []}]", "error: profiles: a: functions: want a list of functions, each with a name and a role"},
	{function("name: D.Send"), "error: profiles: a: functions: D.Send: it needs a role: "},
	{function("role: dispatch"), "error: profiles: a: functions: 1: it needs a name: "},
	{function("name: D.Send, role: dispach"), "error: profiles: a: functions: D.Send: role: there is no value dispach; did you mean dispatch?"},
	{function("name: D.Send, role: dispatch, argument: -1"), "error: profiles: a: functions: D.Send: argument: want a whole number, 0 or greater, not -1"},
	{function("name: D.Send, role: dispatch, argument: 0.5"), "error: profiles: a: functions: D.Send: argument: want a whole number, 0 or greater, not 0.5"},
	{function("name: D.Send, role: dispatch, argument: last"), "error: profiles: a: functions: D.Send: argument: want a whole number, 0 or greater, not \"last\""},
	{function("name: D.Send, role: dispatch, twin: SendCtx"), "error: profiles: a: functions: D.Send: its twin SendCtx is not described"},
	{function("name: D.Send, role: dispatch}, {name: D.Send, role: publish"), "error: profiles: a: functions: D.Send: it is described twice"},
	{function("name: D.Send, role: dispatch, kind: event"), "error: profiles: a: functions: D.Send: its role is dispatch, but its kind is event"},
	{function("name: a.b.Send, role: dispatch"), `error: profiles: a: functions: a.b.Send: "b.Send" is not the name of a function`},
}

// function returns settings that describe functions of a bus.
func function(text string) string {
	return "profiles: [{name: a, path: a, functions: [{" + text + "}]}]"
}

// A file, the settings of the plugin and the flag say the same in the same words.
func TestWays(t *testing.T) {
	position := regexp.MustCompile(`^.*` + regexp.QuoteMeta(config.FileName) + `:[0-9]+:[0-9]+: `)
	for _, test := range settings {
		var tree any
		if err := yaml.Unmarshal([]byte(test.text), &tree); err != nil {
			t.Fatal(err)
		}
		answer := func(c *config.Config, err error) string {
			if err != nil {
				return "error: " + position.ReplaceAllString(err.Error(), "")
			}
			return c.String()
		}
		byFile := answer(readFile(t, test.text))
		if byFile != test.want && !(strings.HasPrefix(test.want, "error: ") && strings.HasPrefix(byFile, test.want)) {
			t.Errorf("%s:\ngot  %s\nwant %s", test.text, byFile, test.want)
		}
		for way, got := range map[string]string{
			"decoded":                          answer(rules.Language.Decode(tree)),
			"decoded with keys of all types":   answer(rules.Language.Decode(anyKeys(tree))),
			"flag":                             answer(byFlag(t, tree)),
			"flag that the configuration says": again(t, answer, byFile),
		} {
			if got != byFile {
				t.Errorf("%s: %s:\ngot  %s\nwant %s", way, test.text, got, byFile)
			}
		}
		// What the plugin makes of it only its rules can tell.
		switch _, err := plugin.New(tree); {
		case err == nil && strings.HasPrefix(byFile, "error: "):
			t.Errorf("plugin: %s: no error, want %s", test.text, byFile)
		case err != nil && "error: "+strings.TrimPrefix(err.Error(), "settings of buslint: ") != byFile:
			t.Errorf("plugin: %s:\ngot  %v\nwant %s", test.text, err, byFile)
		}
	}
}

func readFile(t *testing.T, text string) (*config.Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), config.FileName)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return rules.Language.ReadFile(path)
}

// byFlag returns what the flag for all of the configuration makes of the settings.
func byFlag(t *testing.T, tree any) (*config.Config, error) {
	t.Helper()
	text, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	flags := config.NewFlags(rules.Language)
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	flags.Declare(fs, func(string) string { return "" })
	if err := fs.Lookup("busmodel.config").Value.Set(string(text)); err != nil {
		return nil, err
	}
	return flags.Over(config.Default()), nil
}

// again returns what the flag makes of what a configuration says as that flag.
func again(t *testing.T, answer func(*config.Config, error) string, said string) string {
	t.Helper()
	if said == "" || strings.HasPrefix(said, "error: ") {
		return said
	}
	return answer(rules.Language.Read([]byte(said)))
}

// anyKeys returns the tree with mappings as some decoders make them.
func anyKeys(tree any) any {
	switch tree := tree.(type) {
	case map[string]any:
		all := map[any]any{}
		for key, value := range tree {
			all[key] = anyKeys(value)
		}
		return all
	case []any:
		all := []any{}
		for _, element := range tree {
			all = append(all, anyKeys(element))
		}
		return all
	}
	return tree
}
