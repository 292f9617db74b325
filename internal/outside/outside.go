// Package outside finds the functions that hand what they are given to another program: over a network, by a
// broker, or by mail. What they send travels on no bus of the program itself.
package outside

import (
	"fmt"
	"go/ast"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/summary"
)

// Functions are those of a program.
type Functions struct {
	packages map[string]*types.Package
	byID     map[string]*function
	behind   map[string][]string // who may get what a method of an interface, or a channel, is given
	leaves   map[string]bool
}

// A function is what is seen in its body.
type function struct {
	sends bool     // it hands something to a transport itself
	empty bool     // it does nothing
	stays bool     // it calls a function that it has, or sends to a channel that is not known
	calls []string // functions of the program
	hands []string // methods of interfaces of the program, and channels, which it gives something
}

// In returns the functions of the packages that hand what they are given to another program. The packages are loaded
// with their syntax; others are not looked at.
func In(pkgs []*packages.Package) *Functions {
	f := &Functions{packages: map[string]*types.Package{}, byID: map[string]*function{}, behind: map[string][]string{}, leaves: map[string]bool{}}
	for _, pkg := range pkgs {
		if pkg.Types != nil && pkg.TypesInfo != nil {
			f.packages[pkg.Types.Path()] = pkg.Types
		}
	}
	for _, pkg := range pkgs {
		for _, file := range pkg.Syntax {
			for _, decl := range file.Decls {
				if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil && f.packages[pkg.Types.Path()] == pkg.Types {
					f.add(pkg.TypesInfo, fn)
				}
			}
		}
	}
	for before := -1; before < len(f.leaves); {
		before = len(f.leaves)
		for id, fn := range f.byID {
			if !fn.stays && (fn.sends || slices.ContainsFunc(fn.calls, f.isOutside) || slices.ContainsFunc(fn.hands, f.isOutside)) &&
				!slices.ContainsFunc(fn.hands, func(to string) bool { return !f.isOutside(to) }) {
				f.leaves[id] = true
			}
		}
	}
	return f
}

// Has reports whether a function of the package, Publish or Bus.Publish, hands what it is given to another program;
// one of an interface does so if all that the program has behind it do, but for what stands in for them in tests.
func (f *Functions) Has(path, name string) bool {
	pkg := f.packages[path]
	if pkg == nil {
		return false
	}
	typ, method, ok := strings.Cut(name, ".")
	if !ok {
		fn, ok := pkg.Scope().Lookup(name).(*types.Func)
		return ok && f.isOutside(fn.FullName())
	}
	tn, ok := pkg.Scope().Lookup(typ).(*types.TypeName)
	if !ok {
		return false
	}
	fn, _, _ := types.LookupFieldOrMethod(types.NewPointer(tn.Type()), true, pkg, method)
	if types.IsInterface(tn.Type()) {
		fn, _, _ = types.LookupFieldOrMethod(tn.Type(), true, pkg, method)
	}
	of, ok := fn.(*types.Func)
	return ok && f.isOutside(id(of))
}

// isOutside reports whether the function with the id hands on to another program, or all do that get what the method of
// an interface, or the channel, is given. One that has another of these do it, and tries again, say, does what that does.
func (f *Functions) isOutside(id string) bool {
	if !strings.HasPrefix(id, face) && !strings.HasPrefix(id, channel) {
		return f.leaves[id]
	}
	some := false
	for _, who := range f.behind[id] {
		if wraps := slices.Contains(f.byID[who].hands, id) && !f.byID[who].stays; !f.byID[who].empty && !wraps {
			if !f.leaves[who] {
				return false
			}
			some = true
		}
	}
	return some
}

// These begin the ids of what is no function: of a method of an interface, and of a channel in a field or variable.
const face, channel = "interface ", "channel "

// id returns what a function is known by: its name; of a method of an interface its name and signature, since whoever
// has such a method may stand behind it.
func id(fn *types.Func) string {
	fn = fn.Origin()
	if recv := gotypes.Receiver(fn); recv != nil && types.IsInterface(recv) {
		return face + shape(fn)
	}
	return fn.FullName()
}

// shape returns the name of a method with its signature.
func shape(fn *types.Func) string {
	sig := fn.Signature()
	return fn.Name() + types.TypeString(types.NewSignatureType(nil, nil, nil, unnamed(sig.Params()), unnamed(sig.Results()), sig.Variadic()), nil)
}

func unnamed(t *types.Tuple) *types.Tuple {
	var vars []*types.Var
	for v := range t.Variables() {
		vars = append(vars, types.NewParam(v.Pos(), v.Pkg(), "", v.Type()))
	}
	return types.NewTuple(vars...)
}

