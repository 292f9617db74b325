// Package naming makes rules about names: each reports the messages of one kind that
// are not named as the convention for them says.
package naming

import (
	"cmp"
	"fmt"
	"go/types"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/english"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/suppress"
)

// A Convention is how messages of one kind are named.
type Convention struct {
	Kind  kind.Kind
	Is    string // "in the past tense"
	Name  string // what to do about a name without a better one: "name it after what has happened, as in UserCreated"
	Judge func(j *english.Judge, name string) english.Judgement
}

// Rule returns the rule, with its options, that a convention makes. It is called after
// the kind, as eventname, and doc is the file that explains it.
func Rule(doc string, c Convention) *analysis.Analyzer {
	name := ruleOf(c.Kind)
	o := optionsOf(name)
	return &analysis.Analyzer{
		Name:     name,
		Doc:      doctext.Of(doc),
		URL:      doctext.URL(name),
		Flags:    config.OptionFlags(o.strict, o.names, o.verbs, o.layers),
		Requires: []*analysis.Analyzer{config.Analyzer, busmodel.Analyzer, suppress.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			check(pass, o, c)
			return nil, nil
		},
	}
}

// options are those of a rule about names.
type options struct {
	strict               *config.Option[bool]
	names, verbs, layers *config.Option[[]string]
}

// ruleOf returns the name of the rule about the names of messages of a kind.
func ruleOf(k kind.Kind) string { return k.String() + "name" }

func optionsOf(rule string) options {
	return options{
		strict: config.Bool(rule, "strict", "also report names that may not follow the convention"),
		names:  config.Names(rule, "allow", "comma-separated `names` to accept as they are"),
		verbs:  config.Names(rule, "verbs", "comma-separated further `words` that are verbs"),
		layers: config.Names(rule, "layers", "comma-separated further `suffixes` without a meaning, such as Event and Msg"),
	}
}

// JudgeOf returns the judge of names of messages of a kind, which is an event or a command,
// as the configuration describes it for the rule about them.
func JudgeOf(k kind.Kind, c *config.Config) *english.Judge { return optionsOf(ruleOf(k)).judge(c) }

// judge returns the judge that the configuration describes.
func (o options) judge(c *config.Config) *english.Judge {
	return &english.Judge{Layers: o.layers.In(c), Verbs: o.verbs.In(c), Names: o.names.In(c)}
}

// isEnvelope reports whether messages of the type hold others of the kind, which may be any: a
// field of an interface type, or one that is called after the kind itself, or of a slice of these, is
// called after the kind. What they say is up to those.
func isEnvelope(message *types.TypeName, kind kind.Kind) bool {
	st, ok := message.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range st.Fields() {
		t := field.Type()
		if slice, ok := t.Underlying().(*types.Slice); ok && strings.EqualFold(field.Name(), kind.Plural()) {
			t = slice.Elem()
		} else if !strings.EqualFold(field.Name(), kind.String()) {
			continue
		}
		named, ok := gotypes.Deref(t).(*types.Named)
		if types.IsInterface(t) || ok && strings.EqualFold(named.Obj().Name(), kind.String()) {
			return true
		}
	}
	return false
}

// isHook reports whether an event is one that is sent before or after something is done, as
// RecordBeforeCreate is by its name, or one that its listeners may refuse: that has not happened
// yet. Its name is not in the past tense and cannot be.
func isHook(message *types.TypeName, k kind.Kind) bool {
	return k == kind.Event && (hook.MatchString(message.Name()) || isRefusable(message.Type()))
}

var hook = regexp.MustCompile(`^(Pre|Post|[bB]efore|[aA]fter)[A-Z]|[a-z](Before|After|On)[A-Z]|[a-z](Before|After)$`)

// tellsState reports whether an event tells by its name how things stand, as ScanStatus does, or what has been written, as
// TaskLog: then that is published, whatever it was that happened. It may be declared as an event, among others.
func tellsState(message *types.TypeName, k kind.Kind) bool {
	return k == kind.Event && standing.MatchString(message.Name())
}

var standing = regexp.MustCompile(`[a-z](Status|State|Count|Number|Total|Progress|Snapshot|Info|Stats|Statistics|Summary|Usage|Log|Error)$`)

// isRefusable reports whether a message has both a method to refuse what it announces, as Cancel
// or SetCancelled, and one that tells whether somebody has.
func isRefusable(t types.Type) bool {
	refuses, tells := false, false
	for method := range types.NewMethodSet(types.NewPointer(t)).Methods() {
		name, results := method.Obj().Name(), method.Type().(*types.Signature).Results()
		refuses = refuses || refuse.MatchString(name)
		tells = tells || refused.MatchString(name) && results.Len() == 1 && types.Identical(results.At(0).Type(), types.Typ[types.Bool])
	}
	return refuses && tells
}

