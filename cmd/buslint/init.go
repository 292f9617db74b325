package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/token"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/outside"
	"github.com/buslint/buslint/internal/plural"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
)

const initLong = `
Looks for code that may be a bus, but is not recognised as one: for functions that send what
others register handlers for. For each candidate it shows the functions, their roles and where
they are called, and asks whether it is a bus. If so, it adds a description to .buslint.yml at
the root of the module, after those that are there, which stay as they are. The default packages
are ./... . Buses that are recognised need no description; buslint buses lists them.

With -yes it describes all candidates without asking. Review the result: a role may be
wrong. Each key is explained in ` + doctext.Docs + "configuring.md .\n"

func setupInit(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	l := &linter{env: e}
	l.declareSome(fs, "tags")
	yes := fs.Bool("yes", false, "describe all candidates without asking")
	return func(ctx context.Context, args []string) (int, error) {
		if err := l.start(ctx, "", args); err != nil {
			return 0, err
		}
		return l.init(ctx, *yes)
	}
}

func (l *linter) init(ctx context.Context, yes bool) (int, error) {
	root, ok := module.Of(l.dir)
	if !ok {
		root = l.dir
	}
	file, err := config.FindIn(root)
	if err != nil {
		return 0, err
	}
	file = cmp.Or(file, filepath.Join(root, config.FileName))
	old, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return 0, err
	}
	l.config = l.config.WithProposals()
	r, err := l.lint(ctx, l.load, nil)
	if err != nil {
		return 0, err
	}
	l.printErrors(r.Errors)
	code := exitClean
	if len(r.Errors) > 0 {
		code = exitError
	}
	if len(r.All.Packages()) == 0 {
		return code, nil
	}
	used := usedBuses(r.All, l.config.Profiles)
	if err := writeBuses(l.stdout, used); err != nil {
		return 0, err
	}
	all, err := l.seen(ctx, old, r.All)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", l.relative(file), err)
	}
	if len(all) == 0 {
		other := ""
		if len(used) > 0 {
			other = "other "
		}
		fmt.Fprintf(l.stdout, "no %scode looks like a bus; %s shows how to describe one by hand\n", other, doctext.Docs+"configuring.md#a-bus-of-your-own")
		return code, nil
	}
	chosen, err := l.choose(all, yes)
	if err != nil || len(chosen) == 0 {
		return code, err
	}
	text, err := describe(old, l.config.Profiles, chosen)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", l.relative(file), err)
	}
	if err := journal.WriteFile(file, text); err != nil {
		return 0, err
	}
	fmt.Fprintf(l.stdout, "wrote %s; buslint buses shows what it describes\n", l.relative(file))
	return code, nil
}

// seen leaves of the buses the functions that keep what they are given within the program, and of which a call is seen
// once they are described: one that is within a bus is a part of that. What is described hides what is recognised in its
// body, which is worth it only if it is called more often. What is left out may hide others, so that it looks again.
func (l *linter) seen(ctx context.Context, old []byte, before *program.All) ([]*likelyBus, error) {
	buses := likelyBuses(before)
	if len(buses) == 0 {
		return nil, nil
	}
	done := l.loading()
	defer done()
	pkgs, err := load.Packages(ctx, l.load)
	if err != nil {
		return nil, err
	}
	leaves := outside.In(pkgs)
	for _, b := range buses {
		b.funcs = slices.DeleteFunc(b.funcs, func(f *summary.Likely) bool { return leaves.Has(b.path, f.Name) })
	}
	for buses = worthwhile(before, buses); len(buses) > 0; {
		text, err := describe(old, l.config.Profiles, buses)
		if err != nil {
			return nil, err
		}
		described, err := rules.Language.Read(text)
		if err != nil {
			return nil, err
		}
		summaries, err := lint.Summaries(pkgs, described, nil)
		if err != nil {
			return nil, err
		}
		all := program.Join(summaries)
		hidden, lost := false, map[string]int{}
		for _, site := range before.Sites {
			if !isSeen(all, site.Pos) {
				lost[site.Package.Path+methodIn(site.Function)]++
			}
		}
		for _, b := range buses {
			b.funcs = slices.DeleteFunc(b.funcs, func(f *summary.Likely) bool {
				unseen := !slices.ContainsFunc(b.places[f.Name], func(pos token.Position) bool { return isSeen(all, pos) }) ||
					f.Calls <= lost[f.Bus+methodIn(f.Name)]
				hidden = hidden || unseen
				return unseen
			})
		}
		if buses = worthwhile(all, buses); !hidden {
			break
		}
	}
	return buses, nil
}

