package busmodel

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// sent returns the message that is sent with the argument, which is of type t, and its
// expression: the argument, or what a field of that is given; nil where that is not said.
func (b *builder) sent(use *Use, arg ast.Expr, t types.Type) (message *types.TypeName, held ast.Expr) {
	content, held := b.content(use.Func, arg, t)
	if content == nil {
		return nil, nil
	}
	tn := MessageType(content)
	if tn == nil || tn.Pkg() != use.Bus || !use.Profile.Recognised && !use.Profile.Configured {
		return b.message(use, content), held
	}
	// What the bus declares for messages of any one type holds that; another type that it declares
	// is a message itself where it is given for an interface.
	if args := gotypes.TypeArgs(gotypes.Deref(content)); len(args) > 0 {
		return b.message(use, args[0]), nil
	}
	if b.isOpen(use) {
		return tn, held
	}
	return nil, nil
}

// isOpen reports whether the parameter that is the message is an interface, or of the type parameter
// of the bus.
func (b *builder) isOpen(use *Use) bool {
	sig, ok := b.signatureOf(use.Call.Fun)
	if !ok {
		return false
	}
	if id := syntax.Name(use.Call.Fun); id != nil {
		if fn, isFunc := b.pass.TypesInfo.Uses[id].(*types.Func); isFunc && fn.Signature().Params().Len() == sig.Params().Len() {
			sig = fn.Origin().Signature()
		}
	}
	at := use.Func.Param(sig)
	return at >= 0 && at < sig.Params().Len() && types.IsInterface(elem(sig.Params().At(at).Type()))
}

func elem(t types.Type) types.Type {
	if slice, ok := t.Underlying().(*types.Slice); ok {
		return slice.Elem()
	}
	return t
}

// content returns the type and the expression of what travels within a value of type t: that of
// the field that f says, or t and expr if it says none. If the field may hold anything, the
// expression tells: a literal, a call that is given what the field holds, or a variable that holds
// one of these and never changes. Otherwise the type is nil.
func (b *builder) content(f *profile.Func, expr ast.Expr, t types.Type) (types.Type, ast.Expr) {
	if f.Envelope == "" {
		return t, expr
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, b.pass.Pkg, f.Envelope)
	field, ok := obj.(*types.Var)
	if !ok {
		return nil, nil
	}
	var held ast.Expr
	if expr != nil {
		expr = b.onlyValue(ast.Unparen(expr))
		if call, ok := expr.(*ast.CallExpr); ok {
			held = b.givenFor(field, call)
		} else {
			held = b.fieldValue(expr, f.Envelope)
		}
	}
	switch {
	case !types.IsInterface(field.Type()):
		return field.Type(), held
	case held != nil:
		return b.pass.TypesInfo.TypeOf(held), held
	}
	return nil, nil
}

// onlyValue returns the value of the local variable that expr is, if it never has another
// one; else expr.
func (b *builder) onlyValue(expr ast.Expr) ast.Expr {
	id, ok := expr.(*ast.Ident)
	if !ok {
		return expr
	}
	v, ok := b.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || slices.ContainsFunc(b.uses.Of(v), changesField) {
		return expr
	}
	if value, ok := b.uses.Value(v); ok && value.Valid() {
		return ast.Unparen(value.Node().(ast.Expr))
	}
	return expr
}

// changesField reports whether a field of the variable that is used at cur may be assigned
// there.
func changesField(cur inspector.Cursor) bool {
	return cur.ParentEdgeKind() == edge.SelectorExpr_X && uses.IsChange(cur.Parent())
}

// givenFor returns the argument of a call that makes an envelope which is for the field: the
// only one whose parameter has the field's type. It returns nil if there is none, or if the call
// does not say it.
func (b *builder) givenFor(field *types.Var, call *ast.CallExpr) ast.Expr {
	sig, ok := b.signatureOf(call.Fun)
	if !ok || sig.Variadic() || sig.Params().Len() != len(call.Args) {
		return nil
	}
	var given ast.Expr
	for i, arg := range call.Args {
		if types.Identical(sig.Params().At(i).Type(), field.Type()) {
			if given != nil {
				return nil
			}
			given = arg
		}
	}
	return given
}

// HoldsAnything reports whether a field of the struct may hold any message: it stands for
// others then.
func HoldsAnything(tn *types.TypeName) bool {
	st, ok := tn.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range st.Fields() {
		switch u := field.Type().Underlying().(type) {
		case *types.Interface:
			if u.Empty() {
				return true
			}
		case *types.Map:
			if types.IsInterface(u.Elem()) {
				return true
			}
		case *types.Slice:
			if basic, ok := u.Elem().Underlying().(*types.Basic); ok && basic.Kind() == types.Byte && payloads[field.Name()] {
				return true
			}
		}
	}
	return false
}

// payloads are names of fields for a message that has been encoded.
var payloads = map[string]bool{"Payload": true, "Data": true, "Body": true, "Content": true}

// sources returns the source of a package, parsed anew if it is not the one that is looked at; none
// if they cannot be read.
func (b *builder) sources(pkg *types.Package) profile.Source {
	if pkg == b.pass.Pkg {
		return profile.Source{Fset: b.pass.Fset, Files: b.pass.Files}
	}
	source, ok := b.parsed[pkg]
	names := pkg.Scope().Names()
	if ok || len(names) == 0 {
		return source
	}
	source.Fset = token.NewFileSet()
	dir := filepath.Dir(b.pass.Fset.Position(pkg.Scope().Lookup(names[0]).Pos()).Filename)
	paths, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, name := range paths {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if file, err := parser.ParseFile(source.Fset, name, nil, parser.SkipObjectResolution); err == nil && file.Name.Name == pkg.Name() {
			source.Files = append(source.Files, file)
		}
	}
	b.parsed[pkg] = source
	return source
}
