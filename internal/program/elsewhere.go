package program

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/analyzers/busmodel"
)

// Elsewhere reports for each of the messages, outside of tests, whether it never travels
// on a bus, but is handed to a function that wants its type: it has another way to get
// where it is wanted, whatever it is called.
func (all *All) Elsewhere(messages map[Message]bool) map[Message]bool {
	handed := map[Message]bool{}
	for _, pkg := range all.packages {
		if !pkg.sees(messages) {
			continue
		}
		for _, file := range pkg.Syntax {
			if pkg.isTest(file) {
				continue
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					for _, m := range pkg.wanted(call) {
						handed[m] = handed[m] || messages[m]
					}
				}
				return true
			})
		}
	}
	for _, site := range all.Sites {
		for _, m := range site.Messages {
			if !site.Test {
				delete(handed, m)
			}
		}
	}
	return handed
}

// sees reports whether the package declares one of the messages, or imports a package
// that does.
func (pkg *Package) sees(messages map[Message]bool) bool {
	for m := range messages {
		if m.Path == pkg.PkgPath || pkg.Imports[m.Path] != nil {
			return true
		}
	}
	return false
}

// wanted returns the structs that the function called wants by their types, rather than
// as one of many: not by an interface or a type parameter.
func (pkg *Package) wanted(call *ast.CallExpr) []Message {
	sig, ok := pkg.TypesInfo.TypeOf(call.Fun).(*types.Signature)
	if !ok {
		return nil // a conversion
	}
	if fn, ok := typeutil.Callee(pkg.TypesInfo, call).(*types.Func); ok {
		sig = fn.Origin().Signature()
	}
	var messages []Message
	for param := range sig.Params().Variables() {
		if tn := busmodel.MessageType(param.Type()); tn != nil && tn.Pkg() != nil {
			messages = append(messages, MessageOf(tn))
		}
	}
	return messages
}
