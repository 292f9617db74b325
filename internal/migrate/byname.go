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
	"github.com/buslint/buslint/internal/gotypes"
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

// A mention is a place that finds methods by a name: a template, or reflection.
type mention struct {
	by    string // what it is, for people
	place ctxthread.Place
	name  string // "" if it is not known
}

// What finds methods by name.
const (
	byTemplate   = "a template"
	byReflection = "reflection"
)

// mentions returns the places that find methods by name.
func mentions(pkgs []*packages.Package) (all []mention) {
	usesTemplates := false
	for call := range callsIn(pkgs) {
		fn := call.callee
		switch {
		case fn.Pkg().Path() == "reflect" && fn.Name() == "MethodByName" && len(call.Args) == 1:
			name, _ := constantString(call.pkg.TypesInfo, call.Args[0])
			all = append(all, mention{byReflection, ctxthread.PlaceOf(call.pkg.Fset, call.Pos()), name})
		case isTemplate(fn.Pkg()):
			usesTemplates = true
			for _, arg := range call.Args {
				if text, ok := constantString(call.pkg.TypesInfo, arg); ok {
					all = append(all, inTemplate(ctxthread.PlaceOf(call.pkg.Fset, arg.Pos()), text)...)
				}
			}
		}
	}
	if usesTemplates {
		for file, text := range templates(pkgs) {
			all = append(all, inTemplate(ctxthread.Place{File: file}, text)...)
		}
	}
	return all
}

// action is what a template does between braces.
var action = regexp.MustCompile(`\{\{[^}]*\}\}`)

// member is a field or method in an action.
var member = regexp.MustCompile(`\.(\w+)`)

// inTemplate returns the names that the text of a template has, which begins at the place, each once.
func inTemplate(place ctxthread.Place, text string) (all []mention) {
	seen := map[string]bool{}
	for _, at := range action.FindAllStringIndex(text, -1) {
		for _, found := range member.FindAllStringSubmatch(text[at[0]:at[1]], -1) {
			if seen[found[1]] {
				continue
			}
			seen[found[1]] = true
			line := place
			if line.Line == 0 {
				line.Line, line.Column = strings.Count(text[:at[0]], "\n")+1, at[0]-strings.LastIndex(text[:at[0]], "\n")
			}
			all = append(all, mention{byTemplate, line, found[1]})
		}
	}
	return all
}

// namedMethods returns the methods of the packages that may be meant where something finds a method by its name, with
// the reason why they stay as they are.
func namedMethods(pkgs []*packages.Package, mentions []mention) map[token.Pos]string {
	byName := map[string][]mention{}
	for _, m := range mentions {
		if token.IsExported(m.name) {
			byName[m.name] = append(byName[m.name], m)
		}
	}
	frozen := map[token.Pos]string{}
	for _, pkg := range pkgs {
		for _, file := range pkg.Syntax {
			for _, decl := range file.Decls {
				fn, ok := decl.(*ast.FuncDecl)
				if !ok || fn.Recv == nil {
					continue
				}
				for _, m := range byName[fn.Name.Name] {
					if m.by != byTemplate || shows(pkg.TypesInfo, fn.Type.Results) {
						frozen[fn.Name.Pos()] = fmt.Sprintf("%s finds it by its name at %s:%d", m.by, filepath.Base(m.place.File), m.place.Line)
						break
					}
				}
			}
		}
	}
	return frozen
}

// shows reports whether a method with the results has something to show in a template: one value and perhaps an error.
func shows(info *types.Info, results *ast.FieldList) bool {
	if n := results.NumFields(); n == 0 || n > 2 {
		return false
	}
	return !gotypes.IsError(info.TypeOf(results.List[0].Type))
}

// findHints lists the mentions that may mean methods which gain a context.
func (p *Plan) findHints(mentions []mention) {
	methods := map[string]string{} // by their bare names
	for _, g := range p.Gains {
		if name, isMethod := bareName(g.Func); isMethod && token.IsExported(name) {
			methods[name] = g.Func
		}
	}
	if len(methods) == 0 {
		return
	}
	for _, m := range mentions {
		switch {
		case m.name == "":
			p.Hints = append(p.Hints, &Hint{m.place, m.by + " finds methods by name, and which name is not known"})
		case methods[m.name] != "":
			p.Hints = append(p.Hints, &Hint{m.place, fmt.Sprintf("%s finds methods by the name %s, which %s has", m.by, m.name, methods[m.name])})
		}
	}
	slices.SortStableFunc(p.Hints, func(a, b *Hint) int { return strings.Compare(a.Place.File, b.Place.File) })
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
