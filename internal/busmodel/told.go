package busmodel

import (
	"cmp"
	"go/ast"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
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
		if parcel.Message != nil && parcel.ByKey && parcel.Message == b.itself(parcel) {
			parcel.Message, parcel.ByKey = nil, false
		}
		switch {
		case parcel.Message != nil || parcel.InTurn != nil || parcel.Keys != nil || parcel.Arg == nil:
			continue
		case parcel.Tells != "":
		case use.Func.From == profile.FromMade:
			parcel.Tells = use.Func.Member
			continue
		case use.Func.From == profile.FromHandler:
			parcel.Tells = b.tells(use)
		}
		if said := b.toldBy(parcel); said != b.itself(parcel) {
			parcel.Message = said
		}
	}
}

// itself returns the type of what is registered, or nil: what that is called is not what its messages are.
func (b *builder) itself(parcel *Parcel) *types.TypeName {
	if parcel.Arg == nil {
		return nil
	}
	return b.example(b.ownerOf(parcel.Arg))
}

// keyedBy completes the only parcel of use with what stands for its messages: once for each, if all of these
// are known.
func (b *builder) keyedBy(use *Use, keys []ast.Expr) {
	first := use.Parcels[0]
	if len(keys) == 1 {
		if first.Tells = b.saidBy(first.Arg, keys[0]); first.Tells != "" {
			return
		}
		if list := b.inTurn(keys[0]); list != nil {
			b.keyedInTurn(first, list)
			return
		}
	}
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
		if parcel.Message, parcel.ByKey = message, true; i > 0 {
			parcel.Cursor, _ = use.Cursor.FindNode(keys[i])
		}
		use.Parcels = append(use.Parcels[:i], &parcel)
	}
}

// keyedInTurn completes the parcel of a call in a loop with what stands for its messages one after the other.
func (b *builder) keyedInTurn(parcel *Parcel, keys []ast.Expr) {
	for _, key := range keys {
		if message := b.keyed(key); message != nil {
			parcel.InTurn = append(parcel.InTurn, message)
		}
	}
	if len(parcel.InTurn) < len(keys) {
		parcel.InTurn, parcel.Keys = nil, keys
	}
}

// saidBy returns the method of what is registered that the key is the result of, as in Register(h.Handles(), h);
// or "".
func (b *builder) saidBy(registered, key ast.Expr) string {
	of, method := Asked(key)
	if of == nil || registered == nil {
		return ""
	}
	registered = b.ownerOf(registered)
	own, t := b.pass.TypesInfo.TypeOf(registered), b.pass.TypesInfo.TypeOf(of)
	v := syntax.Variable(b.pass.TypesInfo, of)
	if own == nil || t == nil || !types.Identical(gotypes.Deref(own), gotypes.Deref(t)) || types.IsInterface(t) && (v == nil || v != syntax.Variable(b.pass.TypesInfo, registered)) {
		return ""
	}
	return method
}

// Asked returns what expr asks by a method without arguments, and its name, as of p.Topic(); or nil.
func Asked(expr ast.Expr) (of ast.Expr, method string) {
	call, ok := ast.Unparen(expr).(*ast.CallExpr)
	if !ok || len(call.Args) > 0 {
		return nil, ""
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, ""
	}
	return sel.X, sel.Sel.Name
}

// inTurn returns what the key is one after the other in a loop: the keys or elements of a literal, a field of
// each, or what a method of each says; nil if it is nothing of that.
func (b *builder) inTurn(key ast.Expr) []ast.Expr {
	switch e := ast.Unparen(key).(type) {
	case *ast.Ident:
		return b.ranged(e)
	case *ast.SelectorExpr:
		each := b.inTurn(e.X)
		for i := range each {
			if each[i] = b.fieldValue(ast.Unparen(each[i]), e.Sel.Name); each[i] == nil {
				return nil
			}
		}
		return each
	case *ast.CallExpr:
		if len(e.Args) == 1 {
			return b.inTurn(e.Args[0])
		}
		if of, method := Asked(e); recognise.NamesItself(method) {
			return b.inTurn(of)
		}
	}
	return nil
}

// ranged returns the keys or the elements of a literal that the identifier is one after the other; nil if it
// is none of a loop over one.
func (b *builder) ranged(id *ast.Ident) []ast.Expr {
	def, ok := b.onlyDef(id)
	if !ok {
		return nil
	}
	loop, ok := def.Parent().Node().(*ast.RangeStmt)
	if !ok {
		return nil
	}
	lit := b.literalOf(loop.X)
	if lit == nil {
		return nil
	}
	var list []ast.Expr
	for _, elt := range lit.Elts {
		kv, keyed := elt.(*ast.KeyValueExpr)
		switch {
		case keyed && def.ParentEdgeKind() == edge.RangeStmt_Key:
			elt = kv.Key
		case keyed:
			elt = kv.Value
		case def.ParentEdgeKind() == edge.RangeStmt_Key:
			return nil
		}
		list = append(list, elt)
	}
	return list
}

