package migrate

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/plural"
	"github.com/buslint/buslint/internal/syntax"
)

// An UntouchedFile is a file that the plan leaves alone although it may need a change.
type UntouchedFile struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

// shorten writes all file names as relative shows them.
func (p *Plan) shorten(relative func(string) string) {
	short := func(place *ctxthread.Place) { place.File = relative(place.File) }
	for _, g := range p.Gains {
		short(&g.Place)
		for _, step := range g.Path {
			short(&step.Place)
		}
	}
	for _, f := range p.Frozen {
		short(&f.Place)
		f.HeldBy = relative(f.HeldBy)
	}
	for _, e := range p.Ends {
		short(&e.Place)
	}
	for _, e := range p.Detached {
		short(&e.Place)
	}
	for _, wrap := range p.Wraps {
		short(&wrap.Place)
	}
	for i := range p.Filled {
		short(&p.Filled[i])
	}
	for _, left := range slices.Concat(p.Taken, p.Left, p.Stay) {
		short(&left.Place)
		short(&left.Reason.at)
	}
	for _, file := range p.Untouched {
		file.File = relative(file.File)
	}
	for _, hint := range p.Hints {
		short(&hint.Place)
	}
	for i := range p.Files {
		p.Files[i] = relative(p.Files[i])
	}
	slices.Sort(p.Files)
}

// findUntouched lists the files that are not part of the build and name something that
// changes, or that no pattern matches, and the generated files that hold back what does not.
func (p *Plan) findUntouched(pkgs []*packages.Package) {
	names := map[string]bool{}
	for _, g := range p.Gains {
		if name, _ := bareName(g.Func); token.IsIdentifier(name) {
			names[name] = true
		}
	}
	seen := map[string]bool{}
	add := func(file, format string, args ...any) {
		p.Untouched = append(p.Untouched, &UntouchedFile{file, fmt.Sprintf(format, args...)})
	}
	for _, pkg := range pkgs {
		for _, file := range pkg.IgnoredFiles {
			if seen[file] || p.Contents[file] != nil || !strings.HasSuffix(file, ".go") {
				continue
			}
			seen[file] = true
			if name := mentioned(file, names); name != "" {
				add(file, "left out by its build constraints, and it mentions %s; see -tags", name)
			}
		}
		for _, file := range pkg.Syntax {
			name := pkg.Fset.PositionFor(file.FileStart, false).Filename
			i := slices.IndexFunc(p.Frozen, func(f *ctxthread.Frozen) bool { return f.HeldBy == name })
			if i < 0 || seen[name] || p.Contents[name] != nil || !ast.IsGenerated(file) {
				continue
			}
			seen[name] = true
			add(name, "it is generated, and holds back %s; its generator: %s; see -generated", p.Frozen[i].Func, syntax.Generator(file))
		}
	}
	for _, file := range unmatched(pkgs) {
		if name := mentioned(file, names); name != "" {
			add(file, "in a directory that ... does not match, and it mentions %s", name)
		}
	}
	slices.SortFunc(p.Untouched, func(a, b *UntouchedFile) int { return strings.Compare(a.File, b.File) })
}

// unmatched returns the Go files of the modules that belong to none of the packages, and import
// one of them: they are in testdata or the like, and nothing imports them.
func unmatched(pkgs []*packages.Package) []string {
	roots, paths, known := rootsOf(pkgs), map[string]bool{}, map[string]bool{}
	for _, pkg := range pkgs {
		paths[pkg.PkgPath] = true
		for _, file := range slices.Concat(pkg.GoFiles, pkg.CompiledGoFiles, pkg.IgnoredFiles, pkg.OtherFiles) {
			known[file] = true
		}
	}
	var found []string
	for root := range roots {
		for file := range module.Files(root) {
			if known[file] || !strings.HasSuffix(file, ".go") || !roots[module.Root(filepath.Dir(file))] {
				continue
			}
			syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
			if err == nil && slices.ContainsFunc(syntax.Imports, func(spec *ast.ImportSpec) bool { return paths[strings.Trim(spec.Path.Value, `"`)] }) {
				found = append(found, file)
			}
		}
	}
	return found
}

