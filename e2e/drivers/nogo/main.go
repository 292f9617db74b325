// Command nogo does with one package what the program does that Bazel's rules_go
// make of a rule nogo, as far as an analyzer can tell: it has no module, no way to
// read files, no versions of files, and no facts but those it would have to carry from
// action to action.
//
//	nogo -config FILE -importcfg FILE -p PATH file.go...
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"log"
	"os"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("nogo: ")
	config := flag.String("config", "", "nogo's configuration, in JSON")
	importcfg := flag.String("importcfg", "", "the `file` that says where the export data of packages is")
	path := flag.String("p", "", "the package's import path")
	flag.Parse()
	n, err := run(*config, *importcfg, *path, flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	if n > 0 {
		os.Exit(3)
	}
}

// run prints what the analyzers find and returns how much that is.
func run(config, importcfg, path string, files []string) (int, error) {
	if err := analysis.Validate(analyzers.Suite); err != nil {
		return 0, err
	}
	if err := configure(config); err != nil {
		return 0, err
	}
	imports, err := packageFiles(importcfg)
	if err != nil {
		return 0, err
	}
	r := &runner{
		fset:    token.NewFileSet(),
		results: map[*analysis.Analyzer]any{},
		info: &types.Info{
			Types:      map[ast.Expr]types.TypeAndValue{},
			Instances:  map[*ast.Ident]types.Instance{},
			Uses:       map[*ast.Ident]types.Object{},
			Defs:       map[*ast.Ident]types.Object{},
			Implicits:  map[ast.Node]types.Object{},
			Scopes:     map[ast.Node]*types.Scope{},
			Selections: map[*ast.SelectorExpr]*types.Selection{},
		},
	}
	for _, name := range files {
		file, err := parser.ParseFile(r.fset, name, nil, parser.ParseComments)
		if err != nil {
			return 0, err
		}
		r.files = append(r.files, file)
	}
	conf := types.Config{Importer: importer.ForCompiler(r.fset, "gc", func(path string) (io.ReadCloser, error) {
		if imports[path] == "" {
			return nil, fmt.Errorf("no export data for %s", path)
		}
		return os.Open(imports[path])
	})}
	if r.pkg, err = conf.Check(path, r.fset, r.files, r.info); err != nil {
		return 0, err
	}
	for _, a := range analyzers.Suite {
		if slices.Contains(analyzers.Off(), a.Name) {
			continue // a nogo does not list it
		}
		if err := r.run(a); err != nil {
			return 0, err
		}
	}
	return r.found, nil
}

// configure sets the flags of analyzers, and of those that they require, as the key
// analyzer_flags of each says.
func configure(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var config map[string]struct {
		Flags map[string]string `json:"analyzer_flags"`
	}
	if err := json.Unmarshal(text, &config); err != nil {
		return err
	}
	for _, a := range analyzers.Suite {
		for _, a := range append([]*analysis.Analyzer{a}, a.Requires...) {
			for name, value := range config[a.Name].Flags {
				if err := a.Flags.Set(name, value); err != nil {
					return fmt.Errorf("%s: %w", a.Name, err)
				}
			}
		}
	}
	return nil
}

// packageFiles reads lines "packagefile path=file".
func packageFiles(name string) (map[string]string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "packagefile "); ok {
			path, file, _ := strings.Cut(rest, "=")
			files[path] = file
		}
	}
	return files, nil
}

type runner struct {
	fset    *token.FileSet
	files   []*ast.File
	pkg     *types.Package
	info    *types.Info
	results map[*analysis.Analyzer]any
	found   int
}

// run runs an analyzer after those that it requires, each once.
func (r *runner) run(a *analysis.Analyzer) error {
	if _, ok := r.results[a]; ok {
		return nil
	}
	if len(a.FactTypes) > 0 {
		return fmt.Errorf("%s has facts: all dependencies would have to be analyzed for them", a.Name)
	}
	pass := &analysis.Pass{
		Analyzer:   a,
		Fset:       r.fset,
		Files:      r.files,
		Pkg:        r.pkg,
		TypesInfo:  r.info,
		TypesSizes: types.SizesFor("gc", runtime.GOARCH),
		ResultOf:   map[*analysis.Analyzer]any{},
		Report: func(d analysis.Diagnostic) {
			fmt.Printf("%s: %s (%s)\n", r.fset.Position(d.Pos), d.Message, a.Name)
			r.found++
		},
		ImportObjectFact:  func(types.Object, analysis.Fact) bool { return false },
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
		ExportObjectFact:  func(types.Object, analysis.Fact) {},
		ExportPackageFact: func(analysis.Fact) {},
		AllObjectFacts:    func() []analysis.ObjectFact { return nil },
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
	}
	for _, required := range a.Requires {
		if err := r.run(required); err != nil {
			return errors.Join(fmt.Errorf("%s requires %s", a.Name, required.Name), err)
		}
		pass.ResultOf[required] = r.results[required]
	}
	result, err := a.Run(pass)
	if err != nil {
		return fmt.Errorf("%s: %w", a.Name, err)
	}
	r.results[a] = result
	return nil
}
