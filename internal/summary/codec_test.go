package summary_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

// whole returns a summary that has something of everything, in files below dir.
func whole(dir string) *summary.Package {
	at := func(line int) token.Position {
		return token.Position{Filename: filepath.Join(dir, "users", "users.go"), Offset: 10 * line, Line: line, Column: 2}
	}
	user := summary.Type{Path: "example.com/shop/users", Name: "RenameUser"}
	site := summary.Site{Role: kind.Handle, For: kind.Command, Unclear: true,
		Place:   summary.Place{Pos: at(3), End: at(4), In: "example.com/shop/users.Init", Function: "Init", Conditional: true, Prepared: true},
		Handler: &summary.Handler{Name: "rename", Package: "example.com/shop/users", Func: "example.com/shop/users.rename", Pos: at(9)}, Aware: true, Test: true,
		Indirect: true, Message: user, Args: "[int]", Param: 1, Hands: true, Given: []summary.Origin{{Kind: summary.Parameter, Func: "g"}}, From: []summary.Origin{{Kind: summary.Parameter, Func: "f", Index: summary.AnyParameter}}}
	return &summary.Package{
		Path: "example.com/shop/users", Name: "users", ID: "example.com/shop/users [example.com/shop/users.test]",
		Module: "example.com/shop", Main: true, Tests: true, Dir: dir,
		Imports: []summary.Import{{Path: "example.com/shop/bus", Same: true, Buses: []string{"example.com/shop/bus"}}},
		Tables:  summary.SeparateTables,
		Outside: []summary.Import{{Path: "example.com/audit", Buses: []string{"example.com/shop/bus"}}},
		Buses: []summary.Bus{{Profile: "structural", Path: "example.com/shop/bus", Root: "example.com/shop/bus", ByShape: true,
			Imported: true, Made: 1, Problems: []string{"there is no Send"}, TwoTables: true, BareNames: true, Unseen: true, ResultField: true, Requests: true}},
		Sites: []summary.Site{site},
		Decls: []summary.Decl{{Type: user, Pos: at(1), Message: true, Ignored: true, Directive: kind.Event, Told: kind.Query, ToldBy: "Register", Place: kind.Command,
			Doc: "RenameUser renames.\n", Described: true, TypeParams: "[T any]", Fields: []summary.Field{{Name: "Name", Type: "string", Tag: `json:"name"`, Doc: "new", Embedded: true, Schema: `{"type":"string"}`}},
			Promoted: []summary.Field{{Name: "Result"}}}},
		Funcs: []summary.Func{{ID: "f", Root: true, Recv: "r", Method: "M(any)", Mentions: []string{"g"}, Types: []string{"t"}, Methods: []string{"Run"}, Surely: []string{"g"},
			Idle: true, Twins: []summary.Twin{{Func: "database/sql.DB.Exec", Calls: 2}}}},
		Structs: []summary.Struct{{Name: "t", Fields: []string{"u"}}},
		Called:  []string{"Run()"},
		Flows:   []summary.Flow{{To: summary.Origin{Kind: summary.Result, Func: "f"}, From: []summary.Origin{{Kind: summary.OfType, Type: user, Args: "[int]", Handler: true}}}},
		Passes: []summary.Pass{{To: summary.Origin{Kind: summary.TypeParameter, Func: "f", Index: 1},
			From: []summary.Origin{{Kind: summary.OfType, Type: user}}, Place: summary.Place{Pos: at(7), End: at(8), In: "g", Function: "G", Conditional: true, Prepared: true},
			Handler: &summary.Handler{Name: "rename", Package: "example.com/shop/users", Func: "example.com/shop/users.rename", Pos: at(9)},
			Given:   []summary.Origin{{Kind: summary.Parameter, Func: "h"}}}},
		Keys:        []summary.Key{{Type: user, Key: "user.rename"}},
		Conversions: []summary.Conversion{{From: "example.com/shop/bus.Bus", To: "example.com/shop/users.sender", Uses: []summary.Site{site}}},
		Unseen:      []summary.Unseen{{Bus: "example.com/shop/bus", Pos: at(5), End: at(6)}},
		Inner:       []summary.Inner{{Role: kind.Publish, Pos: at(6)}},
		Likely: []summary.Likely{{Bus: "example.com/shop/bus", Name: "Bus.Post", Role: kind.Publish, Message: "argument", Arg: 1, Method: "Handle",
			Twin: "PostCtx", Field: "Body", Keyed: true, Key: 1, Calls: 2, First: at(6)}},
		Rules: []string{"busctx"},
		Findings: []summary.Finding{{Rule: "busctx", Package: "example.com/shop/users", Pos: at(3), End: at(4), Message: "no context",
			Related: []summary.Related{{Pos: at(5), Message: "here"}}, Fixes: []summary.Fix{{Message: "Mend it", Edits: []summary.Edit{{File: at(3).Filename, Start: 30, End: 40, Text: "x"}}}},
			Suppressed: true, Declaration: user, About: []summary.Type{user}, Sites: []int{0}}},
		Ignores:   []summary.Ignore{{Pos: at(2), End: at(2), Rules: []string{"busctx"}, Reason: "so", File: at(2).Filename, Line: 2, Used: []string{"busctx"}}},
		Generated: []summary.Generated{{File: filepath.Join(dir, "gen.go")}},
		Read:      []summary.Read{{Dir: filepath.Join(dir, "bus")}},
	}
}

