// Wild measures how much of the buses in other repositories buslint sees.
//
// It is given directories with modules, which it does not bring, and for each of them
// a file that says by which callees messages are sent and handlers are registered there:
//
//	go run ./wild -callees DIR MODULE...
//
// The file for the module at .../shop is DIR/shop.callees. Each of its lines is a regular
// expression for the whole name of a function, as [types.Func.FullName] has it:
//
//	\(\*example\.com/shop/bus\.Bus\)\.(Publish|Subscribe)
//
// All calls of such functions outside of tests are counted with go/types, by itself, except
// for those in bodies of such functions. Of these it tells how many buslint sees, without
// a configuration and with the one that buslint init -yes writes, which is removed again,
// how many places buslint sees that were not counted, and how many findings it has.
// With -v it names the places that it misses and those that it has besides, and with
// -candidates the functions that might stand in such a file.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"
)

func main() {
	callees := flag.String("callees", ".", "`directory` of the files that say what to count")
	buslint := flag.String("buslint", "buslint", "the `program` to measure")
	initial := flag.Bool("init", true, "measure with the configuration that buslint init writes, too")
	verbose := flag.Bool("v", false, "name the places that are missed, or were not counted")
	candidates := flag.Bool("candidates", false, "print the functions that by their names may send or register")
	flag.Parse()
	tw := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	if !*candidates {
		fmt.Fprintln(tw, "module\tpackages\tbroken\tcounted\tseen\tbesides\tafter init\tbesides\tfindings\tafter init\t")
	}
	failed := false
	for _, dir := range flag.Args() {
		if err := measure(tw, dir, *callees, *buslint, *initial, *verbose, *candidates); err != nil {
			fmt.Fprintf(os.Stderr, "wild: %s: %v\n", dir, err)
			failed = true
		}
	}
	if tw.Flush() != nil || failed {
		os.Exit(1)
	}
}

func measure(tw *tabwriter.Writer, dir, callees, buslint string, initial, verbose, candidates bool) error {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax | packages.NeedModule, Dir: dir}, "./...")
	if err != nil {
		return err
	}
	if candidates {
		printCandidates(pkgs)
		return nil
	}
	what, err := readCallees(filepath.Join(callees, filepath.Base(dir)+".callees"))
	if err != nil {
		return err
	}
	counted := count(pkgs, what)
	broken := 0
	for _, pkg := range pkgs {
		if len(pkg.Errors) > 0 {
			broken++
		}
	}
	fmt.Fprintf(tw, "%s\t%d\t%d\t%d\t", filepath.Base(dir), len(pkgs), broken, len(counted))
	places, findings, err := run(buslint, dir)
	if err != nil {
		return err
	}
	seen, besides := compare(dir, counted, places, verbose)
	fmt.Fprintf(tw, "%d\t%d\t", seen, besides)
	if !initial {
		fmt.Fprintf(tw, "-\t-\t%d\t-\t\n", findings)
		return nil
	}
	again, configured, err := afterInit(buslint, dir)
	if err != nil {
		return err
	}
	seen, besides = compare(dir, counted, again, verbose)
	fmt.Fprintf(tw, "%d\t%d\t%d\t%d\t\n", seen, besides, findings, configured)
	return nil
}

// readCallees returns what matches the names of the functions to count.
func readCallees(file string) (*regexp.Regexp, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, line)
		}
	}
	return regexp.Compile(`^(` + strings.Join(all, "|") + `)$`)
}

// A place is a line of a file, relative to the module.
type place struct {
	file string
	line int
}

// calls hands visit each call of a function that is known, with the function around it.
func calls(pkgs []*packages.Package, visit func(pkg *packages.Package, callee *types.Func, call *ast.CallExpr, in *types.Func)) {
	for _, pkg := range pkgs {
		for _, file := range pkg.Syntax {
			for _, decl := range file.Decls {
				var in *types.Func
				if decl, ok := decl.(*ast.FuncDecl); ok {
					in, _ = pkg.TypesInfo.Defs[decl.Name].(*types.Func)
				}
				ast.Inspect(decl, func(n ast.Node) bool {
					if call, ok := n.(*ast.CallExpr); ok {
						if callee, ok := typeutil.Callee(pkg.TypesInfo, call).(*types.Func); ok {
							visit(pkg, callee.Origin(), call, in)
						}
					}
					return true
				})
			}
		}
	}
}

