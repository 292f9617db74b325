package drivers

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// withBuslint returns a place whose commands find the binary.
func withBuslint(t *testing.T) *place {
	t.Helper()
	p := newPlace(t, shop)
	p.env = []string{
		"PATH=" + filepath.Dir(buslint) + string(filepath.ListSeparator) + os.Getenv("PATH"),
		"HOME=" + t.TempDir(), // no settings of a person's
	}
	for _, name := range []string{"GOMODCACHE", "GOCACHE", "GOPATH"} {
		out, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		p.env = append(p.env, name+"="+strings.TrimSpace(string(out)))
	}
	return p
}

// TestVSCodeVet runs what the Go extension runs when a file is saved: go vet with the
// flags of the settings, on the workspace, of which it reads stderr.
func TestVSCodeVet(t *testing.T) {
	var settings struct {
		VetOnSave string   `json:"go.vetOnSave"`
		VetFlags  []string `json:"go.vetFlags"`
	}
	if err := json.Unmarshal([]byte(snippet(t, "editors.md", "json", `"go.vetFlags"`)), &settings); err != nil {
		t.Fatal(err)
	}
	// go vet's cache hides what it finds if packages are vetted one by one.
	if settings.VetOnSave != "workspace" {
		t.Errorf("on save, %q is vetted", settings.VetOnSave)
	}
	p := withBuslint(t)
	if err := os.Mkdir(filepath.Join(p.dir, "bin"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(buslint, filepath.Join(p.dir, "bin", "buslint")); err != nil {
		t.Fatal(err)
	}
	args := []string{"vet"}
	for _, flag := range settings.VetFlags {
		args = append(args, strings.ReplaceAll(flag, "${workspaceFolder}", p.dir))
	}
	out, _ := p.try("go", append(args, "./...")...)
	if !strings.Contains("\n"+out, "\n"+finding) {
		t.Errorf("got\n%s\nwant the finding, with a place that the extension understands", out)
	}
}

// TestVSCodeTask runs the task and reads its output as its problem matcher says.
func TestVSCodeTask(t *testing.T) {
	var tasks struct {
		Tasks []struct {
			Command        string `json:"command"`
			ProblemMatcher struct {
				Pattern struct {
					Regexp  string `json:"regexp"`
					File    int    `json:"file"`
					Line    int    `json:"line"`
					Column  int    `json:"column"`
					Message int    `json:"message"`
					Code    int    `json:"code"`
				} `json:"pattern"`
			} `json:"problemMatcher"`
		} `json:"tasks"`
	}
	if err := json.Unmarshal([]byte(snippet(t, "editors.md", "json", `"tasks"`)), &tasks); err != nil {
		t.Fatal(err)
	}
	task := tasks.Tasks[0]
	out, _ := withBuslint(t).try("sh", "-c", task.Command)
	pattern := task.ProblemMatcher.Pattern
	found := regexp.MustCompile("(?m)"+pattern.Regexp).FindAllStringSubmatch(out, -1)
	if len(found) != 1 {
		t.Fatalf("%d problems, want 1, in\n%s", len(found), out)
	}
	m := found[0]
	got := strings.Join([]string{m[pattern.File], m[pattern.Line], m[pattern.Column], " " + m[pattern.Message]}, ":")
	if got != finding || m[pattern.Code] != "busctx" {
		t.Errorf("got %s of %s, want %s of busctx", got, m[pattern.Code], finding)
	}
}

// TestVim makes in Vim, and in Neovim, as the page says.
func TestVim(t *testing.T) {
	line := snippet(t, "editors.md", "vim", "autocmd")
	for _, editor := range []string{"vim", "nvim"} {
		t.Run(editor, func(t *testing.T) {
			need(t, editor)
			p := withBuslint(t)
			p.write("-- rc.vim --\n" + line)
			p.vim(editor, "filetype on", "source rc.vim", "edit shop/order.go", "silent make!",
				`call writefile(map(filter(getqflist(), 'v:val.valid'), 'bufname(v:val.bufnr) . ":" . v:val.lnum . ":" . v:val.col . ": " . v:val.text'), "list")`)
			if got, want := p.read("list"), finding+" (busctx)\n"; got != want {
				t.Errorf("the quickfix list is\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// vim runs an editor without a person.
func (p *place) vim(editor string, commands ...string) {
	p.t.Helper()
	args := []string{"-u", "NONE", "-i", "NONE", "-n"}
	if editor == "nvim" {
		args = append(args, "--headless")
	} else {
		args = append(args, "--not-a-term", "-N")
	}
	p.write("-- script.vim --\n" + strings.Join(commands, "\n") + "\nqall!\n")
	p.run(editor, append(args, "-S", "script.vim")...)
}

// need skips the test if there is no such program, but not in CI, which installs it.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}
