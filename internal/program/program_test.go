package program_test

import (
	"fmt"
	"go/token"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/summary"
)

const bus = "example.com/bus"

// pkg returns the summary of a package of the module m, which imports the others of the
// module that are named, and says what parts say.
func pkg(name string, imports string, parts ...any) *summary.Package {
	p := &summary.Package{
		Path: "m/" + name, Name: name, ID: "m/" + name, Module: "m", Main: true,
		Buses: []summary.Bus{{Profile: "test", Path: bus, Root: bus, Imported: true, ResultField: true}},
	}
	for name := range strings.FieldsSeq(imports) {
		p.Imports = append(p.Imports, summary.Import{Path: "m/" + name, Same: true, Buses: []string{bus}})
	}
	for _, part := range parts {
		switch part := part.(type) {
		case summary.Site:
			p.Sites = append(p.Sites, part)
		case summary.Decl:
			p.Decls = append(p.Decls, part)
		case summary.Func:
			p.Funcs = append(p.Funcs, part)
		case summary.Flow:
			p.Flows = append(p.Flows, part)
		case summary.Key:
			p.Keys = append(p.Keys, part)
		case summary.Pass:
			p.Passes = append(p.Passes, part)
		case summary.Conversion:
			p.Conversions = append(p.Conversions, part)
		case summary.Finding:
			p.Findings = append(p.Findings, part)
		case summary.Ignore:
			p.Ignores = append(p.Ignores, part)
		case func(*summary.Package):
			part(p)
		default:
			panic(fmt.Sprintf("%T", part))
		}
	}
	return p
}

// message returns the identity of the message with that name in the package m/models.
func message(name string) summary.Type { return summary.Type{Path: "m/models", Name: name} }

// at returns a line of a file: a.go:3.
func at(place string) token.Position {
	file, line, _ := strings.Cut(place, ":")
	n, err := strconv.Atoi(line)
	if err != nil {
		panic(err)
	}
	return token.Position{Filename: file, Offset: 100 * n, Line: n, Column: 2}
}

// site returns a use in the function main of package main, or another one.
func site(role kind.Role, name, place string, change ...func(*summary.Site)) summary.Site {
	s := summary.Site{Role: role, Place: summary.Place{Pos: at(place), End: at(place), In: "m/main.main"}, Aware: true}
	if name != "" {
		s.Message = message(name)
	}
	for _, c := range change {
		c(&s)
	}
	return s
}

func args(list string) func(*summary.Site) { return func(s *summary.Site) { s.Args = list } }

func in(fn string) func(*summary.Site) { return func(s *summary.Site) { s.In = fn } }

func from(origins ...summary.Origin) func(*summary.Site) {
	return func(s *summary.Site) { s.From = origins }
}

func key(k string) func(*summary.Site) { return from(summary.Origin{Kind: summary.OfName, Func: k}) }

func called(name, key string) summary.Key { return summary.Key{Type: message(name), Key: key} }

var (
	inTest      = func(s *summary.Site) { s.Test = true }
	unaware     = func(s *summary.Site) { s.Aware = false }
	prepared    = func(s *summary.Site) { s.Prepared = true }
	conditional = func(s *summary.Site) { s.Conditional = true }
	unknown     = from(summary.Origin{})

	twoTables  = func(p *summary.Package) { p.Buses[0].TwoTables = true }
	bareNames  = func(p *summary.Package) { p.Buses[0].BareNames = true }
	unseen     = func(p *summary.Package) { p.Buses[0].Unseen = true }
	recognised = func(p *summary.Package) { p.Buses[0].ByShape, p.Buses[0].Profile = true, p.Buses[0].Path }
)

// fn returns a function that mentions others, and surely calls them.
func fn(id string, mentions ...string) summary.Func {
	return summary.Func{ID: id, Root: strings.HasSuffix(id, ".main") || strings.Contains(id, ".init"), Mentions: mentions, Surely: mentions}
}

// method returns a method of the type T of package main.
func method(name string, mentions ...string) summary.Func {
	return summary.Func{ID: "(m/main.T)." + name, Recv: "m/main.T", Method: name + "()", Mentions: mentions}
}

// A ruleTest says what a rule finds: places and texts.
type ruleTest struct {
	packages []*summary.Package
	want     []string
}

func (test ruleTest) run(t *testing.T, rule string) {
	t.Helper()
	i := slices.IndexFunc(program.Rules, func(r *program.Rule) bool { return r.Name == rule })
	var got []string
	for _, f := range program.Rules[i].Check(program.Join(test.packages)) {
		text := fmt.Sprintf("%s:%d: %s", f.Pos.Filename, f.Pos.Line, f.Message)
		for _, r := range f.Related {
			text += fmt.Sprintf("; %s:%d: %s", r.Pos.Filename, r.Pos.Line, r.Message)
		}
		if f.Rule != rule || len(f.About) == 0 {
			t.Errorf("the finding is of %s and about %v", f.Rule, f.About)
		}
		got = append(got, text)
	}
	if !slices.Equal(got, test.want) {
		t.Errorf("got  %q\nwant %q", got, test.want)
	}
}

func all(packages ...*summary.Package) []*summary.Package { return packages }

