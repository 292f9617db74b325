package busmodel

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/syntax"
)

// told completes what a call registers whose type does not tell the message: with what stands beside
// it, once for each, or with what a method of it says.
func (b *builder) told(use *Use) {
	if use.Role.Sends() {
		return
	}
	if len(use.Parcels) == 1 && use.Parcels[0].Message == nil {
		b.keyedBy(use, b.keys(use))
	}
	for _, parcel := range use.Parcels {
		switch {
		case parcel.Message != nil || parcel.Keys != nil || parcel.Arg == nil:
		case use.Func.From == profile.FromMade:
			parcel.Tells = use.Func.Member
		case use.Func.From == profile.FromHandler:
			b.tells(parcel)
		}
	}
}

// keyedBy completes the only parcel of use with what stands for its messages: once for each, if all of these
// are known.
func (b *builder) keyedBy(use *Use, keys []ast.Expr) {
	first := use.Parcels[0]
	messages := make([]*types.TypeName, len(keys))
	for i, key := range keys {
		messages[i] = b.keyed(key)
	}
	if len(keys) > 0 && slices.Contains(messages, nil) {
		first.Keys = keys
		return
	}
	for i, message := range messages {
		parcel := *first
		if parcel.Message = message; i > 0 {
			parcel.Cursor, _ = use.Cursor.FindNode(keys[i])
		}
		use.Parcels = append(use.Parcels[:i], &parcel)
	}
}

// keys returns the arguments that stand for the messages of what the call registers: the one that is the
// key, or examples and names behind what is registered, as many as one likes.
func (b *builder) keys(use *Use) []ast.Expr {
	f, args := use.Func, use.Call.Args
	if f.Keyed && f.Key < len(args) {
		return args[f.Key : f.Key+1]
	}
	sig, ok := b.signatureOf(use.Call.Fun)
	if !ok || f.Keyed || use.Call.Ellipsis.IsValid() {
		return nil
	}
	last := sig.Params().Len() - 1
	if !sig.Variadic() || f.Param(sig) == last || len(args) <= last {
		return nil
	}
	keys, param := args[last:], sig.Params().At(last)
	if !profile.MayBeKey(elem(param.Type())) || profile.NamesOptions(param.Name()) || slices.ContainsFunc(keys, func(key ast.Expr) bool { return !b.isExample(key) }) {
		return nil
	}
	return keys
}

// isExample reports whether expr is written as an example or the name of a message.
func (b *builder) isExample(expr ast.Expr) bool {
	if b.pass.TypesInfo.Types[expr].Value != nil {
		return true
	}
	switch e := ast.Unparen(expr).(type) {
	case *ast.UnaryExpr:
		return b.isExample(e.X)
	case *ast.CallExpr:
		return len(e.Args) == 1 && b.converted(e) != nil
	case *ast.CompositeLit:
		tn := b.example(e)
		return tn != nil && !profile.NamesOptions(tn.Name())
	}
	return false
}

// tells completes parcel with what the method of what is registered says of its messages that the
// parameter has besides the one which handles them.
func (b *builder) tells(parcel *Parcel) {
	use := parcel.Use
	sig, ok := b.signatureOf(use.Call.Fun)
	at := use.Func.Param(sig)
	if !ok || at < 0 || at >= sig.Params().Len() {
		return
	}
	parcel.Tells = profile.TellsMessages(elem(sig.Params().At(at).Type()), use.Func.Member)
	t := b.pass.TypesInfo.TypeOf(parcel.Arg)
	if parcel.Tells == "" || t == nil {
		return
	}
	fn, _ := methodOf(t, b.pass.Pkg, parcel.Tells)
	if fn == nil || b.uses.Decl(fn) == nil {
		return
	}
	if said := returned(b.uses.Decl(fn).Body); len(said) == 1 {
		list := elements(said[0])
		if list == nil {
			list = said
		}
		if len(list) == 1 {
			parcel.Message = b.keyed(list[0])
		}
	}
}

// returned returns what a function with the body returns, one expression for each of its return
// statements; nil if one of these returns something else.
func returned(body *ast.BlockStmt) []ast.Expr {
	var exprs []ast.Expr
	one := body != nil
	if one {
		ast.Inspect(body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ReturnStmt:
				one = one && len(n.Results) == 1
				exprs = append(exprs, n.Results...)
			}
			return true
		})
	}
	if !one {
		return nil
	}
	return exprs
}

