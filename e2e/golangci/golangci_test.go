package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// The programs, made by TestMain.
var golangci, buslint string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "buslint")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		golangci, _ = filepath.Abs("golangci-lint") // kept: it takes a while to link
		buslint = filepath.Join(dir, "buslint")
		for _, args := range [][]string{
			{"build", "-trimpath", "-tags=golangci", "-o", golangci, "."},
			{"build", "-o", buslint, "github.com/buslint/buslint/cmd/buslint"},
		} {
			cmd := exec.CommandContext(context.Background(), "go", args...)
			cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
			if err := cmd.Run(); err != nil {
				fmt.Fprintf(os.Stderr, "go %s: %v\n", strings.Join(args, " "), err)
				return 1
			}
		}
		return m.Run()
	}())
}

// The folders of modules with findings.
var corpora = []string{"../../testdata", "../../examples/stickers"}

// aboutDeclarations matches what is said of a message's name, fields and kind. Drivers that
// see one package at a time cannot tell all of it: what a name alone makes a message has to
// travel on a bus, and uses elsewhere may contradict.
var aboutDeclarations = regexp.MustCompile(`is not in the (imperative|past tense)|has no field|without touching its query|which calls no (handler|listener)`)

// TestSameFindings compares what buslint, go vet and golangci-lint say, place by
// place and word by word, in what one package can tell.
func TestSameFindings(t *testing.T) {
	for _, dir := range corpora {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			alone := standalone(t, dir)
			if len(alone) == 0 {
				t.Fatal("nothing was found")
			}
			t.Logf("%d findings", len(alone))
			t.Run("go vet", func(t *testing.T) {
				var want []string
				for _, f := range alone {
					want = append(want, f.pos+": "+f.message)
				}
				compare(t, tellable(vet(t, dir)), tellable(want))
			})
			t.Run("golangci-lint", func(t *testing.T) {
				var want []string
				for _, f := range alone {
					want = append(want, f.pos+": "+f.rule+": "+f.message+" (buslint)")
				}
				result := lint(t, dir, config(t, ""), "./...")
				if result.code != 1 {
					t.Errorf("exit code %d, want 1", result.code)
				}
				compare(t, tellable(lines(result.stdout)), tellable(want))
			})
		})
	}
}

// tellable returns the lines of which one package can tell.
func tellable(lines []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), aboutDeclarations.MatchString)
}

// TestDeclaredElsewhere makes sure that the corpus has what golangci-lint can
// report only if it says which module a package is of.
func TestDeclaredElsewhere(t *testing.T) {
	result := lint(t, corpora[0], config(t, ""), "./...")
	if !strings.Contains(result.stdout, ": AlertEvent is declared here] (buslint)\n") {
		t.Errorf("no finding about a declaration in another package of the module:\n%s", result.stdout)
	}
}

// TestRuleFlags runs each rule alone, and all but it, under go vet.
func TestRuleFlags(t *testing.T) {
	dir := corpora[1]
	alone := standalone(t, dir)
	rules := map[string]bool{}
	for _, f := range alone {
		rules[f.rule] = true
	}
	if len(rules) < 2 {
		t.Fatalf("findings of %d rules, want more", len(rules))
	}
	for rule := range rules {
		var own, others []string
		for _, f := range alone {
			if f.rule == rule {
				own = append(own, f.pos+": "+f.message)
			} else {
				others = append(others, f.pos+": "+f.message)
			}
		}
		compare(t, vet(t, dir, "-"+rule), own)
		compare(t, vet(t, dir, "-"+rule+"=false"), others)
	}

	// What the flag allows, the setting does.
	const name = "UnlockAchievementEvent"
	isAllowed := func(line string) bool { return strings.Contains(line, "event "+name+" ") }
	var want []string
	for _, f := range alone {
		if line := f.pos + ": " + f.message; !isAllowed(line) {
			want = append(want, line)
		}
	}
	if len(want) != len(alone)-1 {
		t.Fatalf("%d of %d findings are not about %s, want all but one", len(want), len(alone), name)
	}
	compare(t, vet(t, dir, "-eventname.allow="+name), want)
	result := lint(t, dir, config(t, "eventname: {allow: ["+name+"]}"), "./...")
	if got := lines(result.stdout); len(got) != len(want) || slices.ContainsFunc(got, isAllowed) {
		t.Errorf("got %q, want %d findings without %s", got, len(want), name)
	}
}