var (
	refuse  = regexp.MustCompile(`^(Cancel|Veto|Deny|Prevent|PreventDefault|Set(Cancell?ed|Vetoed|Denied))$`)
	refused = regexp.MustCompile(`^(Is|Was)?(Cancell?ed|Vetoed|Denied|Prevented|DefaultPrevented)$`)
)

// isSaidByPackage reports whether the name of a package may say what its commands do, as that
// of creating.MovieCommand does. It need not: alerting says what the package is about.
func isSaidByPackage(pkg *types.Package, k kind.Kind) bool {
	return k == kind.Command && strings.HasSuffix(pkg.Name(), "ing") && len(pkg.Name()) > 5
}

// programOf returns what the package and those of its module that it imports call things,
// what all that it imports are called but those of the standard library, the commands and the events.
func programOf(pass *analysis.Pass, model *busmodel.Model) *english.Program {
	message := map[types.Object]kind.Kind{}
	for _, m := range model.Messages {
		message[m.Type] = m.Kind
	}
	var things, commands, events []string
	pkgs := []*types.Package{pass.Pkg}
	for _, pkg := range pass.Pkg.Imports() {
		if host, _, _ := strings.Cut(pkg.Path(), "/"); strings.Contains(host, ".") {
			things = append(things, pkg.Name())
		}
		if busmodel.SameModule(pass, pkg) {
			pkgs = append(pkgs, pkg)
		}
	}
	for _, pkg := range pkgs {
		things = append(things, pkg.Name())
		for obj := range gotypes.Declared(pkg) {
			switch cmp.Or(message[obj], kind.Suffix(obj.Name())) {
			case kind.NoKind:
				things = append(things, obj.Name())
			case kind.Command:
				commands = append(commands, obj.Name())
			case kind.Event:
				events = append(events, obj.Name())
			}
			if st, ok := obj.Type().Underlying().(*types.Struct); ok {
				for field := range st.Fields() {
					if isThing(field.Type()) {
						things = append(things, field.Name())
					}
				}
			}
		}
	}
	return english.ProgramOf(things, commands, events...)
}

// isThing reports whether a field of the type is called after a thing, not after what is
// or shall be done: a flag, a function or a message.
func isThing(t types.Type) bool {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := t.(*types.Named); ok && kind.Suffix(named.Obj().Name()) != kind.NoKind {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&types.IsBoolean == 0
	case *types.Signature:
		return false
	}
	return true
}

// check reports the messages of the package that break the convention, and what would break it
// if it turns out to be one.
func check(pass *analysis.Pass, o options, c Convention) {
	judge := o.judge(config.For(pass))
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	judge.Program = sync.OnceValue(func() *english.Program { return programOf(pass, model) })
	for _, m := range model.Messages {
		if m.Kind != c.Kind || m.Guessed || m.MayStandForOthers() {
			continue
		}
		if d, ok := breaks(pass, o, c, judge, m); ok {
			suppress.Report(pass, d)
		}
	}
	for _, m := range model.Passed {
		if d, ok := breaks(pass, o, c, judge, m); ok {
			d.Category = suppress.IfPassedOn
			if m.IsCalledForOthers() {
				d.Category = suppress.IfPassedToAKnown
			}
			suppress.Report(pass, d)
		}
	}
}

// breaks returns the diagnostic about m, if it is a message of the kind whose name breaks the
// convention.
func breaks(pass *analysis.Pass, o options, c Convention, judge *english.Judge, m *busmodel.Message) (d analysis.Diagnostic, ok bool) {
	said := cmp.Or(m.Declared, m.Called())
	if said != kind.NoKind && (said == kind.Event) != (c.Kind == kind.Event) {
		return d, false // its use is wrong, or its name is: not certainly the name
	}
	d, ok = m.Finding()
	name := m.Type.Name()
	if !ok || m.NamedWhenMade || isEnvelope(m.Type, c.Kind) || isHook(m.Type, c.Kind) || tellsState(m.Type, c.Kind) {
		return d, false
	}
	remedy := "; " + c.Name
	switch j := c.Judge(judge, name); {
	case j.Suggestion == "" && isSaidByPackage(m.Type.Pkg(), c.Kind):
		return d, false
	case j.Verdict == english.Bad:
		if j.Suggestion != "" && m.Type.Pkg().Scope().Lookup(j.Suggestion) == nil {
			remedy = summary.CallIt + j.Suggestion
		}
		d.Message = fmt.Sprintf("%s %s is not %s (%s)%s", c.Kind, name, c.Is, j.Reason, remedy)
	case j.Verdict == english.Unknown && o.strict.For(pass):
		d.Message = fmt.Sprintf("%s %s is not certainly %s%s, or allow it", c.Kind, name, c.Is, remedy)
	default:
		return d, false
	}
	return d, true
}
