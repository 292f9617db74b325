package main

import (
	"errors"
	"flag"
	"fmt"
	"go/token"
	"os"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/report"
	"github.com/buslint/buslint/internal/rules"
)

// options are the flags of the lint command.
type options struct {
	format  string
	json    bool
	output  string
	failOn  string
	color   string
	newFrom string

	baseline      string
	writeBaseline bool
	allowRise     bool

	context int
	fix     bool
	diff    bool
	tests   bool
	tags    string
	verbose bool

	configFile string
	settings   *config.Flags
}

// An output is a file of -o, and the format that it names; "" is that which is printed
// otherwise.
type output struct{ format, file string }

// outputs returns the files of -o. A prefix that looks like a format has to be one.
func (o *options) outputs() ([]output, error) {
	var all []output
	if o.output == "" {
		return nil, nil
	}
	for file := range strings.SplitSeq(o.output, ",") {
		format, name, ok := strings.Cut(file, ":")
		if isFormat := slices.Contains(report.Formats(), format); ok && !isFormat && len(format) > 1 && token.IsIdentifier(format) {
			return nil, fmt.Errorf("-o %s: %w (a file of that name is ./%s)", file, misspelt.Unknown("format", format, report.Formats()), file)
		} else if !isFormat || !ok {
			format, name = "", file
		}
		if name == "" {
			return nil, fmt.Errorf("-o %s: a file has no name", o.output)
		}
		all = append(all, output{format, name})
	}
	return all, nil
}

// listed returns the elements of a comma-separated list, without the spaces around them.
func listed(text string) []string {
	elements := strings.Split(text, ",")
	for i := range elements {
		elements[i] = strings.TrimSpace(elements[i])
	}
	return elements
}

// isRule reports whether there is a rule of that name.
func isRule(name string) bool {
	_, ok := rules.Named(name)
	return ok
}

// declareFlags declares the flags of the linter: its own, one for each rule that turns it
// on or off, and the rules' own flags, named as multichecker names them.
func (o *options) declareFlags(fs *flag.FlagSet) {
	fs.StringVar(&o.format, "format", "text", "print the findings as `F`: "+strings.Join(report.Formats(), ", "))
	fs.BoolVar(&o.json, "json", false, "print JSON as go vet does: -format json, with exit code 0 even if there are findings")
	fs.StringVar(&o.output, "o", "", "write the findings to `file`; FORMAT:FILE, comma-separated, writes other formats in addition")
	fs.StringVar(&o.failOn, "fail-on", "", "exit with 3 only for findings of these comma-separated `rules`, or of a severity and graver ones: "+strings.Join(config.Severities(), ", ")+"; none means never")
	fs.StringVar(&o.color, "color", colorAuto, "say `when` to use colours: auto (on a terminal, unless NO_COLOR is set), always or never")
	fs.StringVar(&o.newFrom, "new-from", "", "report only findings that are new since the branch left the git `revision`")
	fs.StringVar(&o.baseline, "baseline", "", "report only findings that exceed the counts in `file`")
	fs.BoolVar(&o.writeBaseline, "write-baseline", false, "lower the counts in the file of -baseline to the current findings, or create the file")
	fs.BoolVar(&o.allowRise, "allow-rise", false, "let -write-baseline also raise counts")
	fs.IntVar(&o.context, "c", -1, "also print the line of each finding, with `n` lines of context")
	fs.BoolVar(&o.fix, "fix", false, "apply the suggested fixes")
	fs.BoolVar(&o.diff, "diff", false, "print what -fix would change, but change nothing")
	fs.BoolVar(&o.tests, "test", true, "also lint test files")
	fs.StringVar(&o.tags, "tags", "", "comma-separated build `tags`")
	fs.BoolVar(&o.verbose, "v", false, "also print what was left out and why, and which handlers do not use their context")
	fs.StringVar(&o.configFile, "config", "", "read the settings from `file` instead of the nearest "+config.FileName+"; none means no file")
	o.settings = config.NewFlags(rules.Language)
	o.settings.Declare(fs, func(name string) string {
		r, _ := rules.Named(name)
		return r.Title()
	})
}

// declareFindingFlags declares those flags of the linter that decide on what is found: of
// the rules, the build tags, and the configuration file; and more of them.
func (o *options) declareFindingFlags(fs *flag.FlagSet, more ...string) {
	o.declareSome(fs, append(more, "tags", "config")...)
}

// declareSome declares the flags of the rules, and those of the linter with the names.
func (o *options) declareSome(fs *flag.FlagSet, names ...string) {
	all := newFlagSet()
	o.declareFlags(all)
	all.VisitAll(func(f *flag.Flag) {
		if isOfRule(f.Name) || slices.Contains(names, f.Name) {
			fs.Var(f.Value, f.Name, f.Usage)
		}
	})
}

// isOfRule reports whether a flag switches a rule or belongs to one.
func isOfRule(name string) bool { return isRule(name) || strings.Contains(name, ".") }

// without returns a copy of fs that lacks some flags.
func without(fs *flag.FlagSet, lacks func(name string) bool) *flag.FlagSet {
	rest := newFlagSet()
	fs.VisitAll(func(f *flag.Flag) {
		if !lacks(f.Name) {
			rest.Var(f.Value, f.Name, f.Usage)
		}
	})
	return rest
}

// configure returns the configuration for dir: what the flags say, and besides the file
// that they name, or the nearest.
func (o *options) configure(dir string) (*config.Config, error) {
	c, err := o.readConfig(dir)
	if err != nil {
		return nil, err
	}
	return o.settings.Over(c), nil
}

func (o *options) readConfig(dir string) (*config.Config, error) {
	if o.settings.Whole() != nil && o.configFile != "" {
		return nil, errors.New("-busmodel.config is the whole configuration, and -config names a file with another: use only one of them")
	}
	if o.settings.Whole() != nil || o.configFile == "none" {
		return config.Default(), nil
	}
	if o.configFile != "" {
		return rules.Language.ReadFile(o.configFile)
	}
	found, err := config.Find(dir)
	if err != nil || found == "" {
		return config.Default(), err
	}
	working, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	return rules.Language.ReadFile(report.Relative(working, found))
}

// check returns an error if flags ask for what does not exist, or does not go
// together.
func (o *options) check() error {
	if !slices.Contains(report.Formats(), o.format) {
		return fmt.Errorf("-format: %w", misspelt.Unknown("format", o.format, report.Formats()))
	}
	if _, err := o.outputs(); err != nil {
		return err
	}
	if o.diff && (o.json || o.output != "" || o.format != "text") {
		return errors.New("-diff prints changes and no findings, so -format, -json and -o have nothing to write: use only one of them")
	}
	if o.writeBaseline && o.baseline == "" {
		return errors.New("-write-baseline requires -baseline file")
	}
	if o.allowRise && !o.writeBaseline {
		return errors.New("-allow-rise is for -write-baseline")
	}
	if o.writeBaseline && o.newFrom != "" {
		return errors.New("-write-baseline counts all findings, but -new-from leaves some out: use only one of them")
	}
	if o.failOn == "" || o.failOn == "none" {
		return nil
	}
	for _, name := range listed(o.failOn) {
		if !isRule(name) && !slices.Contains(config.Severities(), name) {
			return fmt.Errorf("-fail-on: %w", misspelt.Unknown("rule or severity", name, slices.Concat(rules.Names(), config.Severities())))
		}
	}
	return nil
}