// TestVetJSON counts the findings in go vet's JSON.
func TestVetJSON(t *testing.T) {
	result := run(t, corpora[1], "go", "vet", "-vettool="+buslint, "-json", "./...")
	if result.code != 0 {
		t.Fatalf("exit code %d:\n%s", result.code, result.stderr)
	}
	got := map[string]int{}
	decoder := json.NewDecoder(strings.NewReader(result.stdout))
	for decoder.More() {
		var tree map[string]map[string][]struct {
			Message string `json:"message"`
		}
		if err := decoder.Decode(&tree); err != nil {
			t.Fatalf("%v in\n%s", err, result.stdout)
		}
		for _, byRule := range tree {
			for rule, found := range byRule {
				got[rule] += len(found)
			}
		}
	}
	want := map[string]int{}
	for _, f := range standalone(t, corpora[1]) {
		want[f.rule]++
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestSettings shows the settings and what is said about wrong ones.
func TestSettings(t *testing.T) {
	dir := corpora[1]
	rules := func(settings string) string {
		var names []string
		for _, line := range lines(lint(t, dir, config(t, settings), "./...").stdout) {
			_, rest, _ := strings.Cut(line, ": ")
			rule, _, _ := strings.Cut(rest, ": ")
			names = append(names, rule)
		}
		slices.Sort(names)
		return strings.Join(slices.Compact(names), " ")
	}
	if got, want := rules("enable: [queryresult, eventname]"), "eventname queryresult"; got != want {
		t.Errorf("enabled: got %s, want %s", got, want)
	}
	if got, want := rules("disable: [busctx, queryresult]"), "commandname eventname"; got != want {
		t.Errorf("disabled: got %s, want %s", got, want)
	}
	for settings, want := range map[string]string{
		"eventname: {alow: [Tick]}": "settings of buslint: eventname: there is no key alow; did you mean allow?",
		"busctx: {events: often}":   "settings of buslint: busctx: events: want true or false, not \"often\"",
		"enable: [missinghandler]":  "missinghandler is about whole programs",
	} {
		result := lint(t, dir, config(t, settings), "./...")
		if result.code != 3 || !strings.Contains(result.stderr, want) {
			t.Errorf("%s: exit code %d, want 3, with\n%s\nwant %s", settings, result.code, result.stderr, want)
		}
	}
}

// TestSameSettings puts what stands in .buslint.yml among golangci-lint's settings.
func TestSameSettings(t *testing.T) {
	dir := t.TempDir()
	archive, err := txtar.ParseFile("../../cmd/buslint/testdata/profiles.txtar")
	if err != nil {
		t.Fatal(err)
	}
	archive.Files = append(archive.Files, txtar.File{Name: "go.mod", Data: []byte("module example.com/shop\n\ngo 1.26.0\n")})
	files, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, ".buslint.yml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, more := range map[string]string{
		"profiles":              "",
		"exclude":               "exclude: [{path: ^shop/}]\n",
		"exclude one rule":      "exclude: [{path: 'p\\.go$', rules: [busctx, nolistener]}]\n",
		"exclude another file":  "exclude: [{path: ^shop.go$}]\n",
		"disable more than run": "disable: [eventname, missinghandler]\n",
	} {
		t.Run(name, func(t *testing.T) {
			same := string(text) + more
			if err := os.WriteFile(file, []byte(same), 0o666); err != nil {
				t.Fatal(err)
			}
			var want []string
			for _, f := range standalone(t, dir) {
				want = append(want, f.pos+": "+f.rule+": "+f.message+" (buslint)")
			}
			t.Logf("%d findings", len(want))
			settings := config(t, strings.ReplaceAll(strings.TrimSpace(same), "\n", "\n          "))
			result := lint(t, dir, settings, "./...")
			if result.code > 1 {
				t.Error(result.stderr)
			}
			compare(t, lines(result.stdout), want)

			// An editor runs it elsewhere.
			result = lint(t, filepath.Join(dir, "shop"), settings)
			if got := lines(result.stdout); len(got) != len(want) {
				t.Errorf("got %q in the folder of the package, want as many as %q", got, want)
			}
		})
	}
}

// TestFile checks that golangci-lint heeds .buslint.yml if it has no settings, also when it
// has kept what was found before the file changed.
func TestFile(t *testing.T) {
	dir := copyModule(t, corpora[1])
	cache := t.TempDir()
	settings := config(t, "")
	for _, test := range []struct{ file, want string }{
		{"", "busctx commandname eventname queryresult"},
		{"disable: [busctx]", "commandname eventname queryresult"},
		{"exclude: [{path: ^achievements/, rules: [eventname, queryresult]}]", "busctx commandname"},
		{"enable-also: [nolistener]\nenable: [busctx]", "busctx"},
	} {
		if err := os.WriteFile(filepath.Join(dir, ".buslint.yml"), []byte(test.file), 0o666); err != nil {
			t.Fatal(err)
		}
		result := lintAfter(t, cache, dir, settings, "./...")
		var rules []string
		for _, m := range regexp.MustCompile(`(?m)^\S+: ([a-z]+): .* \(buslint\)$`).FindAllStringSubmatch(result.stdout, -1) {
			rules = append(rules, m[1])
		}
		slices.Sort(rules)
		if got := strings.Join(slices.Compact(rules), " "); got != test.want {
			t.Errorf("with the file %q, there are findings of %s, want %s\n%s", test.file, got, test.want, result.stderr)
		}
	}
}

// TestNolint shows golangci-lint's own comment.
func TestNolint(t *testing.T) {
	dir := copyModule(t, corpora[1])
	file := filepath.Join(dir, "achievements", "achievements.go")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before := lines(lint(t, dir, config(t, ""), "./...").stdout)
	const line = "type UnlockAchievementEvent struct {"
	silenced := strings.Replace(string(text), line, line+" //nolint:buslint // a reason", 1)
	if silenced == string(text) {
		t.Fatalf("%s has no line %s", file, line)
	}
	if err := os.WriteFile(file, []byte(silenced), 0o666); err != nil {
		t.Fatal(err)
	}
	after := lines(lint(t, dir, config(t, ""), "./...").stdout)
	want := slices.DeleteFunc(before, func(s string) bool { return strings.Contains(s, "event UnlockAchievementEvent") })
	compare(t, after, want)
}

// TestSARIF reads the findings in golangci-lint's SARIF.
func TestSARIF(t *testing.T) {
	dir := corpora[1]
	result := lint(t, dir, config(t, ""), "--output.text.path=/dev/null", "--output.sarif.path=stdout", "./...")
	var sarif struct {
		Version string `json:"version"`
		Runs    []struct {
			Results []struct {
				RuleID  string `json:"ruleId"`
				Message struct {
					Text string `json:"text"`
				} `json:"message"`
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct {
							URI string `json:"uri"`
						} `json:"artifactLocation"`
						Region struct {
							StartLine   int `json:"startLine"`
							StartColumn int `json:"startColumn"`
						} `json:"region"`
					} `json:"physicalLocation"`
				} `json:"locations"`
			} `json:"results"`
		} `json:"runs"`
	}
	if err := json.Unmarshal([]byte(result.stdout), &sarif); err != nil {
		t.Fatalf("%v in\n%s", err, result.stdout)
	}
	if sarif.Version != "2.1.0" || len(sarif.Runs) != 1 {
		t.Fatalf("version %s, %d runs", sarif.Version, len(sarif.Runs))
	}
	var got, want []string
	for _, r := range sarif.Runs[0].Results {
		if r.RuleID != "buslint" || len(r.Locations) != 1 {
			t.Errorf("result of %s at %v", r.RuleID, r.Locations)
			continue
		}
		at := r.Locations[0].PhysicalLocation
		got = append(got, fmt.Sprintf("%s:%d:%d: %s", at.ArtifactLocation.URI, at.Region.StartLine, at.Region.StartColumn, r.Message.Text))
	}
	for _, f := range standalone(t, dir) {
		want = append(want, f.pos+": "+f.rule+": "+f.message)
	}
	compare(t, got, want)
}

