package handlershape_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/handlershape"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, handlershape.Analyzer) }
