package settings

import (
	"flag"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/busctx"
	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/analyzers/eventname"
	"github.com/buslint/buslint/internal/staticcheck"
	"github.com/buslint/buslint/internal/suppress"
)

type m = map[string]any

func TestSelection(t *testing.T) {
	var all []string
	for _, a := range analyzers.Suite {
		if a != busmodel.Analyzer {
			all = append(all, a.Name)
		}
	}
	for _, test := range []struct {
		name string
		tree any
		want []string
	}{
		{"nothing said", nil, all},
		{"empty", m{}, all},
		{"empty rule", m{"eventname": nil}, all},
		{"enabled", m{"enable": []any{"queryresult", "busctx"}}, []string{"busctx", "queryresult"}},
		{"disabled", m{"disable": []any{"busctx"}}, slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == "busctx" })},
		{"both", m{"enable": "busctx,eventname", "disable": []any{"busctx"}}, []string{"eventname"}},
		{"keys of any type", map[any]any{"enable": []any{"busctx"}}, []string{"busctx"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			rules, err := Apply(analyzers.Suite, test.tree)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, a := range rules {
				got = append(got, a.Name)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestFlags(t *testing.T) {
	t.Cleanup(func() {
		if _, err := Apply(analyzers.Suite, nil); err != nil {
			t.Error(err)
		}
	})
	value := func(fs *flag.FlagSet, name string) string { return fs.Lookup(name).Value.String() }

	if _, err := Apply(analyzers.Suite, m{
		"busctx":    m{"events": true},
		"eventname": map[any]any{"allow": []any{"Heartbeat", "Tick"}, "verbs": "defrag"},
		"busmodel":  m{"packages": []any{"contracts"}},
	}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		fs         *flag.FlagSet
		name, want string
	}{
		{&busctx.Analyzer.Flags, "events", "true"},
		{&eventname.Analyzer.Flags, "allow", "Heartbeat,Tick"},
		{&eventname.Analyzer.Flags, "verbs", "defrag"},
		{&busmodel.Analyzer.Flags, "packages", "contracts"},
	} {
		if got := value(test.fs, test.name); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}

	// What is not said has its default, whatever was said before.
	if _, err := Apply(analyzers.Suite, m{"busctx": nil}); err != nil {
		t.Fatal(err)
	}
	for _, a := range analyzers.Suite {
		a.Flags.VisitAll(func(f *flag.Flag) {
			if got := f.Value.String(); got != f.DefValue {
				t.Errorf("-%s.%s is %s, want the default, %s", a.Name, f.Name, got, f.DefValue)
			}
		})
	}
}

// A bus that is described is known until the next settings.
func TestProfiles(t *testing.T) {
	known := slices.Clone(busmodel.Profiles)
	if _, err := Apply(analyzers.Suite, m{"profiles": []any{map[any]any{"name": "desk", "path": "example.com/desk", "like": "ebu"}}}); err != nil {
		t.Fatal(err)
	}
	if busmodel.Profiles[0].Name != "desk" || !busmodel.Profiles[0].Configured {
		t.Errorf("the first profile is %s", busmodel.Profiles[0].Name)
	}
	if _, err := Apply(analyzers.Suite, nil); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(busmodel.Profiles, known) {
		t.Error("the profile is still known")
	}
}

func TestOfStaticcheck(t *testing.T) {
	var names []string
	for _, a := range staticcheck.Checks {
		names = append(names, a.Name)
	}
	if !slices.Equal(ofStaticcheck, names) {
		t.Errorf("got %v, want %v", ofStaticcheck, names)
	}
}

func TestExclude(t *testing.T) {
	_, err := Apply(analyzers.Suite, m{
		"disable": []any{"missinghandler", "SA1029"}, // do not run here anyway
		"exclude": []any{m{"path": "^legacy/", "rules": []any{"busctx", "nolistener"}}, m{"path": `_gen\.go$`}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		rule, file string
		want       bool
	}{
		{"busctx", "/shop/legacy/a.go", true},
		{"eventname", "/shop/legacy/a.go", false},
		{"busctx", "/shop/new/legacy/a.go", false},
		{"eventname", "/shop/new/a_gen.go", true},
	} {
		if got := suppress.Excluded.Exclude(test.rule, "/shop", test.file); got != test.want {
			t.Errorf("Exclude(%s, %s) = %t", test.rule, test.file, got)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct {
		name string
		tree any
		want string
	}{
		{"no map", "busctx", "want keys with values, not busctx"},
		{"misspelt rule", m{"eventnam": m{}}, "eventnam: there is no key eventnam; did you mean eventname?"},
		{"other case", m{"eventName": m{}}, "eventName: there is no key eventName; did you mean eventname?"},
		{"misspelt list", m{"enabled": []any{}}, "enabled: there is no key enabled; did you mean enable?"},
		{"no such rule", m{"naming": m{}}, "naming: there is no key naming; there are disable, enable, exclude, profiles, busmodel, busctx"},
		{"misspelt flag", m{"eventname": m{"alow": "Tick"}}, "eventname: alow: there is no key alow; did you mean allow?"},
		{"no such flag", m{"eventname": m{"severity": "error"}}, "there are allow, layers, strict, verbs"},
		{"rule without flags", m{"ctxlost": m{"events": true}}, "ctxlost: events: there is no key events, nor any other"},
		{"no flags", m{"eventname": "strict"}, "eventname: want keys with values, not strict"},
		{"text for truth", m{"busctx": m{"events": "yes"}}, "busctx: events: want true or false, not yes"},
		{"truth for text", m{"eventname": m{"allow": true}}, "eventname: allow: want a text or a list, not true"},
		{"map for text", m{"eventname": m{"allow": m{"a": 1}}}, "eventname: allow: want a text or a list"},
		{"lists in a list", m{"eventname": m{"allow": []any{[]any{"a"}}}}, "eventname: allow: want a list of texts"},
		{"enable what is not", m{"enable": []any{"commandnames"}}, "enable: there is no rule commandnames; did you mean commandname?"},
		{"disable what is not", m{"disable": []any{"busmodel"}}, "disable: there is no rule busmodel"},
		{"rule over programs", m{"enable": []any{"missinghandler"}}, "enable: missinghandler is about whole programs, and only the command buslint sees these"},
		{"wrong profile", m{"profiles": []any{m{"name": "desk", "path": "example.com/desk", "like": "ebo"}}},
			"profiles: desk: like: there is no value ebo; did you mean ebu?"},
		{"profiles by their flag", m{"busmodel": m{"profiles": "[]"}}, "busmodel: profiles: there is no key profiles; there are modules, packages"},
		{"exclusion without a path", m{"exclude": []any{m{"rules": []any{"busctx"}}}}, "exclude: an exclusion needs a path: "},
		{"exclusion of nothing", m{"exclude": m{}}, "exclude: want a list of exclusions"},
		{"misspelt exclusion", m{"exclude": []any{m{"path": "x", "rule": "busctx"}}}, "exclude: rule: there is no key rule; did you mean rules?"},
		{"wrong exclusion", m{"exclude": []any{m{"path": "("}}}, "exclude: path: error parsing regexp"},
		{"check of staticcheck", m{"enable": []any{"SA1012"}}, "enable: SA1012 is a check of staticcheck's, and runs there"},
		{"no rule left", m{"enable": "busctx", "disable": "busctx"}, "disable: no rule is left"},
		{"two at once", m{"disable": 1, "eventname": m{"alow": 1, "stric": 1}}, "disable: there is no rule 1; there are busctx"},
		{"the second, too", m{"disable": 1, "eventname": m{"alow": 1, "stric": 1}}, "there is no key stric; did you mean strict?"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Apply(analyzers.Suite, test.tree)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}
