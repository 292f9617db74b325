package recognise

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/syntax"
)

// pending returns the methods that keep an event until it is published, as those of aggregates do, as surfaces: they
// put what they are given, or an event that they make of that, into a list that another method returns and empties, for
// others to publish; or, by their names, announce what they put into a channel that another method hands out.
func (s *shapes) pending(source Source) []*surface {
	if hasAny(s.words, inputWords) || !slices.ContainsFunc(slices.Collect(gotypes.Declared(s.pkg)), func(tn *types.TypeName) bool { return s.mayHavePending(tn.Type()) }) {
		return nil
	}
	emptied := source.emptied()
	f := s.follow(source)
	var found []*surface
	for _, b := range f.bodies {
		for _, at := range slices.SortedFunc(maps.Keys(b.keeps), store.compare) {
			it, list := s.surfaceAt(at), f.typeAt(at)
			if it.named == nil || !isEventList(list) || !s.mayHavePending(it.named) || it.isForeign() || isNoBus(it.words) || isJournal(it.words, it.named) {
				continue
			}
			m := b.member()
			if m == nil || !b.announcesInto(it, m, at) && !(emptied[at] && b.many[at] && b.keeps[at].given().params()&^receiver != 0) {
				continue
			}
			m.verb.use |= recording | announcing
			if !s.sends(m) || b.keeps[at].same&bit(m.at) == 0 {
				m.at, m.message, m.holder = 0, nil, true
			}
			it.sends = append(it.sends, m)
			found = append(found, it)
		}
	}
	return found
}

// announcesInto reports whether the function, which is m, says that it announces what it puts into a channel of its type, and
// notes who hands that out.
func (b *body) announcesInto(it *surface, m *member, at store) bool {
	says := announcesByName(m.fn.Name()) || m.words[0] == "send" && eventWords[last(m.words)]
	event := queued(it)
	ch, ok := b.f.s.typeOf(at).Underlying().(*types.Chan)
	if !ok || !says || m.starts() || b.goesOn() || m.recv != at.typ || event == nil || !types.Identical(elem(ch.Elem()), event) {
		return false
	}
	for _, fn := range methodsOf(it.named) {
		if out := it.memberOf(fn); b.f.s.handedOut(it, out) != nil {
			it.regs = append(it.regs, out)
		}
	}
	return len(it.regs) > 0
}

// mayHavePending reports whether a type has a list, or a channel, of events, and a method that returns it.
func (s *shapes) mayHavePending(t types.Type) bool {
	named, ok := t.(*types.Named)
	return ok && hasField(named, func(list types.Type) bool {
		return isEventList(list) && slices.ContainsFunc(methodsOf(named), func(fn *types.Func) bool {
			sig := fn.Signature()
			return fn.Exported() && sig.Params().Len() == 0 && sig.Results().Len() == 1 && types.AssignableTo(list, sig.Results().At(0).Type()) && !types.IsInterface(sig.Results().At(0).Type())
		})
	})
}

// isEventList reports whether t is a slice or a channel of what is called an event, and not after what a user does.
func isEventList(t types.Type) bool {
	if _, isSlice := types.Unalias(t).Underlying().(*types.Slice); !isSlice && !isChannel(t) {
		return false
	}
	words := nameWords(listed(t))
	return kindByWords(words) == kind.Event && !hasAny(words, inputWords)
}

// inputWords are for what a user does, which waits in a queue until the program asks for it.
var inputWords = set("key keyboard mouse touch pointer click scroll resize gamepad joystick input")

// pendingWords are for what is not published yet: ClearEvents, MarkCommitted.
var pendingWords = set("event events changes pending committed uncommitted")

// emptied returns the fields that a method empties which others call, and which returns them, or says that it empties
// them: a method that only its package calls is one of a buffer.
func (s Source) emptied() map[store]bool {
	found := map[store]bool{}
	s.functions(nil, func(fn *ast.FuncDecl) bool {
		typ := syntax.ReceiverName(fn)
		if typ == "" || !fn.Name.IsExported() || fn.Body == nil || fn.Type.Results == nil && !hasAny(wordsOf(fn.Name.Name), pendingWords) {
			return false
		}
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			if assign, ok := n.(*ast.AssignStmt); ok && assign.Tok == token.ASSIGN && len(assign.Lhs) == len(assign.Rhs) {
				for i, left := range assign.Lhs {
					if field, ok := left.(*ast.SelectorExpr); ok && isEmpty(assign.Rhs[i]) {
						found[store{typ, field.Sel.Name}] = true
					}
				}
			}
			return true
		})
		return false
	})
	return found
}

// isEmpty reports whether an expression is that of a list without elements.
func isEmpty(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "nil"
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.SliceExpr:
		high, ok := e.High.(*ast.BasicLit)
		return ok && high.Value == "0"
	case *ast.CallExpr:
		fun, ok := e.Fun.(*ast.Ident)
		return ok && fun.Name == "make"
	}
	return false
}
