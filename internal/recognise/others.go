package recognise

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/gotypes"
)

// isListOfOthers reports whether those who are told may be in a list that another package has: channels, clients, functions or
// listeners.
func (s *shapes) isListOfOthers(t types.Type) bool {
	return isList(t) && (s.clientIn(t) != nil || s.isTold(listed(t)))
}

// listed returns the type of the elements of a list.
func listed(t types.Type) types.Type {
	if m, ok := t.Underlying().(*types.Map); ok {
		return elem(inMap(m))
	}
	return elem(t.Underlying().(interface{ Elem() types.Type }).Elem())
}

// handsOutList returns the list of those who are told that a method of another package hands out: Clients(), or one by one, as
// EachClient(func(*Client)) does.
func (s *shapes) handsOutList(fn *types.Func) types.Type {
	params, results := fn.Signature().Params(), fn.Signature().Results()
	switch {
	case !fn.Exported():
	case params.Len() == 0 && results.Len() == 1 && s.isListOfOthers(results.At(0).Type()):
		return results.At(0).Type()
	case params.Len() == 1 && results.Len() == 0 && gotypes.IsFunc(params.At(0).Type()):
		for param := range params.At(0).Type().Underlying().(*types.Signature).Params().Variables() {
			if list := types.NewSlice(param.Type()); s.clientIn(list) != nil {
				return list
			}
		}
	}
	return nil
}

// mayTellOthers reports whether a package of the module that this one imports has a type with a list of those who are told,
// which others see.
func (s *shapes) mayTellOthers(own func(*types.Package) bool) bool {
	return slices.ContainsFunc(s.pkg.Imports(), func(dep *types.Package) bool {
		if own == nil || !own(dep) {
			return false
		}
		for tn := range gotypes.Declared(dep) {
			named, ok := tn.Type().(*types.Named)
			if ok && tn.Exported() && !tn.IsAlias() && len(s.listsOf(named)) > 0 {
				return true
			}
		}
		return false
	})
}

// listsOf returns the names of the lists of those who are told that a type of another package has: of fields, and of methods that
// hand one out; with their types.
func (s *shapes) listsOf(named *types.Named) map[string]types.Type {
	found := map[string]types.Type{}
	for _, field := range fieldsOf(named) {
		if field.Exported() && s.isListOfOthers(field.Type()) {
			found[field.Name()] = field.Type()
		}
	}
	for fn := range named.Methods() {
		if t := s.handsOutList(fn); t != nil {
			found[fn.Name()] = t
		}
	}
	return found
}

// listsOfOther returns the lists of those who are told that the type of an expression has, if that is one of another package of
// the module.
func (f *flow) listsOfOther(t types.Type) map[string]store {
	named, ok := gotypes.Deref(t).(*types.Named)
	if !ok || f.own == nil || named.Obj().Pkg() == nil || named.Obj().Pkg() == f.pkg || named.TypeArgs().Len() > 0 || !f.own(named.Obj().Pkg()) {
		return nil
	}
	found, ok := f.others[named.Obj()]
	if !ok {
		found = map[string]store{}
		f.others[named.Obj()] = found
		for name, t := range f.checked.listsOf(named) {
			at := store{typ: typeIn(named.Obj()), name: name}
			found[name], f.stores[at] = at, t
		}
	}
	return found
}

// isOther reports whether the list is one of a type of another package.
func (at store) isOther() bool { return strings.Contains(at.typ, ".") }

// isIn reports whether the type of another package has the list.
func (at store) isIn(t types.Type) bool {
	obj := origin(t)
	return obj != nil && obj.Pkg() != nil && at.typ == typeIn(obj)
}

// typeIn returns the name of a type of another package, as stores have it.
func typeIn(obj *types.TypeName) string { return obj.Pkg().Path() + "." + obj.Name() }

// listOfOther returns the list that a selector names, if that is one of another package.
func (b *body) listOfOther(sel *ast.SelectorExpr) []store {
	if at, ok := b.f.listsOfOther(b.typeOf(sel.X))[sel.Sel.Name]; ok {
		return []store{at}
	}
	return nil
}

// handedOutBy returns the list that a call hands out, if that is one of another package.
func (b *body) handedOutBy(call *ast.CallExpr) origins {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return origins{stores: b.listOfOther(sel)}
	}
	return origins{}
}

// putsInto returns the lists of a type of another package into which a method may put what it is given, by its name:
// AddClient(chan Event).
func (b *body) putsInto(sel *ast.SelectorExpr, args []ast.Expr) []store {
	var found []store
	if !namesJoining(wordsOf(sel.Sel.Name)) {
		return nil
	}
	for _, at := range b.f.listsOfOther(b.typeOf(sel.X)) {
		list := b.f.stores[at]
		if slices.ContainsFunc(args, func(arg ast.Expr) bool {
			given := elem(b.typeOf(arg))
			return !isFlag(given) && anyElement(list, func(part types.Type) bool { return part != list && types.Identical(elem(part), given) })
		}) {
			found = append(found, at)
		}
	}
	slices.SortFunc(found, store.compare)
	return found
}