// isSeen reports whether a place where a bus is used is at the position.
func isSeen(all *program.All, pos token.Position) bool {
	return slices.ContainsFunc(all.Sites, func(site *program.Site) bool {
		return site.Pos.Filename == pos.Filename && site.Pos.Offset <= pos.Offset && pos.Offset < site.End.Offset
	})
}

// A likelyBus is a package with functions that look like those of a bus.
type likelyBus struct {
	path   string
	funcs  []*summary.Likely           // with the calls of all packages
	places map[string][]token.Position // of the first calls of each function
}

// likelyBuses returns what looks like a bus and is used, in order of the paths. Something
// that only registers is none that is worth a question, if it is not beside a bus.
func likelyBuses(all *program.All) []*likelyBus {
	var buses []*likelyBus
	for _, pkg := range all.Packages() {
		for i := range pkg.Likely {
			if !isPlace(all, &pkg.Likely[i]) {
				add(&buses, pkg.Likely[i])
			}
		}
	}
	buses = worthwhile(all, buses)
	slices.SortFunc(buses, func(a, b *likelyBus) int { return cmp.Compare(a.path, b.path) })
	for _, b := range buses {
		slices.SortFunc(b.funcs, func(f, g *summary.Likely) int { return cmp.Compare(f.Name, g.Name) })
	}
	return buses
}

// worthwhile leaves of the buses those that send, or register with what others send with, or by subscribing or hooks.
func worthwhile(all *program.All, buses []*likelyBus) []*likelyBus {
	return slices.DeleteFunc(buses, func(b *likelyBus) bool {
		return len(b.funcs) == 0 || !slices.ContainsFunc(b.funcs, func(f *summary.Likely) bool { return f.Role.Sends() || subscribes(f) }) &&
			!slices.ContainsFunc(all.Sites, func(site *program.Site) bool { return site.Bus.Root == b.path })
	})
}

// subscribes reports whether the name of a function says that it subscribes, or adds a hook before or after something.
func subscribes(f *summary.Likely) bool { return subscribing.MatchString(methodIn(f.Name)) }

var subscribing = regexp.MustCompile(`^(Subscribe|Before|After)`)

// methodIn returns the name of a function, or of a method, without that of its type.
func methodIn(name string) string { return name[strings.LastIndex(name, ".")+1:] }

// isPlace reports whether a call of the function is one of a bus, because it passes on what it is
// given, or another one is in its body.
func isPlace(all *program.All, f *summary.Likely) bool {
	return isSeen(all, f.First) || slices.ContainsFunc(all.Sites, func(site *program.Site) bool {
		return site.Role.Sends() && f.Role.Sends() && site.Package.Path == f.Bus && site.Function == f.Name
	})
}

// add counts the calls of f in its bus.
func add(buses *[]*likelyBus, f summary.Likely) {
	i := slices.IndexFunc(*buses, func(b *likelyBus) bool { return b.path == f.Bus })
	if i < 0 {
		i = len(*buses)
		*buses = append(*buses, &likelyBus{path: f.Bus, places: map[string][]token.Position{}})
	}
	b := (*buses)[i]
	b.places[f.Name] = append(b.places[f.Name], f.First)
	if i := slices.IndexFunc(b.funcs, func(g *summary.Likely) bool { return g.Name == f.Name }); i >= 0 {
		b.funcs[i].Calls += f.Calls
		return
	}
	b.funcs = append(b.funcs, &f)
}

// choose shows the buses and returns those that are wanted.
func (l *linter) choose(buses []*likelyBus, yes bool) ([]*likelyBus, error) {
	in := bufio.NewReader(l.stdin)
	var chosen []*likelyBus
	for _, b := range buses {
		fmt.Fprintf(l.stdout, "%s looks like a bus:\n", b.path)
		for _, f := range b.funcs {
			fmt.Fprintf(l.stdout, "\t%s (%s): %s, as at %s:%d\n", f.Name, f.Role, plural.Of(f.Calls, "call"), l.relative(f.First.Filename), f.First.Line)
		}
		if !yes {
			fmt.Fprint(l.stdout, "Is it one? [y/N] ")
			answer, err := in.ReadString('\n')
			if err != nil && !errors.Is(err, io.EOF) {
				return nil, err
			}
			if answer = strings.ToLower(strings.TrimSpace(answer)); answer != "y" && answer != "yes" {
				continue
			}
		}
		chosen = append(chosen, b)
	}
	return chosen, nil
}

