package kindmismatch_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/kindmismatch"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, kindmismatch.Analyzer) }
