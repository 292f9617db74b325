package rename

import (
	"bufio"
	"fmt"
	"io"

	"github.com/buslint/buslint/internal/plural"
)

// Print writes the plan for people.
func (p *Plan) Print(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, r := range p.Renamed {
		fmt.Fprintf(out, "%s → %s, named in %s\n", r.Message, r.New, plural.Of(r.Uses, "place"))
		for _, along := range r.Along {
			fmt.Fprintf(out, "\talso: %s\n", along)
		}
		if r.Exported && !p.aliased {
			fmt.Fprintf(out, "\tother modules may use the old name; -alias keeps it for them\n")
		}
	}
	p.printRefused(out)
	if len(p.Mentions) > 0 {
		fmt.Fprintf(out, "\nThese places contain an old name and do not change. Change them by hand if they mean the message:\n")
		for _, m := range p.Mentions {
			fmt.Fprintf(out, "\t%s: %s: %s\n", m.Place, m.Name, m.Text)
		}
	}
	return out.Flush()
}

// PrintRefused writes the names that stay, and why.
func (p *Plan) PrintRefused(w io.Writer) error {
	out := bufio.NewWriter(w)
	p.printRefused(out)
	return out.Flush()
}

func (p *Plan) printRefused(out *bufio.Writer) {
	for _, r := range p.Refused {
		fmt.Fprintf(out, "%s stays: %s", r.Message, r.Reason)
		if r.Place != "" {
			fmt.Fprintf(out, " (%s)", r.Place)
		}
		fmt.Fprintln(out)
	}
}

// Summary returns one line that says what the plan would do, or has done.
func (p *Plan) Summary(written bool) string {
	would := "would rename"
	if written {
		would = "renamed"
	}
	text := fmt.Sprintf("%s %s in %s", would, plural.Of(len(p.Renamed), "message"), plural.Of(len(p.Files), "file"))
	if len(p.Renamed) == 0 {
		text = "nothing to rename"
	}
	if len(p.Refused) > 0 {
		text += "; " + plural.Of(len(p.Refused), "name stays", "names stay")
	}
	if len(p.Mentions) > 0 {
		text += "; " + plural.Of(len(p.Mentions), "place still has", "places still have") + " an old name"
	}
	return text
}
