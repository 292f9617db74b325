// Package busmodel names the analyzer that all rules rest on, for drivers that take one
// package for each analyzer, as Bazel's nogo does: its flags configure every rule.
package busmodel

import "github.com/buslint/buslint/internal/busmodel"

// Analyzer finds what happens on the message bus in a package. It reports nothing. Its
// flags are those that belong to no single rule.
var Analyzer = busmodel.Analyzer
