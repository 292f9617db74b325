package profile_test

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
)

// validate returns an error if the profile cannot be used.
func validate(p *profile.Profile) error {
	if p.Name == "" {
		return errors.New("a profile needs a name")
	}
	if err := p.ValidateBus(); err != nil {
		return fmt.Errorf("profile %s %w", p.Name, err)
	}
	for i := range p.Funcs {
		if err := p.ValidateFunc(&p.Funcs[i]); err != nil {
			return fmt.Errorf("profile %s: function %s: %w", p.Name, cmp.Or(p.Funcs[i].Name, "without a name"), err)
		}
	}
	return nil
}

func TestProfilesAreValid(t *testing.T) {
	names := map[string]bool{}
	for _, p := range profile.Known {
		if err := validate(p); err != nil {
			t.Error(err)
		}
		if names[p.Name] {
			t.Errorf("two profiles are called %s", p.Name)
		}
		names[p.Name] = true
	}
}

func TestValidate(t *testing.T) {
	send := profile.Func{Recv: "Bus", Name: "Send", From: profile.FromArg, Arg: 1}
	for _, test := range []struct {
		want    string
		profile profile.Profile
	}{
		{"a profile needs a name", profile.Profile{}},
		{"needs the import path of the bus, or the name of its package", profile.Profile{Name: "shop"}},
		{"needs the import path of the bus, or the name of its package", profile.Profile{Name: "shop", Path: "example.com/bus", PkgName: "bus"}},
		{"profile shop has no functions", profile.Profile{Name: "shop", PkgName: "bus"}},
		{`function without a name: "" is not the name of a function`, of(profile.Func{})},
		{`"a.b" is not the name of a function`, of(profile.Func{Name: "a.b"})},
		{"there is no role 4", of(profile.Func{Name: "Send", Role: 4})},
		{"there is no place 9", of(profile.Func{Name: "Send", From: 9})},
		{"function Dispatch: either all functions of a profile are known by their signatures, or none", of(send, profile.Func{Name: "Dispatch"})},
		{"one known by its signature has no receiver and no argument", of(profile.Func{Name: "Dispatch", Recv: "Bus"})},
		{"there is no kind 7", of(profile.Func{Name: "Send", From: profile.FromArg, Kind: 7})},
		{"its role is dispatch, but its kind is event", of(profile.Func{Name: "Send", From: profile.FromArg, Kind: kind.Event})},
		{"there is no argument -2", of(profile.Func{Name: "Send", From: profile.FromArg, Arg: -2})},
		{"only a message that is an argument carries a context", of(profile.Func{Name: "Fire", Role: kind.Publish, From: profile.FromNothing, Carries: true})},
		{"it sends, and so registers no handler", of(profile.Func{Name: "Send", From: profile.FromHandler})},
		{"its twin SendCtx is not described", of(profile.Func{Name: "Send", From: profile.FromArg, Twin: "SendCtx"})},
		{"its twin Send is not described", of(send, profile.Func{Name: "Post", From: profile.FromArg, Twin: "Send"})}, // of another receiver
		{"", of(send)},
	} {
		err := validate(&test.profile)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("got error %v, want %q", err, test.want)
		}
	}
}

// TestOlder checks that releases of Event Horizon before v0.6 are known, which call publishing
// otherwise and take no context to register.
func TestOlder(t *testing.T) {
	const path = "github.com/looplab/eventhorizon"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "eventbus.go", `package eventhorizon

type (
	Context      interface{}
	Event        interface{ EventType() string }
	EventMatcher func(Event) bool
	EventHandler interface{ HandleEvent(Context, Event) error }
	EventBus     interface {
		PublishEvent(Context, Event) error
		AddHandler(EventMatcher, EventHandler)
		AddObserver(EventMatcher, EventHandler)
		Errors() <-chan error
	}
)`, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := new(types.Config).Check(path, fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := recognise.NewResolver(profile.Known, nil, nil)
	bus := pkg.Scope().Lookup("EventBus").Type().Underlying().(*types.Interface)
	for name, want := range map[string]kind.Role{"PublishEvent": kind.Publish, "AddHandler": kind.Listen, "AddObserver": kind.Listen, "Errors": -1} {
		fn, _, _ := types.LookupFieldOrMethod(bus, false, pkg, name)
		got := kind.Role(-1)
		if bf := r.BusFunc(fn.(*types.Func), nil); bf != nil {
			got = bf.Role
		}
		if got != want {
			t.Errorf("%s has the role %v, want %v", name, got, want)
		}
	}
}

func of(funcs ...profile.Func) profile.Profile {
	return profile.Profile{Name: "shop", Path: "example.com/bus", Funcs: funcs}
}

// A program that links a package of the bus's own is as well known as one that does
// not; any other package below the bus may register anything.
func TestPassesOn(t *testing.T) {
	reference := profile.Known[0]
	for pkg, want := range map[string]bool{
		reference.Path + "/aftercommit":        true,
		reference.Path + "/bustest":            true,
		reference.Path:                         false,
		reference.Path + "/aftercommit/orders": false,
		reference.Path + "/orders":             false,
		"example.com/bus/aftercommit":          false,
	} {
		if got := reference.PassesOn(pkg); got != want {
			t.Errorf("PassesOn(%q) is %v, want %v", pkg, got, want)
		}
	}
}
