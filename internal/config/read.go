package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/profile"
)

// FileName is the name of the file of a project. [Find] also accepts the ending .yaml.
const (
	FileName  = ".buslint.yml"
	otherName = ".buslint.yaml"
)

// The keys beside the rules, and those of an exclusion.
const (
	enableKey   = "enable"
	alsoKey     = "enable-also"
	disableKey  = "disable"
	excludeKey  = "exclude"
	severityKey = "severity"
	profilesKey = "profiles"
	twinsKey    = "twins"

	pathKey  = "path"
	rulesKey = "rules"
)

// A Language is the set of rules and options that a configuration can mention.
type Language struct {
	Rules     []string // by which configurations turn rules on and off
	analyzers []*analysis.Analyzer
}

// NewLanguage returns the language for the analyzers, some of which may not be rules, and
// for more rules, which have no options.
func NewLanguage(analyzers []*analysis.Analyzer, more ...string) *Language {
	l := &Language{analyzers: analyzers}
	for _, a := range analyzers {
		if a.ResultType == nil {
			l.Rules = append(l.Rules, a.Name)
		}
	}
	l.Rules = append(l.Rules, more...)
	return l
}

// options returns the options of the rule of that name.
func (l *Language) options(rule string) []option {
	for _, a := range l.analyzers {
		if a.Name == rule {
			return optionsOf(a)
		}
	}
	return nil
}

// keys returns the keys that stand at the top of a configuration.
func (l *Language) keys() []string {
	keys := []string{disableKey, enableKey, alsoKey, severityKey, excludeKey, profilesKey, twinsKey}
	for _, a := range l.analyzers {
		if !slices.Contains(l.Rules, a.Name) {
			keys = append(keys, a.Name)
		}
	}
	return append(keys, l.Rules...)
}

// Find returns the path of the file that applies to dir: the one in dir, or in the nearest
// folder above it that has one, or "". Two files in one folder are an error.
func Find(dir string) (string, error) {
	for {
		path, err := FindIn(dir)
		if parent := filepath.Dir(dir); path == "" && err == nil && parent != dir {
			dir = parent
			continue
		}
		return path, err
	}
}

// FindIn returns the path of the file in dir, or "" if there is none. Two files are an
// error.
func FindIn(dir string) (string, error) {
	found := ""
	for _, name := range []string{FileName, otherName} {
		path := filepath.Join(dir, name)
		switch _, err := os.Lstat(path); { // a link that leads nowhere is a mistake, not no file
		case err == nil && found != "":
			return "", fmt.Errorf("there are both %s and %s in %s; remove one of them", FileName, otherName, dir)
		case err == nil:
			found = path
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		}
	}
	return found, nil
}

// ReadFile reads the named file. The error joins all mistakes, and names the file, line,
// column and key of each.
func (l *Language) ReadFile(path string) (*Config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := unmarshal(data, &doc); err != nil {
		line, text, ok := strings.Cut(strings.TrimPrefix(err.Error(), "line "), ": ")
		if _, e := strconv.Atoi(line); !ok || e != nil {
			line, text = "1", err.Error() // the decoder leaves out the first
		}
		return nil, fmt.Errorf("%s:%s: %s", path, line, text)
	}
	c, err := l.read(&doc, path)
	if c != nil {
		c.Path, c.dir = path, dir
	}
	return c, err
}

// Read reads a configuration that does not come from a file, in YAML or JSON. The error
// joins all mistakes, and names the key of each.
func (l *Language) Read(text []byte) (*Config, error) {
	var doc yaml.Node
	if err := unmarshal(text, &doc); err != nil {
		return nil, err
	}
	return l.read(&doc, "")
}

// Decode reads a configuration that another decoder has turned into maps, slices, strings,
// numbers and booleans. The error joins all mistakes, and names the key of each.
func (l *Language) Decode(tree any) (*Config, error) {
	var node yaml.Node
	if err := node.Encode(tree); err != nil {
		return nil, err
	}
	return l.read(&node, "")
}

