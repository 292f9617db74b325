package catalog

import (
	"bytes"
	"fmt"
	"go/doc/comment"
	"net/url"
	"strings"

	"github.com/buslint/buslint/internal/capital"
)

// markdown writes the catalog for a repository's documents, as forges show them.
func markdown(c *Catalog) ([]byte, error) {
	w := &markdownWriter{c: c}
	w.line("<!-- Written by buslint catalog; DO NOT EDIT. -->")
	w.heading("# " + markdownText(c.title()))
	w.line(c.summary() + ".")
	w.line("")
	for _, k := range c.kinds() {
		w.line("- " + k.Text)
	}
	if len(c.Broken) > 0 {
		w.paragraph("> **This catalog is not whole.** Packages with errors are left out:")
		w.line(">")
		for _, p := range c.Broken {
			w.line("> - " + code(strings.TrimPrefix(p.Position+": "+p.Message, ": ")))
		}
	}
	if len(c.Programs) > 0 {
		w.heading("## Programs")
		for _, p := range c.Programs {
			w.line("- " + code(p.Path) + markdownText(prefixed(": ", p.Note)))
		}
	}
	if flows := c.picturedFlows(); flows != nil {
		w.heading("## Packages")
		w.picture(mermaidFlows(c, flows))
	}
	w.index()
	for _, m := range c.Messages {
		w.message(m)
	}
	if len(c.Unresolved) > 0 {
		w.heading("## Uses whose messages cannot be told")
		for _, u := range c.Unresolved {
			w.line("- " + u.Role + " by " + w.use(u))
		}
	}
	return w.b.Bytes(), nil
}

type markdownWriter struct {
	c *Catalog
	b bytes.Buffer
}

func (w *markdownWriter) line(s string) { w.b.WriteString(s + "\n") }

// paragraph writes a line apart from what is before it.
func (w *markdownWriter) paragraph(s string) { w.line("\n" + s) }

// heading writes a line apart from what is around it.
func (w *markdownWriter) heading(s string) { w.paragraph(s + "\n") }

// picture writes a diagram of Mermaid.
func (w *markdownWriter) picture(mermaid string) { w.line("```mermaid\n" + mermaid + "```") }

// index writes a table of all messages.
func (w *markdownWriter) index() {
	if len(w.c.Messages) == 0 {
		return
	}
	w.heading("## Index")
	w.line("| message | kind | package | senders | taken by | to look at |")
	w.line("| --- | --- | --- | ---: | --- | --- |")
	for _, m := range w.c.Messages {
		var takers []string
		for _, u := range m.takers() {
			takers = append(takers, cell(code(u.Label())))
		}
		fmt.Fprintf(&w.b, "| [%s](#%s) | %s | %s | %d | %s | %s |\n",
			markdownText(m.Name), fragment(m.ID), m.Kind, cell(code(w.c.Short(m.Package))), len(m.Senders),
			strings.Join(takers, "<br>"), strings.Join(m.Problems(), ", "))
	}
}

func fragment(id string) string { return (&url.URL{Fragment: id}).EscapedFragment() }

// lastName returns the name of a message without its package.
func lastName(id string) string { return id[strings.LastIndex(id, ".")+1:] }

func (w *markdownWriter) message(m *Message) {
	w.paragraph(`<a id="` + markdownText(m.ID) + `"></a>`)
	w.heading("## " + markdownText(m.Name+m.TypeParams))
	declared := "declared in another module"
	if m.Declared != nil {
		declared = "declared at " + link(m.Declared)
	}
	fmt.Fprintf(&w.b, "%s of %s, %s. %s.\n", capital.Of(m.Kind), code(m.Package), declared, markdownText(capital.Of(m.Because)))
	w.facts(m)
	if m.Doc != "" {
		w.line("")
		w.b.Write(markdownDoc(m.Doc))
	}
	if len(m.Fields) > 0 {
		w.paragraph("| field | type | tag | |")
		w.line("| --- | --- | --- | --- |")
		for _, f := range m.Fields {
			tag := ""
			if f.Tag != "" {
				tag = cell(code(f.Tag))
			}
			fmt.Fprintf(&w.b, "| %s | %s | %s | %s |\n", cell(code(f.Name)), cell(code(f.Type)), tag, cell(markdownText(oneLine(f.Doc))))
		}
	}
	for _, r := range m.Results {
		w.paragraph("Its handler fills " + code(r.Name) + ", " + code(r.Type) + ".")
	}
	for _, list := range []struct {
		title string
		uses  []Use
	}{{"Handled by", m.Handlers}, {"Listened to by", m.Listeners}, {"Sent by", m.Senders}} {
		if len(list.uses) == 0 {
			continue
		}
		w.heading(list.title)
		for _, u := range list.uses {
			w.line("- " + w.use(u))
		}
	}
	if steps := w.c.Sequence(m); steps != nil {
		w.heading("What it leads to")
		w.picture(mermaidSequence(steps))
	}
	w.findings(m)
	if len(w.c.Programs) > 1 && len(m.Programs) > 0 {
		w.paragraph("In the programs " + markdownText(strings.Join(m.Programs, ", ")) + ".")
	}
}

