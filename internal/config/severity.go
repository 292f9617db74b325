package config

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/buslint/buslint/internal/misspelt"
)

// A Severity says how much a finding matters to the project.
type Severity string

// The severities, the gravest first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Severities returns all severities, the gravest first.
func Severities() []string { return []string{string(Error), string(Warning), string(Info)} }

// AtLeast reports whether s is as severe as other, or more severe.
func (s Severity) AtLeast(other Severity) bool {
	return slices.Index(Severities(), string(s)) <= slices.Index(Severities(), string(other))
}

// Severity returns the severity of the findings of a rule, which is a warning unless the
// configuration sets another.
func (c *Config) Severity(rule string) Severity {
	if s, ok := c.severity[rule]; ok {
		return s
	}
	return Warning
}

// severities reads the severities of rules.
func (r *reader) severities(node *yaml.Node) {
	for _, e := range r.entries(node, severityKey, r.language.Rules) {
		keys := below(severityKey, e.key.Value)
		value, err := readText(e.value)
		switch {
		case err != nil:
			r.errorf(e.value, keys, "%w", err)
		case !slices.Contains(Severities(), value):
			r.errorf(e.value, keys, "%w", misspelt.Unknown("severity", value, Severities()))
		default:
			r.config.severity[e.key.Value] = Severity(value)
		}
	}
}
