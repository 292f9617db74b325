package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/ctxthread"
)

// A migrationReport is the plan of a migration, for people and for tools.
type migrationReport struct {
	Families  []*messageFamily    `json:"families"`
	Gains     []*ctxthread.Gain   `json:"gains"`
	Frozen    []*ctxthread.Frozen `json:"frozen"`
	Ends      []*ctxthread.End    `json:"ends"`
	Wraps     []*ctxthread.Wrap   `json:"wraps"`
	Filled    []ctxthread.Place   `json:"filled"`
	Left      []*leftCall         `json:"left"`
	Untouched []*untouchedFile    `json:"untouched"`

	Calls int      `json:"calls"` // on the bus, that change
	Files []string `json:"files"` // that change

	linter *linter
}

// An untouchedFile is a file that the plan does not change and might have had to.
type untouchedFile struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

func newMigrationReport(l *linter, pkgs []*packages.Package, mig *migration, plan *ctxthread.Plan, contents map[string][]byte) *migrationReport {
	r := &migrationReport{
		Families: mig.families,
		Gains:    plan.Gains,
		Frozen:   plan.Frozen,
		Ends:     plan.Ends,
		Wraps:    plan.Wraps,
		Filled:   plan.Filled,
		Left:     mig.left,
		Calls:    mig.calls(),
		linter:   l,
	}
	for file := range contents {
		r.Files = append(r.Files, l.relative(file))
	}
	slices.Sort(r.Files)
	r.untouched(pkgs, contents)
	r.shorten()
	return r
}

// shorten writes all file names as the working directory sees them.
func (r *migrationReport) shorten() {
	l := r.linter
	text := func(s *string) {
		if l.dir != "" {
			*s = strings.ReplaceAll(*s, l.dir+string(os.PathSeparator), "")
		}
	}
	for _, g := range r.Gains {
		g.Place.File = l.relative(g.Place.File)
		text(&g.Func)
		for i := range g.Family {
			text(&g.Family[i])
		}
		for _, step := range g.Path {
			step.Place.File = l.relative(step.Place.File)
			text(&step.Text)
		}
	}
	for _, f := range r.Frozen {
		f.Place.File, f.HeldBy = l.relative(f.Place.File), l.relative(f.HeldBy)
		text(&f.Func)
		text(&f.Reason)
	}
	for _, e := range r.Ends {
		e.Place.File = l.relative(e.Place.File)
		text(&e.In)
		text(&e.Callee)
		text(&e.Reason)
	}
	for _, wrap := range r.Wraps {
		wrap.Place.File = l.relative(wrap.Place.File)
		text(&wrap.Func)
	}
	for i := range r.Filled {
		r.Filled[i].File = l.relative(r.Filled[i].File)
	}
	for _, left := range r.Left {
		left.Place.File = l.relative(left.Place.File)
		text(&left.Reason)
	}
}

// untouched lists the files that are not part of the build and name something that
// changes, and the generated files that hold back what does not.
func (r *migrationReport) untouched(pkgs []*packages.Package, contents map[string][]byte) {
	names := map[string]bool{}
	for _, g := range r.Gains {
		name := g.Func[strings.LastIndexAny(g.Func, ". ")+1:]
		if token.IsIdentifier(name) {
			names[name] = true
		}
	}
	seen := map[string]bool{}
	word := regexp.MustCompile(`\w+`)
	for _, pkg := range pkgs {
		for _, file := range pkg.IgnoredFiles {
			if seen[file] || !strings.HasSuffix(file, ".go") {
				continue
			}
			seen[file] = true
			data, err := os.ReadFile(file)
			if err != nil {
				continue
			}
			for _, name := range word.FindAll(data, -1) {
				if names[string(name)] {
					r.Untouched = append(r.Untouched, &untouchedFile{r.linter.relative(file),
						fmt.Sprintf("left out by its build constraints, and it mentions %s; see -tags", name)})
					break
				}
			}
		}
		for _, syntax := range pkg.Syntax {
			file := pkg.Fset.PositionFor(syntax.FileStart, false).Filename
			if seen[file] || contents[file] != nil || !ast.IsGenerated(syntax) {
				continue
			}
			seen[file] = true
			for _, f := range r.Frozen {
				if f.HeldBy == file {
					r.Untouched = append(r.Untouched, &untouchedFile{r.linter.relative(file),
						fmt.Sprintf("it is generated, and holds back %s; %s; see -generated", f.Func, generator(syntax))})
					break
				}
			}
		}
	}
	slices.SortFunc(r.Untouched, func(a, b *untouchedFile) int { return strings.Compare(a.File, b.File) })
}

// generator returns the line that says what has made a generated file.
func generator(file *ast.File) string {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "// Code generated ") {
				return "its generator: " + strings.TrimPrefix(c.Text, "// ")
			}
		}
	}
	return "its generator is not known"
}

func (r *migrationReport) printJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "\t")
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}

