package extract

import (
	"go/importer"
	"go/token"
	"go/types"
	"reflect"
	"testing"
)

func TestSchemaOf(t *testing.T) {
	fset := token.NewFileSet()
	pkg := types.NewPackage("example.com/p", "p")
	timePkg, err := importer.ForCompiler(fset, "source", nil).Import("time")
	if err != nil {
		t.Fatal(err)
	}
	pkg.Scope().Insert(types.NewPkgName(token.NoPos, pkg, "time", timePkg))
	pkg.Scope().Insert(types.NewTypeName(token.NoPos, pkg, "S", nil))
	types.NewNamed(pkg.Scope().Lookup("S").(*types.TypeName), types.NewStruct(nil, nil), nil)
	for expr, want := range map[string]schema{
		"bool":                     {"type": "boolean"},
		"uint8":                    {"type": "integer", "minimum": 0},
		"*int64":                   {"type": "integer"},
		"float32":                  {"type": "number"},
		"complex64":                {},
		"[]byte":                   {"type": "string", "contentEncoding": "base64"},
		"[]string":                 {"type": "array", "items": schema{"type": "string"}},
		"[2]bool":                  {"type": "array", "items": schema{"type": "boolean"}, "minItems": int64(2), "maxItems": int64(2)},
		"map[string]any":           {"type": "object", "additionalProperties": schema{}},
		"struct{A int; b []error}": {"type": "object", "properties": schema{"A": schema{"type": "integer"}, "b": schema{"type": "array", "items": schema{}}}},
		"func()":                   {},
		"time.Time":                {"type": "string", "format": "date-time"},
		"time.Duration":            {"type": "integer", "x-go-type": "time.Duration"},
		"*S":                       {"type": "object", "x-go-type": "example.com/p.S"},
	} {
		tv, err := types.Eval(fset, pkg, token.NoPos, expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := schemaOf(tv.Type); !reflect.DeepEqual(got, want) {
			t.Errorf("schemaOf(%s) = %v, want %v", expr, got, want)
		}
	}
}
