package drivers

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// An action is what action.yml says.
type action struct {
	Name, Description string
	Inputs            map[string]struct{ Description, Default string }
	Runs              struct {
		Using string
		Steps []struct {
			Name, Shell, Run string
			Env              map[string]string
		}
	}
}

var expression = regexp.MustCompile(`\$\{\{ inputs\.([a-z-]+) \}\}`)

// TestAction does what GitHub does with action.yml.
func TestAction(t *testing.T) {
	a := readAction(t)
	if a.Runs.Using != "composite" || len(a.Runs.Steps) == 0 || a.Name == "" || a.Description == "" {
		t.Fatalf("not a composite action: %+v", a)
	}
	used := map[string]bool{}
	for _, step := range a.Runs.Steps {
		if step.Shell != "bash" {
			t.Errorf("%s: shell %q, want bash", step.Name, step.Shell)
		}
		if strings.Contains(step.Run, "${{") {
			t.Errorf("%s: the script has an input in its text, which is code for whoever sets it", step.Name)
		}
		for name, value := range step.Env {
			m := expression.FindStringSubmatch(value)
			if m == nil || m[0] != value {
				t.Errorf("%s: %s is %s, want an input", step.Name, name, value)
				continue
			}
			used[m[1]] = true
		}
	}
	if got, want := slices.Sorted(maps.Keys(used)), slices.Sorted(maps.Keys(a.Inputs)); !slices.Equal(got, want) {
		t.Errorf("the steps use the inputs %v, and there are %v", got, want)
	}

	const nested = `-- .git/HEAD --
ref: refs/heads/main
-- services/stock/go.mod --
module example.com/stock

go 1.26.0
-- services/stock/bus/bus.go --
package bus

func New() {}
-- services/stock/stock.go --
package stock

//bus:event
type CreateStock struct{}
`
	for _, test := range []struct {
		name   string
		inputs map[string]string
		files  string
		code   int
		want   string // a line's beginning, or "" if there is none
	}{
		{"a finding", nil, shop, 3, "::warning file=shop/shop.go,line=10,endLine=10,col=9,"},
		{"no finding", map[string]string{"packages": "./bus"}, shop, 0, ""},
		{"two packages", map[string]string{"packages": "./bus  ./shop"}, shop, 3, "::warning file=shop/shop.go,"},
		{"flags", map[string]string{"args": "-busctx=false -test=false"}, shop, 0, ""},
		{"folder", map[string]string{"working-directory": "services/stock/", "sarif": "out.sarif"}, nested, 3, "::warning file=services/stock/stock.go,line=4,"},
		{"code is no code", map[string]string{"args": "$(touch hacked)"}, shop, 1, "::warning file=shop/shop.go,"},
		{"error", map[string]string{"packages": "./nothere"}, shop, 1, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPlace(t, test.files)
			out, summary, code := a.run(p, test.inputs)
			if code != test.code {
				t.Errorf("exit code %d, want %d\n%s", code, test.code, out)
			}
			if got := strings.Contains(out, "::warning"); got != (test.want != "") || !strings.Contains("\n"+out, "\n"+test.want) {
				t.Errorf("got\n%s\nwant %q", out, test.want)
			}
			if strings.Contains("\n"+out, "\nshop/shop.go:10:9: ") != strings.HasPrefix(test.want, "::warning file=shop/shop.go") {
				t.Errorf("want the finding in the log as text, too:\n%s", out)
			}
			if want := "## buslint: "; test.name != "error" && !strings.HasPrefix(summary, want) {
				t.Errorf("the summary is %q", summary)
			}
			if sarif := test.inputs["sarif"]; sarif != "" && !strings.Contains(p.read(sarif), `"uri": "services/stock/stock.go"`) {
				t.Errorf("the SARIF lacks the finding:\n%s", p.read(sarif))
			}
			if _, err := os.Stat(filepath.Join(p.dir, "hacked")); err == nil {
				t.Error("an input was executed")
			}
		})
	}
}

func readAction(t *testing.T) *action {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	a := new(action)
	if err := yaml.Unmarshal(text, a); err != nil {
		t.Fatal(err)
	}
	return a
}