// TestVSCode passes the arguments that VS Code's Go extension does, in the folder of a
// file that is saved.
func TestVSCode(t *testing.T) {
	dir := filepath.Join(corpora[1], "achievements")
	result := run(t, dir, golangci, "run", "--config="+config(t, ""), "--default=none", "--allow-parallel-runners",
		"--issues-exit-code=0", "--output.text.print-issued-lines=false", "--show-stats=false",
		"--output.text.path=stdout", "--path-mode=abs")
	abs, err := filepath.Abs(filepath.Join(dir, "achievements.go"))
	if err != nil {
		t.Fatal(err)
	}
	if got := lines(result.stdout); result.code != 0 || len(got) != 5 || !strings.HasPrefix(got[0], abs+":20:6: commandname: ") {
		t.Errorf("exit code %d, and\n%s%s", result.code, result.stdout, result.stderr)
	}
}

// TestFix lets golangci-lint and go fix mend the corpus, as often as they find
// something to mend, and compiles what becomes of it.
func TestFix(t *testing.T) {
	for name, fix := range map[string]func(t *testing.T, dir string){
		"golangci-lint": func(t *testing.T, dir string) {
			t.Helper()
			lint(t, dir, config(t, ""), "--fix", "./...")
		},
		"go fix": func(t *testing.T, dir string) {
			t.Helper()
			run(t, dir, "go", "fix", "-fixtool="+buslint, "./...")
		},
	} {
		for _, corpus := range corpora {
			t.Run(name+"/"+filepath.Base(corpus), func(t *testing.T) {
				dir := copyModule(t, corpus)
				before := len(standalone(t, dir))
				rounds := 0
				for last := ""; ; rounds++ {
					fix(t, dir)
					compiles(t, dir)
					now := goFiles(t, dir)
					if now == last {
						break
					}
					if rounds == 10 {
						t.Fatal("still changing files in the tenth round")
					}
					last = now
				}
				after := len(standalone(t, dir))
				t.Logf("%d findings, %d after %d rounds", before, after, rounds)
				if after >= before {
					t.Errorf("%d findings before and %d after", before, after)
				}
			})
		}
	}
}