// count returns the places of the calls, and how many there are at each.
func count(pkgs []*packages.Package, what *regexp.Regexp) map[place]int {
	counted := map[place]int{}
	calls(pkgs, func(pkg *packages.Package, callee *types.Func, call *ast.CallExpr, in *types.Func) {
		if what.MatchString(callee.FullName()) && (in == nil || !what.MatchString(in.FullName())) {
			pos := pkg.Fset.Position(call.Fun.End())
			counted[place{pos.Filename, pos.Line}] = 1
		}
	})
	return counted
}

// run returns the places that buslint sees, and how many findings it has.
func run(buslint, dir string) (map[place]int, int, error) {
	cmd := exec.CommandContext(context.Background(), buslint, "buses", "-v", "-test=false", "./...")
	cmd.Dir = dir
	out, err := cmd.Output()
	if code := cmd.ProcessState.ExitCode(); code < 0 || code > 3 {
		return nil, 0, err
	}
	places := map[place]int{}
	for line := range strings.Lines(string(out)) {
		var p place
		file, rest, _ := strings.Cut(line, ":")
		if _, err := fmt.Sscanf(rest, "%d:", &p.line); err == nil && strings.HasSuffix(file, ".go") {
			p.file = filepath.Join(dir, file)
			places[p]++
		}
	}
	cmd = exec.CommandContext(context.Background(), buslint, "-test=false", "./...")
	cmd.Dir = dir
	out, _ = cmd.Output()
	findings := 0
	for line := range strings.Lines(string(out)) {
		if finding.MatchString(strings.TrimSuffix(line, "\n")) {
			findings++
		}
	}
	return places, findings, nil
}

// finding matches a line with a finding, which ends in the name of its rule. An error in a
// package stands at a place, too.
var finding = regexp.MustCompile(`^\S+\.go:\d+:\d+: .* \([a-z]+\)$`)

// afterInit runs buslint with the configuration that buslint init writes for the module, and
// removes that again.
func afterInit(buslint, dir string) (map[place]int, int, error) {
	file := filepath.Join(dir, ".buslint.yml")
	if _, err := os.Stat(file); err == nil {
		return nil, 0, fmt.Errorf("%s is there already", file)
	}
	defer os.Remove(file)
	cmd := exec.CommandContext(context.Background(), buslint, "init", "-yes")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, 0, fmt.Errorf("init: %w: %s", err, out)
	}
	return run(buslint, dir)
}

// compare returns how many of the counted places are among those seen, and how many are
// seen besides.
func compare(dir string, counted, places map[place]int, verbose bool) (seen, besides int) {
	say := func(what string, p place) {
		if verbose {
			file, _ := filepath.Rel(dir, p.file)
			fmt.Fprintf(os.Stderr, "%s: %s:%d\n", what, file, p.line)
		}
	}
	order := func(a, b place) int { return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line)) }
	for _, p := range slices.SortedFunc(maps.Keys(counted), order) {
		if places[p] > 0 {
			seen++
		} else {
			say("missed", p)
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(places), order) {
		if counted[p] == 0 {
			besides++
			say("besides", p)
		}
	}
	return seen, besides
}

// likely matches the names of functions that may send or register.
var likely = regexp.MustCompile(`(?i)^(must|try)?(publish|dispatch|send|emit|raise|fire|notify|broadcast|trigger|exec|ask|query|invoke|request|subscribe|register|on$|on[A-Z]|once|listen|handle|add(\w*)(handler|listener|event|subscriber)|with\w*handler|record|apply|track|append\w*event|push\w*event|call$|waitfor|process|pub|sub)`)

// printCandidates prints which functions with such names are called, and how often, with the
// most frequent first.
func printCandidates(pkgs []*packages.Package) {
	times, example := map[string]int{}, map[string]string{}
	calls(pkgs, func(pkg *packages.Package, callee *types.Func, call *ast.CallExpr, in *types.Func) {
		if likely.MatchString(callee.Name()) && callee.Pkg() != nil && callee.Signature().Params().Len()+callee.Signature().TypeParams().Len() > 0 {
			name := callee.FullName()
			times[name]++
			pos := pkg.Fset.Position(call.Pos())
			example[name] = fmt.Sprintf("%s:%d %s", filepath.Base(pos.Filename), pos.Line, callee.Signature())
		}
	})
	for _, name := range slices.SortedFunc(maps.Keys(times), func(a, b string) int {
		return cmp.Or(cmp.Compare(times[b], times[a]), cmp.Compare(a, b))
	}) {
		fmt.Printf("%5d  %s\t%s\n", times[name], name, example[name])
	}
}
