package extract

import (
	"go/types"
)

// A schema is a JSON Schema, which describes a value of a Go type to tools that do
// not know Go.
type schema map[string]any

// schemaOf returns the schema of values of type t. A type of its own is not followed
// into: x-go-type names it.
func schemaOf(t types.Type) schema {
	switch t := t.(type) {
	case *types.Alias:
		return schemaOf(types.Unalias(t))
	case *types.Pointer:
		return schemaOf(t.Elem())
	case *types.Named:
		return schemaOfNamed(t)
	case *types.Basic:
		return schemaOfBasic(t)
	case *types.Slice:
		if isByte(t.Elem()) {
			return schema{"type": "string", "contentEncoding": "base64"}
		}
		return schema{"type": "array", "items": schemaOf(t.Elem())}
	case *types.Array:
		return schema{"type": "array", "items": schemaOf(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case *types.Map:
		return schema{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case *types.Struct:
		properties := schema{}
		for f := range t.Fields() {
			properties[f.Name()] = schemaOf(f.Type())
		}
		return schema{"type": "object", "properties": properties}
	}
	return schema{} // an interface, a function, a channel, a type parameter: anything
}

func schemaOfNamed(t *types.Named) schema {
	name := t.Obj().Name()
	if pkg := t.Obj().Pkg(); pkg != nil {
		name = pkg.Path() + "." + name
	}
	switch name {
	case "error":
		return schema{}
	case "time.Time":
		return schema{"type": "string", "format": "date-time"}
	}
	s := schema{}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		s["type"] = "object"
	case *types.Basic:
		s = schemaOfBasic(u)
	case *types.Slice, *types.Array:
		s["type"] = "array"
	case *types.Map:
		s["type"] = "object"
	}
	s["x-go-type"] = name
	return s
}

func schemaOfBasic(t *types.Basic) schema {
	switch info := t.Info(); {
	case info&types.IsBoolean != 0:
		return schema{"type": "boolean"}
	case info&types.IsUnsigned != 0:
		return schema{"type": "integer", "minimum": 0}
	case info&types.IsInteger != 0:
		return schema{"type": "integer"}
	case info&types.IsFloat != 0:
		return schema{"type": "number"}
	case info&types.IsString != 0:
		return schema{"type": "string"}
	}
	return schema{}
}

func isByte(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}