// unmarshal parses YAML of one document.
func unmarshal(data []byte, doc *yaml.Node) error {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	err := dec.Decode(doc)
	if errors.Is(err, io.EOF) {
		return nil
	}
	var second yaml.Node
	if err == nil && !errors.Is(dec.Decode(&second), io.EOF) {
		return fmt.Errorf("line %d: want one document, and this is a second one", second.Line)
	}
	if err != nil {
		return errors.New(strings.TrimPrefix(err.Error(), "yaml: "))
	}
	return nil
}

// content returns what stands in a document: nothing if it is empty.
func content(doc *yaml.Node) *yaml.Node {
	switch doc.Kind {
	case 0:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}
	case yaml.DocumentNode:
		return doc.Content[0]
	}
	return doc
}

// read reads a configuration. Where is the file that it stands in, or "".
func (l *Language) read(doc *yaml.Node, where string) (*Config, error) {
	r := &reader{where: where, language: l, config: Default()}
	r.config.options, r.config.severity = map[string]any{}, map[string]Severity{}
	r.top(content(doc))
	if len(r.errs) == 0 && !slices.ContainsFunc(l.Rules, func(rule string) bool { return r.config.Runs(rule, true) }) {
		r.errorf(content(doc), disableKey, "no rule is left to run")
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return r.config, nil
}

// A reader reads one configuration, and collects what is wrong with it.
type reader struct {
	where    string
	language *Language
	config   *Config
	errs     []placed
}

// A placed is an error with the node in which it is.
type placed struct {
	at  *yaml.Node
	err error
}

// err returns all that is wrong, in order of the places.
func (r *reader) err() error {
	slices.SortStableFunc(r.errs, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.at.Line, b.at.Line), cmp.Compare(a.at.Column, b.at.Column))
	})
	var errs []error
	for _, wrong := range r.errs {
		errs = append(errs, wrong.err)
	}
	return errors.Join(errs...)
}

// errorf notes what is wrong at a node, to which the keys lead.
func (r *reader) errorf(node *yaml.Node, keys, format string, args ...any) {
	err := fmt.Errorf(format, args...)
	if keys != "" {
		err = fmt.Errorf("%s: %w", keys, err)
	}
	if r.where != "" {
		err = fmt.Errorf("%s:%d:%d: %w", r.where, node.Line, node.Column, err)
	}
	r.errs = append(r.errs, placed{node, err})
}

// below returns the keys that lead to what stands at key below keys.
func below(keys, key string) string {
	if keys == "" {
		return key
	}
	return keys + ": " + key
}

// An entry is a key with its value.
type entry struct{ key, value *yaml.Node }

// entries returns the entries of a mapping that have one of the known keys and a value
// that is not null: that says nothing.
func (r *reader) entries(node *yaml.Node, keys string, known []string) []entry {
	node = resolved(node)
	if isNull(node) {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		r.errorf(node, keys, "want keys with values, not %s", describe(node))
		return nil
	}
	var entries []entry
	seen := map[string]bool{}
	for _, e := range pairs(node) {
		switch key := e.key; {
		case seen[key.Value]:
			r.errorf(key, keys, "the key %s is repeated", key.Value)
		case !slices.Contains(known, key.Value):
			r.errorf(key, keys, "%w", misspelt.Unknown("key", key.Value, known))
		case !isNull(e.value):
			entries = append(entries, e)
		}
		seen[e.key.Value] = true
	}
	return entries
}

