package trend

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/buslint/buslint/internal/baseline"
)

func day(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

// TestFormats checks that a gap is a gap, that what may be more is said to be, and that odd
// texts break no page.
func TestFormats(t *testing.T) {
	odd := &Trend{Points: []Point{
		{Commit: "a", Time: day(1), Subject: `<b> & "`, Findings: baseline.Baseline{"busctx": {"p": 4, "q": 1}}},
		{Commit: "b", Time: day(2), Unknown: "<gone>"},
		{Commit: "c", Time: day(3), Findings: baseline.Baseline{"busctx": {"p": 2}}, Incomplete: "q & r"},
		{Commit: "d", Time: day(4), Findings: baseline.Baseline{"busctx": {"p": 1}, "eventname": {"p": 7}}},
	}}
	for name, test := range map[string]struct {
		trend *Trend
		write func(*Trend, io.Writer) error
		has   []string
		lacks []string
	}{
		"text":        {odd, (*Trend).Text, []string{"?", "≥2", "2026-01-02 b: <gone>\n", "2026-01-03 c: q & r\n", "1 of 2 packages are done\n", "\tp: 8 left of 8\n"}, nil},
		"done":        {&Trend{append(odd.Points[:3:3], Point{Commit: "d", Time: day(4)})}, (*Trend).Text, []string{"\nall packages are done\n"}, []string{"2 of 2"}},
		"csv":         {odd, (*Trend).CSV, []string{"2026-01-03,c,busctx,q,0\n", "2026-01-01,a,busctx,q,1\n"}, []string{",b,"}},
		"clean csv":   {&Trend{[]Point{{Commit: "a", Time: day(1)}, odd.Points[1]}}, (*Trend).CSV, []string{"findings\n2026-01-01,a,,,0\n"}, []string{",b,"}},
		"json":        {odd, (*Trend).JSON, []string{`"unknown": "<gone>"`}, nil},
		"svg":         {odd, (*Trend).SVG, []string{"&lt;b&gt; &amp; ", "&lt;gone&gt;", "M60.0 ", "busctx: 1<", "eventname: 7<"}, []string{"<b>", "http://example"}},
		"html":        {odd, (*Trend).HTML, []string{"<td>q<td>1<td>0<td>100 %", "<li>2026-01-02 b: &lt;gone&gt;"}, []string{"src=", "href="}},
		"one":         {&Trend{odd.Points[:1]}, (*Trend).SVG, []string{"busctx: 5<"}, []string{"NaN", "Inf"}},
		"one is gone": {&Trend{odd.Points[1:2]}, (*Trend).HTML, []string{"&lt;gone&gt;"}, []string{"NaN", "Inf"}},
		"clean":       {&Trend{[]Point{{Commit: "a", Time: day(1)}}}, (*Trend).Text, []string{"0"}, []string{"done"}},
	} {
		t.Run(name, func(t *testing.T) {
			var buf bytes.Buffer
			if err := test.write(test.trend, &buf); err != nil {
				t.Fatal(err)
			}
			for _, want := range test.has {
				if !strings.Contains(buf.String(), want) {
					t.Errorf("lacks %q:\n%s", want, &buf)
				}
			}
			for _, not := range test.lacks {
				if strings.Contains(buf.String(), not) {
					t.Errorf("has %q:\n%s", not, &buf)
				}
			}
		})
	}
}

// TestSVGIsWellFormed checks the picture, and that its curve breaks off where nothing is
// known.
func TestSVGIsWellFormed(t *testing.T) {
	trend := &Trend{Points: []Point{
		{Commit: "a", Time: day(1), Findings: baseline.Baseline{"busctx": {"p": 4}}},
		{Commit: "b", Time: day(2), Unknown: "x"},
		{Commit: "c", Time: day(3), Findings: baseline.Baseline{"busctx": {"p": 2}}},
	}}
	var buf bytes.Buffer
	if err := trend.SVG(&buf); err != nil {
		t.Fatal(err)
	}
	text := buf.String()
	for dec := xml.NewDecoder(&buf); ; {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(text, `d="M60.0 90.0M670.0 210.0"`) {
		t.Errorf("no gap in\n%s", text)
	}
}

func TestCeiling(t *testing.T) {
	for n, want := range map[int]int{1: 5, 5: 5, 6: 10, 11: 15, 41: 50, 51: 60, 542: 600, 1001: 1250} {
		if got := ceiling(n); got != want {
			t.Errorf("above %d is %d, want %d", n, got, want)
		}
	}
}
