package trend

import (
	"fmt"
	"html"
	"io"
	"strings"
	"time"
)

// The picture, in its own units.
const (
	width, height         = 860, 380
	left, right           = 60, 190
	top, bottom           = 30, 50
	plotWidth, plotHeight = width - left - right, height - top - bottom
	maxLegend             = 16
	stepsOfAxis           = 5
)

// colors can be told apart by those who do not see all of them.
var colors = []string{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c6d31"}

// SVG writes the curve of each rule, in one file that needs no other.
func (t *Trend) SVG(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="sans-serif" font-size="12">`+"\n", width, height, width, height)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", width, height)
	rules := t.rules()
	most := 1
	for _, p := range t.known() {
		for _, rule := range rules {
			most = max(most, p.of(rule))
		}
	}
	s := scale{t, ceiling(most)}
	s.axes(&b)
	for i, rule := range rules {
		s.curve(&b, rule, colors[i%len(colors)])
		if i < maxLegend {
			y := top + 8 + 18*i
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="12" height="12" fill="%s"/><text x="%d" y="%d">%s%s</text>`+"\n",
				left+plotWidth+16, y, colors[i%len(colors)], left+plotWidth+34, y+10, html.EscapeString(rule), s.lastOf(rule))
		}
	}
	fmt.Fprintln(&b, "</svg>")
	_, err := io.WriteString(w, b.String())
	return err
}

// ceiling returns a number that is not below n, and whose steps on the axis are round.
func ceiling(n int) int {
	for unit := 1; ; unit *= 10 {
		for _, tenths := range []int{10, 12, 15, 20, 25, 30, 40, 50, 60, 80} {
			step := tenths * unit / 10
			if tenths*unit%10 == 0 && step*stepsOfAxis >= n {
				return step * stepsOfAxis
			}
		}
	}
}

// A scale places points in the picture.
type scale struct {
	*Trend
	most int // at the top
}

func (s scale) x(at time.Time) float64 {
	first, last := s.Points[0].Time, s.Points[len(s.Points)-1].Time
	if !last.After(first) {
		return left
	}
	return left + plotWidth*float64(at.Sub(first))/float64(last.Sub(first))
}

func (s scale) y(n int) float64 {
	return top + plotHeight*(1-float64(n)/float64(s.most))
}

// lastOf says how many findings of a rule are left.
func (s scale) lastOf(rule string) string {
	known := s.known()
	return fmt.Sprintf(": %d", known[len(known)-1].of(rule))
}

// axes draws the numbers and the dates.
func (s scale) axes(b *strings.Builder) {
	for i := range stepsOfAxis + 1 {
		n := s.most * i / stepsOfAxis
		fmt.Fprintf(b, `<path d="M%d %.1fh%d" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">%d</text>`+"\n",
			left, s.y(n), plotWidth, left-8, s.y(n)+4, n)
	}
	first, last := s.Points[0].Time, s.Points[len(s.Points)-1].Time
	for i := range stepsOfAxis {
		at := first.Add(last.Sub(first) * time.Duration(i) / (stepsOfAxis - 1))
		fmt.Fprintf(b, `<text x="%.1f" y="%d" text-anchor="middle">%s</text>`+"\n", s.x(at), top+plotHeight+20, at.Format(time.DateOnly))
	}
	for _, p := range s.Points {
		if p.Unknown != "" {
			fmt.Fprintf(b, `<path d="M%.1f %dv%d" stroke="#bbb" stroke-dasharray="3 3"><title>%s</title></path>`+"\n",
				s.x(p.Time), top, plotHeight, html.EscapeString(p.Date()+" "+p.Short()+": "+p.Unknown))
		}
	}
}

// curve draws a rule, with a gap where nothing is known, and a ring where there may be more.
func (s scale) curve(b *strings.Builder, rule, color string) {
	path, pen := "", "M"
	for _, p := range s.Points {
		if p.Unknown != "" {
			pen = "M"
			continue
		}
		path += fmt.Sprintf("%s%.1f %.1f", pen, s.x(p.Time), s.y(p.of(rule)))
		pen = "L"
	}
	fmt.Fprintf(b, `<path d="%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", path, color)
	for _, p := range s.known() {
		fill, note := color, ""
		if p.Incomplete != "" {
			fill, note = "#fff", "\n"+p.Incomplete
		}
		fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s" stroke="%s"><title>%s</title></circle>`+"\n", s.x(p.Time), s.y(p.of(rule)), fill, color,
			html.EscapeString(strings.TrimSpace(fmt.Sprintf("%s %s: %d\n%s", p.Date(), p.Short(), p.of(rule), p.Subject))+note))
	}
}

// HTML writes a page that needs no other: the curves, what is left in each package, and what
// is not known.
func (t *Trend) HTML(w io.Writer) error {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>buslint trend</title>
<style>body{font:15px sans-serif;margin:2em;max-width:60em}td,th{padding:.15em .8em;text-align:right}td:first-child,th:first-child{text-align:left}svg{max-width:100%;height:auto}</style>
<h1>Findings over time</h1>
`)
	if err := t.SVG(&b); err != nil {
		return err
	}
	b.WriteString("<h2>Packages</h2>\n<table>\n<tr><th>package<th>most<th>left<th>done\n")
	for _, s := range t.shares() {
		fmt.Fprintf(&b, "<tr><td>%s<td>%d<td>%d<td>%d %%\n", html.EscapeString(s.pkg), s.most, s.left, 100*(s.most-s.left)/s.most)
	}
	b.WriteString("</table>\n")
	if gaps := t.gaps(); len(gaps) > 0 {
		b.WriteString("<h2>Not known</h2>\n<ul>\n")
		for _, gap := range gaps {
			fmt.Fprintf(&b, "<li>%s\n", html.EscapeString(gap))
		}
		b.WriteString("</ul>\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
