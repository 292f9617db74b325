package catalog

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/plural"
)

//go:embed page/page.html
var pageTemplate string

//go:embed page/page.css
var pageCSS string

//go:embed page/page.js
var pageJS string

// dagre lays the pictures out. See dagre/README.md.
var (
	//go:embed dagre/dagre.min.js
	dagreJS string
	//go:embed dagre/dagre.min.js.LEGAL.txt
	dagreLegal string
)

// A page is what the template shows.
type page struct {
	*Catalog
	Title, Summary string
	OneProgram     *Program // if there is no more to say than which it is
	CSS            template.CSS
	Scripts        []template.JS
	Policy         string // for the content of the page, which lets nothing run but Scripts

	AllFlows, Pictured []flow
	Kinds              []count
	PackageCounts      []count
	ProblemCounts      []count
	OwnerCounts        []count
	Legend             []kindText
}

// A count is a choice of a filter, and how many messages it leaves.
type count struct {
	Value string
	N     int
}

// html writes one file that needs no other.
func html(c *Catalog) ([]byte, error) {
	p := page{
		Catalog:  c,
		Title:    c.title(),
		Summary:  c.summary(),
		CSS:      template.CSS(pageCSS), //nolint:gosec // ours
		AllFlows: c.allFlows(),
		Pictured: c.picturedFlows(),
	}
	if len(c.Programs) == 1 && c.Programs[0].Note == "" {
		p.OneProgram = &c.Programs[0]
	}
	dagre := strings.Replace(dagreJS, "//# sourceMappingURL=dagre.min.js.map\n", "", 1)
	p.Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(pageCSS) + "; script-src"
	for _, script := range []string{dagreLegal + dagre, pageJS} {
		p.Scripts = append(p.Scripts, template.JS(script)) //nolint:gosec // ours
		p.Policy += " " + hash(script)
	}
	p.Kinds = counts(c.Messages, func(m *Message) []string { return []string{m.Kind} })
	p.PackageCounts = counts(c.Messages, (*Message).Packages)
	p.ProblemCounts = counts(c.Messages, (*Message).Problems)
	p.OwnerCounts = counts(c.Messages, func(m *Message) []string { return m.Owners })
	p.Legend = c.kinds()

	tmpl, err := template.New("page").Funcs(template.FuncMap{
		"doc":    htmlDoc,
		"line":   oneLine,
		"join":   strings.Join,
		"plural": plural.Of,
		"search": searchText,
		"name":   lastName,
		"node":   func(path string) string { return c.Short(strings.TrimPrefix(path, shared(p.Pictured))) },
		"flat":   func(u Use) bool { return u.Registered == nil || u.Place != nil && *u.Registered == *u.Place },
	}).Parse(blank.ReplaceAllString(pageTemplate, "\n"))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = tmpl.Execute(&b, p)
	return b.Bytes(), err
}

// blank is the white space that lets people read the template.
var blank = regexp.MustCompile(`\n\s+`)

// hash returns how a Content-Security-Policy names a script or style sheet.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// counts returns how many messages have each value, in order of the values.
func counts(messages []*Message, values func(*Message) []string) []count {
	n := map[string]int{}
	for _, m := range messages {
		for _, v := range values(m) {
			n[v]++
		}
	}
	var list []count
	for v := range n {
		list = append(list, count{v, n[v]})
	}
	slices.SortFunc(list, func(a, b count) int { return cmp.Compare(a.Value, b.Value) })
	return list
}

// searchText returns what a search looks at: names, and the first paragraph of the
// documentation.
func searchText(m *Message) string {
	about, _, _ := strings.Cut(m.Doc, "\n\n")
	words := []string{m.Name, m.Package, about}
	for _, f := range m.Fields {
		words = append(words, f.Name)
	}
	for _, u := range m.Uses() {
		words = append(words, u.Label())
	}
	seen := map[string]bool{}
	words = slices.DeleteFunc(words, func(w string) bool {
		if w == "" || seen[w] {
			return true
		}
		seen[w] = true
		return false
	})
	return strings.ToLower(oneLine(strings.Join(words, " ")))
}

// htmlDoc returns a doc comment as HTML, in which go/doc/comment leaves nothing of
// what the comment takes for HTML. Links lead where it says, if that is a web page.
func htmlDoc(text string) template.HTML {
	return template.HTML(docPrinter().HTML(parseDoc(text))) //nolint:gosec // escaped by go/doc/comment
}