// pairs returns the keys of a mapping with their values, and after them those of the
// mappings that it merges with <<, as far as it has not these keys itself. It is within
// others, as an anchor may hold itself.
func pairs(node *yaml.Node, within ...*yaml.Node) []entry {
	if node.Kind != yaml.MappingNode || slices.Contains(within, node) {
		return nil
	}
	var all, merged []entry
	for pair := range slices.Chunk(node.Content, 2) {
		key, value := pair[0], resolved(pair[1])
		if key.ShortTag() != "!!merge" {
			all = append(all, entry{key, value})
			continue
		}
		from := []*yaml.Node{value}
		if value.Kind == yaml.SequenceNode {
			from = value.Content
		}
		for _, other := range from {
			merged = append(merged, pairs(resolved(other), append(within, node)...)...)
		}
	}
	for _, e := range merged {
		if !slices.ContainsFunc(all, func(own entry) bool { return own.key.Value == e.key.Value }) {
			all = append(all, e)
		}
	}
	return all
}

func (r *reader) top(node *yaml.Node) {
	for _, e := range r.entries(node, "", r.language.keys()) {
		switch key := e.key.Value; key {
		case enableKey:
			r.config.enable = r.ruleNames(e.value, key)
		case alsoKey:
			r.config.also = r.ruleNames(e.value, key)
		case disableKey:
			r.config.disable = r.ruleNames(e.value, key)
		case severityKey:
			r.severities(e.value)
		case excludeKey:
			for _, node := range r.list(e.value, key, "want a list of exclusions, each with a path") {
				r.exclusion(node)
			}
		case profilesKey:
			r.profiles(e.value)
		case twinsKey:
			r.twins(e.value)
		default:
			r.options(e.value, key)
		}
	}
}

// options reads the options of a rule.
func (r *reader) options(node *yaml.Node, rule string) {
	byName := map[string]option{}
	var known []string
	for _, o := range r.language.options(rule) {
		_, name, _ := strings.Cut(o.fullName(), ".")
		byName[name] = o
		known = append(known, name)
	}
	for _, e := range r.entries(node, rule, known) {
		o := byName[e.key.Value]
		value, err := o.readAny(e.value)
		if err != nil {
			r.errorf(e.value, below(rule, e.key.Value), "%w", err)
			continue
		}
		r.config.options[o.fullName()] = value
	}
}

// ruleNames returns a list of names of rules.
func (r *reader) ruleNames(node *yaml.Node, keys string) []string {
	names, err := readNames(node)
	if err != nil {
		r.errorf(node, keys, "%w", err)
	}
	for _, name := range names {
		if !slices.Contains(r.language.Rules, name) {
			r.errorf(node, keys, "%w", misspelt.Unknown("rule", name, r.language.Rules))
		}
	}
	return names
}

// list returns the elements of a list.
func (r *reader) list(node *yaml.Node, keys, want string) []*yaml.Node {
	if node = resolved(node); node.Kind != yaml.SequenceNode {
		r.errorf(node, keys, "%s, not %s", want, describe(node))
		return nil
	}
	return node.Content
}

// exclusion reads which rules are off in which files.
func (r *reader) exclusion(node *yaml.Node) {
	var e exclusion
	hasPath := false
	before := len(r.errs)
	for _, entry := range r.entries(node, excludeKey, []string{pathKey, rulesKey}) {
		keys := below(excludeKey, entry.key.Value)
		if entry.key.Value == rulesKey {
			if e.rules = r.ruleNames(entry.value, keys); len(e.rules) == 0 && len(r.errs) == before {
				r.errorf(entry.value, keys, "the list is empty; leave it out to silence all rules")
			}
			continue
		}
		hasPath = true
		e.paths = r.paths(entry.value, keys)
	}
	switch {
	case len(r.errs) > before:
	case !hasPath:
		at := resolved(node)
		for _, e := range pairs(at) {
			if e.key.Value == pathKey {
				at = e.key
			}
		}
		r.errorf(at, excludeKey, "an exclusion needs a path: a regular expression for names of files, such as ^legacy/, or a list of them")
	default:
		r.config.exclude = append(r.config.exclude, e)
	}
}

