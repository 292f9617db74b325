package extract

import (
	"cmp"
	"encoding/json"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// decls notes the structs that the package declares, and those that travel here.
func (x *extraction) decls() {
	all := map[summary.Type]*summary.Decl{}
	for _, file := range x.pass.Files {
		for spec, gen := range busmodel.Declared(file) {
			x.declared(spec, gen, all)
		}
	}
	for _, name := range x.model.Ignored {
		if d := all[summary.Type{Path: x.out.Path, Name: name}]; d != nil {
			d.Ignored = true
		}
	}
	for _, m := range x.model.Messages {
		d := of(all, x.describe(m.Type))
		d.Message = true
		if m.Decl != nil && !d.Pos.IsValid() { // within a function
			d.Pos = x.pass.Fset.Position(m.Type.Pos())
		}
		d.Directive, d.Told, d.ToldBy, d.Place = m.Said.Directive, m.Said.Told, m.DeclaredTo, m.Said.Place
	}
	for t, tn := range x.described {
		x.fields(of(all, t), tn)
	}
	for _, d := range all {
		x.out.Decls = append(x.out.Decls, *d)
	}
	slices.SortFunc(x.out.Decls, func(a, b summary.Decl) int {
		return cmp.Or(summary.ComparePos(a.Pos, b.Pos), a.Type.Compare(b.Type))
	})
}

// of returns the declaration of t among all, and adds it if there is none.
func of(all map[summary.Type]*summary.Decl, t summary.Type) *summary.Decl {
	if all[t] == nil {
		all[t] = &summary.Decl{Type: t}
	}
	return all[t]
}

// declared notes the type that gen declares by spec, if it is a struct, with what its comments say.
func (x *extraction) declared(spec *ast.TypeSpec, gen *ast.GenDecl, all map[summary.Type]*summary.Decl) {
	tn, ok := x.pass.TypesInfo.Defs[spec.Name].(*types.TypeName)
	if !ok || spec.Name.Name == "_" {
		return
	}
	if _, ok := tn.Type().Underlying().(*types.Struct); !ok {
		return
	}
	d := of(all, typeOf(tn))
	d.Pos, d.Holds = x.pass.Fset.Position(tn.Pos()), busmodel.HoldsAnything(tn)
	if d.Doc = spec.Doc.Text(); d.Doc == "" && !gen.Lparen.IsValid() {
		d.Doc = gen.Doc.Text()
	}
	if st, ok := spec.Type.(*ast.StructType); ok {
		d.Fields = commented(st)
	}
}

// commented returns the fields of a struct that have comments.
func commented(st *ast.StructType) []summary.Field {
	var fields []summary.Field
	for _, f := range st.Fields.List {
		doc := cmp.Or(f.Doc.Text(), f.Comment.Text())
		if doc == "" {
			continue
		}
		for _, name := range f.Names {
			fields = append(fields, summary.Field{Name: name.Name, Doc: doc})
		}
		if len(f.Names) == 0 {
			fields = append(fields, summary.Field{Name: embeddedName(f.Type), Doc: doc})
		}
	}
	return fields
}

// embeddedName returns the name of an embedded field of that type.
func embeddedName(expr ast.Expr) string {
	if star, ok := ast.Unparen(expr).(*ast.StarExpr); ok {
		expr = star.X
	}
	if id := syntax.Name(expr); id != nil {
		return id.Name
	}
	return ""
}

// fields completes d with the fields of the type that tn declares.
func (x *extraction) fields(d *summary.Decl, tn *types.TypeName) {
	st, ok := tn.Type().Underlying().(*types.Struct)
	if !ok {
		return
	}
	if tn.Pkg() == x.pass.Pkg && !d.Pos.IsValid() {
		d.Pos = x.pass.Fset.Position(tn.Pos()) // declared in a function
	}
	relative := types.RelativeTo(tn.Pkg())
	qualifier := func(pkg *types.Package) string {
		if relative(pkg) == "" {
			return ""
		}
		return pkg.Name()
	}
	if named, ok := tn.Type().(*types.Named); ok && named.TypeParams().Len() > 0 {
		var params []string
		for p := range named.TypeParams().TypeParams() {
			params = append(params, p.Obj().Name()+" "+types.TypeString(p.Constraint(), qualifier))
		}
		d.TypeParams = "[" + strings.Join(params, ", ") + "]"
	}
	field := func(v *types.Var) summary.Field {
		return summary.Field{Name: v.Name(), Type: types.TypeString(v.Type(), qualifier), Embedded: v.Embedded(), Schema: schemaText(v.Type())}
	}
	docs := map[string]string{}
	for _, f := range d.Fields {
		docs[f.Name] = f.Doc
	}
	d.Fields, d.Described = nil, true
	for i := range st.NumFields() {
		f := field(st.Field(i))
		f.Tag, f.Doc = st.Tag(i), docs[f.Name]
		d.Fields = append(d.Fields, f)
	}
	for _, v := range promoted(tn, st) {
		d.Promoted = append(d.Promoted, field(v))
	}
}

// promoted returns the fields that the struct st, which tn declares, has from those that
// it embeds.
func promoted(tn *types.TypeName, st *types.Struct) []*types.Var {
	seen := map[string]bool{}
	for f := range st.Fields() {
		seen[f.Name()] = true
	}
	var fields []*types.Var
	visited := map[types.Type]bool{}
	var visit func(st *types.Struct)
	visit = func(st *types.Struct) {
		for f := range st.Fields() {
			if !seen[f.Name()] {
				seen[f.Name()] = true
				obj, _, _ := types.LookupFieldOrMethod(tn.Type(), true, tn.Pkg(), f.Name())
				if v, ok := obj.(*types.Var); ok {
					fields = append(fields, v)
				}
			}
			if t := gotypes.Deref(f.Type()); f.Embedded() && !visited[t] {
				visited[t] = true
				if inner, ok := t.Underlying().(*types.Struct); ok {
					visit(inner)
				}
			}
		}
	}
	visit(st)
	return fields
}

// schemaText returns the schema of values of type t as JSON.
func schemaText(t types.Type) string {
	text, err := json.Marshal(schemaOf(t))
	if err != nil {
		return "{}" // it is made of strings and numbers
	}
	return string(text)
}
