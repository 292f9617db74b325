// Allsyntax runs the rules of buslint as a multichecker does that needs facts: all
// dependencies are type-checked from source for their sake.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/buslint/buslint/analyzers"
)

// fact is there to be asked for.
type fact struct{}

func (*fact) AFact() {}

var needsFacts = &analysis.Analyzer{
	Name:      "needsfacts",
	Doc:       "makes the driver load all syntax",
	FactTypes: []analysis.Fact{new(fact)},
	Run:       func(*analysis.Pass) (any, error) { return nil, nil },
}

func main() { multichecker.Main(append(analyzers.Suite, needsFacts)...) }
