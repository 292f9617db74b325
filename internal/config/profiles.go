package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/profile"
)

// A Key is a key in the description of a bus, a function or a twin. The reader, the schema
// and the documents derive from the tables of keys.
type Key struct {
	Name     string
	Type     KeyType
	Values   []string // of a string that is one of them
	Required bool
	Doc      string
}

// A KeyType is what the value of a key is.
type KeyType int

const (
	StringKey KeyType = iota
	NumberKey
	BoolKey
	FuncsKey // a list of functions, with the FuncKeys
	NamesKey // a list of strings
)

// ProfileKeys returns the keys of a bus.
func ProfileKeys() []Key { return keysOf(profileKeys) }

// FuncKeys returns the keys of a function of a bus.
func FuncKeys() []Key { return keysOf(funcKeys) }

// A keyOf says what a key does to the T that is described. They come in the order in which
// they do so.
type keyOf[T any] struct {
	Key
	set func(t *T, value any) // a string, an int, a bool or a list of strings; nil for what the reader does itself
}

func keysOf[T any](keys []keyOf[T]) []Key {
	var all []Key
	for _, k := range keys {
		all = append(all, k.Key)
	}
	return all
}

var profileKeys = []keyOf[profile.Profile]{
	{Key{Name: "name", Required: true, Doc: "a name for the bus, which buslint shows"}, func(p *profile.Profile, v any) { p.Name = v.(string) }},
	{Key{Name: "path", Doc: "the import path of the package that declares the bus"}, func(p *profile.Profile, v any) { p.Path = v.(string) }},
	{Key{Name: "package", Doc: "the name of that package, instead of path: for a bus that is copied between modules"}, func(p *profile.Profile, v any) { p.PkgName = v.(string) }},
	{Key{Name: "like", Values: builtIn(), Doc: "a built-in bus to inherit from; describe only what differs"}, setLike},
	{Key{Name: "functions", Type: FuncsKey, Doc: "the functions and methods that send messages, or register handlers and listeners"}, nil},
	{Key{Name: "barenames", Type: BoolKey, Doc: "the bus tells messages apart by the names of their types, without the package's"}, func(p *profile.Profile, v any) { p.BareNames = v.(bool) }},
	{Key{Name: "copies", Type: BoolKey, Doc: "each receiver gets a copy of the message, as if it was sent over a wire"}, func(p *profile.Profile, v any) { p.Copies = v.(bool) }},
	{Key{Name: "elsewhere", Type: BoolKey, Doc: "handlers and listeners may be in other programs, or where no function of the bus is called"}, func(p *profile.Profile, v any) { p.Unseen = v.(bool) }},
	{Key{Name: "init", Type: BoolKey, Doc: "by convention handlers are registered where a service is made: in Init, main and constructors"}, func(p *profile.Profile, v any) { p.InInit = v.(bool) }},
	{Key{Name: "requests", Type: BoolKey, Doc: "commands and queries are sent with the same functions, and their names need not say which they are"}, func(p *profile.Profile, v any) { p.Requests = v.(bool) }},
	{Key{Name: "results", Type: BoolKey, Doc: "handlers put the answer to a query in its field Result"}, func(p *profile.Profile, v any) { p.ResultField = v.(bool) }},
	{Key{Name: "twotables", Type: BoolKey, Doc: "a dispatch with a context finds no handler that was registered without one"}, func(p *profile.Profile, v any) { p.TwoTables = v.(bool) }},
}

