package queryresult_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/buslint/buslint/analyzers/queryresult"
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
	analysistest.Run(t, testdata(t), queryresult.Analyzer,
		"./queryresult/queries", "./queryresult/handlers", "./queryresult/elsewhere/...")
}

func TestFields(t *testing.T) {
	flag := queryresult.Analyzer.Flags.Lookup("fields")
	old := flag.Value.String()
	if err := flag.Value.Set("Answer, Rows"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = flag.Value.Set(old) })
	analysistest.Run(t, testdata(t), queryresult.Analyzer, "./queryresult/flags")
}