// print writes the plan for people.
func (r *migrationReport) print(w io.Writer) error {
	out := bufio.NewWriter(w)
	section := func(n int, title string) bool {
		if n > 0 {
			fmt.Fprintf(out, "%s (%d)\n", title, n)
		}
		return n > 0
	}
	if section(len(r.Families), "Messages: what changes on the bus") {
		for _, fam := range r.Families {
			fmt.Fprintf(out, "\t%s: %s\n", fam.Message, fam.changes())
		}
		fmt.Fprintln(out)
	}
	if section(len(r.Gains), "Functions that gain a context, and why; more with -why NAME") {
		for _, g := range r.Gains {
			fmt.Fprintf(out, "\t%s: %s: %s\n", g.Place, g.Func, strings.TrimPrefix(g.Path[0].Text, g.Func+" "))
		}
		fmt.Fprintln(out)
	}
	if section(len(r.Wraps), "Function values that keep their type, by a closure") {
		for _, wrap := range r.Wraps {
			fmt.Fprintf(out, "\t%s: %s\n", wrap.Place, wrap.Func)
		}
		fmt.Fprintln(out)
	}
	if section(len(r.Frozen), "Functions that keep their signature, and why") {
		for _, f := range r.Frozen {
			fmt.Fprintf(out, "\t%s: %s: %s\n", f.Place, f.Func, f.Reason)
		}
		fmt.Fprintln(out)
	}
	if section(len(r.Ends), "Contexts that end outside of tests, and why") {
		for _, e := range r.Ends {
			fmt.Fprintf(out, "\t%s: context.%s for %s: %s\n", e.Place, e.Func(), e.Callee, e.Reason)
		}
		fmt.Fprintln(out)
	}
	if section(len(r.Filled), "Values in tests that get a context, because one is read from them now") {
		for _, place := range r.Filled {
			fmt.Fprintf(out, "\t%s\n", place)
		}
		fmt.Fprintln(out)
	}
	if section(len(r.Left), "Calls that stay without a context, and why") {
		for _, l := range r.Left {
			fmt.Fprintf(out, "\t%s: %s: %s\n", l.Place, l.Call, l.Reason)
		}
		fmt.Fprintln(out)
	}
	if section(len(r.Untouched), "Files that are not touched") {
		for _, f := range r.Untouched {
			fmt.Fprintf(out, "\t%s: %s\n", f.File, f.Reason)
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}

// changes counts what changes in the family.
func (fam *messageFamily) changes() string {
	var parts []string
	for _, c := range []struct {
		n    int
		noun string
	}{{fam.Handlers, "handler"}, {fam.Dispatches, "dispatch"}, {fam.Listeners, "listener"}, {fam.Publishes, "publish"}} {
		switch {
		case c.n == 0:
		case c.n > 1 && strings.HasSuffix(c.noun, "h"):
			parts = append(parts, fmt.Sprintf("%d %ses", c.n, c.noun))
		default:
			parts = append(parts, plural(c.n, c.noun))
		}
	}
	text := strings.Join(parts, ", ")
	if fam.InTests > 0 {
		text += fmt.Sprintf(" (%d in tests)", fam.InTests)
	}
	return text
}

// summary is the closing line.
func (r *migrationReport) summary(written bool) string {
	if r.Calls == 0 && len(r.Left) == 0 {
		return "buslint: nothing to migrate"
	}
	verb := "would change"
	if written {
		verb = "changed"
	}
	line := fmt.Sprintf("buslint: %s %s on the bus, with %s that %s a context, in %s",
		verb, plural(r.Calls, "call"), plural(len(r.Gains), "function"), map[bool]string{true: "gain", false: "gains"}[len(r.Gains) != 1], plural(len(r.Files), "file"))
	if len(r.Ends) > 0 {
		line += fmt.Sprintf("; %s outside of tests", strings.Replace(plural(len(r.Ends), "context")+" end", "1 context end", "1 context ends", 1))
	}
	if len(r.Left) > 0 {
		line += fmt.Sprintf("; %s left", plural(len(r.Left), "call"))
	}
	return line
}

// explain prints why a function gains a context, or why it cannot.
func (m *migrator) explain(r *migrationReport) (int, error) {
	found := false
	meant := func(name string) bool {
		bare := strings.NewReplacer("(", "", ")", "", "*", "").Replace
		full, want := bare(name), bare(m.why)
		return full == want || strings.HasSuffix(full, "."+want)
	}
	for _, g := range r.Gains {
		if !meant(g.Func) {
			continue
		}
		found = true
		fmt.Fprintf(m.stdout, "%s: %s gains a context:\n", g.Place, g.Func)
		for _, step := range g.Path {
			fmt.Fprintf(m.stdout, "\t%s: %s\n", step.Place, step.Text)
		}
		if len(g.Family) > 0 {
			fmt.Fprintf(m.stdout, "\twith it: %s\n", strings.Join(g.Family, ", "))
		}
	}
	for _, f := range r.Frozen {
		if meant(f.Func) {
			found = true
			fmt.Fprintf(m.stdout, "%s: %s keeps its signature: %s\n", f.Place, f.Func, f.Reason)
		}
	}
	if !found {
		return 0, fmt.Errorf("-why %s: no function of this name gains a context, or would", m.why)
	}
	return exitClean, nil
}