// literalOf returns the literal that expr always is, as a variable that is used for nothing but loops, or as
// what a function of this package returns; or nil.
func (b *builder) literalOf(expr ast.Expr) *ast.CompositeLit {
	if v := syntax.Variable(b.pass.TypesInfo, expr); v != nil {
		other := func(use inspector.Cursor) bool { return use.ParentEdgeKind() != edge.RangeStmt_X }
		if v.IsField() || v.Kind() == types.PackageVar && v.Exported() || slices.ContainsFunc(b.uses.Of(v), other) {
			return nil
		}
		expr = b.onlyValue(ast.Unparen(expr), "")
	}
	expr = ast.Unparen(expr)
	if call, ok := expr.(*ast.CallExpr); ok {
		fn, _ := typeutil.Callee(b.pass.TypesInfo, call).(*types.Func)
		said := b.returnedBy(fn)
		if len(said) != 1 {
			return nil
		}
		expr = ast.Unparen(said[0])
	}
	lit, _ := expr.(*ast.CompositeLit)
	return lit
}

// keys returns the arguments that stand for the messages of what the call registers: the one that is the
// key, or an example behind what is registered, or examples and names there, as many as one likes.
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
	if last < 0 || f.Param(sig) == last || len(args) <= last {
		return nil
	}
	keys, param := args[last:], sig.Params().At(last)
	if !sig.Variadic() && !types.IsInterface(param.Type()) || !recognise.MayBeKey(elem(param.Type())) || recognise.NamesOptions(param.Name()) || slices.ContainsFunc(keys, func(key ast.Expr) bool { return !b.isExample(key) }) {
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
		return tn != nil && !recognise.NamesOptions(tn.Name())
	}
	return false
}

// tells returns the method that says of which messages what is registered is, as the parameter has it besides
// the one which handles them; or "".
func (b *builder) tells(use *Use) string {
	sig, ok := b.signatureOf(use.Call.Fun)
	at := use.Func.Param(sig)
	if !ok || at < 0 || at >= sig.Params().Len() {
		return ""
	}
	return recognise.TellsMessages(elem(sig.Params().At(at).Type()), use.Func.Member)
}

// toldBy returns the one message of which what is registered says that it is for that, if this package has the
// method; or nil.
func (b *builder) toldBy(parcel *Parcel) *types.TypeName {
	t := b.pass.TypesInfo.TypeOf(b.ownerOf(parcel.Arg))
	if parcel.Tells == "" || t == nil {
		return nil
	}
	said := b.returnedBy(gotypes.Method(t, b.pass.Pkg, parcel.Tells))
	if len(said) == 1 && elements(said[0]) != nil {
		said = elements(said[0])
	}
	if len(said) != 1 {
		return nil
	}
	return b.keyed(said[0])
}

// returnedBy is returned of a function, which may be nil; nil if this package does not declare it.
func (b *builder) returnedBy(fn *types.Func) []ast.Expr {
	if fn == nil || b.uses.Decl(fn) == nil {
		return nil
	}
	return returned(b.uses.Decl(fn).Body)
}

// returned returns what a function with the body returns, one expression for each of its return
// statements; nil if one of these returns something else.
func returned(body *ast.BlockStmt) []ast.Expr {
	var exprs []ast.Expr
	for ret := range Returns(body) {
		if len(ret.Results) != 1 {
			return nil
		}
		exprs = append(exprs, ret.Results[0])
	}
	return exprs
}

// Returns yields the return statements of a function with the body, which may be nil, and not those of literals in it.
func Returns(body *ast.BlockStmt) iter.Seq[*ast.ReturnStmt] {
	return func(yield func(*ast.ReturnStmt) bool) {
		again := body != nil
		if !again {
			return
		}
		ast.Inspect(body, func(n ast.Node) bool {
			if ret, ok := n.(*ast.ReturnStmt); ok {
				again = again && yield(ret)
			}
			_, isLit := n.(*ast.FuncLit)
			return again && !isLit
		})
	}
}

// Returned returns what a function returns that does nothing else; or nil.
func Returned(decl *ast.FuncDecl) ast.Expr {
	if decl.Body == nil || len(decl.Body.List) != 1 {
		return nil
	}
	ret, ok := decl.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return nil
	}
	return ret.Results[0]
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
		if of, method := Asked(call); of != nil {
			if v := syntax.Variable(b.pass.TypesInfo, of); v != nil && (v.Kind() == types.PackageVar || !recognise.NamesItself(method)) {
				return nil // which may describe any message, or say something else
			}
			return b.example(of)
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
	for _, file := range b.sources.ask(c.Pkg()).Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Recv == nil || recognise.NamesOthers(decl.Name.Name) || !names(Returned(decl), c.Name()) {
				continue
			}
			tn, ok := c.Pkg().Scope().Lookup(syntax.ReceiverName(decl)).(*types.TypeName)
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
