package twins

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// A Graph knows which functions the code of a program mentions.
type Graph struct {
	mentions map[token.Pos][]mention  // by the functions and literals that do
	methods  map[string][]*types.Func // by name and signature
}

// A mention is a function that is named in code, in what that defers or else.
type mention struct {
	fn       *types.Func
	deferred bool
}

// NewGraph returns the graph of the packages.
func NewGraph(pkgs []*Package) *Graph {
	g := &Graph{map[token.Pos][]mention{}, map[string][]*types.Func{}}
	for _, p := range pkgs {
		for cur := range p.Uses.Root().Preorder((*ast.FuncDecl)(nil), (*ast.Ident)(nil)) {
			switch n := cur.Node().(type) {
			case *ast.FuncDecl:
				if fn, ok := p.Info.Defs[n.Name].(*types.Func); ok && n.Recv != nil {
					g.methods[shape(fn)] = append(g.methods[shape(fn)], fn)
				}
			case *ast.Ident:
				if fn, ok := p.Info.Uses[n].(*types.Func); ok {
					m := mention{fn.Origin(), p.Contexts.IsDeferred(cur)}
					for _, pos := range code(cur) {
						g.mentions[pos] = append(g.mentions[pos], m)
					}
				}
			}
		}
	}
	return g
}

// A Reach is the code that may run from some starts.
type Reach map[token.Pos]string

// From returns what may run from the starts: the functions there, those that they mention
// other than to defer them, and what implements the methods of interfaces that they do. A
// start is the position of the name of a function or of a literal, with what the caller says
// of it.
func (g *Graph) From(starts map[token.Pos]string) Reach { return g.from(starts, false) }

// WithDeferred returns what may run from the starts, and what they come to defer.
func (g *Graph) WithDeferred(starts map[token.Pos]string) Reach { return g.from(starts, true) }

func (g *Graph) from(starts map[token.Pos]string, deferred bool) Reach {
	r := Reach(maps.Clone(starts))
	for _, start := range slices.Sorted(maps.Keys(starts)) {
		for todo := []token.Pos{start}; len(todo) > 0; todo = todo[1:] {
			for _, pos := range g.next(todo[0], deferred) {
				if _, known := r[pos]; !known {
					r[pos] = starts[start]
					todo = append(todo, pos)
				}
			}
		}
	}
	return r
}

// next returns the functions that the one at pos mentions, in what it defers or not, and what
// implements these.
func (g *Graph) next(pos token.Pos, deferred bool) []token.Pos {
	var next []token.Pos
	for _, m := range g.mentions[pos] {
		if m.deferred && !deferred {
			continue
		}
		fn := m.fn
		next = append(next, fn.Pos())
		if recv := fn.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
			for _, method := range g.methods[shape(fn)] {
				next = append(next, method.Pos())
			}
		}
	}
	return next
}

// shape returns what a method has in common with those that implement it. Packages are
// type-checked once more with their tests, and have other types then.
func shape(fn *types.Func) string {
	var text strings.Builder
	text.WriteString(fn.Name())
	for _, tuple := range []*types.Tuple{fn.Signature().Params(), fn.Signature().Results()} {
		text.WriteString("|")
		for v := range tuple.Variables() {
			text.WriteString(types.TypeString(v.Type(), nil) + ",")
		}
	}
	return text.String()
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

// At returns what was said of the start from which the code at cur may run. It reports false
// if it may not.
func (r Reach) At(cur inspector.Cursor) (from string, ok bool) {
	for _, pos := range code(cur) {
		if from, ok := r[pos]; ok {
			return from, true
		}
	}
	return "", false
}
