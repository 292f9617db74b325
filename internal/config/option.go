package config

import (
	"flag"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/go/analysis"
)

// An Option is a setting of a rule: a key below the name of the rule in a file, and the flag
// -rule.option on a command line.
type Option[T any] struct {
	name, usage string
	value       T      // if nothing is said
	text        string // the same as a flag would be given
	key         string // rule.option
	read        func(*yaml.Node) (T, error)
	parse       func(string) (T, error)
}

// Bool returns an option that is true or false, and false by default.
func Bool(rule, name, usage string) *Option[bool] {
	return &Option[bool]{
		key: rule + "." + name, name: name, usage: usage,
		read: readBool,
		parse: func(text string) (bool, error) {
			b, err := strconv.ParseBool(text)
			if err != nil {
				err = fmt.Errorf("want true or false, not %s", text)
			}
			return b, err
		},
	}
}

// Names returns an option that is a list of names. In a string, commas or spaces separate
// them.
func Names(rule, name, usage string, names ...string) *Option[[]string] {
	return &Option[[]string]{
		key: rule + "." + name, name: name, usage: usage, value: names, text: strings.Join(names, ","),
		read:  readNames,
		parse: func(text string) ([]string, error) { return splitNames(text), nil },
	}
}

// Regexp returns an option that is a regular expression.
func Regexp(rule, name, usage, expr string) *Option[*regexp.Regexp] {
	return &Option[*regexp.Regexp]{
		key: rule + "." + name, name: name, usage: usage, value: regexp.MustCompile(expr), text: expr,
		read: func(node *yaml.Node) (*regexp.Regexp, error) {
			text, err := readText(node)
			if err != nil {
				return nil, err
			}
			return regexp.Compile(text)
		},
		parse: regexp.Compile,
	}
}

// In returns the value in the configuration.
func (o *Option[T]) In(c *Config) T {
	if value, ok := c.options[o.key]; ok {
		return value.(T)
	}
	return o.value
}

// For returns the value in the configuration of the pass.
func (o *Option[T]) For(pass *analysis.Pass) T { return o.In(For(pass)) }

// An option is an Option of any type.
type option interface {
	flag(to *Flags) *flag.Flag
	readAny(node *yaml.Node) (any, error)
	fullName() string
	types() []string
}

func (o *Option[T]) fullName() string { return o.key }

func (o *Option[T]) readAny(node *yaml.Node) (any, error) { return o.read(node) }

// flag returns a flag, named as the option, that notes in to what it is set to.
func (o *Option[T]) flag(to *Flags) *flag.Flag {
	return &flag.Flag{Name: o.name, Usage: o.usage, Value: &optionValue[T]{o, to, o.text}, DefValue: o.text}
}

// An optionValue is the value of an option's flag.
type optionValue[T any] struct {
	*Option[T]
	to  *Flags
	set string
}

func (v *optionValue[T]) String() string {
	if v == nil || v.Option == nil {
		return ""
	}
	return v.set
}

func (v *optionValue[T]) Set(text string) error {
	value, err := v.parse(text)
	if err != nil {
		return err
	}
	v.set = text
	v.to.options[v.key] = value
	return nil
}

func (v *optionValue[T]) IsBoolFlag() bool { _, ok := any(v.value).(bool); return ok }

func (v *optionValue[T]) option() option { return v.Option }

// types returns the types of JSON that the value can have in a file.
func (o *Option[T]) types() []string {
	switch any(o.value).(type) {
	case bool:
		return []string{"boolean", "null"}
	case []string:
		return []string{"string", "array", "null"}
	}
	return []string{"string", "null"}
}

// optionsOf returns the options of an analyzer, in order of their names.
func optionsOf(a *analysis.Analyzer) []option {
	var options []option
	a.Flags.VisitAll(func(f *flag.Flag) {
		if v, ok := f.Value.(interface{ option() option }); ok {
			options = append(options, v.option())
		}
	})
	return options
}

func splitNames(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
}
