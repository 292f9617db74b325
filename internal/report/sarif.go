package report

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"

	"github.com/buslint/buslint/internal/summary"
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
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
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
	results := []sarifResult{}
	for _, f := range r.Findings {
		results = append(results, r.sarifResult(f))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{{sarifTool{driver}, results}},
	})
}

func (r Report) sarifResult(f summary.Finding) sarifResult {
	result := sarifResult{
		RuleID:  f.Rule,
		Level:   "warning",
		Message: sarifText{f.Message},
		Locations: []sarifLocation{{PhysicalLocation: sarifPhysical{
			r.sarifArtifact(f.Pos.Filename),
			sarifRegion{f.Pos.Line, f.Pos.Column, f.End.Line, f.End.Column},
		}}},
	}
	for i, related := range f.Related {
		result.RelatedLocations = append(result.RelatedLocations, sarifLocation{
			ID:      &i,
			Message: &sarifText{related.Message},
			PhysicalLocation: sarifPhysical{
				r.sarifArtifact(related.Pos.Filename),
				sarifRegion{StartLine: related.Pos.Line, StartColumn: related.Pos.Column},
			},
		})
	}
	return result
}

func (r Report) sarifArtifact(file string) sarifArtifact {
	rel := Relative(r.Dir, file)
	artifact := sarifArtifact{URI: (&url.URL{Path: filepath.ToSlash(rel)}).String()}
	if !filepath.IsAbs(rel) {
		artifact.URIBaseID = "%SRCROOT%"
	}
	return artifact
}