func TestMissinghandler(t *testing.T) {
	const missing = "a.go:1: nothing handles models.Rename in main; register a handler for it, or this dispatch fails"
	dispatch := site(kind.Dispatch, "Rename", "a.go:1")
	handle := site(kind.Handle, "Rename", "b.go:1")
	of := func(path string) func(*summary.Package) {
		return func(p *summary.Package) { p.Buses[0].Path, p.Buses[0].ByShape, p.Buses[0].Profile = path, true, path }
	}
	becomes := func(from, to string) summary.Conversion { return summary.Conversion{From: from, To: to} }
	for name, test := range map[string]ruleTest{
		"nothing handles it": {all(pkg("main", "", fn("m/main.main"), dispatch)), []string{missing}},
		"it is handled":      {all(pkg("main", "", fn("m/main.main"), dispatch, handle)), nil},
		"in a package that is linked": {all(
			pkg("main", "users", fn("m/main.main"), dispatch),
			pkg("users", "", handle)), nil},
		"in one that is not": {all(
			pkg("main", "", fn("m/main.main"), dispatch),
			pkg("users", "", handle)), []string{missing}},
		"in a test": {all(pkg("main", "", fn("m/main.main"), dispatch, site(kind.Handle, "Rename", "b.go:1", inTest))), []string{missing}},
		"dispatched in a test": {all(pkg("main", "", fn("m/main.main"),
			site(kind.Dispatch, "Rename", "a.go:1", inTest))), nil},
		"dispatched twice": {all(pkg("main", "", fn("m/main.main"), dispatch, site(kind.Dispatch, "Rename", "a.go:2"))),
			[]string{missing + "; a.go:2: it is dispatched here, too"}},
		"in two programs": {all(
			pkg("main", "users", fn("m/main.main")), pkg("worker", "users", func(p *summary.Package) { p.Name = "main" }),
			pkg("users", "", site(kind.Dispatch, "Rename", "a.go:1", in("")))),
			[]string{strings.Replace(missing, "main", "main, worker", 1)}},
		"it may be registered": {all(pkg("main", "", fn("m/main.main"), dispatch, site(kind.Handle, "", "b.go:1", unknown))), nil},
		"no registration at all": {all(pkg("main", "", fn("m/main.main"), dispatch,
			site(kind.Handle, "", "b.go:1", func(s *summary.Site) { s.Indirect = true }))), []string{missing}},
		"no registration at a bus that is recognised": {all(pkg("main", "", fn("m/main.main"), dispatch, recognised)), nil},
		"a bus that is recognised becomes its interface": {all(pkg("main", "port bus", fn("m/main.main"), becomes("m/bus.Bus", "m/port.Bus")),
			pkg("port", "", of("m/port"), site(kind.Dispatch, "Rename", "a.go:1", in(""))), pkg("bus", "", of("m/bus"), site(kind.Handle, "Delete", "b.go:1"))), []string{missing}},
		"another one does, too": {all(pkg("main", "port bus", fn("m/main.main"), becomes("m/bus.Bus", "m/port.Bus"), becomes("m/main.Bus", "m/port.Bus")),
			pkg("port", "", of("m/port"), site(kind.Dispatch, "Rename", "a.go:1", in(""))), pkg("bus", "", of("m/bus"), site(kind.Handle, "Delete", "b.go:1"))), nil},
		"another registration at a bus that is recognised": {all(pkg("main", "", fn("m/main.main"), dispatch, recognised,
			site(kind.Handle, "Delete", "b.go:1"))), []string{missing}},
		"it is listened to only": {all(pkg("main", "", fn("m/main.main"), dispatch, site(kind.Listen, "Rename", "b.go:1"))),
			[]string{"a.go:1: nothing handles models.Rename in main, and a dispatch does not reach its listeners; publish it, or register a handler; b.go:1: it is listened to here"}},
		"of another instance": {all(pkg("main", "", fn("m/main.main"), site(kind.Dispatch, "Put", "a.go:1", args("[bool]")), site(kind.Handle, "Put", "b.go:1", args("[int]")))),
			[]string{strings.Replace(missing, "Rename", "Put[bool]", 1)}},
		"of some instance":            {all(pkg("main", "", fn("m/main.main"), site(kind.Dispatch, "Put", "a.go:1", args("[bool]")), site(kind.Handle, "Put", "b.go:1", unknown))), nil},
		"it is listened to in a test": {all(pkg("main", "", fn("m/main.main"), dispatch, site(kind.Listen, "Rename", "b.go:1", inTest))), []string{missing}},
		"it is prepared":              {all(pkg("main", "", fn("m/main.main"), site(kind.Dispatch, "Rename", "a.go:1", prepared))), nil},
		"handled elsewhere":           {all(pkg("main", "", fn("m/main.main"), dispatch, unseen)), nil},
		"not reached": {all(pkg("main", "", fn("m/main.main"), fn("m/main.unused"),
			site(kind.Dispatch, "Rename", "a.go:1", in("m/main.unused")))), nil},
		"ignored": {all(pkg("main", "models", fn("m/main.main"), dispatch),
			pkg("models", "", summary.Decl{Type: message("Rename"), Ignored: true})), nil},
		"a comment": {all(pkg("main", "", fn("m/main.main"), dispatch,
			summary.Ignore{Rules: []string{"missing*"}, Reason: "a plug-in does", File: "a.go", Line: 1})), nil},
		"a comment without a reason": {all(pkg("main", "", fn("m/main.main"), dispatch,
			summary.Ignore{Pos: at("a.go:1"), Rules: []string{"missinghandler"}, File: "a.go", Line: 1})),
			[]string{missing + "; a.go:1: this comment has no effect, because it gives no reason"}},
		"a generated file": {all(pkg("main", "", fn("m/main.main"), dispatch,
			func(p *summary.Package) { p.Generated = []summary.Generated{{File: "a.go"}} })), nil},
		"a package is missing":          {all(pkg("main", "users", fn("m/main.main"), dispatch)), nil},
		"one without a bus is missing":  {all(pkg("main", "", fn("m/main.main"), dispatch, func(p *summary.Package) { p.Imports = []summary.Import{{Path: "m/x", Same: true}} })), []string{missing}},
		"another module uses the bus":   {all(pkg("main", "", fn("m/main.main"), dispatch, func(p *summary.Package) { p.Outside = []summary.Import{{Path: "lib", Buses: []string{bus}}} })), nil},
		"another module uses another":   {all(pkg("main", "", fn("m/main.main"), dispatch, func(p *summary.Package) { p.Outside = []summary.Import{{Path: "lib", Buses: []string{"x"}}} })), []string{missing}},
		"another module that is joined": {all(pkg("main", "users", fn("m/main.main"), dispatch, func(p *summary.Package) { p.Outside = []summary.Import{{Path: "m/users", Buses: []string{bus}}} }), pkg("users", "", handle)), nil},
	} {
		t.Run(name, func(t *testing.T) { test.run(t, "missinghandler") })
	}
}

// A bus that keeps handlers in two tables, as far as its source says, does not find one
// without a context by a dispatch with one.
func TestTables(t *testing.T) {
	const stranded = "a.go:1: the handler of models.Rename in main takes no context, and a dispatch with one does not find it; let the handler take a context"
	tables := func(tables summary.Tables) *summary.Package {
		p := pkg("bus", "")
		p.Path, p.Tables = bus, tables
		return p
	}
	dispatch := site(kind.Dispatch, "Rename", "a.go:1")
	handle := site(kind.Handle, "Rename", "b.go:1", unaware)
	main := func(parts ...any) *summary.Package {
		return pkg("main", "", append([]any{fn("m/main.main"), fn("m/main.unused"), twoTables}, parts...)...)
	}
	for name, test := range map[string]ruleTest{
		"separate":                 {all(tables(summary.SeparateTables), main(dispatch, handle)), []string{stranded + "; b.go:1: its handler is registered here"}},
		"dispatched twice":         {all(tables(summary.SeparateTables), main(dispatch, handle, site(kind.Dispatch, "Rename", "a.go:2"))), []string{stranded + "; a.go:2: it is dispatched here, too; b.go:1: its handler is registered here"}},
		"one":                      {all(tables(summary.OneTable), main(dispatch, handle)), nil},
		"perhaps":                  {all(tables(summary.UnknownTables), main(dispatch, handle)), nil},
		"of a bus without source":  {all(main(dispatch, handle)), nil},
		"a handler in each":        {all(tables(summary.SeparateTables), main(dispatch, handle, site(kind.Handle, "Rename", "b.go:2"))), nil},
		"a handler with a context": {all(tables(summary.SeparateTables), main(dispatch, site(kind.Handle, "Rename", "b.go:1"))), nil},
		"dispatched without one":   {all(tables(summary.SeparateTables), main(site(kind.Dispatch, "Rename", "a.go:1", unaware), handle)), nil},
		"prepared":                 {all(tables(summary.SeparateTables), main(site(kind.Dispatch, "Rename", "a.go:1", prepared), handle)), nil},
		"not reached":              {all(tables(summary.SeparateTables), main(site(kind.Dispatch, "Rename", "a.go:1", in("m/main.unused")), handle)), nil},
		"perhaps with a handler":   {all(tables(summary.SeparateTables), main(dispatch, handle, site(kind.Handle, "", "b.go:2", unknown))), nil},
		"ignored":                  {all(tables(summary.SeparateTables), main(dispatch, handle), pkg("models", "", summary.Decl{Type: message("Rename"), Ignored: true})), nil},
	} {
		t.Run(name, func(t *testing.T) { test.run(t, "missinghandler") })
	}
}

// What a program reaches is what may be dispatched.
func TestReach(t *testing.T) {
	dispatch := func(fn string) summary.Site { return site(kind.Dispatch, "Rename", "a.go:1", in(fn)) }
	mentioned := func(names ...string) func(*summary.Package) {
		return func(p *summary.Package) { p.Funcs[0].Types = names }
	}
	calls := func(names ...string) func(*summary.Package) {
		return func(p *summary.Package) { p.Funcs[0].Methods = names }
	}
	for name, test := range map[string]struct {
		parts []any
		want  bool
	}{
		"a function that is called":   {[]any{fn("m/main.main", "m/main.a"), fn("m/main.a", "m/main.b"), fn("m/main.b"), dispatch("m/main.b")}, true},
		"one that is not":             {[]any{fn("m/main.main"), fn("m/main.a", "m/main.b"), fn("m/main.b"), dispatch("m/main.b")}, false},
		"an init function":            {[]any{fn("m/main.main"), fn("m/main.init#1"), dispatch("m/main.init#1")}, true},
		"a variable's initializer":    {[]any{fn("m/main.main"), dispatch("")}, true},
		"a method of an interface":    {[]any{fn("m/main.main"), method("Run"), mentioned("m/main.T"), calls("Run"), dispatch("(m/main.T).Run")}, true},
		"of a type that is not there": {[]any{fn("m/main.main"), method("Run"), calls("Run"), dispatch("(m/main.T).Run")}, false},
		"of another name":             {[]any{fn("m/main.main"), method("Run"), mentioned("m/main.T"), calls("Stop"), dispatch("(m/main.T).Run")}, false},
		"of a type in a field": {[]any{fn("m/main.main"), method("Run"), mentioned("m/main.S"), calls("Run"), func(p *summary.Package) {
			p.Structs = []summary.Struct{{Name: "m/main.S", Fields: []string{"m/main.T"}}}
		}, dispatch("(m/main.T).Run")}, true},
		"of an interface of other packages":      {[]any{fn("m/main.main"), method("ServeHTTP"), mentioned("m/main.T"), calls("ServeHTTP"), dispatch("(m/main.T).ServeHTTP")}, true},
		"what a method of an interface mentions": {[]any{fn("m/main.main"), method("Run", "m/main.a"), fn("m/main.a"), mentioned("m/main.T"), calls("Run"), dispatch("m/main.a")}, true},
	} {
		t.Run(name, func(t *testing.T) {
			test2 := ruleTest{packages: all(pkg("main", "", test.parts...))}
			if test.want {
				test2.want = []string{"a.go:1: nothing handles models.Rename in main; register a handler for it, or this dispatch fails"}
			}
			test2.run(t, "missinghandler")
		})
	}
}

