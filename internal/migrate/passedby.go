package migrate

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// A stand is a type of a package that may stand before something, because it has methods.
type stand struct {
	*types.TypeName
	in *packages.Package
}

// stands returns the types in the packages that may stand before something.
func stands(pkgs []*packages.Package) []stand {
	var all []stand
	for _, pkg := range pkgs {
		for name := range gotypes.Declared(pkg.Types) {
			if named, ok := name.Type().(*types.Named); ok && named.NumMethods() > 0 {
				all = append(all, stand{name, pkg})
			}
		}
	}
	return all
}

// passedBy returns why the call at site cannot become that of its twin: it would pass by one of the
// types that does more there than to pass on. What tests declare is called in their package.
func passedBy(site *busUse, stands []stand) Reason {
	sel, ok := ast.Unparen(site.Fun).(*ast.SelectorExpr)
	if !ok {
		return Reason{}
	}
	recv := site.Package.TypesInfo.TypeOf(sel.X)
	for _, s := range stands {
		own := gotypes.StandsBefore(s.TypeName, recv, sel.Sel.Name, site.TwinName)
		if own == nil || syntax.OnlyForwards(s.in.Syntax, own) {
			continue
		}
		at := ctxthread.PlaceOf(s.in.Fset, s.Pos())
		if strings.HasSuffix(at.File, "_test.go") && testedPath(s.in) != testedPath(site.Package) {
			continue
		}
		return Reason{fmt.Sprintf("%s at %%s has a %s of its own but no %s, which would pass it by", s.Name(), sel.Sel.Name, site.TwinName), at}
	}
	return Reason{}
}
