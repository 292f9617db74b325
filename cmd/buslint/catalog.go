package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers/queryresult"
	"github.com/buslint/buslint/internal/catalog"
	"github.com/buslint/buslint/internal/codeowners"
	"github.com/buslint/buslint/internal/diff"
	"github.com/buslint/buslint/internal/git"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/report"
	"github.com/buslint/buslint/internal/rules"
)

// A cataloger is the command catalog: what messages are there, who sends them, who
// listens.
type cataloger struct {
	*linter
	format, output, check string
	link, since           string
	linkDir               string // to which the files of links are relative; "" if that is the module
	owners                func(file string) []string
}

const catalogLong = `
Documents all messages: their fields, who sends them, who handles or listens to them, and
the findings about them. The default packages are ./... , without their tests. File names
are relative to the module, and link to the repository if it is on GitHub, GitLab or
Bitbucket. Owners are those of the file CODEOWNERS.

	buslint catalog -o catalog.html
	buslint catalog -o MESSAGES.md
	buslint catalog -check MESSAGES.md     in CI; lines that have moved, and links, do not count
	buslint catalog -diff origin/main      in a pull request
	buslint catalog -o catalog.html -link https://example.com/repo/{file}#L{line}

The exit code is 0 on success, 1 after an error or if packages had to be left out, and 3
if the file that -check names is out of date, or if something has vanished since the
revision of -diff: a message, its kind, a field as it was, a handler or a listener.
`

func setupCatalog(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	c := &cataloger{linter: &linter{env: e}}
	c.declareFindingFlags(fs)
	fs.StringVar(&c.format, "format", "", "write the catalog as `F`: "+strings.Join(catalog.FormatNames(), ", ")+"; by default, the extension of the file decides, or else it is "+catalog.Formats[0].Name)
	fs.StringVar(&c.output, "o", "", "write to `file` instead of the standard output")
	fs.StringVar(&c.check, "check", "", "write nothing, but if `file` is out of date, show what has changed and exit with 3")
	fs.StringVar(&c.link, "link", "", "link to source lines with this `template`, which contains {file} and {line}; by default, to the remote origin of the git repository on GitHub, GitLab or Bitbucket; none means no links")
	fs.StringVar(&c.since, "diff", "", "print what has changed since a git `revision`, as text or with -format markdown or json")
	return func(ctx context.Context, args []string) (int, error) {
		if err := c.start(ctx, "", args); err != nil {
			return 0, err
		}
		c.load.Tests = false
		return c.run(ctx)
	}
}

func (c *cataloger) run(ctx context.Context) (int, error) {
	if err := checkLink(c.link); err != nil {
		return 0, err
	}
	if err := c.lookUpRepository(ctx); err != nil {
		return 0, err
	}
	if c.output != "" && c.check != "" {
		return 0, errors.New("-o writes a file, but -check does not: use only one of them")
	}
	if c.since != "" {
		return c.runDiff(ctx)
	}
	format, err := catalog.FormatNamed(c.format, c.output+c.check)
	if err != nil {
		return 0, err
	}
	r, err := c.lint(ctx, c.load, rules.Running(c.config))
	if err != nil {
		return 0, err
	}
	cat, code, err := c.of(r, c.dir)
	if err != nil {
		return 0, err
	}
	c.noteNoBus(r)
	content, err := format.Render(cat)
	if err != nil {
		return 0, err
	}
	if c.check == "" {
		return code, c.write(content)
	}
	old, err := os.ReadFile(c.check)
	if errors.Is(err, os.ErrNotExist) {
		fmt.Fprintf(c.stderr, "buslint: %s does not exist; write it with -o instead of -check\n", c.check)
		return cmp.Or(code, exitFindings), nil // an error is worse
	}
	if err != nil {
		return 0, err
	}
	if old, content = format.Comparable(old), format.Comparable(content); bytes.Equal(old, content) {
		return code, nil
	}
	name := filepath.ToSlash(c.check)
	if _, err := c.stdout.Write(diff.Unified("a/"+name, old, "b/"+name, content)); err != nil {
		return 0, err
	}
	fmt.Fprintf(c.stderr, "buslint: %s is out of date, as shown; write it with -o instead of -check\n", c.check)
	return cmp.Or(code, exitFindings), nil
}

// noLink is the value of -link for no links at all.
const noLink = "none"

// ownersOf returns what tells the owners of a file: the file CODEOWNERS of the repository.
func (l *linter) ownersOf() (func(file string) string, error) {
	root := git.Root(l.dir)
	owners, err := codeowners.Find(root)
	return func(file string) string {
		rel, err := filepath.Rel(root, file)
		if err != nil || !filepath.IsLocal(rel) {
			return ""
		}
		return owners.Of(filepath.ToSlash(rel))
	}, err
}

