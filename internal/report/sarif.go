package report

import (
	"go/token"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"

	"github.com/buslint/buslint/internal/config"
)

// The part of SARIF 2.1.0 that is written here, as golangci-lint has it. Libraries
// for the whole of it would double the time that the binary takes to start, and go
// vet starts it for each package; the test validates against the schema.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool                `json:"tool"`
		Bases   map[string]sarifArtifact `json:"originalUriBaseIds,omitempty"`
		Columns string                   `json:"columnKind"`
		Results []sarifResult            `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string    `json:"id"`
		ShortDescription sarifText `json:"shortDescription"`
		HelpURI          string    `json:"helpUri"`
	}
	sarifResult struct {
		RuleID           string          `json:"ruleId"`
		Level            string          `json:"level"`
		Message          sarifText       `json:"message"`
		Locations        []sarifLocation `json:"locations"`
		RelatedLocations []sarifLocation `json:"relatedLocations,omitempty"`
	}
	sarifLocation struct {
		ID               *int          `json:"id,omitempty"`
		PhysicalLocation sarifPhysical `json:"physicalLocation"`
		Message          *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		ArtifactLocation sarifArtifact `json:"artifactLocation"`
		Region           sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
)

// sarif writes SARIF 2.1.0.
func (r Report) sarif(w io.Writer) error {
	driver := sarifDriver{
		Name:           "buslint",
		Version:        r.Version,
		InformationURI: "https://github.com/buslint/buslint",
		Rules:          []sarifRule{},
	}
	for _, rule := range r.Rules {
		driver.Rules = append(driver.Rules, sarifRule{rule.Name, sarifText{rule.Title}, rule.URL})
	}
	run := sarifRun{Tool: sarifTool{driver}, Columns: "utf16CodeUnits", Results: []sarifResult{}}
	if root := r.root(); root != "" {
		run.Bases = map[string]sarifArtifact{srcRoot: {URI: fileURI(root) + "/"}}
	}
	files := lines{}
	for _, f := range r.Findings {
		run.Results = append(run.Results, r.sarifResult(f, files))
	}
	return writeJSON(w, "  ", sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// levels are what SARIF calls the severities.
var levels = map[config.Severity]string{config.Error: "error", config.Warning: "warning", config.Info: "note"}

func (r Report) sarifResult(f Finding, files lines) sarifResult {
	result := sarifResult{
		RuleID:  f.Rule,
		Level:   levels[f.severity()],
		Message: sarifText{f.Message},
		Locations: []sarifLocation{{PhysicalLocation: sarifPhysical{
			r.sarifArtifact(f.Pos.Filename),
			sarifRegion{f.Pos.Line, files.utf16Column(f.Pos), f.End.Line, files.utf16Column(f.End)},
		}}},
	}
	for i, related := range f.Related {
		result.RelatedLocations = append(result.RelatedLocations, sarifLocation{
			ID:      &i,
			Message: &sarifText{related.Message},
			PhysicalLocation: sarifPhysical{
				r.sarifArtifact(related.Pos.Filename),
				sarifRegion{StartLine: related.Pos.Line, StartColumn: files.utf16Column(related.Pos)},
			},
		})
	}
	return result
}

// srcRoot is what names of files are relative to.
const srcRoot = "%SRCROOT%"

func (r Report) sarifArtifact(file string) sarifArtifact {
	rel := Relative(r.root(), file)
	if filepath.IsAbs(rel) {
		return sarifArtifact{URI: fileURI(rel)}
	}
	return sarifArtifact{(&url.URL{Path: filepath.ToSlash(rel)}).String(), srcRoot}
}

// fileURI returns the URI of a file with an absolute name.
func fileURI(name string) string {
	path := filepath.ToSlash(name)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// lines are the lines of files that have been read.
type lines map[string][]string

// of returns the lines of a file; none if it cannot be read.
func (l lines) of(name string) []string {
	if _, ok := l[name]; !ok {
		data, _ := os.ReadFile(name)
		l[name] = strings.Split(string(data), "\n")
	}
	return l[name]
}

// utf16Column returns the column of a position as SARIF counts it, where Go counts bytes.
// They are the same if the line is not known.
func (l lines) utf16Column(pos token.Position) int {
	of := l.of(pos.Filename)
	if pos.Line < 1 || pos.Line > len(of) || pos.Column < 1 || pos.Column-1 > len(of[pos.Line-1]) {
		return pos.Column
	}
	return 1 + len(utf16.Encode([]rune(of[pos.Line-1][:pos.Column-1])))
}
