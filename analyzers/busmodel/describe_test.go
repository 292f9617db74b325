package busmodel_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/profile"
)

func tree(t *testing.T, text string) any {
	t.Helper()
	var tree any
	if err := json.Unmarshal([]byte(text), &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestDescribe(t *testing.T) {
	profiles, err := busmodel.Describe(tree(t, `[
		{"name": "desk", "path": "example.com/desk", "results": true, "functions": [
			{"name": "Desk.Send", "role": "dispatch", "twin": "SendCtx"},
			{"name": "Desk.SendCtx", "role": "dispatch"},
			{"name": "Desk.Register", "role": "handle", "method": "Handle", "kind": "command"},
			{"name": "Tell", "role": "publish", "argument": 1, "message": "typeargument"}]},
		{"name": "copy", "package": "mediator", "like": "grafana", "init": false}]`))
	if err != nil {
		t.Fatal(err)
	}
	want := &profile.Profile{
		Name: "desk", Path: "example.com/desk", ResultField: true, Configured: true,
		Funcs: []profile.Func{
			{Recv: "Desk", Name: "Send", Role: busmodel.Dispatch, Twin: "SendCtx", From: profile.FromArg, Arg: profile.LastArg},
			{Recv: "Desk", Name: "SendCtx", Role: busmodel.Dispatch, From: profile.FromArg, Arg: profile.LastArg},
			{Recv: "Desk", Name: "Register", Role: busmodel.Handle, From: profile.FromHandler, Arg: profile.LastArg, Member: "Handle", Kind: busmodel.Command},
			{Name: "Tell", Role: busmodel.Publish, From: profile.FromTypeArg, Arg: 1},
		},
	}
	if !reflect.DeepEqual(profiles[0], want) {
		t.Errorf("got\n%+v\nwant\n%+v", profiles[0], want)
	}
	grafana := busmodel.Profiles[slices.IndexFunc(busmodel.Profiles, func(p *profile.Profile) bool { return p.Name == "grafana" })]
	alike := profiles[1]
	if alike.Name != "copy" || alike.Path != "" || alike.PkgName != "mediator" || alike.InInit || !alike.TwoTables || !slices.Equal(alike.Funcs, grafana.Funcs) {
		t.Errorf("got %+v, want what is like %+v", alike, grafana)
	}
}

func TestDescribeErrors(t *testing.T) {
	const desk = `"name": "desk", "path": "example.com/desk"`
	function := func(text string) string { return `[{` + desk + `, "functions": [` + text + `]}]` }
	for _, test := range []struct{ text, want string }{
		{`{}`, "want a list of buses, each with a name"},
		{`["desk"]`, "1: want keys with values, not desk"},
		{`[{"path": "example.com/desk", "like": "ebu"}]`, "1: it needs a name: what buslint calls the bus"},
		{`[{"name": "", "path": "example.com/desk", "like": "ebu"}]`, "1: name: want a text, not "},
		{`[{"name": "ebu", "path": "example.com/desk", "like": "ebu"}]`, "ebu: name: there is a profile ebu already"},
		{`[{` + desk + `, "like": "ebu"}, {` + desk + `, "like": "ebu"}]`, "desk: name: there is a profile desk already"},
		{`[{` + desk + `}]`, "desk: it has no functions"},
		{`[{"name": "desk", "like": "ebu"}]`, "desk: it needs the import path of the bus, or the name of its package"},
		{`[{` + desk + `, "like": "grafna"}]`, "desk: like: there is no value grafna; did you mean grafana?"},
		{`[{` + desk + `, "like": "ebu", "init": "yes"}]`, "desk: init: want true or false, not yes"},
		{`[{` + desk + `, "like": "ebu", "pth": "x"}]`, "desk: pth: there is no key pth; did you mean path?"},
		{`[{` + desk + `, "functions": []}]`, "desk: functions: want a list of functions, each with a name and a role"},
		{function(`{"name": "Desk.Send"}`), "desk: functions: Desk.Send: it needs a role: "},
		{function(`{"role": "dispatch"}`), "desk: functions: 1: it needs a name: "},
		{function(`{"name": "Desk.Send", "role": "dispach"}`), "desk: functions: Desk.Send: role: there is no value dispach; did you mean dispatch?"},
		{function(`{"name": "Desk.Send", "role": "dispatch", "argument": -1}`), "desk: functions: Desk.Send: argument: want a number from 0 on, not -1"},
		{function(`{"name": "Desk.Send", "role": "dispatch", "argument": 0.5}`), "desk: functions: Desk.Send: argument: want a number from 0 on, not 0.5"},
		{function(`{"name": "Desk.Send", "role": "dispatch", "twin": "SendCtx"}`), "desk: functions: Desk.Send: its twin SendCtx is not described"},
		{function(`{"name": "Desk.Send", "role": "dispatch"}, {"name": "Desk.Send", "role": "publish"}`), "desk: functions: Desk.Send: it is described twice"},
		{function(`{"name": "Desk.Send", "role": "dispatch", "kind": "event"}`), "desk: functions: Desk.Send: its role is to dispatch, which no event is for"},
		{function(`{"name": "a.b.Send", "role": "dispatch"}`), `desk: functions: a.b.Send: "b.Send" is no name of a function`},
		{function(`{"name": "*Desk.Send", "role": "dispatch"}`), `desk: functions: *Desk.Send: "*Desk" is no name of a type`},
		{`[{` + desk + `, "like": "grafana", "functions": [{"name": "Desk.Send", "role": "dispatch"}]}]`,
			"desk: functions: Desk.Send: either all functions of a profile are known by their signatures, or none"},
	} {
		if _, err := busmodel.Describe(tree(t, test.text)); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s:\ngot  %v\nwant %s", test.text, err, test.want)
		}
	}
}

// What the flag describes is forgotten when it is set anew, and what is wrong changes
// nothing.
func TestProfilesFlag(t *testing.T) {
	known := slices.Clone(busmodel.Profiles)
	set := func(text string) error { return busmodel.Analyzer.Flags.Set("profiles", text) }
	t.Cleanup(func() {
		if err := set(""); err != nil || !slices.Equal(busmodel.Profiles, known) {
			t.Errorf("reset: error %v, and the profiles are %v", err, busmodel.Profiles)
		}
	})
	const text = `[{"name":"our\u0020desk","path":"example.com/desk","like":"ebu"}]`
	for range 2 {
		if err := set(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := set("[{}]"); err == nil || set("[") == nil {
		t.Error("no error")
	}
	if len(busmodel.Profiles) != len(known)+1 || busmodel.Profiles[0].Name != "our desk" {
		t.Errorf("got %d profiles, the first %s, want one more than %d", len(busmodel.Profiles), busmodel.Profiles[0].Name, len(known))
	}
	got, err := busmodel.Description(tree(t, busmodel.Analyzer.Flags.Lookup("profiles").Value.String()))
	if want := `[{"like":"ebu","name":"our\u0020desk","path":"example.com/desk"}]`; err != nil || got != want {
		t.Errorf("got %s, error %v, want %s", got, err, want)
	}
}