// facts writes what there is to know of the message apart from its code.
func (w *markdownWriter) facts(m *Message) {
	if m.Deprecated != "" {
		w.paragraph("**Deprecated:** " + markdownText(m.Deprecated))
	}
	if m.Proposal != "" {
		w.paragraph("A better name is " + code(m.Proposal) + "; " + code("buslint rename") + " gives it that.")
	}
	if len(m.Owners) > 0 {
		w.paragraph("Owned by " + markdownText(strings.Join(m.Owners, ", ")) + ".")
	}
}

// findings writes what there is to report about the message.
func (w *markdownWriter) findings(m *Message) {
	if len(m.Findings) == 0 {
		return
	}
	w.heading("Findings")
	for _, f := range m.Findings {
		at := ""
		if f.Place != nil {
			at = " at " + link(f.Place)
		}
		rule := f.Rule
		if f.URL != "" {
			rule = linked(rule, f.URL)
		}
		w.line("- " + markdownText(f.Message) + " (" + rule + ")" + at)
	}
}

func (w *markdownWriter) use(u Use) string {
	s := code(u.Label())
	if u.Place != nil {
		s += " at " + link(u.Place)
	}
	if u.Registered != nil && (u.Place == nil || u.Registered.File != u.Place.File) {
		s += ", registered at " + link(u.Registered)
	}
	if !u.Context {
		s += ", **without a context**"
	}
	var sends []string
	for _, id := range u.Sends {
		sends = append(sends, "["+markdownText(lastName(id))+"](#"+fragment(id)+")")
	}
	return s + prefixed(", which sends ", strings.Join(sends, ", ")) + prefixed("; ", markdownText(u.Idles()))
}

// link names the file of a place. It leaves the line out, so that the document changes only
// with what it says of messages.
func link(p *Place) string {
	text := markdownText(p.File)
	if p.URL == "" {
		return text
	}
	return linked(text, p.URL)
}

// linked returns a link with a text that is Markdown.
func linked(text, url string) string {
	return "[" + text + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "", "\\", "%5C").Replace(url) + ">)"
}

// code returns s as a code span, whatever is in it.
func code(s string) string {
	s = oneLine(visible(s))
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// cell makes s fit for a cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// markdownText returns s so that nothing in it is markup.
func markdownText(s string) string {
	var b strings.Builder
	for _, r := range visible(s) {
		if strings.ContainsRune("\\`*_[]<>#&!~", r) {
			switch r {
			case '<':
				b.WriteString("&lt;")
				continue
			case '>':
				b.WriteString("&gt;")
				continue
			case '&':
				b.WriteString("&amp;")
				continue
			}
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// markdownDoc returns a doc comment as Markdown.
func markdownDoc(text string) []byte { return docPrinter().Markdown(parseDoc(visible(text))) }

// docPrinter returns what prints doc comments. Their headings are those of the message rather
// than of the page.
func docPrinter() *comment.Printer {
	return &comment.Printer{
		HeadingLevel: 4,
		HeadingID:    func(*comment.Heading) string { return "" },
		DocLinkURL:   func(*comment.DocLink) string { return "" },
	}
}

func parseDoc(text string) *comment.Doc { return new(comment.Parser).Parse(text) }

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}
