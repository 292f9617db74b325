// Package plugin offers the rules of buslint to golangci-lint, as a module plugin
// of the name buslint. The settings are those that package config reads.
package plugin

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/rules"
)

func init() { register.Plugin("buslint", New) } //nolint:gochecknoinits // so plugins are made known

// New returns the plugin with the settings that stand in golangci-lint's
// configuration.
func New(tree any) (register.LinterPlugin, error) {
	c, err := rules.Language.Decode(tree)
	if err != nil {
		return nil, fmt.Errorf("settings of buslint: %w", err)
	}
	running, err := running(c)
	if err != nil {
		return nil, fmt.Errorf("settings of buslint: %w", err)
	}
	return plugin{config.With(running, c)}, nil
}

// running returns the rules over packages that the configuration lets run. It is an error
// if that turns on what cannot run here, or leaves nothing.
func running(c *config.Config) ([]*analysis.Analyzer, error) {
	for _, name := range c.Enabled() {
		if r, _ := rules.Named(name); r.Package == nil {
			return nil, fmt.Errorf("%s is about whole programs, and only the command buslint sees these", name)
		}
	}
	var all []*analysis.Analyzer
	for _, r := range rules.Running(c) {
		if r.Package != nil {
			all = append(all, r.Package)
		}
	}
	if len(all) == 0 {
		return nil, errors.New("disable: no rule is left")
	}
	return all, nil
}

type plugin struct{ rules []*analysis.Analyzer }

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
	return []*analysis.Analyzer{{
		Name:     "buslint",
		Doc:      "reports where a program leaves the conventions of its message bus",
		URL:      "https://github.com/buslint/buslint",
		Requires: requires,
		Run:      p.run,
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
