package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"

	"github.com/buslint/buslint/internal/config"
)

// gitlab writes a report on code quality, which GitLab shows in a merge request.
func (r Report) gitlab(w io.Writer) error {
	type lines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	}
	type location struct {
		Path  string `json:"path"`
		Lines lines  `json:"lines"`
	}
	type issue struct {
		Description string   `json:"description"`
		CheckName   string   `json:"check_name"`
		Fingerprint string   `json:"fingerprint"`
		Severity    string   `json:"severity"`
		Location    location `json:"location"`
	}
	severities := map[config.Severity]string{config.Error: "major", config.Warning: "minor", config.Info: "info"}
	issues := []issue{}
	seen := map[string]int{}
	for _, f := range r.Findings {
		path := filepath.ToSlash(Relative(r.root(), f.Pos.Filename))
		// GitLab compares branches by fingerprints, so these depend on no line.
		key := fmt.Sprintf("%s\n%s\n%s", f.Rule, path, f.Message)
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d", key, seen[key]))
		seen[key]++
		issues = append(issues, issue{
			Description: f.Message,
			CheckName:   f.Rule,
			Fingerprint: hex.EncodeToString(sum[:16]),
			Severity:    severities[f.severity()],
			Location:    location{path, lines{f.Pos.Line, max(f.Pos.Line, f.End.Line)}},
		})
	}
	return writeJSON(w, "  ", issues)
}
