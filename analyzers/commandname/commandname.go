package commandname

import (
	_ "embed"

	"github.com/buslint/buslint/internal/english"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/naming"
)

//go:embed doc.go
var doc string

var Analyzer = naming.Rule(doc, naming.Convention{
	Kind:  kind.Command,
	Is:    "in the imperative",
	Name:  "start it with what is to be done, as in CreateUser",
	Judge: (*english.Judge).Command,
})
