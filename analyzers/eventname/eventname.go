package eventname

import (
	_ "embed"

	"github.com/buslint/buslint/internal/english"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/naming"
)

//go:embed doc.go
var doc string

var Analyzer = naming.Rule(doc, naming.Convention{
	Kind:  kind.Event,
	Is:    "in the past tense",
	Name:  "name it after what has happened, as in UserCreated",
	Judge: (*english.Judge).Event,
})
