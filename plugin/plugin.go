// Package plugin offers the rules of buslint to golangci-lint, as a module plugin
// of the name buslint. The settings are those that package settings describes.
package plugin

import (
	"fmt"
	"path/filepath"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/settings"
)

func init() { register.Plugin("buslint", New) }

// New returns the plugin with the settings that stand in golangci-lint's
// configuration.
func New(tree any) (register.LinterPlugin, error) {
	rules, err := settings.Apply(tree)
	if err != nil {
		return nil, fmt.Errorf("settings of buslint: %w", err)
	}
	return plugin(rules), nil
}

type plugin []*analysis.Analyzer

func (p plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	var adapted []*analysis.Analyzer
	for _, rule := range p {
		adapted = append(adapted, adapt(rule))
	}
	return adapted, nil
}

// adapt returns the rule as golangci-lint can run it.
func adapt(rule *analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     rule.Name,
		Doc:      rule.Doc,
		URL:      rule.URL,
		Requires: rule.Requires,
		Run: func(pass *analysis.Pass) (any, error) {
			own := *pass
			own.Analyzer = rule
			own.Report = func(d analysis.Diagnostic) {
				pass.Report(inOneFile(pass, d))
			}
			return rule.Run(&own)
		},
	}
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
