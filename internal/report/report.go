// Package report writes findings in the formats that people and programs read.
package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/summary"
)

// A Report is a list of findings to write, and what the formats need to know besides.
type Report struct {
	Findings []Finding
	Rules    []Rule // that were run
	Dir      string // file names below it are written relative to it; "" to leave them
	Root     string // of the repository, for formats that name files from there; "" if it is Dir
	Version  string // of the linter, without its name
	Context  int    // lines of source that text shows around each finding; none if negative
	Terminal bool   // a person reads the text at once, so it shows the line with a caret
	Color    bool   // the text has colours
}

// A Finding is a finding with its severity in the project.
type Finding struct {
	summary.Finding
	Severity config.Severity // "" is a warning
}

func (f Finding) severity() config.Severity { return cmp.Or(f.Severity, config.Warning) }

// A Rule describes a rule to formats that list the rules.
type Rule struct{ Name, Title, URL string }

// formats are the formats and their writers.
var formats = map[string]func(Report, io.Writer) error{
	"text":       Report.text,
	"json":       Report.json,
	"sarif":      Report.sarif,
	"github":     Report.github,
	"checkstyle": Report.checkstyle,
	"junit":      Report.junit,
	"gitlab":     Report.gitlab,
	"markdown":   Report.markdown,
}

// Formats are the names of the formats.
func Formats() []string {
	return []string{"text", "json", "sarif", "github", "gitlab", "checkstyle", "junit", "markdown"}
}