// run runs the steps at p until one fails, as GitHub does, and returns the log and the summary.
func (a *action) run(p *place, inputs map[string]string) (output, summary string, code int) {
	p.t.Helper()
	page := filepath.Join(p.t.TempDir(), "summary.md")
	env := []string{"GITHUB_ACTION_PATH=" + root, "RUNNER_TEMP=" + p.t.TempDir(), "GITHUB_STEP_SUMMARY=" + page}
	for _, step := range a.Runs.Steps {
		p.env = slices.Clone(env)
		for name, value := range step.Env {
			p.env = append(p.env, name+"="+expression.ReplaceAllStringFunc(value, func(s string) string {
				input := expression.FindStringSubmatch(s)[1]
				if given, ok := inputs[input]; ok {
					return given
				}
				return a.Inputs[input].Default
			}))
		}
		script := filepath.Join(p.t.TempDir(), "step.sh")
		if err := os.WriteFile(script, []byte(step.Run), 0o666); err != nil {
			p.t.Fatal(err)
		}
		var out string
		out, code = p.try("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
		output += out
		if code != 0 {
			break
		}
	}
	text, _ := os.ReadFile(page) // which an error leaves out
	return output, string(text), code
}

// TestGitHubWorkflow holds the workflow in docs/ci.md to the action.
func TestGitHubWorkflow(t *testing.T) {
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct {
				Uses string
				With map[string]string
			}
		}
	}
	if err := yaml.Unmarshal([]byte(snippet(t, "ci.md", "yaml", "jobs:")), &workflow); err != nil {
		t.Fatal(err)
	}
	inputs := readAction(t).Inputs
	found := false
	for _, step := range workflow.Jobs["buslint"].Steps {
		if strings.HasPrefix(step.Uses, "buslint/buslint@") {
			found = true
			for name := range step.With {
				if _, ok := inputs[name]; !ok {
					t.Errorf("the action has no input %s", name)
				}
			}
		}
	}
	if !found {
		t.Error("the workflow does not use the action")
	}
}

// TestGitLab runs the script of docs/ci.md, but for the installation.
func TestGitLab(t *testing.T) {
	var pipeline map[string]struct {
		Script    []string
		Artifacts struct {
			When    string
			Reports struct{ CodeQuality string }
		}
	}
	if err := yaml.Unmarshal([]byte(snippet(t, "ci.md", "yaml", "artifacts:")), &pipeline); err != nil {
		t.Fatal(err)
	}
	job := pipeline["buslint"]
	if len(job.Script) != 2 || !strings.HasPrefix(job.Script[0], "go install github.com/buslint/buslint/cmd/buslint@") {
		t.Fatalf("the script is %q, want an installation and a run", job.Script)
	}
	if job.Artifacts.When != "always" {
		t.Errorf("the report is wanted %q, and a job with findings fails", job.Artifacts.When)
	}
	p := newPlace(t, shop)
	p.env = []string{"PATH=" + filepath.Dir(buslint) + string(filepath.ListSeparator) + os.Getenv("PATH")}
	if out, code := p.try("bash", "-c", job.Script[1]); code != 3 {
		t.Errorf("exit code %d, want 3\n%s", code, out)
	}
	var report []struct {
		Description string `json:"description"`
		Location    struct {
			Path string `json:"path"`
		} `json:"location"`
	}
	if err := json.Unmarshal([]byte(p.read(job.Artifacts.Reports.CodeQuality)), &report); err != nil {
		t.Fatal(err)
	}
	if len(report) != 1 || report[0].Location.Path != "shop/shop.go" || !strings.HasSuffix(finding, report[0].Description) {
		t.Errorf("the report has %v, want %s", report, finding)
	}
}

// snippet returns the code in a page of docs that is of this language and has a line
// that begins with text.
func snippet(t *testing.T, page, language, text string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, "docs", page))
	if err != nil {
		t.Fatal(err)
	}
	rest := string(content)
	for {
		_, code, ok := strings.Cut(rest, "```"+language+"\n")
		if !ok {
			t.Fatalf("docs/%s has no %s with %s", page, language, text)
		}
		code, rest, _ = strings.Cut(code, "```\n")
		for line := range strings.Lines(code) {
			if strings.HasPrefix(strings.TrimSpace(line), text) {
				return code
			}
		}
	}
}
