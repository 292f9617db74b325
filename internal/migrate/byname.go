package migrate

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/syntax"
)

// A Hint is a place that may call a function by its name, which the compiler does not see.
type Hint struct {
	Place ctxthread.Place `json:"place"`
	Text  string          `json:"text"`
}

// rpcMethods returns the methods that net/rpc finds by their signatures, since a value of
// their type is registered there, with the reason why they stay as they are.
func rpcMethods(pkgs []*packages.Package) map[token.Pos]string {
	frozen := map[token.Pos]string{}
	for call := range callsIn(pkgs) {
		fn := call.callee
		if fn.Pkg().Path() != "net/rpc" || fn.Name() != "Register" && fn.Name() != "RegisterName" {
			continue
		}
		for sel := range types.NewMethodSet(call.pkg.TypesInfo.TypeOf(call.Args[len(call.Args)-1])).Methods() {
			if sig := sel.Obj().(*types.Func).Signature(); sel.Obj().Exported() && sig.Params().Len() == 2 && sig.Results().Len() == 1 {
				frozen[sel.Obj().Pos()] = "net/rpc finds it by its signature"
			}
		}
	}
	return frozen
}

// findHints lists the places that may call methods by name which gain a context: by
// reflection, or from templates.
func (p *Plan) findHints(pkgs []*packages.Package) {
	methods := map[string]string{} // by their bare names
	for _, g := range p.Gains {
		if name, isMethod := bareName(g.Func); isMethod && token.IsExported(name) {
			methods[name] = g.Func
		}
	}
	if len(methods) == 0 {
		return
	}
	usesTemplates := false
	for call := range callsIn(pkgs) {
		fn := call.callee
		place := ctxthread.PlaceOf(call.pkg.Fset, call.Pos())
		switch {
		case fn.Pkg().Path() == "reflect" && fn.Name() == "MethodByName" && len(call.Args) == 1:
			p.hintReflection(place, call, methods)
		case isTemplate(fn.Pkg()):
			usesTemplates = true
			for _, arg := range call.Args {
				if text, ok := constantString(call.pkg.TypesInfo, arg); ok {
					p.hintTemplate(ctxthread.PlaceOf(call.pkg.Fset, arg.Pos()), text, methods)
				}
			}
		}
	}
	if usesTemplates {
		for file, text := range templates(pkgs) {
			p.hintTemplate(ctxthread.Place{File: file}, text, methods)
		}
	}
	slices.SortStableFunc(p.Hints, func(a, b *Hint) int { return strings.Compare(a.Place.File, b.Place.File) })
}

func (p *Plan) hintReflection(place ctxthread.Place, call *packageCall, methods map[string]string) {
	name, ok := constantString(call.pkg.TypesInfo, call.Args[0])
	switch {
	case !ok:
		p.Hints = append(p.Hints, &Hint{place, "it finds methods by name, and which name is not known"})
	case methods[name] != "":
		p.Hints = append(p.Hints, &Hint{place, "it finds methods by the name " + name + ", which " + methods[name] + " has"})
	}
}

// action is what a template does between braces.
var action = regexp.MustCompile(`\{\{[^}]*\}\}`)

// member is a field or method in an action.
var member = regexp.MustCompile(`\.(\w+)`)

// hintTemplate looks into the text of a template, which begins at the place.
func (p *Plan) hintTemplate(place ctxthread.Place, text string, methods map[string]string) {
	seen := map[string]bool{}
	for _, at := range action.FindAllStringIndex(text, -1) {
		for _, found := range member.FindAllStringSubmatch(text[at[0]:at[1]], -1) {
			name := found[1]
			if methods[name] == "" || seen[name] {
				continue
			}
			seen[name] = true
			line := place
			if line.Line == 0 {
				line.Line, line.Column = strings.Count(text[:at[0]], "\n")+1, at[0]-strings.LastIndex(text[:at[0]], "\n")
			}
			p.Hints = append(p.Hints, &Hint{line, fmt.Sprintf("the template uses the name %s, which %s has", name, methods[name])})
		}
	}
}

// templates yields the files in the modules of the packages that are templates by their names,
// with what stands in them.
func templates(pkgs []*packages.Package) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for root := range rootsOf(pkgs) {
			for file := range module.Files(root) {
				if !slices.Contains([]string{".tmpl", ".tpl", ".gotmpl", ".gohtml", ".html"}, filepath.Ext(file)) {
					continue
				}
				// One that cannot be read has no hints.
				if text, err := os.ReadFile(file); err == nil && !yield(file, string(text)) {
					return
				}
			}
		}
	}
}

// rootsOf returns the folders of the modules that packages are in.
func rootsOf(pkgs []*packages.Package) map[string]bool {
	roots := map[string]bool{}
	for _, pkg := range pkgs {
		if pkg.Module != nil {
			roots[pkg.Module.Dir] = true
		}
	}
	return roots
}

func isTemplate(pkg *types.Package) bool {
	return pkg.Path() == "text/template" || pkg.Path() == "html/template"
}

// bareName returns the bare name of a function that the plan calls name, and whether it is a
// method.
func bareName(name string) (bare string, isMethod bool) {
	i := strings.LastIndex(name, ".")
	return name[i+1:], i >= 0 && strings.ContainsAny(name[:i], ".)")
}

func constantString(info *types.Info, e ast.Expr) (string, bool) {
	tv := info.Types[e]
	if tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

// A packageCall is a call of a function or method of a package that is known.
type packageCall struct {
	*ast.CallExpr
	pkg    *packages.Package
	callee *types.Func
}

// callsIn yields the calls of declared functions and methods in the packages.
func callsIn(pkgs []*packages.Package) iter.Seq[*packageCall] {
	return func(yield func(*packageCall) bool) {
		for _, pkg := range pkgs {
			for _, file := range pkg.Syntax {
				for call := range syntax.All[*ast.CallExpr](file) {
					fn, ok := typeutil.Callee(pkg.TypesInfo, call).(*types.Func)
					if ok && fn.Pkg() != nil && !yield(&packageCall{call, pkg, fn}) {
						return
					}
				}
			}
		}
	}
}
