// Package config reads .buslint.yml, the file in which a project says once what the
// flags of buslint say each time:
//
//	disable: [queryresult]
//	eventname:
//	  allow: [Heartbeat, Tick]
//	exclude:
//	  - path: ^legacy/
//	    rules: [eventname, commandname]
//
// At profiles it describes buses, by the keys of package busmodel. The keys beside
// enable, disable, exclude and profiles are the rules, and below them the names of their
// flags. The settings of the golangci-lint plugin are the same.
package config

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/settings"
	"github.com/buslint/buslint/internal/suppress"
)

// Name is the name of the file.
const Name = ".buslint.yml"

// A File is what a configuration file says.
type File struct {
	Path     string
	Dir      string // absolute, from which names of files count
	Settings []Setting
	Exclude  suppress.Exclusions
	Profiles map[string]int // the lines of those that are described, by name
}

// A Setting is the value of a flag.
type Setting struct {
	Flag, Value string
	Line        int
}

// Find returns the path of the file that holds for dir: in dir, or in the nearest
// directory above it that has one; "" if none has.
func Find(dir string) (string, error) {
	for {
		path := filepath.Join(dir, Name)
		switch _, err := os.Stat(path); {
		case err == nil:
			return path, nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", nil
		}
		dir = parent
	}
}

// Read reads a configuration file. Flags holds the flags that it may set, called
// rule.flag, and the switches of the rules. The error joins all that is wrong, and
// names file, line and key of each.
func Read(path string, flags *flag.FlagSet, rules []string) (*File, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %s", path, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	r := &reader{file: &File{Path: path, Dir: dir}, flags: flags, rules: rules}
	if len(doc.Content) > 0 {
		r.top(doc.Content[0])
	}
	return r.file, errors.Join(r.errs...)
}

type reader struct {
	file  *File
	flags *flag.FlagSet
	rules []string
	errs  []error
}

// errorf notes what is wrong at a node, which the keys lead to.
func (r *reader) errorf(node *yaml.Node, keys, format string, args ...any) {
	where := fmt.Sprintf("%s:%d: ", r.file.Path, node.Line)
	if keys != "" {
		where += keys + ": "
	}
	r.errs = append(r.errs, fmt.Errorf(where+format, args...))
}

// entries calls f with the keys and values of a mapping.
func (r *reader) entries(node *yaml.Node, keys string, f func(key, value *yaml.Node)) {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if node.Tag == "!!null" {
		return
	}
	if node.Kind != yaml.MappingNode {
		r.errorf(node, keys, "want keys with values")
		return
	}
	lines := map[string]int{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key := node.Content[i]
		if line, ok := lines[key.Value]; ok {
			r.errorf(key, keys, "%s stands in line %d already", key.Value, line)
			continue
		}
		lines[key.Value] = key.Line
		f(key, node.Content[i+1])
	}
}

func (r *reader) top(node *yaml.Node) {
	// The rules and what they build on, by their flags.
	flagsOf := map[string][]string{}
	for _, rule := range r.rules {
		flagsOf[rule] = nil
	}
	r.flags.VisitAll(func(f *flag.Flag) {
		if rule, name, ok := strings.Cut(f.Name, "."); ok && !settings.IsTopLevel(rule, name) {
			flagsOf[rule] = append(flagsOf[rule], name)
		}
	})
	r.entries(node, "", func(key, value *yaml.Node) {
		switch key.Value {
		case "enable", "disable":
			for _, rule := range r.list(value, key.Value, r.rules) {
				r.set(value, key.Value, rule, fmt.Sprint(key.Value == "enable"))
			}
		case "exclude":
			if value.Kind != yaml.SequenceNode {
				r.errorf(value, "exclude", "want a list of exclusions, each with a path")
				return
			}
			for _, exclusion := range value.Content {
				r.exclusion(exclusion)
			}
		case "profiles":
			r.profiles(value)
		default:
			names, ok := flagsOf[key.Value]
			if !ok {
				known := append(slices.Sorted(maps.Keys(flagsOf)), "disable", "enable", "exclude", "profiles")
				r.errorf(key, "", "%w", misspelt.Unknown("key", key.Value, known))
				return
			}
			r.entries(value, key.Value, func(name, value *yaml.Node) {
				if !slices.Contains(names, name.Value) {
					r.errorf(name, key.Value, "%w", misspelt.Unknown("key", name.Value, names))
					return
				}
				r.flag(value, key.Value+"."+name.Value)
			})
		}
	})
}

