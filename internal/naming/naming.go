// Package naming is what the rules about names have in common: their flags, and
// how a judgement becomes a finding.
package naming

import (
	"flag"
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/english"
	"github.com/buslint/buslint/internal/suppress"
)

// Options are the flags of a rule about names.
type Options struct {
	strict               bool
	names, verbs, layers string
}

// Flags declares the options in fs.
func (o *Options) Flags(fs *flag.FlagSet) {
	fs.BoolVar(&o.strict, "strict", false, "also report names of which it is uncertain whether they follow the convention")
	fs.StringVar(&o.names, "allow", "", "comma-separated names that are always right")
	fs.StringVar(&o.verbs, "verbs", "", "comma-separated further words that are verbs")
	fs.StringVar(&o.layers, "layers", "", "comma-separated further suffixes that say nothing, as Event and Msg do")
}

// Judge returns the judge that the options describe.
func (o *Options) Judge() *english.Judge {
	return &english.Judge{Layers: list(o.layers), Verbs: list(o.verbs), Names: list(o.names)}
}

func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

// A Convention is how messages of one kind are named.
type Convention struct {
	Kind  busmodel.Kind
	Is    string // "in the past tense"
	Name  string // what to do about a name without a better one: "name it after what has happened, as in UserCreated"
	Judge func(name string) english.Judgement
}

// isEnvelope reports whether messages of the type hold another one of the kind, which
// may be any: a field of an interface type is called after the kind. What they say is up
// to that.
func isEnvelope(message *types.TypeName, kind busmodel.Kind) bool {
	st, ok := message.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range st.Fields() {
		if strings.EqualFold(field.Name(), kind.String()) && types.IsInterface(field.Type()) {
			return true
		}
	}
	return false
}

// Check reports the messages of the package that break the convention.
func Check(pass *analysis.Pass, o *Options, c Convention) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	for _, m := range model.Messages {
		if m.Kind != c.Kind || m.Guessed {
			continue
		}
		if m.Declared != busmodel.NoKind && (m.Declared == busmodel.Event) != (m.Kind == busmodel.Event) {
			continue // its use is wrong, or its name is: not certainly the name
		}
		d, ok := m.Finding()
		if !ok || isEnvelope(m.Type, c.Kind) {
			continue
		}
		name := m.Type.Name()
		remedy := c.Name
		switch j := c.Judge(name); {
		case j.Verdict == english.Bad:
			if j.Suggestion != "" && m.Type.Pkg().Scope().Lookup(j.Suggestion) == nil {
				remedy = "call it " + j.Suggestion
			}
			d.Message = fmt.Sprintf("%s %s is not %s (%s); %s", c.Kind, name, c.Is, j.Reason, remedy)
		case j.Verdict == english.Unknown && o.strict:
			d.Message = fmt.Sprintf("%s %s is not certainly %s; %s, or allow it", c.Kind, name, c.Is, remedy)
		default:
			continue
		}
		suppress.Report(pass, d)
	}
}
