package busmodel

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/decoded"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/profile"
)

// A Key is one of those by which a configuration describes a bus.
type Key struct {
	Name     string
	Type     KeyType
	Values   []string // of a text that is one of them
	Required bool
	Doc      string
}

// A KeyType is what the value of a key is.
type KeyType int

const (
	TextKey KeyType = iota
	NumberKey
	TruthKey
	FuncsKey // a list of functions, with the FuncKeys
)

// ProfileKeys are the keys of a profile in a configuration.
var ProfileKeys = []Key{
	{Name: "name", Required: true, Doc: "what buslint calls the bus"},
	{Name: "path", Doc: "the import path of the package that declares the bus"},
	{Name: "package", Doc: "the name of that package, in the place of path: for a bus that is copied from place to place"},
	{Name: "like", Values: builtIn(), Doc: "the bus that this one is a copy of: what that has this has, beside what is said here"},
	{Name: "functions", Type: FuncsKey, Doc: "the functions and methods that send messages, or register what takes them"},
	{Name: "barenames", Type: TruthKey, Doc: "the bus tells messages apart by the names of their types, without the package's"},
	{Name: "copies", Type: TruthKey, Doc: "whoever gets a message gets a copy, as of one that was sent over a wire"},
	{Name: "elsewhere", Type: TruthKey, Doc: "handlers and listeners may be in other programs, or where no function of the bus is called"},
	{Name: "init", Type: TruthKey, Doc: "by convention handlers are registered where a service is made: in Init, main and constructors"},
	{Name: "requests", Type: TruthKey, Doc: "commands and queries are sent alike, and need not be called what they are"},
	{Name: "results", Type: TruthKey, Doc: "handlers put the answer to a query in its field Result"},
	{Name: "twotables", Type: TruthKey, Doc: "a dispatch with a context finds no handler that was registered without one"},
}

// FuncKeys are the keys of a function in a configuration.
var FuncKeys = []Key{
	{Name: "name", Required: true, Doc: "the function, or the type and its method: Desk.Send"},
	{Name: "role", Required: true, Values: roles, Doc: "dispatch sends a command or query, publish an event; handle and listen register what takes them"},
	{Name: "message", Values: slices.Sorted(maps.Keys(places)), Doc: "where the type of the message is read: argument is the argument itself, handler the last parameter of the argument, a function, " +
		"made what the argument makes, typeargument the first type argument; none is for buses that know messages by names. Without it, argument is what sends, and handler what registers"},
	{Name: "argument", Type: NumberKey, Doc: "the index of the parameter that is the message, or the handler, from 0; the last that is neither a context nor variadic, if nothing is said"},
	{Name: "method", Doc: "the method or field of the argument that is called with the message, or makes one, if the argument is not a function"},
	{Name: "kind", Values: kinds, Doc: "what all its messages are"},
	{Name: "twin", Doc: "the function, or method of the same type, that does the same with a context; it is described as well"},
}

var (
	roles  = []string{"dispatch", "publish", "handle", "listen"}
	kinds  = []string{"event", "command", "query"}
	places = map[string]profile.From{
		"argument":     profile.FromArg,
		"handler":      profile.FromHandler,
		"typeargument": profile.FromTypeArg,
		"made":         profile.FromMade,
		"none":         profile.FromNothing,
	}
)

// builtIn returns the names of the profiles that come along.
func builtIn() []string {
	var names []string
	for _, p := range Profiles {
		names = append(names, p.Name)
	}
	return names
}

// A DescriptionError says what is wrong with a description, and where.
type DescriptionError struct {
	Path []any  // the indices and keys that lead there
	Keys string // the same for people: "desk: functions: Desk.Send"
	Err  error
}

func (e *DescriptionError) Error() string {
	if e.Keys == "" {
		return e.Err.Error()
	}
	return e.Keys + ": " + e.Err.Error()
}

func (e *DescriptionError) Unwrap() error { return e.Err }