var word = regexp.MustCompile(`\w+`)

// mentioned returns the first of the names that occurs in the file, or "".
func mentioned(file string, names map[string]bool) string {
	data, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	for _, name := range word.FindAll(data, -1) {
		if names[string(name)] {
			return string(name)
		}
	}
	return ""
}

// section writes a part of the plan, a line for each item, if there are any.
func section[T any](out io.Writer, title string, items []T, line func(T) string) {
	sectionOf(out, title, len(items), items, line)
}

// sectionOf writes a section whose items tell of n things.
func sectionOf[T any](out io.Writer, title string, n int, items []T, line func(T) string) {
	if n == 0 {
		return
	}
	fmt.Fprintf(out, "%s (%d)\n", title, n)
	for _, item := range items {
		fmt.Fprintf(out, "\t%s\n", line(item))
	}
	fmt.Fprintln(out)
}

func (l *LeftCall) line() string { return fmt.Sprintf("%s: %s: %s", l.Place, l.Call, l.Reason) }

// Print writes the plan for people.
func (p *Plan) Print(w io.Writer) error {
	out := bufio.NewWriter(w)
	section(out, "Messages whose calls change", p.Families, func(fam *Family) string {
		return fmt.Sprintf("%s: %s", fam.Message, fam.changes())
	})
	section(out, "Functions with a twin whose calls change", p.Pairs, func(pair *Pair) string {
		return fmt.Sprintf("%s: %s of %s", pair.Func, plural.Of(pair.Calls, "call"), pair.Twin)
	})
	section(out, "Functions that gain a context, and why (-why NAME explains one)", p.Gains, func(g *ctxthread.Gain) string {
		return fmt.Sprintf("%s: %s: %s", g.Place, g.Func, strings.TrimPrefix(g.Path[0].Text, g.Func+" "))
	})
	public, n := p.public()
	sectionOf(out, "Functions among these that other modules may use", n, slices.Sorted(maps.Keys(public)), func(pkg string) string {
		return pkg + ": " + strings.Join(public[pkg], ", ")
	})
	section(out, "Function values that are wrapped to keep their type", p.Wraps, func(wrap *ctxthread.Wrap) string {
		return fmt.Sprintf("%s: %s", wrap.Place, wrap.Func)
	})
	section(out, "Functions that keep their signature, and why", p.Frozen, func(f *ctxthread.Frozen) string {
		return fmt.Sprintf("%s: %s: %s", f.Place, f.Func, f.Reason)
	})
	section(out, "Contexts that end outside of tests, and why", p.Ends, func(e *ctxthread.End) string {
		return fmt.Sprintf("%s: context.%s for %s: %s", e.Place, e.Func(), e.Callee, e.Reason)
	})
	section(out, "Contexts that are passed without their cancellation, and why", p.Detached, func(e *ctxthread.End) string {
		return fmt.Sprintf("%s: context.WithoutCancel for %s: %s", e.Place, e.Callee, e.Reason)
	})
	section(out, "Test values that now need a context", p.Filled, ctxthread.Place.String)
	section(out, "Registrations that are removed, and why", p.Taken, (*LeftCall).line)
	section(out, "Calls that still have no context, and why", p.Left, (*LeftCall).line)
	section(out, "Places that may call these functions by name: look at each", p.Hints, func(h *Hint) string {
		return fmt.Sprintf("%s: %s", h.Place, h.Text)
	})
	section(out, "Calls of functions with a twin that stay outside of tests, and why", p.Stay, (*LeftCall).line)
	section(out, "Files that are not touched", p.Untouched, func(f *UntouchedFile) string {
		return fmt.Sprintf("%s: %s", f.File, f.Reason)
	})
	return out.Flush()
}

