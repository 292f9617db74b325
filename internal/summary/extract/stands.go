package extract

import (
	"go/ast"
	"go/constant"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// mayStand reports whether calls of fn may say what a call in it does: by its name it sends, registers or says
// that something has happened, it serves no request, and it is of the module.
func (x *extraction) mayStand(fn *types.Func) bool {
	may, known := x.standing[fn]
	if !known {
		may = x.isStanding(fn)
		x.standing[fn] = may
	}
	return may
}

func (x *extraction) isStanding(fn *types.Func) bool {
	if fn.Pkg() == nil || !x.links.isOwn(fn.Pkg()) || x.serves(fn) || !namesStanding(fn.Name()) && !isGivenBus(fn.Name(), fn.Signature()) {
		return false
	}
	if ofInterface(fn) {
		_, isNamed := types.Unalias(fn.Signature().Recv().Type()).(*types.Named)
		return isNamed
	}
	return x.comesByBus(fn.Pkg()) || x.links.of(fn.Pkg()).ports
}

// tellers notes which functions of the package may stand for what they send, as their bodies say.
func (x *extraction) tellers() {
	for use := range x.model.Calls() {
		if fn, decl := x.uses.Around(use.Cursor); use.Role.Sends() && fn != nil && !x.serves(fn) && x.tells(use.Call, maker{name: fn.Name(), code: decl, sig: fn.Signature()}) {
			x.standing[fn] = true
		}
	}
}

// namesStanding reports whether a function has a name by which its calls may say what a call in it does.
func namesStanding(name string) bool {
	return recognise.NamesSending(name) || recognise.NamesRegistering(name) || recognise.SaysPast(name) || tells.MatchString(name)
}

// tells matches the names of functions that may have no other purpose than to send, and often have: reportProgress.
var tells = regexp.MustCompile(`^(?i:alert|audit|deliver|distribute|forward|inform|invalidate|log|propagate|push|relay|reply|report|respond|share|signal|stream|to|track)([A-Z_]|$)`)

// serves reports whether the function gets a request of net/http, or the context that a framework makes of one:
// whoever calls it has it answered. A struct that the module itself calls a context is one if it has such a thing in it.
func (x *extraction) serves(fn *types.Func) bool {
	return slices.ContainsFunc(slices.Collect(fn.Signature().Params().Variables()), func(param *types.Var) bool {
		t := gotypes.Deref(param.Type())
		st, ok := t.Underlying().(*types.Struct)
		if !ok || !isOfRequest(t) || !busmodel.SameModule(x.pass, t.(*types.Named).Obj().Pkg()) {
			return isOfRequest(t)
		}
		return slices.ContainsFunc(slices.Collect(st.Fields()), func(field *types.Var) bool { return isOfRequest(gotypes.Deref(field.Type())) })
	})
}

// isOfRequest reports whether t is by its package or its name what comes with a request.
func isOfRequest(t types.Type) bool {
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil || gotypes.IsContext(named) {
		return false
	}
	name := named.Obj().Name()
	return named.Obj().Pkg().Path() == "net/http" || name == "Context" || name == "Ctx"
}

// isAnnouncement reports whether a function has a name by which it does nothing more important than to tell others:
// PublishArticle has not, as it may first make it public, nor has SendMessage, which may keep it.
func isAnnouncement(name string) bool {
	return (announces.MatchString(name) || recognise.NamesSending(name) && recognise.SaysPast(name)) && !severalThings.MatchString(name)
}

const several = `\w*(All|Events?|Changes|Updates|Listeners|Observers|Subscribers|Watchers|Clients)`

// announces matches such names. One that just publishes, fires, dispatches, sends or triggers may do the work itself.
var announces = regexp.MustCompile(`^(?i:must|try|do)?((?i:emit|broadcast)([A-Z_]|$)|(?i:notify|announce|raise)(` + several + `)?$|(?i:publish|pub|fire|dispatch|push|send|trigger)` + several + `$)`)
var severalThings = regexp.MustCompile(`And[A-Z]`)

// A maker is a function that is declared, or a literal, where calls of it may say what a call in it does.
type maker struct {
	id, name string
	code     ast.Node
	sig      *types.Signature
	once     bool // it runs the call itself, or by a goroutine that it starts for that, once or for each of several
}

// stands returns the function around the call whose calls say as much as that, if it sends or if it registers; or "";
// and the parameters and fields that are given a literal around it that only makes what it sends.
func (x *extraction) stands(call inspector.Cursor) (sender, registrar string, given []summary.Origin) {
	expr := call.Node().(*ast.CallExpr)
	once := true
	for cur := range call.Enclosing(aroundCalls...) {
		by := maker{code: cur.Node(), sig: x.uses.Signature(cur.Node()), once: once}
		switch n := cur.Node().(type) {
		case *ast.FuncDecl:
			if fn, ok := x.pass.TypesInfo.Defs[n.Name].(*types.Func); ok && x.mayStand(fn) {
				by.id, by.name = x.declID(n), n.Name.Name
				sender, registrar = x.standsFor(expr, by)
			}
			return sender, registrar, given
		case *ast.FuncLit:
			if cur.ParentEdgeKind() == edge.CallExpr_Fun {
				continue
			}
			if x.takesPart(expr, by.sig) && x.onlyMakes(expr, by) {
				given = x.givenAt(x.model.PlacesOf(cur), call)
			}
			if v := x.model.HolderOf(cur); v != nil && (namesStanding(v.Name()) || x.tells(expr, maker{name: v.Name(), code: n, sig: by.sig})) {
				x.closure(cur, n)
				by.id, by.name = x.codeID(n), v.Name()
				sender, registrar = x.standsFor(expr, by)
				return sender, registrar, given
			}
			once = false
		default:
			once = once && !x.goesOn(n)
		}
	}
	return "", "", given
}

// standsFor returns the function as one that sends or registers: it passes its parameter on as the topic, or as what is
// registered for one, or does no more than to make what it sends.
func (x *extraction) standsFor(call *ast.CallExpr, by maker) (sender, registrar string) {
	topic := x.topicOf(call)
	passed, sends := topic != nil && x.isGiven(topic, by.sig), recognise.NamesSending(by.name)
	switch {
	case recognise.NamesRegistering(by.name):
		if passed || topic != nil && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
			return mayHandle(x.pass.TypesInfo.TypeOf(arg)) && x.isGiven(arg, by.sig)
		}) {
			return "", by.id
		}
	case sends && passed && x.onlySends(call, by), (sends || x.tells(call, by) && x.takesPart(call, by.sig)) && x.onlyMakes(call, by):
		return by.id, ""
	}
	return "", ""
}

