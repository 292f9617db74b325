package busmodel_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers/busmodel"
)

func TestProfilesAreValid(t *testing.T) {
	names := map[string]bool{}
	for _, p := range busmodel.Profiles {
		if err := p.Validate(); err != nil {
			t.Error(err)
		}
		if names[p.Name] {
			t.Errorf("two profiles are called %s", p.Name)
		}
		names[p.Name] = true
	}
}

func TestValidate(t *testing.T) {
	send := busmodel.Func{Recv: "Bus", Name: "Send", From: busmodel.FromArg, Arg: 1}
	for _, test := range []struct {
		want    string
		profile busmodel.Profile
	}{
		{"a profile needs a name", busmodel.Profile{}},
		{"needs the import path of the bus, or the name of its package", busmodel.Profile{Name: "shop"}},
		{"needs the import path of the bus, or the name of its package", busmodel.Profile{Name: "shop", Path: "example.com/bus", PkgName: "bus"}},
		{"profile shop has no functions", busmodel.Profile{Name: "shop", PkgName: "bus"}},
		{`function without a name: "" is no name of a function`, of(busmodel.Func{})},
		{`"a.b" is no name of a function`, of(busmodel.Func{Name: "a.b"})},
		{"there is no role 4", of(busmodel.Func{Name: "Send", Role: 4})},
		{"there is no place 9", of(busmodel.Func{Name: "Send", From: 9})},
		{"function Dispatch: either all functions of a profile are known by their signatures, or none", of(send, busmodel.Func{Name: "Dispatch"})},
		{"one known by its signature has no receiver and no argument", of(busmodel.Func{Name: "Dispatch", Recv: "Bus"})},
		{"there is no kind 7", of(busmodel.Func{Name: "Send", From: busmodel.FromArg, Kind: 7})},
		{"its role is to dispatch, which no event is for", of(busmodel.Func{Name: "Send", From: busmodel.FromArg, Kind: busmodel.Event})},
		{"there is no argument -2", of(busmodel.Func{Name: "Send", From: busmodel.FromArg, Arg: -2})},
		{"only a message that is an argument carries a context", of(busmodel.Func{Name: "Fire", Role: busmodel.Publish, From: busmodel.FromNothing, Carries: true})},
		{"it sends, and so registers no handler", of(busmodel.Func{Name: "Send", From: busmodel.FromHandler})},
		{"its twin SendCtx is not described", of(busmodel.Func{Name: "Send", From: busmodel.FromArg, Twin: "SendCtx"})},
		{"its twin Send is not described", of(send, busmodel.Func{Name: "Post", From: busmodel.FromArg, Twin: "Send"})}, // of another receiver
		{"", of(send)},
	} {
		err := test.profile.Validate()
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("got error %v, want %q", err, test.want)
		}
	}
}

func of(funcs ...busmodel.Func) busmodel.Profile {
	return busmodel.Profile{Name: "shop", Path: "example.com/bus", Funcs: funcs}
}

func TestAdd(t *testing.T) {
	known := slices.Clone(busmodel.Profiles)
	t.Cleanup(func() { busmodel.Profiles = known })
	shop := of(busmodel.Func{Recv: "Bus", Name: "Send", From: busmodel.FromArg})
	if err := busmodel.Add(&shop); err != nil {
		t.Fatal(err)
	}
	if busmodel.Profiles[0] != &shop || !shop.Configured {
		t.Error("the profile is not the first, or does not know that it was added")
	}
	if err := busmodel.Add(&shop); err == nil || err.Error() != "there is a profile shop already" {
		t.Errorf("added a second time: got error %v", err)
	}
	if err := busmodel.Add(&busmodel.Profile{Name: "other"}); err == nil {
		t.Error("a profile that cannot be used was added")
	}
}