// lookUpRepository finds out from the repository who owns files, and where to link to if that
// is not said. Without a repository, or without git, nothing is known.
func (c *cataloger) lookUpRepository(ctx context.Context) error {
	ownersOf, err := c.ownersOf()
	if err != nil {
		return err
	}
	c.owners = func(file string) []string { return strings.Fields(ownersOf(file)) }
	if c.link != "" {
		c.link = strings.TrimPrefix(c.link, noLink)
		return nil
	}
	repo, err := git.Open(ctx, c.dir)
	if err != nil {
		return ctx.Err()
	}
	if c.link = catalog.LinkTo(repo.Remote(ctx, "origin")); c.link != "" {
		c.linkDir = git.Root(c.dir)
	}
	return ctx.Err()
}

// checkLink reports whether a page may link to what the template makes.
func checkLink(template string) error {
	if template == "" || template == noLink {
		return nil
	}
	if !strings.Contains(template, "{file}") {
		return fmt.Errorf("-link %s: it must contain {file}", template)
	}
	u, err := url.Parse(strings.NewReplacer("{file}", "f", "{line}", "1").Replace(template))
	if err != nil {
		return fmt.Errorf("-link: %w", err)
	}
	if u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http" {
		return fmt.Errorf("-link %s: it must be an http or https address, or a relative one", template)
	}
	return nil
}

// of returns the catalog of what was linted in dir, and the exit code if all else goes well.
func (c *cataloger) of(r *lint.Result, dir string) (*catalog.Catalog, int, error) {
	code := exitClean
	if len(r.Errors) > 0 {
		c.printErrors(r.Errors)
		code = exitError
		if len(r.All.Packages()) == 0 { // rather than an empty page in the place of a good one
			return nil, 0, errors.New("no package could be loaded, so there is no catalog")
		}
	}
	return catalog.New(catalog.Options{
		All:          r.All,
		Findings:     r.Findings,
		Problems:     problems(r.Errors),
		Dir:          dir,
		Link:         c.link,
		LinkDir:      c.linkDir,
		Owners:       c.owners,
		RuleURL:      func(rule string) string { r, _ := rules.Named(rule); return r.URL },
		ResultFields: queryresult.Fields.In(c.config),
	}), code, nil
}

// problems returns errors in packages as a catalog has them.
func problems(errs []packages.Error) []catalog.Problem {
	var list []catalog.Problem
	for _, err := range errs {
		p := catalog.Problem{Position: err.Pos, Message: err.Msg}
		if p.Position == "-" {
			p.Position = ""
		}
		list = append(list, p)
	}
	return list
}

// write writes the content to where it is wanted.
func (c *cataloger) write(content []byte) error {
	if c.output == "" {
		_, err := c.stdout.Write(content)
		return err
	}
	return journal.WriteFile(c.output, content)
}

// runDiff tells what has changed since a revision.
func (c *cataloger) runDiff(ctx context.Context) (int, error) {
	if c.check != "" {
		return 0, errors.New("-check compares a whole catalog, but -diff prints only changes: use only one of them")
	}
	render, err := catalog.ChangesFormat(c.format)
	if err != nil {
		return 0, fmt.Errorf("-diff: %w", err)
	}
	tree, err := c.checkOut(ctx)
	if err != nil {
		return 0, fmt.Errorf("-diff %s: %w", c.since, err)
	}
	defer tree.Remove()
	r, err := c.lint(ctx, c.load, nil) // the findings are not what has changed
	if err != nil {
		return 0, err
	}
	now, nowCode, err := c.of(r, c.dir)
	if err != nil {
		return 0, err
	}
	before, code, err := c.before(ctx, tree)
	if err != nil {
		return 0, err
	}
	changes := catalog.Diff(before, now)
	content, err := render(changes)
	if err != nil {
		return 0, err
	}
	code = max(code, nowCode)
	if code == exitClean && changes.Vanishes() {
		code = exitFindings
	}
	return code, c.write(content)
}

// before returns the catalog of the tree.
func (c *cataloger) before(ctx context.Context, tree *git.Tree) (*catalog.Catalog, int, error) {
	dir, _ := tree.There(c.dir)
	r, err := c.lintTree(ctx, tree, nil)
	if r == nil && err == nil {
		return nil, 0, fmt.Errorf("-diff %s: there was no %s then", c.since, filepath.ToSlash(report.Relative(tree.Dir, dir)))
	}
	if err != nil {
		return nil, 0, fmt.Errorf("at %s: %w", c.since, err)
	}
	before, code, err := c.of(r, dir)
	if err != nil {
		return nil, 0, fmt.Errorf("at %s: %w", c.since, err)
	}
	return before, code, nil
}

// checkOut returns a tree of the revision of -diff.
func (c *cataloger) checkOut(ctx context.Context) (*git.Tree, error) {
	repo, err := git.Open(ctx, c.dir)
	if err != nil {
		return nil, err
	}
	commit, err := repo.Commit(ctx, c.since)
	if err != nil {
		return nil, err
	}
	return repo.CheckOutSource(ctx, commit)
}