// paths reads a regular expression, or a list of them.
func (r *reader) paths(node *yaml.Node, keys string) []*regexp.Regexp {
	nodes := []*yaml.Node{node}
	if node.Kind == yaml.SequenceNode {
		nodes = node.Content
	}
	var paths []*regexp.Regexp
	for _, node := range nodes {
		text, err := readText(resolved(node))
		if err == nil && text == "" {
			err = errors.New("it is empty, and would match all files")
		}
		var path *regexp.Regexp
		if err == nil {
			path, err = regexp.Compile(text)
		}
		if err != nil {
			r.errorf(node, keys, "%w", err)
		}
		paths = append(paths, path)
	}
	if len(nodes) == 0 {
		r.errorf(node, keys, "the list is empty, and matches no file")
	}
	return paths
}

// profiles reads descriptions of buses.
func (r *reader) profiles(node *yaml.Node) {
	node = resolved(node)
	if isNull(node) {
		return
	}
	before := len(r.errs)
	var profiles []*profile.Profile
	lines := map[*profile.Profile]int{}
	for i, node := range r.list(node, profilesKey, "want a list of buses, each with a name") {
		keys := below(profilesKey, named(node, i))
		p := r.profile(node, keys)
		if slices.ContainsFunc(slices.Concat(profiles, profile.Known), func(q *profile.Profile) bool { return q.Name == p.Name && p.Name != "" }) {
			r.errorf(node, below(keys, "name"), "there is already a profile %s", p.Name)
		}
		profiles = append(profiles, p)
		lines[p] = node.Line
	}
	if len(r.errs) > before {
		return
	}
	r.config.Profiles = slices.Concat(profiles, r.config.Profiles)
	r.config.lines = lines
	if err := node.Decode(&r.config.description); err != nil {
		r.errorf(node, profilesKey, "%w", err)
	}
}

// resolved returns the node to which an alias refers, or node.
func resolved(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		return node.Alias
	}
	return node
}

func isNull(node *yaml.Node) bool { return node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null" }

// describe returns what a node is, for people.
func describe(node *yaml.Node) string {
	switch {
	case node.Kind == yaml.MappingNode:
		return "keys with values"
	case node.Kind == yaml.SequenceNode:
		return "a list"
	case isNull(node):
		return "nothing"
	case node.Value == "":
		return "an empty string"
	case node.ShortTag() == "!!str":
		return strconv.Quote(node.Value)
	}
	return node.Value
}

func readBool(node *yaml.Node) (b bool, err error) {
	if node.Kind != yaml.ScalarNode || node.ShortTag() != "!!bool" {
		return false, fmt.Errorf("want true or false, not %s", describe(node))
	}
	err = node.Decode(&b)
	return b, err
}

func readText(node *yaml.Node) (string, error) {
	if node.Kind != yaml.ScalarNode || node.ShortTag() != "!!str" {
		return "", fmt.Errorf("want a string, not %s", describe(node))
	}
	return node.Value, nil
}

// readTexts reads a list of strings that are not empty.
func readTexts(node *yaml.Node) ([]string, error) {
	if node.Kind != yaml.SequenceNode {
		return nil, fmt.Errorf("want a list of strings, not %s", describe(node))
	}
	texts := []string{}
	for _, element := range node.Content {
		text, err := readText(resolved(element))
		if err == nil && strings.Trim(text, ", ") == "" {
			err = errors.New("want a string, not an empty string")
		}
		if err != nil {
			return nil, fmt.Errorf("in the list: %w", err)
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// readNames reads a list of names, or a string in which commas or spaces part them.
func readNames(node *yaml.Node) ([]string, error) {
	if node.Kind == yaml.SequenceNode {
		texts, err := readTexts(node)
		return splitNames(strings.Join(texts, ",")), err
	}
	text, err := readText(node)
	if err != nil {
		return nil, fmt.Errorf("want a string or a list of strings, not %s", describe(node))
	}
	return splitNames(text), nil
}