// public returns the functions that gain a context and that other modules may use, by the
// directory of their package, and their number.
func (p *Plan) public() (map[string][]string, int) {
	n := 0
	byDir := map[string][]string{}
	for _, g := range p.Gains {
		if g.Public {
			n++
			dir := filepath.ToSlash(filepath.Dir(g.Place.File))
			byDir[dir] = append(byDir[dir], g.Func)
		}
	}
	return byDir, n
}

// changes counts what changes in the family.
func (fam *Family) changes() string {
	var parts []string
	for _, c := range []struct {
		n    int
		noun string
	}{{fam.Handlers, "handler"}, {fam.Dispatches, "dispatch"}, {fam.Listeners, "listener"}, {fam.Publishes, "publish"}} {
		if c.n > 0 {
			parts = append(parts, plural.Of(c.n, c.noun))
		}
	}
	text := strings.Join(parts, ", ")
	if fam.InTests > 0 {
		text += fmt.Sprintf(" (%d in tests)", fam.InTests)
	}
	return text
}

// Summary returns one line that says what the plan has done, if it was written, or would do.
func (p *Plan) Summary(written bool) string {
	twins := 0
	for _, pair := range p.Pairs {
		twins += pair.Calls
	}
	if p.Calls == 0 && twins == 0 && len(p.Left) == 0 && p.Todos == 0 {
		if p.NoBus {
			return "nothing to migrate: no bus is recognised; buslint init looks for one"
		}
		return "nothing to migrate"
	}
	verb := "would change"
	if written {
		verb = "changed"
	}
	calls := plural.Of(p.Calls, "call") + " on the bus"
	switch {
	case twins > 0 && p.Calls == 0:
		calls = plural.Of(twins, "call") + " of functions with a twin"
	case twins > 0:
		calls += " and " + plural.Of(twins, "call") + " of functions with a twin"
	}
	line := fmt.Sprintf("%s %s, with %s a context, in %s",
		verb, calls, plural.Of(len(p.Gains), "function that gains", "functions that gain"), plural.Of(len(p.Files), "file"))
	if len(p.Steps) > 0 {
		line += " and " + plural.Of(len(p.Steps), "step")
	}
	if p.Todos > 0 {
		line += "; " + plural.Of(p.Todos, "empty context") + " replaced"
	}
	if len(p.Ends) > 0 {
		line += "; " + plural.Of(len(p.Ends), "context ends", "contexts end") + " outside of tests"
	}
	if len(p.Left) > 0 {
		line += "; " + plural.Of(len(p.Left), "call") + " left"
	}
	return line
}

// Explain writes why the functions called name gain a context, or why they cannot. It
// returns an error if there are none.
func (p *Plan) Explain(w io.Writer, name string) error {
	found := false
	meant := func(full string) bool {
		bare := strings.NewReplacer("(", "", ")", "", "*", "").Replace
		full, want := bare(full), bare(name)
		return full == want || strings.HasSuffix(full, "."+want)
	}
	for _, g := range p.Gains {
		if !meant(g.Func) {
			continue
		}
		found = true
		fmt.Fprintf(w, "%s: %s gains a context:\n", g.Place, g.Func)
		for _, step := range g.Path {
			fmt.Fprintf(w, "\t%s: %s\n", step.Place, step.Text)
		}
		if others := slices.DeleteFunc(slices.Clone(g.Family), func(name string) bool { return name == g.Func }); len(others) > 0 {
			fmt.Fprintf(w, "\talso: %s\n", strings.Join(others, ", "))
		}
	}
	for _, f := range p.Frozen {
		if meant(f.Func) {
			found = true
			fmt.Fprintf(w, "%s: %s keeps its signature: %s\n", f.Place, f.Func, f.Reason)
		}
	}
	if !found {
		return fmt.Errorf("%s: no function of this name gains a context, or would", name)
	}
	return nil
}