// Everything that a summary can say is said by whole, or the tests below test less than
// they seem to.
func TestWhole(t *testing.T) {
	var check func(path string, v reflect.Value)
	check = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			check(path, v.Elem())
		case reflect.Slice:
			if v.Len() == 0 {
				t.Errorf("%s is empty", path)
				return
			}
			check(path+"[0]", v.Index(0))
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Kind() == reflect.Struct && v.Field(i).Kind() >= reflect.Array {
					check(path+"."+v.Type().Field(i).Name, v.Field(i))
				}
			}
		}
	}
	check("Package", reflect.ValueOf(whole("/src/shop")))
}

func TestEncode(t *testing.T) {
	here, there := whole("/src/shop"), whole("/home/ci/shop")
	data := summary.Encode([]*summary.Package{here})
	if bytes.Contains(data, []byte("/src")) {
		t.Error("the name of a file is absolute")
	}
	if !bytes.Equal(data, summary.Encode([]*summary.Package{there})) {
		t.Error("the encoded form depends on where the module is")
	}
	for dir, want := range map[string]*summary.Package{"/home/ci/shop": there, "/src/shop": here} {
		got, err := summary.Decode(data, func(module string) string {
			if module != "example.com/shop" {
				t.Errorf("dir is asked for %q", module)
			}
			return dir
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 || !reflect.DeepEqual(got[0], want) {
			t.Errorf("in %s: %+v, want %+v", dir, got, want)
		}
	}
	if got, err := summary.Decode(data, nowhere); err != nil || got[0].Sites[0].Pos.Filename != "users/users.go" {
		t.Errorf("without a directory: %v, %v", got, err)
	}
}

func nowhere(string) string { return "" }

// What is kept outside of the module has no name elsewhere.
func TestEncodeDependency(t *testing.T) {
	p := whole("/src/shop")
	p.Sites[0].Handler.Pos.Filename = "/root/go/pkg/mod/example.com/lib@v1.0.0/lib.go"
	got, err := summary.Decode(summary.Encode([]*summary.Package{p}), nowhere)
	if err != nil || got[0].Sites[0].Handler.Pos.Filename != "" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestDecodeErrors(t *testing.T) {
	data := summary.Encode([]*summary.Package{whole("/src/shop"), whole("/src/shop")})
	version := fmt.Sprintf("buslint summary %d\n", summary.Version)
	for name, test := range map[string]struct {
		data string
		want error
	}{
		"empty":         {"", summary.ErrNoSummary},
		"another file":  {"package users\n", summary.ErrNoSummary},
		"half a header": {"buslint summary 1", summary.ErrNoSummary},
		"no body":       {version, summary.ErrDamaged},
		"no packages":   {string(data[:60]), summary.ErrDamaged},
		"cut off":       {string(data[:len(data)-1]), summary.ErrDamaged},
		"something new": {string(data) + "x", summary.ErrDamaged},
		"one bit":       {string(data[:100]) + string(data[100]^1) + string(data[101:]), summary.ErrDamaged},
	} {
		if _, err := summary.Decode([]byte(test.data), nowhere); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	newer := append([]byte("buslint summary 99\n"), data[len(version):]...)
	_, err := summary.Decode(newer, nowhere)
	if other, ok := errors.AsType[*summary.VersionError](err); !ok || other.Got != 99 {
		t.Errorf("of another version: %v", err)
	}
}

// FuzzDecode lets nothing that a file can hold do harm, behind a right checksum as well.
func FuzzDecode(f *testing.F) {
	f.Add(summary.Encode([]*summary.Package{whole("/src/shop")}))
	f.Add(summary.Encode(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, data := range [][]byte{data, summary.Summed(data)} {
			packages, err := summary.Decode(data, nowhere)
			if err != nil {
				continue
			}
			again, err := summary.Decode(summary.Encode(packages), nowhere)
			if err != nil || !reflect.DeepEqual(packages, again) {
				t.Errorf("it is %v once encoded, and was %v; %v", again, packages, err)
			}
		}
	})
}

// sites returns packages with 50,000 sites.
func sites() []*summary.Package {
	var packages []*summary.Package
	for i := range 500 {
		p := whole("/src/shop")
		p.Path = fmt.Sprintf("example.com/shop/p%d", i)
		p.Sites, p.Decls, p.Funcs, p.Findings = nil, nil, nil, nil
		for j := range 100 {
			q := whole("/src/shop")
			q.Sites[0].Pos.Line, q.Sites[0].Pos.Offset = j, 100*j
			q.Sites[0].Message.Name = fmt.Sprintf("Rename%dCommand", 100*i+j)
			q.Funcs[0].ID = fmt.Sprintf("%s.f%d", p.Path, j)
			p.Sites, p.Decls = append(p.Sites, q.Sites...), append(p.Decls, q.Decls...)
			p.Funcs, p.Findings = append(p.Funcs, q.Funcs...), append(p.Findings, q.Findings...)
		}
		packages = append(packages, p)
	}
	return packages
}

// BenchmarkForms compares the encoded form with what JSON and gob make of the same
// packages, one by one as a cache has them.
func BenchmarkForms(b *testing.B) {
	packages := sites()
	for name, form := range map[string]struct {
		encode func(*summary.Package) ([]byte, error)
		decode func([]byte) error
	}{
		"own": {
			func(p *summary.Package) ([]byte, error) { return summary.Encode([]*summary.Package{p}), nil },
			func(data []byte) error { _, err := summary.Decode(data, nowhere); return err },
		},
		"json": {
			func(p *summary.Package) ([]byte, error) { return json.Marshal(p) },           //nolint:musttag // only compared
			func(data []byte) error { return json.Unmarshal(data, new(summary.Package)) }, //nolint:musttag // only compared
		},
		"gob": {
			func(p *summary.Package) ([]byte, error) {
				var buf bytes.Buffer
				err := gob.NewEncoder(&buf).Encode(p)
				return buf.Bytes(), err
			},
			func(data []byte) error { return gob.NewDecoder(bytes.NewReader(data)).Decode(new(summary.Package)) },
		},
	} {
		var encoded [][]byte
		size := 0
		b.Run(name+"/encode", func(b *testing.B) {
			for b.Loop() {
				encoded, size = nil, 0
				for _, p := range packages {
					data, err := form.encode(p)
					if err != nil {
						b.Fatal(err)
					}
					encoded, size = append(encoded, data), size+len(data)
				}
			}
			b.ReportMetric(float64(size)/50_000, "B/site")
		})
		b.Run(name+"/decode", func(b *testing.B) {
			for b.Loop() {
				for _, data := range encoded {
					if err := form.decode(data); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