// Write writes the report in the named format. It returns an error if there is no
// such format, or if w does.
func (r Report) Write(w io.Writer, format string) error {
	write := formats[format]
	if write == nil {
		return misspelt.Unknown("format", format, Formats())
	}
	var buf bytes.Buffer
	if err := write(r, &buf); err != nil {
		return err
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// root returns the folder from which a service that has the whole repository names files.
func (r Report) root() string { return cmp.Or(r.Root, r.Dir) }

// Relative shortens a file name, or a position in a file, that lies below dir.
func Relative(dir, name string) string {
	if dir == "" || !filepath.IsAbs(name) {
		return name
	}
	rel, err := filepath.Rel(dir, name)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return name
	}
	return rel
}

// json writes what go vet -json does: findings by package and by rule.
func (r Report) json(w io.Writer) error {
	type edit struct {
		Filename string `json:"filename"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		New      string `json:"new"`
	}
	type suggestedFix struct {
		Message string `json:"message"`
		Edits   []edit `json:"edits"`
	}
	type related struct {
		Posn    string `json:"posn"`
		Message string `json:"message"`
	}
	type diagnostic struct {
		Posn           string         `json:"posn"`
		End            string         `json:"end"`
		Message        string         `json:"message"`
		SuggestedFixes []suggestedFix `json:"suggested_fixes,omitempty"`
		Related        []related      `json:"related,omitempty"`
	}
	tree := map[string]map[string][]diagnostic{}
	for _, f := range r.Findings {
		d := diagnostic{Posn: f.Pos.String(), End: f.End.String(), Message: f.Message}
		for _, fix := range f.Fixes {
			s := suggestedFix{Message: fix.Message}
			for _, e := range fix.Edits {
				s.Edits = append(s.Edits, edit{e.File, e.Start, e.End, e.Text})
			}
			d.SuggestedFixes = append(d.SuggestedFixes, s)
		}
		for _, rel := range f.Related {
			d.Related = append(d.Related, related{rel.Pos.String(), rel.Message})
		}
		if tree[f.Package] == nil {
			tree[f.Package] = map[string][]diagnostic{}
		}
		tree[f.Package][f.Rule] = append(tree[f.Package][f.Rule], d)
	}
	return writeJSON(w, "\t", tree)
}

// github writes commands for GitHub's runners, which show each finding at its line.
func (r Report) github(w io.Writer) error {
	message := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	commands := map[config.Severity]string{config.Error: "error", config.Warning: "warning", config.Info: "notice"}
	for _, f := range r.Findings {
		fmt.Fprintf(w, "::%s file=%s,line=%d,endLine=%d,col=%d,endColumn=%d,title=%s::%s\n",
			commands[f.severity()], property.Replace(filepath.ToSlash(Relative(r.root(), f.Pos.Filename))),
			f.Pos.Line, f.End.Line, f.Pos.Column, f.End.Column,
			property.Replace("buslint: "+f.Rule), message.Replace(f.Message))
	}
	return nil
}

// checkstyle writes the XML of Checkstyle, findings by file.
func (r Report) checkstyle(w io.Writer) error {
	type finding struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
	type file struct {
		Name     string    `xml:"name,attr"`
		Findings []finding `xml:"error"`
	}
	type checkstyle struct {
		XMLName xml.Name `xml:"checkstyle"`
		Version string   `xml:"version,attr"`
		Files   []*file  `xml:"file"`
	}
	doc := checkstyle{Version: "5.0"}
	for _, f := range r.Findings {
		name := filepath.ToSlash(Relative(r.Dir, f.Pos.Filename))
		if n := len(doc.Files); n == 0 || doc.Files[n-1].Name != name {
			doc.Files = append(doc.Files, &file{Name: name})
		}
		last := doc.Files[len(doc.Files)-1]
		last.Findings = append(last.Findings, finding{f.Pos.Line, f.Pos.Column, string(f.severity()), f.Message, "buslint." + f.Rule})
	}
	return writeXML(w, doc)
}

// junit writes the XML of JUnit: a test for each rule that has found nothing, and a
// failed one for each finding.
func (r Report) junit(w io.Writer) error {
	type failure struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
	type testcase struct {
		Name      string   `xml:"name,attr"`
		Classname string   `xml:"classname,attr"`
		Failure   *failure `xml:"failure"`
	}
	type testsuite struct {
		XMLName  xml.Name   `xml:"testsuite"`
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Cases    []testcase `xml:"testcase"`
	}
	suite := testsuite{Name: "buslint", Failures: len(r.Findings)}
	for _, rule := range r.Rules {
		if !slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Rule == rule.Name }) {
			suite.Cases = append(suite.Cases, testcase{Name: rule.Name, Classname: "buslint"})
		}
	}
	for _, f := range r.Findings {
		posn := filepath.ToSlash(Relative(r.Dir, f.Pos.String()))
		suite.Cases = append(suite.Cases, testcase{f.Rule, posn, &failure{f.Message, posn + ": " + f.Message}})
	}
	suite.Tests = len(suite.Cases)
	return writeXML(w, struct {
		XMLName xml.Name `xml:"testsuites"`
		Suites  []testsuite
	}{Suites: []testsuite{suite}})
}

// markdown writes how many findings there are of each rule, and the findings, for a page
// that sums a job up. It says so if there are none.
func (r Report) markdown(w io.Writer) error {
	if len(r.Findings) == 0 {
		_, err := fmt.Fprint(w, "## buslint: no findings\n")
		return err
	}
	plain := strings.NewReplacer("&", "&amp;", "<", "&lt;", "|", "\\|", "\n", " ", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[")
	count := map[string]int{}
	for _, f := range r.Findings {
		count[f.Rule]++
	}
	fmt.Fprintf(w, "## buslint: findings (%d)\n\n| rule | findings |\n| --- | ---: |\n", len(r.Findings))
	for _, rule := range r.Rules {
		if n := count[rule.Name]; n > 0 {
			fmt.Fprintf(w, "| [%s](%s) | %d |\n", rule.Name, rule.URL, n)
		}
	}
	fmt.Fprint(w, "\n")
	for _, f := range r.Findings {
		fmt.Fprintf(w, "- %s: %s (%s)\n", plain.Replace(filepath.ToSlash(Relative(r.root(), f.Pos.String()))), plain.Replace(f.Message), f.Rule)
	}
	return nil
}

func writeJSON(w io.Writer, indent string, doc any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(doc)
}

func writeXML(w io.Writer, doc any) error {
	data, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, data)
	return err
}