// Reflected returns the type that the call asks for by reflection, or nil.
func Reflected(info *types.Info, call *ast.CallExpr) types.Type {
	fn, ok := typeutil.Callee(info, call).(*types.Func)
	if !ok {
		return nil
	}
	switch fn.FullName() {
	case "reflect.TypeOf":
		return info.TypeOf(call.Args[0])
	case "reflect.TypeFor":
		return info.Instances[syntax.Name(call.Fun)].TypeArgs.At(0)
	case "(reflect.Type).Elem":
		if of, ok := ast.Unparen(ast.Unparen(call.Fun).(*ast.SelectorExpr).X).(*ast.CallExpr); ok {
			return Reflected(info, of)
		}
	}
	return nil
}

// keyed returns the message for which the key stands: an example of it, what a method of an
// example returns, its type by reflection, or a constant that a method of one type of the
// constant's package returns; nil if it is none of these.
func (b *builder) keyed(key ast.Expr) *types.TypeName {
	key = ast.Unparen(key)
	if call, ok := key.(*ast.CallExpr); ok {
		if t := Reflected(b.pass.TypesInfo, call); t != nil {
			return MessageType(t)
		}
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && len(call.Args) == 0 {
			if v := syntax.Variable(b.pass.TypesInfo, sel.X); v != nil && (v.Kind() == types.PackageVar || !profile.NamesItself(sel.Sel.Name)) {
				return nil // which may describe any message, or say something else
			}
			return b.example(sel.X)
		}
		if len(call.Args) == 1 { // reflect.TypeOf, a pointer without value, or a conversion of what a method returns
			if tn := cmp.Or(b.example(call.Args[0]), b.converted(call)); tn != nil {
				return tn
			}
			return b.keyed(call.Args[0])
		}
		return nil
	}
	if tn := b.example(key); tn != nil {
		return tn
	}
	var id *ast.Ident
	switch key := key.(type) {
	case *ast.Ident:
		id = key
	case *ast.SelectorExpr:
		id = key.Sel
	default:
		return nil
	}
	if c, ok := b.pass.TypesInfo.Uses[id].(*types.Const); ok && c.Pkg() != nil {
		return b.returning(c)
	}
	return nil
}

// returning returns the one type of the constant's package that has a method which returns
// no more than the constant; nil if there is none, or the source cannot be read.
func (b *builder) returning(c *types.Const) *types.TypeName {
	var found *types.TypeName
	for _, file := range b.sources(c.Pkg()).Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Recv == nil || decl.Body == nil || len(decl.Body.List) != 1 {
				continue
			}
			ret, ok := decl.Body.List[0].(*ast.ReturnStmt)
			if !ok || len(ret.Results) != 1 || !names(ret.Results[0], c.Name()) {
				continue
			}
			tn, ok := c.Pkg().Scope().Lookup(receiverName(decl)).(*types.TypeName)
			if !ok || found != nil && found != tn {
				return nil
			}
			found = tn
		}
	}
	return found
}

// names reports whether expr is the name, or converts it.
func names(expr ast.Expr, name string) bool {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return expr.Name == name
	case *ast.CallExpr:
		return len(expr.Args) == 1 && names(expr.Args[0], name)
	}
	return false
}

// receiverName returns the name of the type that has the method.
func receiverName(decl *ast.FuncDecl) string {
	t := decl.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	id, _ := t.(*ast.Ident)
	if id == nil {
		return ""
	}
	return id.Name
}

// converted returns the type of the message to which call converts nil, as (*OrderPlaced)(nil) does; or nil.
func (b *builder) converted(call *ast.CallExpr) *types.TypeName {
	if !b.pass.TypesInfo.Types[call.Fun].IsType() || !b.pass.TypesInfo.Types[call.Args[0]].IsNil() {
		return nil
	}
	return b.example(call)
}

// example returns the type of a literal, or of a value that is no more than one.
func (b *builder) example(expr ast.Expr) *types.TypeName {
	t := b.pass.TypesInfo.TypeOf(expr)
	if t == nil || types.IsInterface(t) {
		return nil
	}
	return MessageType(t)
}
