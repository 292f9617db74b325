package config

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/buslint/buslint/internal/twins"
)

// IgnoredTwins lists the functions, and the packages of functions, whose twins do not count.
var IgnoredTwins = Names("ctxtwin", "ignore",
	"`packages` and functions whose twins do not count, such as log/slog or example.com/db.Store.Get", "log/slog", "log", "logger", "logging", ".Logger", "github.com/goccy/go-json")

// Twins returns the functions with twins that the configuration describes, and those that
// are built in.
func (c *Config) Twins() *twins.Table { return twins.New(c.twins, IgnoredTwins.In(c)) }

// TwinKeys returns the keys by which a configuration describes a function with a twin.
func TwinKeys() []Key { return keysOf(twinKeys) }

var twinKeys = []keyOf[twins.Description]{
	{Key{Name: "path", Required: true, Doc: "the import path of the package that declares it"}, func(d *twins.Description, v any) { d.Path = v.(string) }},
	{Key{Name: "name", Required: true, Doc: "the function, the type, or the type and its method: DB.Begin"}, func(d *twins.Description, v any) { d.Name = v.(string) }},
	{Key{Name: "chain", Doc: "the method that takes the context and returns what has it: of a type, before its other methods, as in db.WithContext(ctx).Find(&user); of a function, on its result"},
		func(d *twins.Description, v any) { d.Chain = v.(string) }},
	{Key{Name: "except", Type: NamesKey, Doc: "with the chain of a type: its methods that wait for nothing, and need no context"},
		func(d *twins.Description, v any) { d.Except = v.([]string) }},
	{Key{Name: "field", Doc: "the field of the struct type that holds the context"}, func(d *twins.Description, v any) { d.Field = v.(string) }},
	{Key{Name: "twin", Doc: "the function, or method of the same type, that takes a context first"}, func(d *twins.Description, v any) { d.Twin = v.(string) }},
	{Key{Name: "arguments", Type: NamesKey, Doc: "what the twin is given behind the context, as Go expressions: [nil] for BeginTx(ctx, nil)"},
		func(d *twins.Description, v any) { d.Arguments = v.([]string) }},
	{Key{Name: "instead", Doc: "what to use instead, in words: such calls are reported, and not changed"}, func(d *twins.Description, v any) { d.Instead = v.(string) }},
}

// twins reads descriptions of functions with twins.
func (r *reader) twins(node *yaml.Node) {
	node = resolved(node)
	before := len(r.errs)
	var all []*twins.Description
	for i, node := range r.list(node, twinsKey, "want a list of functions, each with a path and a name") {
		keys := below(twinsKey, named(node, i))
		d, sound := new(twins.Description), len(r.errs)
		readKeys(r, node, keys, twinKeys, d)
		if len(r.errs) == sound {
			if err := d.Validate(); err != nil {
				r.errorf(node, keys, "it %w", err)
			}
		}
		d.Where = ".buslint.yml"
		if r.where != "" {
			d.Where = fmt.Sprintf("%s:%d", r.where, node.Line)
		}
		all = append(all, d)
	}
	if len(r.errs) > before {
		return
	}
	r.config.twins = all
	if err := node.Decode(&r.config.twinsText); err != nil {
		r.errorf(node, twinsKey, "%w", err)
	}
}
