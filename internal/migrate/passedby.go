package migrate

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/gotypes"
)

// A stand is a type that embeds something and so stands before it, as one that logs what a bus
// dispatches does.
type stand struct {
	*types.TypeName
	in *packages.Package
}

// stands returns the types in the packages that embed something and have methods of their own.
func stands(pkgs []*packages.Package) []stand {
	var all []stand
	for _, pkg := range pkgs {
		for name := range gotypes.Declared(pkg.Types) {
			named, ok := name.Type().(*types.Named)
			if !ok || named.NumMethods() == 0 || named.TypeParams() != nil {
				continue
			}
			if st, ok := named.Underlying().(*types.Struct); ok && st.NumFields() > 0 {
				all = append(all, stand{name, pkg})
			}
		}
	}
	return all
}

// passedBy returns why the call at site cannot become that of its twin: a value of a type that has
// the method of its own, and the twin only from what it embeds, may be called there. What tests
// declare is called in their package.
func passedBy(site *busUse, stands []stand) Reason {
	sel, ok := ast.Unparen(site.Fun).(*ast.SelectorExpr)
	if !ok {
		return Reason{}
	}
	recv := site.Package.TypesInfo.TypeOf(sel.X)
	for _, s := range stands {
		t := types.NewPointer(s.Type())
		at := ctxthread.PlaceOf(s.in.Fset, s.Pos())
		if strings.HasSuffix(at.File, "_test.go") && testedPath(s.in) != testedPath(site.Package) {
			continue
		}
		iface, isInterface := recv.Underlying().(*types.Interface)
		if isInterface && !types.Implements(t, iface) || !isInterface && !types.Identical(gotypes.Deref(recv), s.Type()) {
			continue
		}
		if has(t, s, sel.Sel.Name, false) && has(t, s, site.TwinName, true) {
			return Reason{fmt.Sprintf("%s at %%s has a %s of its own but no %s, which would pass it by", s.Name(), sel.Sel.Name, site.TwinName), at}
		}
	}
	return Reason{}
}

// has reports whether t has the method, from what it embeds or declared for itself.
func has(t types.Type, s stand, method string, embedded bool) bool {
	obj, index, _ := types.LookupFieldOrMethod(t, true, s.Pkg(), method)
	_, ok := obj.(*types.Func)
	return ok && (len(index) > 1) == embedded
}