// flag notes the value of a flag.
func (r *reader) flag(node *yaml.Node, name string) {
	keys := strings.Replace(name, ".", ": ", 1)
	var value any
	if err := node.Decode(&value); err != nil {
		r.errorf(node, keys, "%v", err)
		return
	}
	b, ok := r.flags.Lookup(name).Value.(interface{ IsBoolFlag() bool })
	text, err := settings.Text(value, ok && b.IsBoolFlag())
	if err != nil {
		r.errorf(node, keys, "%w", err)
		return
	}
	r.set(node, keys, name, text)
}

func (r *reader) set(node *yaml.Node, keys, name, value string) {
	if r.flags.Lookup(name) == nil {
		r.errorf(node, keys, "there is no flag %s", name)
		return
	}
	r.file.Settings = append(r.file.Settings, Setting{name, value, node.Line})
}

// list returns the texts of a list, each of which must be known.
func (r *reader) list(node *yaml.Node, keys string, known []string) []string {
	var texts []string
	if err := node.Decode(&texts); err != nil {
		r.errorf(node, keys, "want a list of names")
		return nil
	}
	for _, text := range texts {
		if !slices.Contains(known, text) {
			r.errorf(node, keys, "%w", misspelt.Unknown("rule", text, known))
		}
	}
	return slices.DeleteFunc(texts, func(text string) bool { return !slices.Contains(known, text) })
}

func (r *reader) exclusion(node *yaml.Node) {
	var e suppress.Exclusion
	hasPath := false
	r.entries(node, "exclude", func(key, value *yaml.Node) {
		switch key.Value {
		case "path":
			hasPath = true
			re, err := regexp.Compile(value.Value)
			if err != nil {
				r.errorf(value, "exclude: path", "%v", err)
				return
			}
			e.Path = re
		case "rules":
			e.Rules = r.list(value, "exclude: rules", r.rules)
		default:
			r.errorf(key, "exclude", "%w", misspelt.Unknown("key", key.Value, settings.ExclusionKeys))
		}
	})
	if !hasPath {
		r.errorf(node, "exclude", "%w", suppress.ErrNoPath)
	}
	if e.Path != nil {
		r.file.Exclude = append(r.file.Exclude, e)
	}
}

func (r *reader) profiles(node *yaml.Node) {
	const keys = "profiles"
	var tree any
	if err := node.Decode(&tree); err != nil {
		text := strings.TrimPrefix(err.Error(), "yaml: ")
		r.errorf(node, keys, "%s", strings.TrimPrefix(text, "unmarshal errors:\n  "))
		return
	}
	profiles, err := busmodel.Describe(tree)
	if err != nil {
		for _, err := range err.(interface{ Unwrap() []error }).Unwrap() {
			if wrong, ok := errors.AsType[*busmodel.DescriptionError](err); ok {
				r.errorf(nodeAt(node, wrong.Path), keys, "%w", wrong)
			}
		}
		return
	}
	r.file.Profiles = map[string]int{}
	for i, p := range profiles {
		r.file.Profiles[p.Name] = nodeAt(node, []any{i}).Line
	}
	text, err := busmodel.Description(tree)
	if err != nil {
		r.errorf(node, keys, "%w", err)
		return
	}
	r.set(node, keys, busmodel.Analyzer.Name+"."+settings.ProfilesFlag, text)
}

// nodeAt returns the node to which indices and keys lead, as far as they do: the key
// itself if it is a mapping's.
func nodeAt(node *yaml.Node, path []any) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		return nodeAt(node.Alias, path)
	}
	if len(path) == 0 {
		return node
	}
	switch step := path[0].(type) {
	case int:
		if node.Kind == yaml.SequenceNode && step < len(node.Content) {
			return nodeAt(node.Content[step], path[1:])
		}
	case string:
		for pair := range slices.Chunk(node.Content, 2) {
			switch {
			case node.Kind != yaml.MappingNode || pair[0].Value != step:
			case len(path) == 1:
				return pair[0]
			default:
				return nodeAt(pair[1], path[1:])
			}
		}
	}
	return node
}

// Apply sets the flags that the file has and that wanted accepts. The error names file,
// line and key of what a flag does not take.
func (f *File) Apply(flags *flag.FlagSet, wanted func(Setting) bool) error {
	var errs []error
	for _, s := range f.Settings {
		if !wanted(s) {
			continue
		}
		if err := flags.Set(s.Flag, s.Value); err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %s: %w", f.Path, s.Line, strings.Replace(s.Flag, ".", ": ", 1), err))
		}
	}
	return errors.Join(errs...)
}

// Excludes reports whether the file turns the rule off for the file of that name.
func (f *File) Excludes(rule, filename string) bool {
	return f.Exclude.Exclude(rule, f.Dir, filename)
}