// TestFixDiff shows that go fix -diff prints what it leaves undone.
func TestFixDiff(t *testing.T) {
	dir := copyModule(t, corpora[1])
	before := goFiles(t, dir)
	result := run(t, dir, "go", "fix", "-fixtool="+buslint, "-diff", "./...")
	if result.code != 1 {
		t.Errorf("exit code %d, want 1", result.code)
	}
	if want := "\n+\treturn s.bus.DispatchCtx(ctx, "; !strings.Contains(result.stdout, want) {
		t.Errorf("got\n%s\nwant a line%s", result.stdout, want)
	}
	if goFiles(t, dir) != before {
		t.Error("files changed")
	}
}

// TestCustom makes a program with "golangci-lint custom" as .custom-gcl.yml says. What
// that clones is the module, with a tag.
func TestCustom(t *testing.T) {
	module := strings.Fields(run(t, ".", "go", "list", "-m", "-f={{.Version}} {{.Dir}}", "github.com/golangci/golangci-lint/v2").stdout)
	version, source := module[0], t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(source, os.DirFS(module[1])); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"init", "-q", "."},
		{"add", "-A", "-f"},
		{"-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "all"},
		{"tag", version},
	} {
		if result := run(t, source, "git", args...); result.code != 0 {
			t.Fatal(result.stderr)
		}
	}
	// Otherwise the name of the temporary folder would be part of each package, and none of them
	// would be found in the compiler's cache the next time.
	t.Setenv("GOFLAGS", os.Getenv("GOFLAGS")+" -trimpath")
	t.Setenv("GIT_CONFIG_COUNT", "1")
	t.Setenv("GIT_CONFIG_KEY_0", "url.file://"+source+".insteadOf")
	t.Setenv("GIT_CONFIG_VALUE_0", "https://github.com/golangci/golangci-lint.git")

	text, err := os.ReadFile("../../.custom-gcl.yml")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/golangci-lint.md")
	if err != nil {
		t.Fatal(err)
	}
	const here = "    path: .\n"
	if line := "version: " + version + "\n"; !strings.Contains(string(text), line) || !strings.Contains(string(page), line) || !strings.Contains(string(text), here) {
		t.Fatalf(".custom-gcl.yml and docs/golangci-lint.md lack %q, or the first %q", line, here)
	}
	dir := t.TempDir()
	local := strings.Replace(string(text), here, "    path: "+root+"\n", 1)
	if err := os.WriteFile(filepath.Join(dir, ".custom-gcl.yml"), []byte(local), 0o666); err != nil {
		t.Fatal(err)
	}
	if result := run(t, dir, golangci, "custom", "-v"); result.code != 0 {
		t.Fatalf("exit code %d:\n%s", result.code, result.stderr)
	}
	want := lint(t, corpora[1], config(t, ""), "./...").stdout
	result := run(t, corpora[1], filepath.Join(dir, "custom-gcl"), "run", "--allow-parallel-runners", "--default=none",
		"--config="+config(t, ""), "--show-stats=false", "--output.text.print-issued-lines=false", "./...")
	if want == "" || result.stdout != want {
		t.Errorf("got\n%s%s\nwant\n%s", result.stdout, result.stderr, want)
	}
}

