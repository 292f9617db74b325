package typedbus_test

import (
	"testing"

	"github.com/buslint/buslint/analyzers/typedbus"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, typedbus.Analyzer) }
