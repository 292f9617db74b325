package twins_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/twins"
)

// libraries are what the packages of the tests import.
var libraries = map[string]string{
	"context": `
		type Context interface { Done() <-chan struct{}; Err() error; Value(key any) any }
		func Background() Context { return nil }`,
	"database/sql": `
		import "context"
		type DB struct{}
		type Tx struct{}
		type Rows struct{}
		func (*DB) Query(query string, args ...any) (*Rows, error) { return nil, nil }
		func (*DB) QueryContext(ctx context.Context, query string, args ...any) (*Rows, error) { return nil, nil }
		func (*DB) Begin() (*Tx, error) { return nil, nil }
		func (*DB) BeginTx(ctx context.Context, opts *int) (*Tx, error) { return nil, nil }`,
	"example.com/store": `
		import "context"
		type Session struct{}
		func (s *Session) With(ctx context.Context) *Session { return s }
		func (s *Session) Find(out any) error { return nil }
		func (s *Session) Close() {}
		type Request struct { Context context.Context; URL string }
		func Send(r *Request) {}
		func Count(name string) int { return 0 }
		func CountCtx(ctx context.Context, name string) int { return 0 }
		func Load(name string) int { return 0 }
		func LoadContext(name string, ctx context.Context) int { return 0 }
		func Fetch() {}`,
}

// An importer knows the libraries.
type importer map[string]*types.Package

func (i importer) Import(path string) (*types.Package, error) {
	text, ok := libraries[path]
	if !ok {
		return nil, fmt.Errorf("there is no %s", path)
	}
	if i[path] == nil {
		pkg, _, _, err := i.check(token.NewFileSet(), path, text)
		if err != nil {
			return nil, err
		}
		i[path] = pkg
	}
	return i[path], nil
}

