package main

import (
	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/buslint/buslint/analyzers"
)

func main() { multichecker.Main(analyzers.Suite...) }
