package twins

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
)

// A Reach knows which code may run from where some starts.
type Reach struct {
	from map[token.Pos]string // of functions and literals
}

// NewReach returns what may run in the packages from the starts: the functions there, those
// that they mention, and what implements the methods of interfaces that they do. A start is
// the position of the name of a function or of a literal, with what the caller says of it.
func NewReach(pkgs []*Package, starts map[token.Pos]string) *Reach {
	mentions := map[token.Pos][]*types.Func{}
	methods := map[string][]*types.Func{} // by name and signature
	for _, p := range pkgs {
		for cur := range p.Uses.Root().Preorder((*ast.FuncDecl)(nil), (*ast.Ident)(nil)) {
			switch n := cur.Node().(type) {
			case *ast.FuncDecl:
				if fn, ok := p.Info.Defs[n.Name].(*types.Func); ok && n.Recv != nil {
					methods[shape(fn)] = append(methods[shape(fn)], fn)
				}
			case *ast.Ident:
				if fn, ok := p.Info.Uses[n].(*types.Func); ok {
					for _, pos := range code(cur) {
						mentions[pos] = append(mentions[pos], fn.Origin())
					}
				}
			}
		}
	}
	r := &Reach{map[token.Pos]string{}}
	for _, start := range slices.Sorted(maps.Keys(starts)) {
		for todo := []token.Pos{start}; len(todo) > 0; todo = todo[1:] {
			if _, known := r.from[todo[0]]; known {
				continue
			}
			r.from[todo[0]] = starts[start]
			for _, fn := range mentions[todo[0]] {
				todo = append(todo, fn.Pos())
				if recv := fn.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
					for _, method := range methods[shape(fn)] {
						todo = append(todo, method.Pos())
					}
				}
			}
		}
	}
	return r
}

// shape returns what a method has in common with those that implement it. Packages are
// type-checked once more with their tests, and have other types then.
func shape(fn *types.Func) string {
	text := fn.Name()
	for _, tuple := range []*types.Tuple{fn.Signature().Params(), fn.Signature().Results()} {
		text += "|"
		for v := range tuple.Variables() {
			text += types.TypeString(v.Type(), nil) + ","
		}
	}
	return text
}

// code returns the positions of the literals and the declared function around cur.
func code(cur inspector.Cursor) []token.Pos {
	var all []token.Pos
	for around := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch n := around.Node().(type) {
		case *ast.FuncLit:
			all = append(all, n.Pos())
		case *ast.FuncDecl:
			all = append(all, n.Name.Pos())
		}
	}
	return all
}

// At reports whether the code at cur may run, and from what start.
func (r *Reach) At(cur inspector.Cursor) (from string, ok bool) {
	for _, pos := range code(cur) {
		if from, ok := r.from[pos]; ok {
			return from, true
		}
	}
	return "", false
}