// The messages that are handled are told from the values that reach the registration.
func TestFlows(t *testing.T) {
	dispatch := site(kind.Dispatch, "Rename", "a.go:1")
	param := func(id string) summary.Origin { return summary.Origin{Kind: summary.Parameter, Func: id} }
	typeParam := func(id string, handler bool) summary.Origin {
		return summary.Origin{Kind: summary.TypeParameter, Func: id, Handler: handler}
	}
	result := func(id string) summary.Origin { return summary.Origin{Kind: summary.Result, Func: id} }
	handler := summary.Origin{Kind: summary.OfType, Type: message("Rename"), Handler: true}
	sent := summary.Origin{Kind: summary.OfType, Type: message("Rename")}
	handle := func(o summary.Origin) summary.Site { return site(kind.Handle, "", "b.go:1", from(o)) }
	flow := func(to summary.Origin, from ...summary.Origin) summary.Flow { return summary.Flow{To: to, From: from} }
	for name, test := range map[string]struct {
		parts   []any
		handled bool
		open    bool
	}{
		"a handler":                     {[]any{handle(handler)}, true, false},
		"a message":                     {[]any{handle(sent)}, false, true},
		"a parameter":                   {[]any{handle(param("f")), flow(param("f"), handler)}, true, false},
		"a parameter of nobody":         {[]any{handle(param("f"))}, false, false},
		"a parameter of anything":       {[]any{handle(param("f")), flow(param("f"), summary.Origin{})}, false, true},
		"a function that is a value":    {[]any{handle(param("f")), flow(summary.Origin{Kind: summary.Parameter, Func: "f", Index: summary.AnyParameter}, summary.Origin{})}, false, true},
		"a parameter of a parameter":    {[]any{handle(param("f")), flow(param("f"), param("g")), flow(param("g"), param("f"), handler)}, true, false},
		"a method by its interface":     {[]any{handle(param("(T).Add")), summary.Func{ID: "(T).Add", Recv: "T", Method: "Add(any)"}, flow(param(summary.ByInterface("Add")), handler)}, true, false},
		"an interface of others":        {[]any{handle(param("(T).Add")), summary.Func{ID: "(T).Add", Recv: "T", Method: "Add(any)"}, func(p *summary.Package) { p.Called = []string{"Add(any)"} }}, false, true},
		"one with another signature":    {[]any{handle(param("(T).Add")), summary.Func{ID: "(T).Add", Recv: "T", Method: "Add(any)"}, func(p *summary.Package) { p.Called = []string{"Add(int)"} }}, false, false},
		"a key":                         {[]any{site(kind.Handle, "", "b.go:1", key("rename")), called("Rename", "rename"), called("Archive", "archive")}, true, false},
		"a key of nobody":               {[]any{site(kind.Handle, "", "b.go:1", key("rename")), called("Archive", "archive")}, false, true},
		"a key of what is not sent":     {[]any{site(kind.Handle, "", "b.go:1", key("archive")), called("Archive", "archive")}, false, true},
		"a key of two":                  {[]any{site(kind.Handle, "", "b.go:1", key("rename")), called("Rename", "rename"), called("Archive", "rename"), site(kind.Dispatch, "Archive", "a.go:2")}, false, true},
		"a key of two, and one is sent": {[]any{site(kind.Handle, "", "b.go:1", key("rename")), called("Rename", "rename"), called("Archive", "rename")}, true, false},
		"a result":                      {[]any{handle(result("f")), flow(result("f"), handler)}, true, false},
		"a result that is not known":    {[]any{handle(result("f"))}, false, true},
		"a type parameter":              {[]any{handle(typeParam("f", true)), flow(typeParam("f", false), sent)}, true, false},
		"a type parameter of functions": {[]any{handle(typeParam("f", false)), flow(typeParam("f", false), handler)}, true, false},
		"a type parameter of another":   {[]any{handle(typeParam("f", true)), flow(typeParam("f", false), typeParam("g", false)), flow(typeParam("g", false), sent)}, true, false},
		"not a handler of it":           {[]any{handle(typeParam("f", false)), flow(typeParam("f", false), sent)}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			joined := program.Join(all(pkg("main", "", append([]any{dispatch}, test.parts...)...)))
			var handled, open bool
			for _, s := range joined.Sites {
				if s.Role == kind.Handle {
					handled, open = slices.Contains(s.Messages, message("Rename")), s.Open
				}
			}
			if handled != test.handled || open != test.open {
				t.Errorf("handled is %v and open is %v, want %v and %v", handled, open, test.handled, test.open)
			}
		})
	}
	// What is sent is told in the same way, and a function is no message.
	for name, test := range map[string]struct {
		from summary.Origin
		open bool
	}{"a message": {sent, false}, "a handler": {handler, true}, "handlers": {typeParam("f", true), true}} {
		joined := program.Join(all(pkg("main", "", site(kind.Dispatch, "", "a.go:1", from(test.from)))))
		if joined.Sites[0].Open != test.open {
			t.Errorf("%s that is sent: open is %v", name, joined.Sites[0].Open)
		}
	}
}