var funcKeys = []keyOf[profile.Func]{
	{Key{Name: "name", Required: true, Doc: "the function, or the type and its method: Desk.Send"}, setFuncName},
	{Key{Name: "role", Required: true, Values: roles, Doc: "dispatch sends a command or query, publish an event; handle registers a handler, listen a listener"}, setRole},
	{Key{Name: "message", Values: slices.Sorted(maps.Keys(places)), Doc: "where the type of the message is read: argument is the argument itself, handler the last parameter of the argument, a function, " +
		"made what the argument makes, typeargument the first type argument; none is for buses that know messages by name. The default is argument for functions that send, and handler for those that register"},
		func(f *profile.Func, v any) { f.From = places[v.(string)] }},
	{Key{Name: "argument", Type: NumberKey, Doc: "the index of the parameter that is the message, or the handler, from 0; by default the last one that is neither a context nor variadic"},
		func(f *profile.Func, v any) { f.Arg = v.(int) }},
	{Key{Name: "method", Doc: "the method or field of the argument that is called with the message, or makes one, if the argument is not a function"}, func(f *profile.Func, v any) { f.Member = v.(string) }},
	{Key{Name: "kind", Values: kinds, Doc: "the kind of all its messages"}, func(f *profile.Func, v any) { f.Kind = kind.Kind(slices.Index(kinds, v.(string)) + 1) }},
	{Key{Name: "field", Doc: "the field of what is sent, or given to the handler, that holds the message"}, func(f *profile.Func, v any) { f.Envelope = v.(string) }},
	{Key{Name: "key", Type: NumberKey, Doc: "the index of the argument that stands for the message to handle: an example of it, what its method returns, or a constant that its method returns"},
		func(f *profile.Func, v any) { f.Keyed, f.Key = true, v.(int) }},
	{Key{Name: "payload", Type: BoolKey, Doc: "it sends any value: to be sent with it does not make a type an event, command or query"}, func(f *profile.Func, v any) { f.Unclear = v.(bool) }},
	{Key{Name: "twin", Doc: "the function, or method of the same type, that does the same with a context; it is described as well"}, func(f *profile.Func, v any) { f.Twin = v.(string) }},
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

// PlaceName returns the value of the key message for a place.
func PlaceName(from profile.From) string {
	for name, place := range places {
		if place == from {
			return name
		}
	}
	return ""
}

// builtIn returns the names of the profiles that come along.
func builtIn() []string {
	var names []string
	for _, p := range profile.Known {
		names = append(names, p.Name)
	}
	return names
}

func setLike(p *profile.Profile, v any) {
	like := *profile.Known[slices.IndexFunc(profile.Known, func(q *profile.Profile) bool { return q.Name == v })]
	like.Name, like.Path, like.PkgName, like.Configured = p.Name, p.Path, p.PkgName, true
	like.Funcs, like.Inherited = slices.Clone(like.Funcs), len(like.Funcs)
	*p = like
}

func setFuncName(f *profile.Func, v any) {
	f.Name = v.(string)
	if recv, name, ok := strings.Cut(f.Name, "."); ok && recv != "" {
		f.Recv, f.Name = recv, name
	}
}

func setRole(f *profile.Func, v any) {
	f.Role = kind.Role(slices.Index(roles, v.(string)))
	f.From = profile.FromArg
	if !f.Role.Sends() {
		f.From = profile.FromHandler
	}
}

// named returns what an element of a list is called: by its own name, or its number.
func named(node *yaml.Node, i int) string {
	for _, e := range pairs(resolved(node)) {
		if e.key.Value == "name" {
			if name, err := readText(e.value); err == nil && name != "" {
				return name
			}
		}
	}
	return strconv.Itoa(i + 1)
}

// profile reads the description of a bus.
func (r *reader) profile(node *yaml.Node, keys string) *profile.Profile {
	before := len(r.errs)
	p := &profile.Profile{Configured: true}
	var functions *yaml.Node
	for _, e := range readKeys(r, node, keys, profileKeys, p) {
		functions = e.value
	}
	var nodes []*yaml.Node
	if functions != nil {
		nodes = functions.Content
	}
	place := func(i int) string { return below(below(keys, "functions"), named(nodes[i], i)) }
	for i, node := range nodes {
		f := profile.Func{From: profile.FromArg, Arg: profile.LastArg}
		readKeys(r, node, place(i), funcKeys, &f)
		if slices.ContainsFunc(p.Funcs, func(g profile.Func) bool { return g.Name == f.Name && g.Recv == f.Recv && f.Name != "" }) {
			r.errorf(node, place(i), "it is described twice")
		}
		p.Funcs = append(p.Funcs, f)
	}
	if len(r.errs) > before {
		return p
	}
	if err := p.ValidateBus(); err != nil {
		r.errorf(node, keys, "it %w", err)
		return p
	}
	for i, node := range nodes {
		if err := p.ValidateFunc(&p.Funcs[p.Inherited+i]); err != nil {
			r.errorf(node, place(i), "%w", err)
		}
	}
	return p
}

// readKeys reads a mapping that describes t. It returns the entries that the caller has to
// read.
func readKeys[T any](r *reader, node *yaml.Node, keys string, known []keyOf[T], t *T) []entry {
	var names []string
	for _, k := range known {
		names = append(names, k.Name)
	}
	if node = resolved(node); node.Kind != yaml.MappingNode {
		r.errorf(node, keys, "want keys with values, not %s", describe(node))
		return nil
	}
	byName := map[string]entry{}
	for _, e := range r.entries(node, keys, names) {
		byName[e.key.Value] = e
	}
	var rest []entry
	for _, k := range known {
		e, given := byName[k.Name]
		if !given {
			if k.Required {
				r.errorf(node, keys, "it needs a %s: %s", k.Name, k.Doc)
			}
			continue
		}
		value, err := k.read(e.value)
		switch {
		case err != nil:
			r.errorf(e.key, below(keys, k.Name), "%w", err)
		case k.set == nil:
			rest = append(rest, e)
		default:
			k.set(t, value)
		}
	}
	return rest
}

// read returns the value of the key: a string, an int, a bool or a list of strings, or nil
// for a list of functions.
func (k Key) read(node *yaml.Node) (any, error) {
	switch k.Type {
	case FuncsKey:
		if node.Kind != yaml.SequenceNode || len(node.Content) == 0 {
			return nil, errors.New("want a list of functions, each with a name and a role")
		}
		return nil, nil
	case BoolKey:
		return readBool(node)
	case NamesKey:
		return readTexts(node)
	case NumberKey:
		n, err := strconv.Atoi(node.Value)
		if node.Kind != yaml.ScalarNode || node.ShortTag() != "!!int" || err != nil || n < 0 {
			return nil, fmt.Errorf("want a whole number, 0 or greater, not %s", describe(node))
		}
		return n, nil
	}
	text, err := readText(node)
	switch {
	case err != nil:
		return nil, err
	case text == "":
		return nil, fmt.Errorf("want a string, not %s", describe(node))
	case len(k.Values) > 0 && !slices.Contains(k.Values, text):
		return nil, misspelt.Unknown("value", text, k.Values)
	}
	return text, nil
}