// Describe returns the profiles that stand in a configuration as a list of mappings by
// the ProfileKeys. The tree is what a decoder of YAML or JSON has made of it. The error
// joins all that is wrong, each a [DescriptionError].
func Describe(tree any) ([]*profile.Profile, error) {
	d := new(describer)
	var profiles []*profile.Profile
	list, ok := tree.([]any)
	if !ok && tree != nil {
		d.errorf(place{}, "want a list of buses, each with a name")
	}
	for i, tree := range list {
		at := place{}.at(i, named(tree, i))
		p := d.profile(tree, at)
		if slices.ContainsFunc(slices.Concat(profiles, withoutFlag()), func(q *profile.Profile) bool { return q.Name == p.Name }) {
			d.errorf(at.at("name", "name"), "there is a profile %s already", p.Name)
		}
		profiles = append(profiles, p)
	}
	if len(d.errs) > 0 {
		return nil, errors.Join(d.errs...)
	}
	return profiles, nil
}

// A place is where something stands in a description.
type place struct {
	path []any
	keys string
}

func (p place) at(step any, name string) place {
	if p.keys != "" {
		name = p.keys + ": " + name
	}
	return place{append(slices.Clone(p.path), step), name}
}

// named returns what an element of a list is called: by its own name, or its number.
func named(tree any, i int) string {
	if m, ok := decoded.Mapping(tree); ok {
		if name, ok := m["name"].(string); ok && name != "" {
			return name
		}
	}
	return fmt.Sprint(i + 1)
}

type describer struct{ errs []error }

func (d *describer) errorf(at place, format string, args ...any) {
	d.errs = append(d.errs, &DescriptionError{at.path, at.keys, fmt.Errorf(format, args...)})
}

// profile returns the profile that the tree describes.
func (d *describer) profile(tree any, at place) *profile.Profile {
	before := len(d.errs)
	values := d.values(tree, ProfileKeys, at)
	p := &profile.Profile{Configured: true}
	if like := slices.IndexFunc(Profiles, func(q *profile.Profile) bool { return !q.Configured && q.Name == values["like"] }); like >= 0 {
		*p = *Profiles[like]
		p.Configured = true
		p.Funcs = slices.Clone(p.Funcs)
	}
	p.Inherited = len(p.Funcs)
	p.Name, _ = values["name"].(string)
	p.Path, _ = values["path"].(string)
	p.PkgName, _ = values["package"].(string)
	for key, field := range map[string]*bool{
		"barenames": &p.BareNames,
		"copies":    &p.Copies,
		"elsewhere": &p.Unseen,
		"init":      &p.InInit,
		"requests":  &p.Requests,
		"results":   &p.ResultField,
		"twotables": &p.TwoTables,
	} {
		if value, ok := values[key].(bool); ok {
			*field = value
		}
	}
	below := at.at("functions", "functions")
	list, _ := values["functions"].([]any)
	for i, tree := range list {
		at := below.at(i, named(tree, i))
		f := d.function(tree, at)
		if slices.ContainsFunc(p.Funcs, func(g profile.Func) bool { return g.Name == f.Name && g.Recv == f.Recv && f.Name != "" }) {
			d.errorf(at, "it is described twice")
		}
		p.Funcs = append(p.Funcs, f)
	}
	if len(d.errs) > before {
		return p
	}
	if err := p.ValidateBus(); err != nil {
		d.errorf(at, "it %w", err)
	}
	for i := range list {
		if err := p.ValidateFunc(&p.Funcs[p.Inherited+i]); err != nil {
			d.errorf(below.at(i, named(list[i], i)), "%w", err)
		}
	}
	return p
}

// function returns the function that the tree describes.
func (d *describer) function(tree any, at place) profile.Func {
	values := d.values(tree, FuncKeys, at)
	text := func(key string) string {
		text, _ := values[key].(string)
		return text
	}
	f := profile.Func{
		Name:   text("name"),
		Role:   Role(max(0, slices.Index(roles, text("role")))),
		From:   profile.FromArg,
		Arg:    profile.LastArg,
		Member: text("method"),
		Kind:   Kind(slices.Index(kinds, text("kind")) + 1),
		Twin:   text("twin"),
	}
	if recv, name, ok := strings.Cut(f.Name, "."); ok && recv != "" {
		f.Recv, f.Name = recv, name
	}
	if !f.Role.Sends() {
		f.From = profile.FromHandler
	}
	if from, ok := places[text("message")]; ok {
		f.From = from
	}
	if arg, ok := values["argument"].(int); ok {
		f.Arg = arg
	}
	return f
}

