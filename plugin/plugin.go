// Package plugin offers the rules of buslint to golangci-lint, as a module plugin
// of the name buslint. The settings are those that package config reads. Without settings,
// the file .buslint.yml has them.
package plugin

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/rules"
)

func init() { register.Plugin("buslint", New) } //nolint:gochecknoinits // so plugins are made known

// New returns the plugin with the settings that stand in golangci-lint's configuration, or
// if there are none, with those of the file .buslint.yml in the working directory or above
// it. It returns an error if they are wrong, or leave no rule that can run here.
func New(tree any) (register.LinterPlugin, error) {
	if m, ok := tree.(map[string]any); tree == nil || ok && len(m) == 0 {
		return fromFile()
	}
	c, err := rules.Language.Decode(tree)
	if err != nil {
		return nil, fmt.Errorf("settings of buslint: %w", err)
	}
	for _, name := range c.Enabled() {
		if r, _ := rules.Named(name); r.Package == nil {
			return nil, fmt.Errorf("settings of buslint: %s is about whole programs, and only the command buslint sees these", name)
		}
	}
	return newPlugin(c)
}

// fromFile returns the plugin with the settings of the file. Rules over programs in it are
// for buslint itself.
func fromFile() (register.LinterPlugin, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	path, err := config.Find(dir)
	if err != nil {
		return nil, err
	}
	c := config.Default()
	if path != "" {
		if c, err = rules.Language.ReadFile(path); err != nil {
			return nil, err
		}
	}
	return newPlugin(c)
}

func newPlugin(c *config.Config) (register.LinterPlugin, error) {
	all, _ := rules.Split(rules.Running(c))
	if len(all) == 0 {
		return nil, errors.New("settings of buslint: disable: no rule is left to run")
	}
	sum := sha256.Sum256([]byte(c.Base() + c.String()))
	return plugin{config.With(all, c), hex.EncodeToString(sum[:8])}, nil
}

type plugin struct {
	rules []*analysis.Analyzer
	sum   string // of the configuration
}

func (p plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// BuildAnalyzers returns the rules as one analyzer: which fixes golangci-lint may
// have can be told only with those of all rules in hand.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	var requires []*analysis.Analyzer
	for _, rule := range p.rules {
		for _, a := range rule.Requires {
			if !slices.Contains(requires, a) {
				requires = append(requires, a)
			}
		}
	}
	const url = "https://github.com/buslint/buslint"
	return []*analysis.Analyzer{{
		Name:     "buslint",
		Doc:      "reports where a program leaves the conventions of its message bus",
		URL:      url,
		Requires: requires,
		Run:      p.run,
	}, {
		// golangci-lint keeps findings by the names of analyzers, and does not know of
		// the file: so the name of one that does nothing stands for what is in it.
		Name: "buslint_" + p.sum,
		Doc:  "keeps findings of other settings apart",
		URL:  url,
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}}, nil
}

func (p plugin) run(pass *analysis.Pass) (any, error) {
	var found []analysis.Diagnostic
	for _, rule := range p.rules {
		own := *pass
		own.Analyzer = rule
		own.Report = func(d analysis.Diagnostic) {
			d.Message = rule.Name + ": " + d.Message
			d.URL = rule.URL
			found = append(found, inOneFile(pass, d))
		}
		if _, err := rule.Run(&own); err != nil {
			return nil, fmt.Errorf("%s: %w", rule.Name, err)
		}
	}
	if err := withdrawUnsound(pass, found); err != nil {
		return nil, err
	}
	for _, d := range found {
		pass.Report(d)
	}
	return nil, nil
}

// inOneFile returns d without what golangci-lint would take apart. Of a fix it
// applies only the edits in the file of the finding, and half a fix is worse than
// none. Each related place it makes a finding of its own, so these go into the
// message.
func inOneFile(pass *analysis.Pass, d analysis.Diagnostic) analysis.Diagnostic {
	file := pass.Fset.File(d.Pos)
	for _, fix := range d.SuggestedFixes {
		for _, edit := range fix.TextEdits {
			if pass.Fset.File(edit.Pos) != file {
				d.SuggestedFixes = nil
			}
		}
	}
	posn := pass.Fset.Position(d.Pos)
	for _, related := range d.Related {
		other := pass.Fset.Position(related.Pos)
		name, err := filepath.Rel(filepath.Dir(posn.Filename), other.Filename)
		if err != nil {
			name = other.Filename
		}
		d.Message += fmt.Sprintf(" [%s:%d: %s]", filepath.ToSlash(name), other.Line, related.Message)
	}
	d.Related = nil
	return d
}

// withdrawUnsound takes from the findings the fixes that would not compile if all
// were made, which is what golangci-lint does with them. Unlike buslint and go fix
// it does not look after imports.
func withdrawUnsound(pass *analysis.Pass, found []analysis.Diagnostic) error {
	t := &trial{pass: pass}
	var all []*analysis.SuggestedFix
	for i := range found {
		for j := range found[i].SuggestedFixes {
			fix := &found[i].SuggestedFixes[j]
			if err := t.dropImports(fix); err != nil {
				return err
			}
			all = append(all, fix)
		}
	}
	if len(all) == 0 {
		return nil
	}
	if err := t.compiles(all...); !errors.Is(err, errUnsound) {
		return err
	}
	var kept []*analysis.SuggestedFix
	for i := range found {
		for j := range found[i].SuggestedFixes {
			switch err := t.compiles(append(kept, &found[i].SuggestedFixes[j])...); {
			case errors.Is(err, errUnsound):
				found[i].SuggestedFixes = nil
			case err != nil:
				return err
			default:
				kept = append(kept, &found[i].SuggestedFixes[j])
			}
		}
	}
	return nil
}