// tells reports whether a function that makes what it sends has no other purpose by its name, or what it returns.
func (x *extraction) tells(call *ast.CallExpr, by maker) bool {
	return tells.MatchString(by.name) || x.names(call, by.name) || x.returnsGiven(by.code) || isGivenBus(by.name, by.sig)
}

// isGivenBus reports whether a function is given what sends by a method, and does not handle anything by its name: where it
// does no more than that, its caller sends by it, whatever it is called, as SetState(bus, id, state).
func isGivenBus(name string, sig *types.Signature) bool {
	return !recognise.MayHandle(name) && slices.ContainsFunc(slices.Collect(sig.Params().Variables()), func(param *types.Var) bool {
		for method := range types.NewMethodSet(param.Type()).Methods() {
			if recognise.NamesSending(method.Obj().Name()) {
				return true
			}
		}
		return false
	})
}

// closure notes the calls of a literal that only a variable holds.
func (x *extraction) closure(cur inspector.Cursor, lit *ast.FuncLit) {
	if x.closures[lit] || syntax.InTest(x.pass.Fset, lit.Pos()) {
		return
	}
	x.closures[lit] = true
	calls, _ := x.model.CallsOf(cur)
	for _, id := range calls {
		x.record(callOf(id), summary.Pass{To: summary.Origin{Kind: summary.Called, Func: x.codeID(lit)}})
	}
}

// aroundCalls are the nodes that say how often a call is run.
var aroundCalls = []ast.Node{(*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.RangeStmt)(nil), (*ast.ForStmt)(nil), (*ast.SelectStmt)(nil)}

// goesOn reports whether what is around a call may run it whenever something comes, or again and again.
func (x *extraction) goesOn(around ast.Node) bool {
	switch n := around.(type) {
	case *ast.RangeStmt:
		_, receives := under[*types.Chan](x.pass.TypesInfo.TypeOf(n.X))
		return receives
	case *ast.ForStmt:
		return n.Cond == nil
	case *ast.SelectStmt:
		return true
	}
	return false
}

