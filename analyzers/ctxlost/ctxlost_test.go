package ctxlost_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/ctxlost"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, ctxlost.Analyzer) }
