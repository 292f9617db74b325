package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/buslint/buslint/internal/program"
)

// writePlaces lists where the buses are used, with what travels there: beside the numbers
// one can see what they count.
func (l *linter) writePlaces(w io.Writer, all *program.All) {
	for _, site := range all.Sites {
		if site.Indirect {
			continue // what it registers is listed where it is made
		}
		var names []string
		for _, m := range site.Messages {
			names = append(names, m.String())
		}
		if site.Open || len(names) == 0 {
			names = append(names, "?")
		}
		fmt.Fprintf(w, "%s:%d: %s %s\n", l.relative(site.Pos.Filename), site.Pos.Line, site.Role, strings.Join(names, ", "))
	}
}
