package english

import "testing"

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
