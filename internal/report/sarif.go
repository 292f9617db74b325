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

// An object is one of JSON. Libraries for SARIF would double the time that the binary takes to
// start, and go vet starts it for each package; the test validates against the schema.
type object = map[string]any

// sarif writes SARIF 2.1.0.
func (r Report) sarif(w io.Writer) error {
	rules, results := []object{}, []object{}
	for _, rule := range r.Rules {
		rules = append(rules, object{"id": rule.Name, "shortDescription": object{"text": rule.Title}, "helpUri": rule.URL})
	}
	files := lines{}
	for _, f := range r.Findings {
		results = append(results, r.sarifResult(f, files))
	}
	run := object{
		"tool": object{"driver": object{
			"name": "buslint", "version": r.Version, "informationUri": "https://github.com/buslint/buslint", "rules": rules,
		}},
		"columnKind": "utf16CodeUnits",
		"results":    results,
	}
	if root := r.root(); root != "" {
		run["originalUriBaseIds"] = object{srcRoot: object{"uri": fileURI(root) + "/"}}
	}
	return writeJSON(w, "  ", object{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json",
		"version": "2.1.0",
		"runs":    []object{run},
	})
}

// levels are what SARIF calls the severities.
var levels = map[config.Severity]string{config.Error: "error", config.Warning: "warning", config.Info: "note"}

func (r Report) sarifResult(f Finding, files lines) object {
	place := func(pos token.Position, region object) object {
		region["startLine"], region["startColumn"] = pos.Line, files.utf16Column(pos)
		return object{"artifactLocation": r.sarifArtifact(pos.Filename), "region": region}
	}
	at := place(f.Pos, object{"endLine": f.End.Line, "endColumn": files.utf16Column(f.End)})
	result := object{
		"ruleId":    f.Rule,
		"level":     levels[f.severity()],
		"message":   object{"text": f.Message},
		"locations": []object{{"physicalLocation": at}},
	}
	var related []object
	for i, rel := range f.Related {
		related = append(related, object{"id": i, "message": object{"text": rel.Message}, "physicalLocation": place(rel.Pos, object{})})
	}
	if related != nil {
		result["relatedLocations"] = related
	}
	return result
}

// srcRoot is what names of files are relative to.
const srcRoot = "%SRCROOT%"

func (r Report) sarifArtifact(file string) object {
	rel := Relative(r.root(), file)
	if filepath.IsAbs(rel) {
		return object{"uri": fileURI(rel)}
	}
	return object{"uri": (&url.URL{Path: filepath.ToSlash(rel)}).String(), "uriBaseId": srcRoot}
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