// topicOf returns the first text that a call is given; nil if there is none.
func (x *extraction) topicOf(call *ast.CallExpr) ast.Expr {
	i := slices.IndexFunc(call.Args, func(arg ast.Expr) bool {
		t := x.pass.TypesInfo.TypeOf(arg)
		return t != nil && types.AssignableTo(types.Typ[types.UntypedString], t) && !types.IsInterface(t)
	})
	if i < 0 {
		return nil
	}
	return ast.Unparen(call.Args[i])
}

// isGiven reports whether expr is a parameter of the function with the signature, as its caller gave it.
func (x *extraction) isGiven(expr ast.Expr, sig *types.Signature) bool {
	v := syntax.Variable(x.pass.TypesInfo, expr)
	return v != nil && slices.Contains(slices.Collect(sig.Params().Variables()), v) && !x.uses.Changes(v)
}

// names reports whether what the call sends, by its types or its topic, says that what the name says has happened:
// orderPaid, or stageStart.
func (x *extraction) names(call *ast.CallExpr, name string) bool {
	i := strings.LastIndexFunc(name, unicode.IsUpper)
	if i <= 0 {
		return false
	}
	past := strings.ToLower(name[i:])
	if !recognise.SaysPast(name) {
		past = strings.TrimSuffix(past, "e") + "ed"
	}
	return slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
		for e := range syntax.All[ast.Expr](arg) {
			text := ""
			if value := x.pass.TypesInfo.Types[e].Value; value != nil && value.Kind() == constant.String {
				text = constant.StringVal(value)
			}
			_, isPart := e.(*ast.Ident)
			if t := x.pass.TypesInfo.TypeOf(e); t != nil && (!isPart || e == arg) && busmodel.MessageType(t) != nil {
				text += busmodel.MessageType(t).Name()
			}
			if id, ok := e.(*ast.Ident); ok && x.pass.TypesInfo.Types[e].Value != nil {
				text += id.Name
			}
			if strings.Contains(strings.ToLower(text), past) {
				return true
			}
		}
		return false
	})
}

// returnsGiven reports whether all that a function ever returns is a parameter, as it was given.
func (x *extraction) returnsGiven(code ast.Node) bool {
	typ, body := syntax.FuncParts(code)
	given := false
	for ret := range busmodel.Returns(body) {
		if len(ret.Results) != 1 {
			return false
		}
		v := syntax.Variable(x.pass.TypesInfo, ret.Results[0])
		if given = v != nil && syntax.Contains(typ.Params, v.Pos()) && !x.uses.Changes(v); !given {
			return false
		}
	}
	return given
}

// takesPart reports whether the function is given nothing but a context, or uses a parameter for something else than what
// it sends by, or a log.
func (x *extraction) takesPart(sent *ast.CallExpr, sig *types.Signature) bool {
	params := slices.DeleteFunc(slices.Collect(sig.Params().Variables()), func(param *types.Var) bool { return gotypes.IsContext(param.Type()) })
	return len(params) == 0 || slices.ContainsFunc(params, func(param *types.Var) bool {
		return slices.ContainsFunc(x.uses.Of(param), func(use inspector.Cursor) bool {
			for call := range use.Enclosing((*ast.CallExpr)(nil)) {
				if call := call.Node().(*ast.CallExpr); x.model.Logs(call) || syntax.Contains(call.Fun, use.Node().Pos()) && (call == sent || x.model.Has(call)) {
					return false
				}
			}
			return true
		})
	})
}

// onlyMakes reports whether the function has no other purpose than to make what the call and others send, of what it is
// given or gets, once.
func (x *extraction) onlyMakes(call *ast.CallExpr, by maker) bool {
	return by.once && x.model.ReturnsNothingElse(call, by.sig) && x.onlySends(call, by)
}

// onlySends reports whether the function has no other purpose than that the call and others send: it is called after that
// alone, or does no more than to look up or make what they send, and to say so in a log.
func (x *extraction) onlySends(call *ast.CallExpr, by maker) bool {
	return isAnnouncement(by.name) || !x.model.DoesMore(by.code, func(other *ast.CallExpr) bool {
		name := syntax.Name(other.Fun)
		return other == call || x.model.Has(other) && !x.model.Registers(other) || name != nil && reads.MatchString(name.Name)
	})
}

// reads matches the names of functions that only look something up, as it seems.
var reads = regexp.MustCompile(`^(?i:load|find|fetch|list|read|count|lookup|snapshot|state|status|stats|current|all|can|should|collect)([A-Z_]|$)`)
