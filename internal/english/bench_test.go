package english

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkJudge measures judgements of the repository's labelled names, or of
// those of -names; one iteration is one name.
func BenchmarkJudge(b *testing.B) {
	var j Judge
	for _, label := range []string{"1", "0", ""} {
		var names []labelled
		for _, n := range readLabelled(b, *namesFile) {
			if n.label == label || label == "" {
				names = append(names, n)
			}
		}
		b.Run(map[string]string{"1": "good", "0": "bad", "": "mixed"}[label], func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				n := names[i%len(names)]
				j.judgeKind(n.kind, n.name)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "names/s")
		})
	}
}

// judgeKind judges a name as an event, a command or a query.
func (j *Judge) judgeKind(kind, name string) Judgement {
	switch kind {
	case "event":
		return j.Event(name)
	case "command":
		return j.Command(name)
	}
	return j.Query(name)
}

func BenchmarkLookup(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		lookup([...]string{"created", "order", "provision", "zoom", "frobnicate", "authentication"}[i%6])
	}
}

// BenchmarkStart measures what the English adds to a program: to the time from its start
// to its end, where it has nothing to do, and to its bytes.
func BenchmarkStart(b *testing.B) {
	with, without := build(b, "with"), build(b, "without")
	var took [2]time.Duration
	for b.Loop() {
		for i, program := range []string{with, without} { // in turns: the machine has moods
			start := time.Now()
			if err := exec.CommandContext(b.Context(), program).Run(); err != nil {
				b.Fatal(err)
			}
			took[i] += time.Since(start)
		}
	}
	b.ReportMetric(float64(took[0].Microseconds())/float64(b.N), "µs-with")
	b.ReportMetric(float64(took[1].Microseconds())/float64(b.N), "µs-without")
	b.ReportMetric(float64(size(b, with)-size(b, without)), "B-added")
}

// TestSize holds what the English adds to a program to a megabyte.
func TestSize(t *testing.T) {
	if added := size(t, build(t, "with")) - size(t, build(t, "without")); added >= 1_000_000 {
		t.Errorf("the English adds %d bytes to a program", added)
	}
}

// build builds a program of testdata, and returns where it is.
func build(tb testing.TB, program string) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), program)
	cmd := exec.CommandContext(tb.Context(), "go", "build", "-o", path, "./testdata/"+program)
	if out, err := cmd.CombinedOutput(); err != nil {
		tb.Fatalf("%s\n%s", err, out)
	}
	return path
}

func size(tb testing.TB, file string) int64 {
	tb.Helper()
	info, err := os.Stat(file)
	if err != nil {
		tb.Fatal(err)
	}
	return info.Size()
}
