package analyzers_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers"
)

// BenchmarkSize runs all rules on one package with n handlers and n dispatches, each way
// of writing them at several sizes. Where the time for one of them grows with n, a rule is
// not linear.
func BenchmarkSize(b *testing.B) {
	for _, shape := range []struct {
		name  string
		write func(n int) string
	}{
		{"functions", functions},
		{"onefunction", oneFunction},
		{"ends", ends},
	} {
		for _, n := range []int{250, 1000, 4000} {
			b.Run(fmt.Sprintf("%s/n=%d", shape.name, n), func(b *testing.B) {
				pkgs := loaded(b, shape.write(n))
				b.ResetTimer()
				for b.Loop() {
					if _, err := checker.Analyze(analyzers.Suite, pkgs, nil); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/handler")
			})
		}
	}
}

// loaded returns the package that the source makes.
func loaded(b *testing.B, source string) []*packages.Package {
	b.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.com/size\n\ngo 1.25\n\nrequire github.com/buslint/buslint v0.0.0\n\nreplace github.com/buslint/buslint => " + root + "\n",
		"size.go": "package size\n\nimport (\n\t\"context\"\n\n\t\"github.com/buslint/buslint/bus\"\n)\n\n" +
			"type service struct{ bus bus.Bus }\n\n" + source,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir, Env: append(os.Environ(), "GOFLAGS=-mod=mod")}, ".")
	if err != nil {
		b.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		b.Fatal("the package has errors")
	}
	return pkgs
}

// functions declares a handler for each message, and a function that dispatches it.
func functions(n int) string {
	var s, register strings.Builder
	for i := range n {
		fmt.Fprintf(&s, "type Save%dCommand struct{}\n\nfunc (s *service) save%d(cmd *Save%dCommand) error { return nil }\n\n", i, i, i)
		fmt.Fprintf(&s, "func (s *service) send%d(ctx context.Context) error { return s.bus.Dispatch(&Save%dCommand{}) }\n\n", i, i)
		fmt.Fprintf(&register, "\ts.bus.AddHandler(s.save%d)\n", i)
	}
	return s.String() + "func (s *service) Init() {\n" + register.String() + "}\n"
}

// oneFunction writes all handlers and dispatches into one function.
func oneFunction(n int) string {
	var s, body strings.Builder
	for i := range n {
		fmt.Fprintf(&s, "type Save%dCommand struct{}\n\n", i)
		fmt.Fprintf(&body, "\ts.bus.AddHandler(func(cmd *Save%dCommand) error { return nil })\n", i)
		fmt.Fprintf(&body, "\terr%d := s.bus.Dispatch(&Save%dCommand{})\n\t_ = err%d\n", i, i, i)
		fmt.Fprintf(&body, "\tsend%d := func() error { return s.bus.DispatchCtx(context.Background(), &Save%dCommand{}) }\n\t_ = send%d()\n", i, i, i)
	}
	return s.String() + "func (s *service) Init(ctx context.Context) {\n" + body.String() + "}\n"
}

// ends declares functions that have to do with the end of contexts.
func ends(n int) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, "type Save%dCommand struct{}\n\nfunc (s *service) send%d(ctx context.Context) error {\n", i, i)
		fmt.Fprintf(&s, "\tif ctx.Err() != nil {\n\t\treturn s.bus.Dispatch(&Save%dCommand{})\n\t}\n", i)
		fmt.Fprintf(&s, "\tinner, cancel := context.WithCancel(ctx)\n\terr := s.bus.Dispatch(&Save%dCommand{})\n\tcancel()\n\t_ = inner\n\treturn err\n}\n\n", i)
	}
	return s.String()
}