// A finding is what buslint prints. Its message has the related places at its end,
// as the plugin writes them.
type finding struct{ pos, rule, message string }

var findingLine = regexp.MustCompile(`^(\S+:\d+:\d+): (.*) \((\w+)\)$`)

// standalone returns what buslint finds, without what takes more than a package to
// know: the rules over programs, and which ignores are unused.
func standalone(t *testing.T, dir string) []finding {
	t.Helper()
	result := run(t, dir, buslint, "-missinghandler=false", "-duplicatehandler=false", "./...")
	if result.code != 3 && result.code != 0 {
		t.Fatalf("exit code %d:\n%s", result.code, result.stderr)
	}
	var found []finding
	for _, line := range lines(result.stdout) {
		if related, ok := strings.CutPrefix(line, "\t"); ok {
			last := &found[len(found)-1]
			pos, message := cutPosition(t, related)
			if strings.HasPrefix(message, "first let this handler take a context") {
				continue // from the whole program, too
			}
			last.message += inBrackets(t, dir, last.pos, pos, message)
			continue
		}
		m := findingLine.FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("not a finding: %s", line)
		}
		found = append(found, finding{m[1], m[3], m[2]})
	}
	return slices.DeleteFunc(found, func(f finding) bool { return f.rule == "lint" })
}

// vet returns what go vet prints, with related places as the plugin writes them.
func vet(t *testing.T, dir string, flags ...string) []string {
	t.Helper()
	args := append([]string{"vet", "-vettool=" + buslint}, flags...)
	result := run(t, dir, "go", append(args, "./...")...)
	var found []string
	for _, line := range lines(result.stderr) {
		if strings.HasPrefix(line, "# ") {
			continue // the package
		}
		pos, message := cutPosition(t, line)
		pos = strings.TrimPrefix(pos, "./")
		if related, ok := strings.CutPrefix(message, "\t"); ok {
			last, _ := cutPosition(t, found[len(found)-1])
			found[len(found)-1] += inBrackets(t, dir, last, pos, related)
			continue
		}
		found = append(found, pos+": "+message)
	}
	if want := min(1, len(found)); result.code != want {
		t.Errorf("go vet: exit code %d, want %d", result.code, want)
	}
	return found
}

