package drivers

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestPreCommit commits in a repository with the hooks, which pre-commit clones and
// compiles.
func TestPreCommit(t *testing.T) {
	need(t, "pre-commit")
	hooks := hookRepository(t)
	p := newPlace(t, shop)
	home := t.TempDir()
	p.env = []string{
		"PRE_COMMIT_HOME=" + filepath.Join(home, "pre-commit"),
		"GIT_CONFIG_GLOBAL=" + filepath.Join(home, "gitconfig"),
		"GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com",
		"GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
	}
	// pre-commit gives Go a GOPATH of its own, with an empty module cache.
	for _, name := range []string{"GOMODCACHE", "GOCACHE"} {
		p.env = append(p.env, name+"="+strings.TrimSpace(p.run("go", "env", name)))
	}
	use := func(hook string) {
		p.write(`-- .pre-commit-config.yaml --
repos:
  - repo: file://` + hooks.dir + `
    rev: ` + strings.TrimSpace(hooks.run("git", "rev-parse", "HEAD")) + `
    hooks:
      - ` + hook + `
`)
		p.run("git", "add", ".pre-commit-config.yaml")
	}
	p.run("git", "init", "-q", ".")
	p.run("git", "add", "go.mod", "bus", "shop/order.go")
	p.run("git", "commit", "-q", "-m", "start")
	use("id: buslint")
	p.run("pre-commit", "install")
	commits := func() int { return strings.Count(p.run("git", "log", "--oneline"), "\n") }
	commit := func(message string) (string, bool) {
		t.Helper()
		before := commits()
		out, code := p.try("git", "commit", "-m", message)
		if done := commits() > before; done != (code == 0) {
			t.Fatalf("exit code %d, and commits: %v\n%s", code, done, out)
		}
		return out, code == 0
	}

	p.run("git", "add", "shop/shop.go")
	if out, done := commit("bad"); done || !strings.Contains(out, finding) {
		t.Errorf("a bad commit was made, or refused without saying why:\n%s", out)
	}

	// A good one passes, while the bad file lies beside it.
	p.run("git", "rm", "-q", "--cached", "shop/shop.go")
	p.write("-- stock/stock.go --\npackage stock\n")
	p.run("git", "add", "stock")
	if out, done := commit("good"); !done || !strings.Contains(out, "Passed") {
		t.Errorf("a good commit was refused, or not looked at:\n%s", out)
	}

	// Nor does a file hide what is in the rest of its package.
	p.run("git", "add", "shop/shop.go")
	p.run("git", "commit", "-q", "--no-verify", "-m", "forced")
	p.write("-- shop/order.go --\npackage shop\n\ntype order struct{ id int }\n")
	p.run("git", "add", "shop/order.go")
	if out, done := commit("beside"); done || !strings.Contains(out, finding) {
		t.Errorf("only the changed file was looked at:\n%s", out)
	}

	// Arguments are flags.
	use("{id: buslint, args: [-busctx=false]}")
	if out, done := commit("without the rule"); !done {
		t.Errorf("the rule ran in spite of its flag:\n%s", out)
	}

	// The other hook mends.
	use("id: buslint-fix")
	p.write("-- shop/order.go --\npackage shop\n\ntype order struct{ number int }\n")
	p.run("git", "add", "shop/order.go")
	if out, done := commit("mended"); done || !strings.Contains(out, "files were modified by this hook") {
		t.Errorf("what was mended should be looked at before it is committed:\n%s", out)
	}
	if text := p.read("shop/shop.go"); !strings.Contains(text, "b.DispatchCtx(ctx, &order{})") {
		t.Errorf("not mended:\n%s", text)
	}
	p.run("git", "add", "shop")
	if out, done := commit("mended"); !done {
		t.Errorf("a good commit was refused:\n%s", out)
	}
}

// hookRepository returns a repository with what is in this one, as it lies there.
func hookRepository(t *testing.T) *place {
	t.Helper()
	repo := &place{t: t, dir: root}
	files := strings.FieldsFunc(repo.run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"),
		func(r rune) bool { return r == 0 })
	p := &place{t: t, dir: t.TempDir()}
	for _, name := range files {
		text, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // deleted
		}
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(p.dir, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	p.run("git", "init", "-q", ".")
	p.run("git", "add", "-A")
	p.run("git", "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "all")
	return p
}

// TestPreCommitPage holds the configurations in docs/ci.md to the hooks that there are.
func TestPreCommitPage(t *testing.T) {
	type hook struct {
		ID            string
		Entry         string
		Types         []string
		RequireSerial bool `yaml:"require_serial"`
	}
	parse := func(text string, into any) {
		t.Helper()
		if err := yaml.Unmarshal([]byte(text), into); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(filepath.Join(root, ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []hook
	parse(string(text), &hooks)
	for _, h := range hooks {
		if !h.RequireSerial {
			t.Errorf("%s runs several times at once, and may write to one file", h.ID)
		}
	}
	var remote, local struct {
		Repos []struct {
			Repo  string
			Hooks []hook
		}
	}
	parse(snippet(t, "ci.md", "yaml", "- repo: https://github.com/buslint/buslint"), &remote)
	isHook := func(h hook) bool { return h.ID == remote.Repos[0].Hooks[0].ID }
	if !slices.ContainsFunc(hooks, isHook) {
		t.Errorf("there is no hook %s", remote.Repos[0].Hooks[0].ID)
	}
	parse(snippet(t, "ci.md", "yaml", "- repo: local"), &local)
	entry, ok := strings.CutPrefix(local.Repos[0].Hooks[0].Entry, "go tool ")
	if !ok || entry != hooks[0].Entry {
		t.Errorf("the local hook runs %s, and the other %s", local.Repos[0].Hooks[0].Entry, hooks[0].Entry)
	}
	p := &place{t: t, dir: filepath.Join(root, "examples", "stickers")}
	out, code := p.try("go", append(strings.Fields(local.Repos[0].Hooks[0].Entry)[1:], "achievements/achievements_test.go")...)
	if code == 0 || !strings.Contains(out, "achievements/achievements.go:") {
		t.Errorf("exit code %d, and\n%s\nwant findings in the rest of the package", code, out)
	}
}

// TestVetHasNoPrograms shows that what go vet cannot do it does not offer.
func TestVetHasNoPrograms(t *testing.T) {
	p := newPlace(t, shop)
	if out, code := p.try("go", "vet", "-vettool="+buslint, "-missinghandler", "./..."); code == 0 || !strings.Contains(out, "-missinghandler") {
		t.Errorf("exit code %d, and\n%s\nwant an error about the flag", code, out)
	}
}