// describe returns the configuration old with the descriptions of the buses, after those that are
// there. They get other names than these.
func describe(old []byte, known []*profile.Profile, buses []*likelyBus) ([]byte, error) {
	before, after, indent, err := profilesIn(old)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, p := range known {
		names[p.Name] = true
	}
	out := bytes.NewBuffer(before)
	for _, b := range buses {
		fmt.Fprintf(out, "%[1]s- name: %[2]s\n%[1]s  path: %[3]s\n%[1]s  functions:\n", indent, nameOf(b.path, names), b.path)
		for _, f := range b.funcs {
			fmt.Fprintf(out, "%s    - {name: %s}\n", indent, strings.Join(b.keys(f), ", "))
		}
	}
	out.Write(after)
	return out.Bytes(), nil
}

// profilesIn returns what stands in a configuration before and after the place for one more profile,
// and how far the profiles are indented.
func profilesIn(old []byte) (before, after []byte, indent string, err error) {
	lines := strings.SplitAfter(string(old), "\n")
	start := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, "profiles:") })
	if start < 0 {
		before = bytes.TrimRight(old, "\n")
		if len(before) > 0 {
			before = append(slices.Clip(before), "\n\n"...)
		}
		return append(slices.Clip(before), "profiles:\n"...), nil, "  ", nil
	}
	if rest, _, _ := strings.Cut(lines[start], "#"); strings.TrimSpace(rest) != "profiles:" {
		return nil, nil, "", errors.New("its profiles stand in one line; write each on lines of its own, and run buslint init again")
	}
	end, indent := start+1, "  "
	for i, line := range lines[start+1:] {
		text := strings.TrimLeft(line, " ")
		if text == line && strings.TrimSpace(line) != "" && text[0] != '#' && text[0] != '-' {
			break // the next key
		}
		if strings.TrimSpace(line) != "" && (text != line || text[0] == '-') {
			if end == start+1 && text[0] == '-' {
				indent = line[:len(line)-len(text)]
			}
			end = start + 2 + i
		}
	}
	before = []byte(strings.Join(lines[:end], ""))
	if !bytes.HasSuffix(before, []byte("\n")) {
		before = append(before, '\n')
	}
	return before, []byte(strings.Join(lines[end:], "")), indent, nil
}

// nameOf returns the last two elements of a path, or as many as it takes for a name that is
// not taken, and takes it.
func nameOf(p string, taken map[string]bool) string {
	elements := strings.Split(p, "/")
	n := min(2, len(elements))
	name := path.Join(elements[len(elements)-n:]...)
	for ; taken[name] && n < len(elements); n++ {
		name = path.Join(elements[len(elements)-n-1:]...)
	}
	taken[name] = true
	return name
}

// keys returns the name of the function, and the keys that say what is not understood by
// itself.
func (b *likelyBus) keys(f *summary.Likely) []string {
	all := []string{f.Name, "role: " + f.Role.String()}
	if usual := map[bool]string{true: "argument", false: "handler"}[f.Role.Sends()]; f.Message != usual {
		all = append(all, "message: "+f.Message)
	}
	if f.Arg >= 0 {
		all = append(all, fmt.Sprintf("argument: %d", f.Arg))
	}
	if f.Method != "" {
		all = append(all, "method: "+f.Method)
	}
	if slices.ContainsFunc(b.funcs, func(g *summary.Likely) bool { return f.Twin != "" && g.Name == twinName(f) }) {
		all = append(all, "twin: "+f.Twin)
	}
	if f.Field != "" {
		all = append(all, "field: "+f.Field)
	}
	if f.Keyed {
		all = append(all, fmt.Sprintf("key: %d", f.Key))
	}
	return append(all, "payload: true")
}

// twinName returns the name of the twin of f as that of f is written, with the receiver's.
func twinName(f *summary.Likely) string {
	if recv, _, ok := strings.Cut(f.Name, "."); ok {
		return recv + "." + f.Twin
	}
	return f.Twin
}

// noteNoBus says that no bus is recognised, where that is why there is nothing to show.
func (l *linter) noteNoBus(r *lint.Result) {
	if len(r.All.Sites) == 0 && len(r.All.Packages()) > 0 {
		fmt.Fprintf(l.stderr, "buslint: no bus is recognised in %s; buslint init looks for one\n", plural.Of(len(r.All.Packages()), "package"))
		l.noteBuses([]*lint.Result{r})
	}
}

// noteBuses says on the standard error what looks like a bus where none is recognised.
func (l *linter) noteBuses(results []*lint.Result) {
	var buses []*likelyBus
	for _, r := range results {
		if len(r.All.Sites) == 0 {
			buses = append(buses, likelyBuses(r.All)...)
		}
	}
	if len(buses) == 0 {
		return
	}
	more := ""
	if len(buses) > 1 {
		more = fmt.Sprintf(", and so do %d others", len(buses)-1)
	}
	fmt.Fprintf(l.stderr, "buslint: %s looks like a bus%s; run buslint init to describe it\n", buses[0].path, more)
}