func cutPosition(t *testing.T, line string) (pos, message string) {
	t.Helper()
	pos, message, ok := strings.Cut(line, ": ")
	if !ok {
		t.Fatalf("no position: %s", line)
	}
	return pos, message
}

// inBrackets returns a related place as the plugin writes it behind a message.
func inBrackets(t *testing.T, dir, pos, related, message string) string {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	abs := func(pos string) (file, line string) {
		parts := strings.Split(pos, ":")
		if !filepath.IsAbs(parts[0]) {
			parts[0] = filepath.Join(dir, parts[0])
		}
		return parts[0], parts[1]
	}
	from, _ := abs(pos)
	file, line := abs(related)
	rel, err := filepath.Rel(filepath.Dir(from), file)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(" [%s:%s: %s]", filepath.ToSlash(rel), line, message)
}

// config returns the file name of the configuration that docs/golangci-lint.md
// shows, with these settings, in YAML, in the place of those there.
func config(t *testing.T, settings string) string {
	t.Helper()
	page, err := os.ReadFile("../../docs/golangci-lint.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(page), "```yaml\nversion: \"2\"\n")
	if !ok {
		t.Fatal("docs/golangci-lint.md shows no configuration")
	}
	text, _, _ = strings.Cut(text, "```\n")
	const key = "        settings:\n"
	before, after, ok := strings.Cut(text, key)
	if !ok {
		t.Fatalf("no settings in\n%s", text)
	}
	for strings.HasPrefix(after, "         ") {
		_, after, _ = strings.Cut(after, "\n")
	}
	text = "version: \"2\"\n" + before
	if settings != "" {
		text += key + "          " + settings + "\n"
	}
	text += after + "run:\n  relative-path-mode: wd\n"
	name := filepath.Join(t.TempDir(), ".golangci.yml")
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// lint runs golangci-lint, with names relative to dir.
func lint(t *testing.T, dir, config string, args ...string) result {
	t.Helper()
	return lintAfter(t, t.TempDir(), dir, config, args...)
}

// lintAfter runs golangci-lint with the cache of runs before.
func lintAfter(t *testing.T, cache, dir, config string, args ...string) result {
	t.Helper()
	return runWith(t, cache, dir, golangci, append([]string{
		"run", "--allow-parallel-runners", "--default=none", "--config=" + config, "--show-stats=false",
		"--output.text.print-issued-lines=false",
	}, args...)...)
}

type result struct {
	stdout, stderr string
	code           int
}

// run runs a command, which may fail.
func run(t *testing.T, dir, name string, args ...string) result {
	t.Helper()
	return runWith(t, t.TempDir(), dir, name, args...) // what golangci-lint has found before must not count
}

// runWith runs a command with a cache of golangci-lint.
func runWith(t *testing.T, cache, dir, name string, args ...string) result {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+cache)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// compare compares lines without regard to their order.
func compare(t *testing.T, got, want []string) {
	t.Helper()
	count := map[string]int{}
	for _, line := range want {
		count[line]++
	}
	for _, line := range got {
		if count[line]--; count[line] < 0 {
			t.Errorf("more than wanted: %s", line)
		}
	}
	for line, n := range count {
		if n > 0 {
			t.Errorf("missing: %s", line)
		}
	}
}

// copyModule copies a module of this repository to a place where it can be changed.
func copyModule(t *testing.T, from string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if result := run(t, dir, "go", "mod", "edit", "-replace=github.com/buslint/buslint="+root); result.code != 0 {
		t.Fatal(result.stderr)
	}
	return dir
}

// goFiles returns the contents of all Go files in dir.
func goFiles(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	if err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return err
		}
		text, err := os.ReadFile(name)
		fmt.Fprintf(&all, "%s:\n%s", name, text)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// compiles makes sure that all packages and tests of the module do.
func compiles(t *testing.T, dir string) {
	t.Helper()
	if result := run(t, dir, "go", "list", "-export", "-test", "./..."); result.code != 0 {
		t.Errorf("does not compile:\n%s", result.stderr)
	}
}
