package ctxthread

import (
	"go/ast"
	"go/token"
	"maps"
	"slices"

	"github.com/buslint/buslint/internal/syntax"
)

// A reach knows which functions the code of a function may come to call: those that it
// mentions, whatever it does with them, and those that these mention.
type reach struct {
	mentions, mentioned map[*function][]*function
	known               map[*function]map[*function]bool
}

func (p *program) newReach() *reach {
	r := &reach{map[*function][]*function{}, map[*function][]*function{}, map[*function]map[*function]bool{}}
	add := func(by, fn *function) {
		if by != nil && by != fn {
			r.mentions[by] = append(r.mentions[by], fn)
			r.mentioned[fn] = append(r.mentioned[fn], by)
		}
	}
	for _, fn := range p.ordered {
		for _, name := range fn.names {
			add(name.file.declaredAt(name.id.Pos()), fn)
		}
		switch fn.kind {
		case interfaceMethod:
			for _, other := range fn.family.members {
				if other.kind == declared {
					add(fn, other)
				}
			}
		case place:
			for _, fl := range fn.in {
				if fl.from != nil {
					add(fn, fl.from)
				}
			}
		case literal:
			// What it mentions counts for the function around it.
			add(fn, fn.file.declaredAt(fn.pos))
		}
	}
	return r
}

// any reports whether one of the functions may be called when code of fn is run, or of
// what uses fn; fn is nil for what is in no function.
func (r *reach) any(fn *function, functions map[*function]bool) bool {
	if fn == nil || functions[nil] {
		return true
	}
	if r.known[fn] == nil {
		users := slices.Collect(maps.Keys(allFrom([]*function{fn}, r.mentioned)))
		r.known[fn] = allFrom(users, r.mentions)
	}
	for reached := range r.known[fn] {
		if functions[reached] {
			return true
		}
	}
	return false
}

// allFrom returns the functions with all that next leads to from them.
func allFrom(from []*function, next map[*function][]*function) map[*function]bool {
	all := map[*function]bool{}
	for len(from) > 0 {
		fn := from[len(from)-1]
		from = from[:len(from)-1]
		if !all[fn] {
			all[fn] = true
			from = append(from, next[fn]...)
		}
	}
	return all
}

// declaredAt returns the declared function around pos, or nil.
func (f *file) declaredAt(pos token.Pos) *function {
	for _, decl := range f.syntax.Decls {
		if decl, ok := decl.(*ast.FuncDecl); ok && syntax.Contains(decl, pos) {
			return f.functions[decl.Name.Pos()]
		}
	}
	return nil
}
