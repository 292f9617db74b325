package commandname

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/naming"
	"github.com/buslint/buslint/internal/suppress"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "commandname",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("commandname"),
	Requires: []*analysis.Analyzer{busmodel.Analyzer, suppress.Analyzer},
	Run:      run,
}

var options naming.Options

func init() { options.Flags(&Analyzer.Flags) }

func run(pass *analysis.Pass) (any, error) {
	naming.Check(pass, &options, naming.Convention{
		Kind:  busmodel.Command,
		Is:    "in the imperative",
		Name:  "start it with what is to be done, as in CreateUser",
		Judge: options.Judge().Command,
	})
	return nil, nil
}