// add notes what a function does.
func (f *Functions) add(info *types.Info, decl *ast.FuncDecl) {
	obj, ok := info.Defs[decl.Name].(*types.Func)
	if !ok {
		return
	}
	fn := &function{empty: true}
	f.byID[id(obj)] = fn
	if recv := gotypes.Receiver(obj); recv != nil && !summary.IsDouble(types.TypeString(recv, nil)) {
		f.behind[face+shape(obj)] = append(f.behind[face+shape(obj)], id(obj))
	}
	takes := takesFunction(obj.Signature())
	for n := range ast.Preorder(decl.Body) {
		switch n := n.(type) {
		case *ast.SendStmt:
			fn.empty = false
			if to := channelOf(info, n.Chan); to != "" {
				fn.hands = append(fn.hands, to)
			} else {
				fn.stays = true
			}
		case *ast.UnaryExpr:
			f.takes(info, obj, n.X)
		case *ast.RangeStmt:
			f.takes(info, obj, n.X)
		case *ast.CallExpr:
			fn.empty = false
			switch callee := typeutil.Callee(info, n).(type) {
			case *types.Var: // of a function that it has; one that it takes is for what comes from outside
				fn.stays = fn.stays || !takes
			case *types.Func:
				f.note(fn, callee)
			}
		}
	}
}

// takes notes that a function takes out of a channel, if e is one.
func (f *Functions) takes(info *types.Info, fn *types.Func, e ast.Expr) {
	if from := channelOf(info, e); from != "" {
		f.behind[from] = append(f.behind[from], id(fn))
	}
}

// channelOf returns the id of the channel that is in a field or in a variable of a package; "" if e is none.
func channelOf(info *types.Info, e ast.Expr) string {
	var of *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		of = e.Sel
	case *ast.Ident:
		of = e
	}
	v, ok := info.Uses[of].(*types.Var)
	if !ok || v.Pkg() == nil || !v.IsField() && v.Parent() != v.Pkg().Scope() {
		return ""
	}
	if _, ok := v.Type().Underlying().(*types.Chan); !ok {
		return ""
	}
	return fmt.Sprint(channel, v.Pkg().Path(), " ", v.Name(), " ", v.Pos())
}

// note notes that a function calls another one.
func (f *Functions) note(fn *function, callee *types.Func) {
	switch {
	case callee.Pkg() == nil:
	case f.packages[callee.Pkg().Path()] == nil:
		fn.sends = fn.sends || isTransport(callee)
	default:
		called := id(callee)
		if !strings.HasPrefix(called, face) {
			fn.calls = append(fn.calls, called)
		} else if tells(callee) {
			fn.hands = append(fn.hands, called)
		}
	}
}

// tells reports whether a method may tell somebody of something: it takes more than a context, and returns nothing, or
// an error; or a function to call.
func tells(fn *types.Func) bool {
	sig := fn.Signature()
	results := sig.Results().Len()
	if takesFunction(sig) {
		return true
	}
	return sig.Params().Len() > 0 && !gotypes.IsContext(sig.Params().At(sig.Params().Len()-1).Type()) && !logs.MatchString(fn.Name()) &&
		(results == 0 || results == 1 && gotypes.IsError(sig.Results().At(0).Type()))
}

func takesFunction(sig *types.Signature) bool {
	return slices.ContainsFunc(slices.Collect(sig.Params().Variables()), func(v *types.Var) bool { return gotypes.IsFunc(v.Type()) })
}

// isTransport reports whether a function that is not of the program is one of a broker, or of the standard library for
// who asks another program.
func isTransport(fn *types.Func) bool {
	switch path := fn.Pkg().Path(); path {
	case "net/http":
		recv, ok := gotypes.Receiver(fn).(*types.Named)
		return requests.MatchString(fn.Name()) && (fn.Signature().Recv() == nil || ok && recv.Obj().Name() == "Client")
	case "net/smtp", "net/rpc":
		return true
	default:
		return transports.MatchString(path)
	}
}

var (
	transports = regexp.MustCompile(`(?i)(^|[/.-])(kafka|sarama|franz|nats|rabbit(mq)?|amqp(091)?|mqtt|paho|redis|redigo|rueidis|valkey|sqs|sns|eventbridge|kinesis|pulsar|nsq|stomp|gomail|cloud\.google\.com/go/pubsub|gocloud\.dev/pubsub|google\.golang\.org/api/pubsub|libp2p-pubsub)($|[/.-])`)
	requests   = regexp.MustCompile(`^(Do|Get|Post|PostForm|NewRequest|NewRequestWithContext)$`)
	logs       = regexp.MustCompile(`^(Log|Trace|Debug|Info|Warn|Warning|Error|Fatal)`)
)
