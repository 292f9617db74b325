package rename

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/buslint/buslint/internal/plural"
)

// Print writes the plan for people.
func (p *Plan) Print(w io.Writer) error {
	out := &printer{w: w}
	for _, r := range p.Renamed {
		out.printf("%s → %s, named in %s\n", r.Message, r.New, plural.Of(r.Uses, "place"))
		for _, along := range r.Along {
			out.printf("\talso: %s\n", along)
		}
		if r.Exported && !p.aliased {
			out.printf("\tother modules may use the old name; -alias keeps it for them\n")
		}
	}
	for _, r := range p.Refused {
		out.printf("%s stays: %s", r.Message, r.Reason)
		if r.Place != "" {
			out.printf(" (%s)", r.Place)
		}
		out.printf("\n")
	}
	if len(p.Mentions) > 0 {
		out.printf("\nThese places contain an old name and do not change. Change them by hand if they mean the message:\n")
		for _, m := range p.Mentions {
			out.printf("\t%s: %s: %s\n", m.Place, m.Name, m.Text)
		}
	}
	return out.err
}

type printer struct {
	w   io.Writer
	err error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// PrintJSON writes the plan for programs.
func (p *Plan) PrintJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "\t")
	return enc.Encode(p)
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