// A function that hands its parameter on to a bus is one of the bus itself.
func TestThrough(t *testing.T) {
	param := func(id string) summary.Origin { return summary.Origin{Kind: summary.Parameter, Func: id} }
	typeParam := summary.Origin{Kind: summary.TypeParameter, Func: "m/main.emit"}
	sent := summary.Origin{Kind: summary.OfType, Type: message("Renamed")}
	emit := func(s *summary.Site) { s.In = "m/main.emit" }
	send := site(kind.Publish, "", "a.go:1", emit, from(param("m/main.emit")))
	pass := func(to summary.Origin, place, in string, of ...summary.Origin) summary.Pass {
		return summary.Pass{To: to, From: of, Place: summary.Place{Pos: at(place), End: at(place), In: in}}
	}
	call := pass(param("m/main.emit"), "b.go:1", "m/main.rename", sent)
	method := summary.Func{ID: "m/main.emit", Recv: "m/main.T", Method: "Emit(any)"}
	throughAn := pass(param(summary.ByMethod("m/ports.Emitter", "Emit")), "b.go:1", "m/main.rename", sent)
	becomes := func(from, to string, uses ...summary.Site) summary.Conversion {
		return summary.Conversion{From: from, To: to, Uses: uses}
	}
	behind := summary.Site{Role: kind.Publish, Place: summary.Place{In: "Emit"}, From: []summary.Origin{param("")}}
	byName := summary.Origin{Kind: summary.Parameter, Func: "m/main.on", Handler: true}
	handle := site(kind.Handle, "", "a.go:2", in("m/main.on"), from(byName), func(s *summary.Site) { s.Param = 2 })
	named := pass(summary.Origin{Kind: summary.Parameter, Func: "m/main.on", Index: 1}, "b.go:2", "m/main.rename", summary.Origin{})
	name := pass(param("m/main.on"), "b.go:2", "m/main.rename", summary.Origin{Kind: summary.OfName, Func: "renamed"})
	for name, test := range map[string]struct {
		parts []any
		want  []string // places and messages of the sites
	}{
		"a function":              {[]any{send, call}, []string{"a.go:1 Renamed", "b.go:1 Renamed"}},
		"one that sends its own":  {[]any{site(kind.Publish, "Renamed", "a.go:1", emit), call}, []string{"a.go:1 Renamed"}},
		"by the parameter's type": {[]any{site(kind.Publish, "Renamed", "a.go:1", emit, func(s *summary.Site) { s.Param = 1 }), call}, []string{"a.go:1 Renamed", "b.go:1 Renamed"}},
		"another parameter":       {[]any{site(kind.Publish, "Renamed", "a.go:1", emit, func(s *summary.Site) { s.Param = 2 }), call}, []string{"a.go:1 Renamed"}},
		"of a function around":    {[]any{site(kind.Publish, "", "a.go:1", from(param("m/main.emit"))), call}, []string{"a.go:1 Renamed"}},
		"two deep": {[]any{send, pass(param("m/main.emit"), "b.go:1", "m/main.all", param("m/main.all")), pass(param("m/main.all"), "c.go:1", "m/main.rename", sent)},
			[]string{"a.go:1 Renamed", "b.go:1 Renamed", "c.go:1 Renamed"}},
		"one that calls itself": {[]any{send, pass(param("m/main.emit"), "b.go:1", "m/main.emit", param("m/main.emit"))}, []string{"a.go:1", "b.go:1"}},
		"a generic function": {[]any{site(kind.Publish, "", "a.go:1", emit, from(typeParam)), pass(typeParam, "b.go:1", "m/main.rename", sent)},
			[]string{"a.go:1 Renamed", "b.go:1 Renamed"}},
		"in a test": {[]any{site(kind.Publish, "", "a.go:1", emit, inTest, from(param("m/main.emit"))), call}, []string{"a.go:1 Renamed"}},
		"what one hands out": {[]any{site(kind.Listen, "", "a.go:1", emit, unknown, func(s *summary.Site) { s.Hands = true }),
			pass(summary.Origin{Kind: summary.Result, Func: "m/main.emit"}, "b.go:1", "m/main.rename")}, []string{"a.go:1", "b.go:1"}},
		"what another one hands out": {[]any{site(kind.Listen, "", "a.go:1", emit, unknown),
			pass(summary.Origin{Kind: summary.Result, Func: "m/main.emit"}, "b.go:1", "m/main.rename")}, []string{"a.go:1"}},
		"by an interface":              {[]any{send, method, throughAn, becomes("m/main.T", "m/ports.Emitter")}, []string{"a.go:1", "b.go:1 Renamed"}},
		"by an interface of another":   {[]any{send, method, throughAn, becomes("m/main.U", "m/ports.Emitter")}, []string{"a.go:1"}},
		"by another interface":         {[]any{send, method, throughAn, becomes("m/main.T", "m/ports.Other")}, []string{"a.go:1"}},
		"by way of an interface":       {[]any{send, method, throughAn, becomes("m/main.T", "m/app.Bus"), becomes("m/app.Bus", "m/ports.Emitter")}, []string{"a.go:1", "b.go:1 Renamed"}},
		"a bus by an interface":        {[]any{throughAn, becomes("m/bus.Bus", "m/ports.Emitter", behind)}, []string{"b.go:1 Renamed"}},
		"a bus by another interface":   {[]any{throughAn, becomes("m/bus.Bus", "m/ports.Other", behind)}, nil},
		"a bus by way of an interface": {[]any{throughAn, becomes("m/bus.Bus", "m/app.Bus", behind), becomes("m/app.Bus", "m/ports.Emitter")}, []string{"b.go:1 Renamed"}},
		"the name of what is handled":  {[]any{handle, name, named, send, call, called("Renamed", "renamed")}, []string{"a.go:1 Renamed", "a.go:2 Renamed", "b.go:1 Renamed", "b.go:2 Renamed"}},
		"a name that is not known":     {[]any{handle, named, send, call, called("Renamed", "renamed")}, []string{"a.go:1 Renamed", "a.go:2", "b.go:1 Renamed", "b.go:2"}},
		"what is no bus":               {[]any{throughAn, becomes("m/bus.Bus", "m/ports.Emitter")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, s := range program.Join(all(pkg("main", "", test.parts...))).Sites {
				text := fmt.Sprintf("%s:%d", s.Pos.Filename, s.Pos.Line)
				for _, m := range s.Messages {
					text += " " + m.Name
				}
				got = append(got, text)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// What is dispatched by such a function is reported where that is called, if it can come to
// that; and what is registered has no two handlers because of it.
func TestThroughRules(t *testing.T) {
	param := summary.Origin{Kind: summary.Parameter, Func: "m/main.do"}
	inDo := func(s *summary.Site) { s.In = "m/main.do" }
	pass := func(place, in string, handler bool) summary.Pass {
		return summary.Pass{To: param, From: []summary.Origin{{Kind: summary.OfType, Type: message("Rename"), Handler: handler}}, Place: summary.Place{Pos: at(place), End: at(place), In: in}}
	}
	send := site(kind.Dispatch, "", "a.go:1", inDo, from(param))
	register := site(kind.Handle, "", "a.go:1", inDo, from(param))
	ruleTest{all(pkg("main", "", fn("m/main.main", "m/main.do"), fn("m/main.do"), send, pass("b.go:1", "m/main.main", false))),
		[]string{"b.go:1: nothing handles models.Rename in main; register a handler for it, or this dispatch fails"}}.run(t, "missinghandler")
	ruleTest{all(pkg("main", "", fn("m/main.main", "m/main.do"), fn("m/main.do"), fn("m/main.nobody"), send, pass("b.go:1", "m/main.nobody", false))), nil}.run(t, "missinghandler")
	ruleTest{all(pkg("main", "", fn("m/main.main", "m/main.do"), fn("m/main.do"), register, pass("b.go:1", "m/main.main", true))), nil}.run(t, "duplicatehandler")
	ruleTest{all(pkg("main", "", fn("m/main.main", "m/main.do"), fn("m/main.do"), register, pass("b.go:1", "m/main.main", true), pass("b.go:2", "m/main.main", true))),
		[]string{"b.go:2: models.Rename already has a handler in main; register one of the two; b.go:1: the other handler is registered here"}}.run(t, "duplicatehandler")
}

func TestDuplicatehandler(t *testing.T) {
	const second = "a.go:2: models.Rename already has a handler in main; register one of the two; a.go:1: the other handler is registered here"
	one := site(kind.Handle, "Rename", "a.go:1")
	two := site(kind.Handle, "Rename", "a.go:2")
	for name, test := range map[string]ruleTest{
		"one":             {all(pkg("main", "", fn("m/main.main"), one)), nil},
		"two":             {all(pkg("main", "", fn("m/main.main"), one, two)), []string{second}},
		"of two messages": {all(pkg("main", "", fn("m/main.main"), one, site(kind.Handle, "Archive", "a.go:2"))), nil},
		"in order of the calls": {all(pkg("main", "", fn("m/main.main", "m/main.b", "m/main.a"), fn("m/main.a"), fn("m/main.b"),
			site(kind.Handle, "Rename", "a.go:1", in("m/main.a")), site(kind.Handle, "Rename", "a.go:2", in("m/main.b")))),
			[]string{"a.go:1: models.Rename already has a handler in main; register one of the two; a.go:2: the other handler is registered here"}},
		"init comes before main": {all(
			pkg("main", "users", fn("m/main.main"), one),
			pkg("users", "", fn("m/users.init#1", "m/users.register"), fn("m/users.register"), site(kind.Handle, "Rename", "b.go:1", in("m/users.register")))),
			[]string{"a.go:1: models.Rename already has a handler in main; register one of the two; b.go:1: the other handler is registered here"}},
		"by a condition":         {all(pkg("main", "", fn("m/main.main"), one, site(kind.Handle, "Rename", "a.go:2", conditional))), nil},
		"in what may not be run": {all(pkg("main", "", fn("m/main.main"), fn("m/main.a"), one, site(kind.Handle, "Rename", "a.go:2", in("m/main.a")))), nil},
		"in two tables":          {all(pkg("main", "", fn("m/main.main"), twoTables, one, site(kind.Handle, "Rename", "a.go:2", unaware))), nil},
		"in one of two tables":   {all(pkg("main", "", fn("m/main.main"), twoTables, one, two)), []string{second}},
		"that is one for both":   {all(pkg("main", "", fn("m/main.main"), one, site(kind.Handle, "Rename", "a.go:2", unaware))), []string{second}},
		"on two buses":           {all(pkg("main", "", fn("m/main.main"), one, two, func(p *summary.Package) { p.Buses[0].Made = 2 })), nil},
		"on one that is made":    {all(pkg("main", "", fn("m/main.main"), one, two, func(p *summary.Package) { p.Buses[0].Made = 1 })), []string{second}},
		"elsewhere":              {all(pkg("main", "", fn("m/main.main"), unseen, one, two)), nil},
		"ignored":                {all(pkg("main", "models", fn("m/main.main"), one, two), pkg("models", "", summary.Decl{Type: message("Rename"), Ignored: true})), nil},
		"generic ones":           {all(pkg("main", "", fn("m/main.main"), site(kind.Handle, "Put", "a.go:1", args("[int]")), site(kind.Handle, "Put", "a.go:2", args("[string]")))), nil},
		"the same generic one": {all(pkg("main", "", fn("m/main.main"), site(kind.Handle, "Put", "a.go:1", args("[int]")), site(kind.Handle, "Put", "a.go:2", args("[int]")))),
			[]string{strings.ReplaceAll(second, "Rename", "Put[int]")}},
		"with a package not known": {all(pkg("main", "users", fn("m/main.main"), one, two)), nil},
	} {
		t.Run(name, func(t *testing.T) { test.run(t, "duplicatehandler") })
	}
}

func TestUnsentAndUnheard(t *testing.T) {
	handle := site(kind.Handle, "Rename", "a.go:1")
	publish := site(kind.Publish, "Renamed", "a.go:2")
	elsewhere := func(s summary.Site) []*summary.Package {
		return all(pkg("main", "users", fn("m/main.main")), pkg("users", "", handle, publish),
			pkg("worker", "users", func(p *summary.Package) { p.Name = "main" }, s))
	}
	const undispatched = "a.go:1: nothing dispatches models.Rename in main; dispatch it, or delete its handler"
	const unheard = "a.go:2: nothing listens to models.Renamed in main; register a listener for it, or do not publish it"
	for name, test := range map[string]struct {
		rule string
		ruleTest
	}{
		"never dispatched":         {"neverdispatched", ruleTest{all(pkg("main", "", handle, site(kind.Handle, "Rename", "b.go:1"))), []string{undispatched + "; b.go:1: it is handled here, too"}}},
		"dispatched":               {"neverdispatched", ruleTest{all(pkg("main", "", handle, site(kind.Dispatch, "Rename", "b.go:1"))), nil}},
		"perhaps dispatched":       {"neverdispatched", ruleTest{all(pkg("main", "", handle, site(kind.Dispatch, "", "b.go:1", unknown))), nil}},
		"by another program":       {"neverdispatched", ruleTest{elsewhere(site(kind.Dispatch, "Rename", "c.go:1")), nil}},
		"published":                {"nolistener", ruleTest{all(pkg("main", "", publish, site(kind.Publish, "Renamed", "b.go:1"))), []string{unheard + "; b.go:1: it is published here, too"}}},
		"published and heard":      {"nolistener", ruleTest{all(pkg("main", "", publish, site(kind.Listen, "Renamed", "b.go:1"))), nil}},
		"published and perhaps":    {"nolistener", ruleTest{all(pkg("main", "", publish, site(kind.Listen, "", "b.go:1", unknown))), nil}},
		"heard by another program": {"nolistener", ruleTest{elsewhere(site(kind.Listen, "Renamed", "c.go:1")), nil}},
	} {
		t.Run(name, func(t *testing.T) { test.run(t, test.rule) })
	}
}

func TestSamename(t *testing.T) {
	other := func(s *summary.Site) { s.Message.Path = "m/orgs" }
	one := site(kind.Publish, "Renamed", "a.go:1")
	two := site(kind.Publish, "Renamed", "a.go:2", other)
	for name, test := range map[string]ruleTest{
		"two of one name": {all(pkg("main", "", bareNames, one, two)),
			[]string{"a.go:2: the bus cannot tell orgs.Renamed from models.Renamed, because it looks only at the name of the type; rename one of them; a.go:1: models.Renamed travels here"}},
		"twice the same":   {all(pkg("main", "", bareNames, one, site(kind.Publish, "Renamed", "a.go:2"))), nil},
		"a bus of types":   {all(pkg("main", "", one, two)), nil},
		"in a test":        {all(pkg("main", "", bareNames, one, site(kind.Publish, "Renamed", "a.go:2", other, inTest))), nil},
		"in two programs":  {all(pkg("main", "", bareNames, one), pkg("worker", "", bareNames, two, func(p *summary.Package) { p.Name = "main" })), nil},
		"one that is said": {all(pkg("main", "", bareNames, one, two, site(kind.Listen, "Renamed", "a.go:3", other))), []string{"a.go:2: the bus cannot tell orgs.Renamed from models.Renamed, because it looks only at the name of the type; rename one of them; a.go:1: models.Renamed travels here"}},
		"ignored":          {all(pkg("main", "", bareNames, one, two), pkg("orgs", "", summary.Decl{Type: summary.Type{Path: "m/orgs", Name: "Renamed"}, Ignored: true})), nil},
	} {
		t.Run(name, func(t *testing.T) { test.run(t, "samename") })
	}
}

// Programs that cannot be judged say why, and those that can what cannot be told.
func TestSilence(t *testing.T) {
	place := func(pos token.Position) string { return fmt.Sprintf("%s:%d", pos.Filename, pos.Line) }
	dispatch := site(kind.Dispatch, "Rename", "a.go:1")
	for name, test := range map[string]ruleTest{
		"nothing":           {all(pkg("main", "", dispatch)), []string{""}},
		"a missing package": {all(pkg("main", "users", dispatch)), []string{"no rule looks at this program: m/users is not among the packages given, or does not type-check"}},
		"another module": {all(pkg("main", "", dispatch, func(p *summary.Package) { p.Outside = []summary.Import{{Path: "lib", Buses: []string{bus}}} })),
			[]string{"no rule looks at this program: lib, of another module, uses the bus as well"}},
		"unknown sites": {all(pkg("main", "", site(kind.Dispatch, "", "a.go:1", unknown), site(kind.Handle, "", "a.go:2", unknown), site(kind.Listen, "", "a.go:3", unknown))),
			[]string{"missinghandler is silent: it cannot tell the messages at a.go:2; neverdispatched is silent: it cannot tell the messages at a.go:1; nolistener is silent: it cannot tell the messages at a.go:3"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, p := range program.Join(test.packages).Programs {
				got = append(got, p.Silence(place))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestExplain(t *testing.T) {
	joined := program.Join(all(
		pkg("main", "models", fn("m/main.main"), site(kind.Dispatch, "Rename", "a.go:1"), site(kind.Handle, "Rename", "a.go:2", inTest)),
		pkg("models", "", summary.Decl{Type: message("Rename"), Pos: at("m.go:1"), Message: true},
			summary.Decl{Type: message("Said"), Pos: at("m.go:2"), Message: true, Directive: kind.Event},
			summary.Decl{Type: message("Told"), Message: true, Told: kind.Command, ToldBy: "RegisterCommand"},
			summary.Decl{Type: message("FindQuery"), Message: true, Place: kind.Query},
			summary.Decl{Type: message("Not"), Ignored: true},
			summary.Decl{Type: message("Struct")})))
	for name, want := range map[string]string{
		"Rename":        "command: outside of tests it is dispatched",
		"models.Said":   "event: its declaration has //bus:event",
		"m/models.Told": "command: RegisterCommand is called with it",
		"FindQuery":     "query: its name has the suffix, and its package declares messages",
		"Not":           "message: its declaration has //bus:ignore",
	} {
		found := joined.Find(name)
		if len(found) != 1 {
			t.Errorf("%s: %v", name, found)
			continue
		}
		if e := joined.Explain(found[0]); e.Kind.String()+": "+e.Because != want {
			t.Errorf("%s is a %s: %s, want %s", name, e.Kind, e.Because, want)
		}
	}
	if found := joined.Find("Struct"); len(found) > 0 {
		t.Errorf("a struct is a message: %v", found)
	}
	e := joined.Explain(message("Rename"))
	if len(e.Sites) != 2 || len(e.Programs) != 1 || e.Programs[0].Name() != "main" || e.Declared != at("m.go:1") {
		t.Errorf("Rename: %+v", e)
	}
	var names []string
	for _, e := range joined.Messages() {
		names = append(names, e.Name)
	}
	if want := []string{"FindQuery", "Rename", "Said", "Told"}; !slices.Equal(names, want) {
		t.Errorf("the messages are %q, want %q", names, want)
	}
	if n := len(joined.Packages()); n != 2 {
		t.Errorf("there are %d packages", n)
	}
}

func TestEvidence(t *testing.T) {
	of := func(k kind.Kind) func(*summary.Site) { return func(s *summary.Site) { s.For = k } }
	requests := func(p *summary.Package) { p.Buses[0].Requests = true }
	for name, test := range map[string]struct {
		message string
		parts   []any
		want    string
	}{
		"of both":        {"Ticket", []any{site(kind.Handle, "Ticket", "a.go:1"), site(kind.Publish, "Ticket", "a.go:2")}, "message: outside of tests it is handled and published, a contradiction"},
		"of functions":   {"Ticket", []any{site(kind.Dispatch, "Ticket", "a.go:1", of(kind.Query))}, "query: outside of tests it is dispatched, by a function for queries"},
		"of two":         {"Ticket", []any{site(kind.Dispatch, "Ticket", "a.go:1", of(kind.Query)), site(kind.Dispatch, "Ticket", "a.go:2", of(kind.Command))}, "message: outside of tests it is dispatched, by a function for commands and by a function for queries, a contradiction"},
		"of its name":    {"TicketQuery", []any{site(kind.Dispatch, "TicketQuery", "a.go:1")}, "query: outside of tests it is dispatched, and its name ends in Query"},
		"of what asks":   {"GetTicket", []any{requests, site(kind.Dispatch, "GetTicket", "a.go:1")}, "query: outside of tests it is dispatched, and its name asks for something"},
		"of a payload":   {"Ticket", []any{site(kind.Publish, "Ticket", "a.go:1"), site(kind.Dispatch, "Ticket", "a.go:2", func(s *summary.Site) { s.Unclear = true })}, "event: outside of tests it is published"},
		"only in a test": {"Ticket", []any{site(kind.Dispatch, "Ticket", "a.go:1", inTest)}, "message: it travels only in tests"},
	} {
		e := program.Join(all(pkg("main", "", test.parts...))).Explain(message(test.message))
		if got := e.Kind.String() + ": " + e.Because; got != test.want {
			t.Errorf("%s: it is a %s, want %s", name, got, test.want)
		}
	}
}

// What is known of a declaration is put together from the package that declares the
// message, which has the comments, and one that uses it.
func TestDecl(t *testing.T) {
	joined := program.Join(all(
		pkg("main", "", site(kind.Dispatch, "Rename", "a.go:1"),
			summary.Decl{Type: message("Rename"), Described: true, Fields: []summary.Field{{Name: "ID", Type: "int"}, {Name: "Name", Type: "string"}}}),
		pkg("models", "", summary.Decl{Type: message("Rename"), Pos: at("m.go:1"), Doc: "Rename renames.", Fields: []summary.Field{{Name: "Name", Doc: "new"}}}),
		pkg("x", "", summary.Decl{Type: message("Handed"), Described: true, Doc: "of x"})))
	d := joined.Decl(message("Rename"))
	if d.Doc != "Rename renames." || d.Pos != at("m.go:1") || len(d.Fields) != 2 || d.Fields[1] != (summary.Field{Name: "Name", Type: "string", Doc: "new"}) {
		t.Errorf("Rename is declared as %+v", d)
	}
	if d := joined.Decl(message("Handed")); d.Doc != "of x" {
		t.Errorf("Handed is declared as %+v", d)
	}
	if d := joined.Decl(message("Unknown")); d.Described {
		t.Errorf("Unknown is declared as %+v", d)
	}
}

func TestFindings(t *testing.T) {
	busctx := summary.Finding{Rule: "busctx", Pos: at("a.go:1"), Message: "no context", Sites: []int{0}, Fixes: []summary.Fix{{Message: "Hand it on"}}}
	named := func(pos string) summary.Finding {
		return summary.Finding{Rule: "commandname", Pos: at(pos), Message: "call it otherwise", Declaration: message("Rename"), About: []summary.Type{message("Rename")}}
	}
	texts := func(packages ...*summary.Package) []string {
		var got []string
		for _, f := range program.Join(packages).Findings {
			text := fmt.Sprintf("%s:%d %s %v", f.Pos.Filename, f.Pos.Line, f.Rule, f.About)
			if len(f.Fixes) > 0 {
				text += " fix"
			}
			for _, r := range f.Related {
				text += ": " + r.Message
			}
			got = append(got, text)
		}
		return got
	}
	dispatch := site(kind.Dispatch, "", "a.go:1", unaware, from(summary.Origin{Kind: summary.OfType, Type: message("Rename")}))
	declared := pkg("models", "", summary.Decl{Type: message("Rename"), Pos: at("m.go:1"), Message: true}, named("m.go:1"))
	for name, test := range map[string]struct{ got, want []string }{
		"at a site": {texts(pkg("main", "", dispatch, busctx)), []string{"a.go:1 busctx [models.Rename] fix"}},
		"a handler that it would lose": {texts(pkg("main", "", twoTables, dispatch, site(kind.Handle, "Rename", "a.go:2", unaware), busctx)),
			[]string{"a.go:1 busctx [models.Rename]: first let this handler take a context: a dispatch with one does not find it"}},
		"one that a bus with one table finds": {texts(pkg("main", "", twoTables, dispatch, site(kind.Handle, "Rename", "a.go:2", unaware), busctx),
			func() *summary.Package { p := pkg("bus", ""); p.Path, p.Tables = bus, summary.OneTable; return p }()), []string{"a.go:1 busctx [models.Rename] fix"}},
		"one that it would find":              {texts(pkg("main", "", twoTables, dispatch, site(kind.Handle, "Rename", "a.go:2"), busctx)), []string{"a.go:1 busctx [models.Rename] fix"}},
		"a file of two packages":              {texts(pkg("main", "", dispatch, busctx), pkg("x", "", dispatch, busctx)), []string{"a.go:1 busctx [models.Rename] fix"}},
		"a declaration that others speak for": {texts(pkg("main", "", named("a.go:1")), pkg("x", "", named("x.go:1")), declared), []string{"m.go:1 commandname [models.Rename]"}},
		"one that a comment keeps quiet where another speaks for it": {texts(pkg("main", "", named("a.go:1")), pkg("x", "", func(p *summary.Package) {
			f := named("x.go:1")
			f.Suppressed = true
			p.Findings = append(p.Findings, f)
		})), nil},
		"one that a comment keeps quiet": {texts(pkg("main", "", named("a.go:1")), pkg("models", "", summary.Decl{Type: message("Rename"), Pos: at("m.go:1")},
			summary.Ignore{Rules: []string{"commandname"}, Reason: "so", File: "m.go", Line: 1})), nil},
		"by a comment without a reason": {texts(pkg("main", "", named("a.go:1")), pkg("models", "", summary.Decl{Type: message("Rename"), Pos: at("m.go:1")},
			summary.Ignore{Rules: []string{"commandname"}, File: "m.go", Line: 1})), []string{"a.go:1 commandname [models.Rename]: this comment has no effect, because it gives no reason"}},
		"of a message that is none": {texts(pkg("main", "", named("a.go:1")), pkg("models", "", summary.Decl{Type: message("Rename"), Pos: at("m.go:1"), Ignored: true})), nil},
		"in a generated file":       {texts(pkg("main", "", named("a.go:1")), pkg("models", "", summary.Decl{Type: message("Rename"), Pos: at("m.go:1")}, func(p *summary.Package) { p.Generated = []summary.Generated{{File: "m.go"}} })), nil},
		"one that two speak for":    {texts(pkg("main", "", named("a.go:1")), pkg("x", "", named("x.go:1"))), []string{"a.go:1 commandname [models.Rename]"}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("%s: %q, want %q", name, test.got, test.want)
		}
	}
}

func TestDisproved(t *testing.T) {
	f := summary.Finding{Rule: "queryresult", Pos: at("m.go:1"), Declaration: message("Find")}
	models := pkg("models", "", summary.Decl{Type: message("Find"), Pos: at("m.go:1"), Message: true, Place: kind.Query}, f)
	answers := func(p *summary.Package) { p.Buses[0].ResultField = false }
	for name, test := range map[string]struct {
		user   *summary.Package
		fields bool
		want   bool
	}{
		"it travels nowhere":         {pkg("main", ""), false, true},
		"it is sent":                 {pkg("main", "", site(kind.Dispatch, "Find", "a.go:1")), true, false},
		"it is sent in tests only":   {pkg("main", "", site(kind.Dispatch, "Find", "a.go:1", inTest)), false, true},
		"its bus returns the answer": {pkg("main", "", answers, site(kind.Dispatch, "Find", "a.go:1")), true, true},
		"and the rule does not care": {pkg("main", "", answers, site(kind.Dispatch, "Find", "a.go:1")), false, false},
	} {
		if got := program.Join(all(models, test.user)).Disproved(f, nil, test.fields); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
	// A rule for one kind has no finding of messages that turn out to be of another, or
	// that their uses or declaration make two.
	for name, test := range map[string]struct {
		parts []any
		decl  summary.Decl
		want  bool
	}{
		"a query":                     {[]any{site(kind.Dispatch, "FindQuery", "a.go:1")}, summary.Decl{}, false},
		"an event":                    {[]any{site(kind.Publish, "FindQuery", "a.go:1")}, summary.Decl{}, true},
		"both":                        {[]any{site(kind.Dispatch, "FindQuery", "a.go:1"), site(kind.Publish, "FindQuery", "a.go:2")}, summary.Decl{}, true},
		"an event in tests":           {[]any{site(kind.Publish, "FindQuery", "a.go:1", inTest)}, summary.Decl{}, false},
		"that is declared an event":   {[]any{site(kind.Dispatch, "FindQuery", "a.go:1")}, summary.Decl{Directive: kind.Event}, true},
		"that is declared a command":  {[]any{site(kind.Dispatch, "FindQuery", "a.go:1")}, summary.Decl{Directive: kind.Command}, true},
		"that is declared to be sent": {[]any{site(kind.Dispatch, "FindQuery", "a.go:1")}, summary.Decl{Told: kind.Query}, false},
	} {
		test.decl.Type, test.decl.Pos = message("FindQuery"), at("m.go:1")
		f := summary.Finding{Pos: at("a.go:1"), Declaration: message("FindQuery")}
		joined := program.Join(all(pkg("models", "", test.decl), pkg("main", "", test.parts...)))
		if got := joined.Disproved(f, []kind.Kind{kind.Query}, false); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
	// What is passed to a function counts if that passes it on, and the message is of the kind.
	byShape := func(p *summary.Package) { p.Buses[0].Profile = p.Buses[0].Path }
	for name, test := range map[string]struct {
		parts  []any
		passed summary.Passing
		want   bool
	}{
		"an event":                      {[]any{site(kind.Publish, "FindQuery", "a.go:1")}, summary.ToABus, true},
		"a query":                       {[]any{site(kind.Dispatch, "FindQuery", "a.go:1")}, summary.ToABus, false},
		"nothing":                       {nil, summary.ToABus, true},
		"a query in tests":              {[]any{site(kind.Dispatch, "FindQuery", "a.go:1", inTest)}, summary.ToABus, true},
		"a query on a bus by shape":     {[]any{byShape, site(kind.Dispatch, "FindQuery", "a.go:1")}, summary.ToABus, false},
		"a payload on a known bus":      {[]any{site(kind.Dispatch, "FindQuery", "a.go:1")}, summary.ToAKnown, false},
		"a payload on one by its shape": {[]any{byShape, site(kind.Dispatch, "FindQuery", "a.go:1")}, summary.ToAKnown, true},
	} {
		f := summary.Finding{Pos: at("a.go:1"), Declaration: message("FindQuery"), Passed: test.passed}
		decl := summary.Decl{Type: message("FindQuery"), Pos: at("m.go:1")}
		joined := program.Join(all(pkg("models", "", decl), pkg("main", "", test.parts...)))
		if got := joined.Disproved(f, []kind.Kind{kind.Query}, false); got != test.want {
			t.Errorf("passed on, %s: %v, want %v", name, got, test.want)
		}
	}
	// So does a payload that is sent as any value on a bus that is described, and on one by its shape besides.
	for _, unclear := range []bool{true, false} {
		f := summary.Finding{Pos: at("a.go:1"), Declaration: message("FindQuery"), Passed: summary.ToAKnown}
		joined := program.Join(all(
			pkg("models", "", summary.Decl{Type: message("FindQuery"), Pos: at("m.go:1")}),
			pkg("main", "", byShape, site(kind.Dispatch, "FindQuery", "a.go:1")),
			pkg("other", "", site(kind.Dispatch, "FindQuery", "b.go:1", func(s *summary.Site) { s.Unclear = unclear }))))
		if got := joined.Disproved(f, []kind.Kind{kind.Query}, false); got != unclear {
			t.Errorf("passed on, unclear %t: got %t", unclear, got)
		}
	}
	if program.Join(all()).Disproved(summary.Finding{}, []kind.Kind{kind.Query}, true) {
		t.Error("a finding about no declaration is disproved")
	}

	// One that a directive declares need not travel.
	models = pkg("models", "", summary.Decl{Type: message("Find"), Pos: at("m.go:1"), Message: true, Directive: kind.Query}, f)
	if program.Join(all(models)).Disproved(f, nil, true) {
		t.Error("a finding about a message with a directive is disproved")
	}
	f.Pos = at("a.go:1")
	answered := pkg("main", "", answers, site(kind.Dispatch, "Find", "a.go:1"))
	if program.Join(all(models, answered)).Disproved(f, nil, true) {
		t.Error("a finding elsewhere is disproved")
	}
}

func TestUnusedIgnores(t *testing.T) {
	joined := program.Join(all(pkg("main", "", summary.Ignore{Pos: at("a.go:1"), Rules: []string{"busctx", "eventname", "event*", "other", "bustcx", "commandnam"}, Used: []string{"busctx"}},
		func(p *summary.Package) { p.Rules = []string{"busctx", "eventname"} })))
	findings := joined.UnusedIgnores(func(name string) string {
		return map[string]string{"bustcx": "busctx", "commandnam": "commandname"}[name]
	})
	var got []string
	for _, f := range findings {
		got = append(got, fmt.Sprintf("%d: %s", f.Pos.Line, f.Message))
	}
	want := []string{
		"1: eventname finds nothing here to ignore; remove it from this comment",
		"1: there is no rule bustcx; did you mean busctx?",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Of a package and its test variant, that with the tests counts, once.
func TestVariants(t *testing.T) {
	plain := pkg("main", "", site(kind.Dispatch, "Rename", "a.go:1"))
	tested := pkg("main", "", site(kind.Dispatch, "Rename", "a.go:1"), site(kind.Dispatch, "Rename", "a_test.go:1", inTest))
	tested.Tests = true
	for _, packages := range [][]*summary.Package{all(plain, tested), all(tested, plain), all(tested, tested)} {
		joined := program.Join(packages)
		if len(joined.Sites) != 2 || len(joined.Programs) != 1 || len(joined.Packages()) != 1 {
			t.Errorf("%d sites, %d programs, %d packages", len(joined.Sites), len(joined.Programs), len(joined.Packages()))
		}
		if joined.SiteOf("m/main", 1) != joined.Sites[1] || joined.SiteOf("m/main", 2) != nil || joined.SiteOf("m/x", 0) != nil {
			t.Error("SiteOf returns another site")
		}
	}
}

// Nothing here, nor the catalog, needs syntax or types: that is what lets a server hold it,
// a cache keep it, and other machines send it.
func TestNeedsNoSyntax(t *testing.T) {
	for _, pkg := range []string{"program", "catalog", "summary", "kind"} {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "github.com/buslint/buslint/internal/"+pkg).Output()
		if err != nil {
			t.Fatal(err)
		}
		for dep := range strings.FieldsSeq(string(out)) {
			if dep == "go/ast" || dep == "go/types" {
				t.Errorf("%s depends on %s", pkg, dep)
			}
		}
	}
}

// BenchmarkJoin joins a program and runs the rules on it: twice the size should take twice
// the time.
func BenchmarkJoin(b *testing.B) {
	for _, n := range []int{5_000, 10_000} {
		packages := large(n)
		b.Run(fmt.Sprintf("%d messages, %d sites", n, 5*n), func(b *testing.B) {
			for b.Loop() {
				joined := program.Join(packages)
				if len(joined.Sites) != 5*n {
					b.Fatalf("%d sites", len(joined.Sites))
				}
				for _, rule := range program.Rules {
					rule.Check(joined)
				}
			}
		})
	}
}

// large returns a program with n messages, each of which is handled at one place and
// dispatched at four.
func large(n int) []*summary.Package {
	const each = 5
	main := pkg("main", "", fn("m/main.main"))
	packages := all(main)
	for i := range n / each {
		name := fmt.Sprintf("p%d", i)
		main.Imports = append(main.Imports, summary.Import{Path: "m/" + name, Same: true, Buses: []string{bus}})
		run := "m/" + name + ".Run"
		main.Funcs[0].Mentions = append(main.Funcs[0].Mentions, run)
		main.Funcs[0].Surely = append(main.Funcs[0].Surely, run)
		p := pkg(name, "", fn(run))
		for j := range each {
			m := fmt.Sprintf("Command%d", each*i+j)
			p.Decls = append(p.Decls, summary.Decl{Type: message(m), Message: true})
			for line := range 5 {
				role := kind.Dispatch
				if line == 0 {
					role = kind.Handle
				}
				p.Sites = append(p.Sites, site(role, m, fmt.Sprintf("%s.go:%d", name, 10*j+line), in(run)))
			}
		}
		packages = append(packages, p)
	}
	return packages
}

func TestKindmismatch(t *testing.T) {
	other := func(p *summary.Package) { p.Buses[0].Profile = "other" }
	inTest := func(s *summary.Site) { s.Test = true }
	handled := pkg("a", "", site(kind.Handle, "Rename", "a.go:1"))
	sent := pkg("b", "", site(kind.Dispatch, "Rename", "b.go:1"))
	published := pkg("c", "", site(kind.Publish, "Rename", "c.go:1"))
	listened := pkg("d", "", site(kind.Listen, "Rename", "d.go:1"))
	directive := summary.Decl{Type: message("Rename"), Directive: kind.Command}
	for name, test := range map[string]struct {
		packages []*summary.Package
		want     string
	}{
		"published where others handle it": {[]*summary.Package{handled, sent, published}, "c.go:1 models.Rename is published, which calls no handler; dispatch it"},
		"dispatched where others listen":   {[]*summary.Package{listened, sent, published}, "b.go:1 models.Rename is dispatched, which calls no listener; publish it"},
		"both registered":                  {[]*summary.Package{handled, listened, published}, ""},
		"nothing registered":               {[]*summary.Package{sent, published}, ""},
		"all agree":                        {[]*summary.Package{handled, sent}, ""},
		"on another bus":                   {[]*summary.Package{handled, pkg("c", "", other, site(kind.Publish, "Rename", "c.go:1"))}, ""},
		"in a test":                        {[]*summary.Package{handled, pkg("c", "", site(kind.Publish, "Rename", "c.go:1", inTest))}, ""},
		"that a directive says is none":    {[]*summary.Package{handled, published, pkg("models", "", summary.Decl{Type: message("Rename"), Ignored: true})}, ""},
		"against a directive":              {[]*summary.Package{published, pkg("models", "", directive)}, "c.go:1 command Rename is published, which calls no handler; dispatch it"},
		"with a directive":                 {[]*summary.Package{sent, pkg("models", "", directive)}, ""},
		"that its package has reported":    {[]*summary.Package{handled, pkg("c", "", site(kind.Publish, "Rename", "c.go:1"), summary.Finding{Rule: "kindmismatch", Pos: at("c.go:1")})}, ""},
		"that a comment keeps quiet":       {[]*summary.Package{handled, pkg("c", "", site(kind.Publish, "Rename", "c.go:1"), summary.Ignore{Rules: []string{"kindmismatch"}, Reason: "so", File: "c.go", Line: 1})}, ""},
	} {
		var got []string
		for _, f := range program.Beyond[0].Check(program.Join(all(test.packages...))) {
			got = append(got, fmt.Sprintf("%s:%d %s", f.Pos.Filename, f.Pos.Line, f.Message))
		}
		if strings.Join(got, "\n") != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestOneLine finds a message on one line, whatever it quotes.
func TestOneLine(t *testing.T) {
	tagged := args("[struct{A int `x\n::error::y\u202e`}]")
	ruleTest{all(pkg("main", "", fn("m/main.main"), site(kind.Dispatch, "Rename", "a.go:1", tagged))), []string{
		"a.go:1: nothing handles models.Rename[struct{A int `x ::error::y `}] in main; register a handler for it, or this dispatch fails",
	}}.run(t, "missinghandler")
}

// TestSentBy checks what a handler sends in turn, itself and by functions of its package.
func TestSentBy(t *testing.T) {
	place := func(f summary.Func, at token.Position) summary.Func {
		f.Pos = at
		return f
	}
	joined := program.Join(all(
		pkg("main", "models",
			place(fn("m/main.handle", "m/main.helper", "m/models.far"), at("a.go:10")),
			place(fn("m/main.helper", "m/main.handle", "m/main.deeper"), at("a.go:20")),
			place(fn("m/main.deeper"), at("a.go:30")),
			place(fn("m/main.other"), at("a.go:40")),
			site(kind.Handle, "Rename", "a.go:1", in("m/main.init")),
			site(kind.Dispatch, "Notify", "a.go:11", in("m/main.handle")),
			site(kind.Publish, "Renamed", "a.go:31", in("m/main.deeper")),
			site(kind.Publish, "Renamed", "a.go:32", in("m/main.deeper")),
			site(kind.Publish, "Tried", "a.go:33", in("m/main.deeper"), inTest),
			site(kind.Publish, "Elsewhere", "a.go:41", in("m/main.other"))),
		pkg("models", "", fn("m/models.far"))))
	handler := &summary.Handler{Name: "handle", Package: "m/main", Pos: at("a.go:10")}
	if got := joined.SentBy(handler); !slices.Equal(got, []summary.Type{message("Notify"), message("Renamed")}) {
		t.Errorf("it sends %v", got)
	}
	for name, h := range map[string]*summary.Handler{
		"a function that sends nothing": {Package: "m/main", Pos: at("a.go:99")},
		"another package":               {Package: "m/nowhere", Pos: at("a.go:10")},
		"no place":                      {Package: "m/main"},
	} {
		if got := joined.SentBy(h); got != nil {
			t.Errorf("%s sends %v", name, got)
		}
	}
}

// TestIdle finds the handlers that do not use their context, with the calls that they come to
// and that could pass it.
func TestIdle(t *testing.T) {
	does := func(f summary.Func, idle bool, twins ...summary.Twin) summary.Func {
		f.Idle, f.Twins = idle, twins
		return f
	}
	handled := func(name string, options ...func(*summary.Site)) summary.Site {
		s := site(kind.Handle, "Rename", "a.go:"+name[len(name)-1:], options...)
		s.Aware = true
		s.Handler = &summary.Handler{Name: name, Package: "m/main", Func: "m/main." + name, Pos: s.Pos}
		return s
	}
	through := fn("m/main.through", "m/main.rename2")
	through.Methods = []string{"Save", "Close"}
	method := func(recv, name string, twins ...summary.Twin) summary.Func {
		f := does(fn("m/models."+recv+"."+name), false, twins...)
		f.Recv, f.Method = "m/models."+recv, name+"()"
		return f
	}
	exec, query := summary.Twin{Func: "database/sql.DB.Exec", Calls: 1}, summary.Twin{Func: "database/sql.DB.Query", Calls: 2}
	joined := program.Join(all(
		pkg("main", "models",
			does(fn("m/main.rename2", "m/main.through", "m/models.far"), true, exec),
			does(fn("m/main.uses3", "m/models.far"), false, exec),
			does(fn("m/main.alone1"), true),
			does(fn("m/main.tested5"), true),
			through,
			handled("rename2"), handled("rename2"), handled("uses3"), handled("alone1"), handled("unknown4"), handled("tested5", inTest)),
		pkg("models", "",
			does(fn("m/models.far"), false, query),
			method("Store", "Save", exec),
			method("File", "Close", exec), method("Conn", "Close", exec))))
	idle, of := joined.Idle()
	var got []string
	for _, h := range idle {
		got = append(got, fmt.Sprint(h.Name, h.Reaches))
	}
	want := []string{"alone1[]", "rename2[database/sql.DB.Exec (2) database/sql.DB.Query (2)]"}
	if !slices.Equal(got, want) || of != 3 {
		t.Errorf("%v of %d, want %v of 3", got, of, want)
	}
}
