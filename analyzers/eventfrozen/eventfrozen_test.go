package eventfrozen_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/eventfrozen"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, eventfrozen.Analyzer) }
