package eventfrozen

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// A memory is that of an event, and what refers to it.
type memory struct {
	info  *types.Info
	views map[types.Object]bool // variables that point into it, or are slices or maps of it
	value types.Object          // the variable that is the event, if one is
}

// A write changes the memory of an event.
type write struct {
	node    ast.Node
	place   ast.Expr // event.Name
	related []analysis.RelatedInformation
}

// contains reports whether expr denotes a place in the memory: event.Name, *event,
// event.Address.City, event.Tags[0]. What a field points to is not in it.
func (m *memory) contains(expr ast.Expr) bool {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return m.value != nil && m.info.Uses[expr] == m.value
	case *ast.StarExpr:
		return m.isView(expr.X)
	case *ast.SelectorExpr:
		s := m.info.Selections[expr]
		if s == nil || s.Kind() != types.FieldVal {
			return false
		}
		// The path to a promoted field may lead out of the event.
		t := s.Recv()
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			if !m.isView(expr.X) {
				return false
			}
			t = ptr.Elem()
		} else if !m.contains(expr.X) {
			return false
		}
		index := s.Index()
		for _, i := range index[:len(index)-1] {
			t = t.Underlying().(*types.Struct).Field(i).Type()
			if _, ok := t.Underlying().(*types.Pointer); ok {
				return false
			}
		}
		return true
	case *ast.IndexExpr:
		switch m.info.TypeOf(expr.X).Underlying().(type) {
		case *types.Array:
			return m.contains(expr.X)
		case *types.Slice, *types.Map:
			return m.refers(expr.X)
		}
	}
	return false
}

// isView reports whether expr is a variable that points into the memory.
func (m *memory) isView(expr ast.Expr) bool {
	id, ok := ast.Unparen(expr).(*ast.Ident)
	return ok && m.views[m.info.Uses[id]]
}

// refers reports whether the value of expr gives access to the memory: event, &event.Name,
// event.Tags where that is a slice or map.
func (m *memory) refers(expr ast.Expr) bool {
	if m.isView(expr) {
		return true
	}
	switch expr := ast.Unparen(expr).(type) {
	case *ast.UnaryExpr:
		return expr.Op == token.AND && m.contains(expr.X)
	case *ast.SliceExpr:
		return m.refers(expr.X)
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
		switch m.info.TypeOf(expr).Underlying().(type) {
		case *types.Slice, *types.Map:
			return m.contains(expr)
		}
	}
	return false
}

// flags are the names of fields by which listeners tell the publisher to go on or not, answers
// those by which they tell it more.
var (
	flags   = regexp.MustCompile(`(?i)abort|accept|allow|block|cancel|consumed|denied|deny|handled|ignor|intercept|prevent|propagat|refus|reject|skip|stop|veto`)
	answers = regexp.MustCompile(`^(?i:answers?|errs?|errors?|reply|replies|responses?|results?)$`)
)

// isAnswer reports whether the place that is written to is such a field, or in one.
func (m *memory) isAnswer(place ast.Expr) bool {
	for !m.isFlag(place) {
		switch expr := ast.Unparen(place).(type) {
		case *ast.SelectorExpr:
			if answers.MatchString(expr.Sel.Name) {
				return true
			}
			place = expr.X
		case *ast.IndexExpr:
			place = expr.X
		case *ast.SliceExpr:
			place = expr.X
		case *ast.StarExpr:
			place = expr.X
		case *ast.UnaryExpr:
			place = expr.X
		default:
			return false
		}
	}
	return true
}

func (m *memory) isFlag(place ast.Expr) bool {
	field, ok := place.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	basic, _ := m.info.TypeOf(field).Underlying().(*types.Basic)
	return basic != nil && basic.Kind() == types.Bool && flags.MatchString(field.Sel.Name)
}

// addAliases adds the variables that are declared within body to refer to the memory,
// and that hold nothing else. What refers to an answer is none: it is there to be changed.
func (m *memory) addAliases(body ast.Node, index *uses.Index) {
	for id := range syntax.All[*ast.Ident](body) {
		v, ok := m.info.Defs[id].(*types.Var)
		if !ok || index.Changes(v) {
			continue
		}
		def, _ := index.Def(v)
		if given, ok := uses.Given(def); ok && given.Valid() {
			if value := given.Node().(ast.Expr); m.refers(value) && !m.isAnswer(value) {
				m.views[v] = true
			}
		}
	}
}

// writes returns the writes to the memory within node, with or without those of the
// function literals in it.
func (m *memory) writes(node ast.Node, literals bool) []write {
	var found []write
	place := func(expr ast.Expr) {
		if expr != nil && m.contains(expr) {
			// The variable itself holds another event then.
			if _, ok := ast.Unparen(expr).(*ast.Ident); !ok {
				found = append(found, write{node: expr, place: expr})
			}
		}
	}
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return literals
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, lhs := range n.Lhs {
					place(lhs)
				}
			}
		case *ast.IncDecStmt:
			place(n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				place(n.Key)
				place(n.Value)
			}
		case *ast.CallExpr:
			for _, arg := range m.written(n) {
				if m.refers(arg) {
					place := ast.Unparen(arg)
					if addr, ok := place.(*ast.UnaryExpr); ok {
						place = addr.X
					}
					found = append(found, write{node: n, place: place})
					break
				}
			}
		}
		return true
	})
	return found
}

// written returns the arguments of call that the callee certainly writes to.
func (m *memory) written(call *ast.CallExpr) []ast.Expr {
	first, only := 0, true
	switch fn := typeutil.Callee(m.info, call).(type) {
	case *types.Builtin:
		if fn.Name() != "delete" && fn.Name() != "clear" && fn.Name() != "copy" {
			return nil
		}
	case *types.Func:
		w, ok := writers[fn.Origin().FullName()]
		if !ok {
			return nil
		}
		first, only = w.first, !w.rest
	default:
		return nil
	}
	switch {
	case first >= len(call.Args):
		return nil
	case only:
		return call.Args[first : first+1]
	}
	return call.Args[first:]
}

// writers are functions that write to what their argument refers to.
var writers = map[string]struct {
	first int  // index of the argument
	rest  bool // and those after it
}{
	"encoding/json.Unmarshal":         {1, false},
	"(*encoding/json.Decoder).Decode": {0, false},
	"encoding/xml.Unmarshal":          {1, false},
	"(*encoding/xml.Decoder).Decode":  {0, false},
	"(*encoding/gob.Decoder).Decode":  {0, false},
	"(*database/sql.Row).Scan":        {0, true},
	"(*database/sql.Rows).Scan":       {0, true},
	"fmt.Sscan":                       {1, true},
	"fmt.Sscanf":                      {2, true},
	"fmt.Sscanln":                     {1, true},
	"maps.Copy":                       {0, false},
	"maps.DeleteFunc":                 {0, false},
	"slices.Reverse":                  {0, false},
	"slices.Sort":                     {0, false},
	"slices.SortFunc":                 {0, false},
	"slices.SortStableFunc":           {0, false},
	"sort.Float64s":                   {0, false},
	"sort.Ints":                       {0, false},
	"sort.Slice":                      {0, false},
	"sort.SliceStable":                {0, false},
	"sort.Strings":                    {0, false},
}