func (i importer) check(fset *token.FileSet, path, text string) (*types.Package, *types.Info, []*ast.File, error) {
	file, err := parser.ParseFile(fset, path+".go", "package "+path[strings.LastIndexByte(path, '/')+1:]+"\n"+text, parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, nil, err
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{}, Implicits: map[ast.Node]types.Object{},
		Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
	pkg, err := (&types.Config{Importer: i, GoVersion: "go1.24"}).Check(path, fset, []*ast.File{file}, info)
	return pkg, info, []*ast.File{file}, err
}

// parse returns a package with that text below its imports.
func parse(t *testing.T, fset *token.FileSet, text string) *twins.Package {
	t.Helper()
	head := ""
	for _, path := range slices.Sorted(maps.Keys(libraries)) {
		if name := path[strings.LastIndexByte(path, '/')+1:]; strings.Contains(text, name+".") {
			head += fmt.Sprintf("import %q\n", path)
		}
	}
	pkg, info, files, err := importer{}.check(fset, "example.com/shop", head+text)
	if err != nil {
		t.Fatal(err)
	}
	return twins.NewPackage(fset, pkg, info, files, func(*ast.CallExpr) bool { return false })
}

var described = []*twins.Description{
	{Path: "example.com/store", Name: "Session", Chain: "With", Except: []string{"Close"}},
	{Path: "example.com/store", Name: "Request", Field: "Context"},
	{Path: "example.com/store", Name: "Fetch", Instead: "a client"},
}

// TestCalls shows which calls could pass a context, how, and why some stay.
func TestCalls(t *testing.T) {
	for name, test := range map[string]struct {
		code string
		want string // of each call: the pair, what to do or that it passes one, why it stays
	}{
		"by structure":         {`func f(db *sql.DB) { db.Query("q") }`, "database/sql.DB.Query: call db.QueryContext(ctx, …)"},
		"a function":           {`func f() int { return store.Count("n") }`, "example.com/store.Count: call store.CountCtx(ctx, …)"},
		"the twin itself":      {`func f(ctx context.Context, db *sql.DB) { db.QueryContext(ctx, "q") }`, "database/sql.DB.Query: aware"},
		"context not first":    {`func f() int { return store.Load("n") }`, ""},
		"described, arguments": {`func f(db *sql.DB) { tx, _ := db.Begin(); _ = tx }`, "database/sql.DB.Begin: call db.BeginTx(ctx, nil)"},
		"a chain": {`var session *store.Session
			func f() error { return session.Find(nil) }`, "example.com/store.Session: call session.With(ctx).Find"},
		"a chain that may have one": {`func f(s *store.Session) error { return s.Find(nil) }`, ""},
		"a chain that has one":      {`func f(ctx context.Context, s *store.Session) error { return s.With(ctx).Find(nil) }`, "example.com/store.Session: aware"},
		"excepted": {`var session *store.Session
			func f() { session.Close() }`, ""},
		"a field":             {`func f() { store.Send(&store.Request{URL: "u"}) }`, "example.com/store.Request: write store.Request{Context: ctx, …}"},
		"a field that is set": {`func f(ctx context.Context) { store.Send(&store.Request{Context: ctx}) }`, "example.com/store.Request: aware"},
		"a field set later":   {`func f(ctx context.Context) { r := &store.Request{URL: "u"}; r.Context = ctx; store.Send(r) }`, ""},
		"instead":             {`func f() { store.Fetch() }`, "example.com/store.Fetch: report"},
		"deferred":            {`func f(db *sql.DB) { defer db.Query("q") }`, "database/sql.DB.Query: call db.QueryContext(ctx, …); it is deferred, and must happen even if the context is done"},
		"kept in a field": {`type s struct { r *store.Request }
			func (s *s) f() { s.r = &store.Request{URL: "u"} }`, "example.com/store.Request: write store.Request{Context: ctx, …}; what it makes may outlive the context"},
		"within the twin": {`func Sum(db *sql.DB) { db.Query("q") }
			func SumContext(ctx context.Context, db *sql.DB) { Sum(db) }`,
			"database/sql.DB.Query: call db.QueryContext(ctx, …); it is in a function whose twin does this\nexample.com/shop.Sum: call SumContext(ctx, …); it is in a function whose twin does this"},
		"by an embedded type": {`type d struct{ *sql.DB }
			func f(d d) { d.Query("q") }`, "database/sql.DB.Query: call d.QueryContext(ctx, …)"},
		"another Query": {`type d struct{}
			func (d) Query(string) {}
			func f(d d) { d.Query("q") }`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, c := range twins.New(described, nil).Calls(parse(t, token.NewFileSet(), test.code)) {
				text := "report"
				switch {
				case c.Aware:
					text = "aware"
				case c.Mended():
					text = c.With("ctx")
				}
				if !c.Aware && c.Stays != "" {
					text += "; " + c.Stays
				}
				got = append(got, c.String()+": "+text)
			}
			if got := strings.Join(got, "\n"); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// TestIgnore shows what the names of pairs to leave out mean.
func TestIgnore(t *testing.T) {
	for name, want := range map[string]bool{
		"database/sql": true, "database/...": true, "sql.DB": true, "sql.DB.Query": true, "database/sql.DB.Query": true, ".DB": true, "sql": true,
		"data": false, "sql.Tx": false, "sql.DB.Quer": false, ".Query": false, "sql/...": false, "": false,
	} {
		if got := twins.New(nil, []string{name}).Ignores(&twins.Pair{Path: "database/sql", Name: "DB.Query"}); got != want {
			t.Errorf("%q: got %t", name, got)
		}
	}
}

// TestCheck shows what is said of descriptions of what is not there.
func TestCheck(t *testing.T) {
	pkg, err := importer{}.Import("example.com/store")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range described {
		if err := d.Check(pkg); err != nil {
			t.Errorf("%s: %v", d.Name, err)
		}
	}
	for _, test := range []struct {
		twins.Description
		want string
	}{
		{twins.Description{Name: "Sesion", Chain: "With"}, "example.com/store has no Sesion; did you mean Session?"},
		{twins.Description{Name: "Session.Find", Twin: "FindContext"}, "FindContext"},
		{twins.Description{Name: "Session", Chain: "Find"}, "Find"},
		{twins.Description{Name: "Request", Field: "URL"}, "has no field URL that is a context.Context"},
		{twins.Description{Name: "Count.Find", Twin: "CountCtx"}, "Count of example.com/store is no type, and has no methods"},
		{twins.Description{Name: "Load", Twin: "LoadContext"}, "LoadContext"},
	} {
		if err := test.Check(pkg); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want an error with %q", test.Name, err, test.want)
		}
	}
}

// TestReach shows which functions may run from a start.
func TestReach(t *testing.T) {
	fset := token.NewFileSet()
	p := parse(t, fset, `
		type Clock interface { Now() int }
		type wall struct{}
		func (wall) Now() int { return called() }
		func start(c Clock) { direct(); defer late(); func() { inner() }(); c.Now(); _ = value }
		func direct() {}
		func inner() {}
		func late() { later() }
		func later() {}
		func called() int { return 0 }
		func value() {}
		func other() { direct() }`)
	starts := map[token.Pos]string{p.Types.Scope().Lookup("start").Pos(): "start"}
	graph := twins.NewGraph([]*twins.Package{p})
	for name, test := range map[string]struct {
		reach twins.Reach
		want  string
	}{
		"what runs":             {graph.From(starts), "called direct inner start value"},
		"and what is deferred":  {graph.WithDeferred(starts), "called direct inner late later start value"},
		"from nothing, nothing": {graph.From(nil), ""},
	} {
		var got []string
		for _, name := range p.Types.Scope().Names() {
			if fn, ok := p.Types.Scope().Lookup(name).(*types.Func); ok && test.reach[fn.Pos()] != "" {
				got = append(got, name)
			}
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}
