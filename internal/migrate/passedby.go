package migrate

import (
	"fmt"
	"go/ast"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// passedBy returns why the call at site cannot become that of its twin: it would pass by a type in
// the packages that does more there than to pass on. What tests declare is called in their package.
func passedBy(site *busUse, pkgs []*packages.Package) Reason {
	sel, ok := ast.Unparen(site.Fun).(*ast.SelectorExpr)
	if !ok {
		return Reason{}
	}
	recv := site.Package.TypesInfo.TypeOf(sel.X)
	for _, pkg := range pkgs {
		for name := range gotypes.Declared(pkg.Types) {
			if own := gotypes.StandsBefore(name, recv, sel.Sel.Name, site.TwinName); own == nil || syntax.OnlyForwards(pkg.Syntax, own) {
				continue
			}
			at := ctxthread.PlaceOf(pkg.Fset, name.Pos())
			if strings.HasSuffix(at.File, "_test.go") && testedPath(pkg) != testedPath(site.Package) {
				continue
			}
			return Reason{fmt.Sprintf("%s at %%s has a %s of its own but no %s, which would pass it by", name.Name(), sel.Sel.Name, site.TwinName), at}
		}
	}
	return Reason{}
}