// values returns the values of a mapping that has some of the keys.
func (d *describer) values(tree any, keys []Key, at place) map[string]any {
	m, ok := decoded.Mapping(tree)
	if !ok {
		d.errorf(at, "want keys with values, not %v", tree)
		return nil
	}
	values := map[string]any{}
	var names []string
	for _, key := range keys {
		names = append(names, key.Name)
		value, given := m[key.Name]
		if !given {
			if key.Required {
				d.errorf(at, "it needs a %s: %s", key.Name, key.Doc)
			}
			continue
		}
		value, err := key.value(value)
		if err != nil {
			d.errorf(at.at(key.Name, key.Name), "%w", err)
			continue
		}
		values[key.Name] = value
	}
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if !slices.Contains(names, name) {
			d.errorf(at.at(name, name), "%w", misspelt.Unknown("key", name, names))
		}
	}
	return values
}

// value returns value as the key has it.
func (k Key) value(value any) (any, error) {
	switch k.Type {
	case FuncsKey:
		if list, ok := value.([]any); !ok || len(list) == 0 {
			return nil, errors.New("want a list of functions, each with a name and a role")
		}
		return value, nil
	case TruthKey:
		if _, ok := value.(bool); !ok {
			return nil, fmt.Errorf("want true or false, not %v", value)
		}
		return value, nil
	case NumberKey:
		switch n := value.(type) {
		case int:
			if n >= 0 {
				return n, nil
			}
		case float64: // in JSON
			if n >= 0 && n == float64(int(n)) {
				return int(n), nil
			}
		}
		return nil, fmt.Errorf("want a number from 0 on, not %v", value)
	}
	text, ok := value.(string)
	switch {
	case !ok || text == "":
		return nil, fmt.Errorf("want a text, not %v", value)
	case len(k.Values) > 0 && !slices.Contains(k.Values, text):
		return nil, misspelt.Unknown("value", text, k.Values)
	}
	return text, nil
}

// Description returns what the flag -profiles takes for a tree that Describe does: JSON
// without spaces, so that shells leave it whole.
func Description(tree any) (string, error) {
	if list, ok := tree.([]any); !ok || len(list) == 0 {
		return "", nil
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(plain(tree)); err != nil {
		return "", err
	}
	return strings.ReplaceAll(strings.TrimSpace(buf.String()), " ", `\u0020`), nil
}

// plain returns the tree with the keys that JSON has.
func plain(tree any) any {
	if list, ok := tree.([]any); ok {
		var all []any
		for _, element := range list {
			all = append(all, plain(element))
		}
		return all
	}
	if m, ok := decoded.Mapping(tree); ok {
		all := map[string]any{}
		for key, value := range m {
			all[key] = plain(value)
		}
		return all
	}
	return tree
}

// described is the flag that describes buses. Being set anew it forgets those that it
// has described before.
type described struct {
	text     string
	profiles []*profile.Profile
}

var fromFlag described

func init() {
	Analyzer.Flags.Var(&fromFlag, "profiles", "buses of your own, in `JSON`: what .buslint.yml has at profiles, as buslint flags prints it")
}

// withoutFlag returns the profiles that were not described by the flag.
func withoutFlag() []*profile.Profile {
	return slices.DeleteFunc(slices.Clone(Profiles), func(p *profile.Profile) bool { return slices.Contains(fromFlag.profiles, p) })
}

func (d *described) String() string { return d.text }

func (d *described) Set(text string) error {
	var tree any
	if text != "" {
		if err := json.Unmarshal([]byte(text), &tree); err != nil {
			return fmt.Errorf("want JSON: %w", err)
		}
	}
	profiles, err := Describe(tree)
	if err != nil {
		return err
	}
	if text, err = Description(tree); err != nil {
		return err
	}
	Profiles = slices.Concat(profiles, withoutFlag())
	d.text, d.profiles = text, profiles
	return nil
}
