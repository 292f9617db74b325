package eventname_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/buslint/buslint/analyzers/eventname"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func Test(t *testing.T) {
	analysistest.Run(t, testdata(t), eventname.Analyzer, "./eventname/events", "./eventname/publish/...")
}

func TestFlags(t *testing.T) {
	flags := &eventname.Analyzer.Flags
	for name, value := range map[string]string{"allow": "CreateOrderEvent", "layers": "Fact", "strict": "true"} {
		old := flags.Lookup(name).Value.String()
		if err := flags.Set(name, value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flags.Set(name, old) })
	}
	analysistest.Run(t, testdata(t), eventname.Analyzer, "./eventname/flags")
}
