package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/catalog"
	"github.com/buslint/buslint/internal/report"
	"github.com/buslint/buslint/internal/rules"
)

// testdata/stable.list lists what docs/stability.md promises, as of the last release. Within a
// major version nothing of it may vanish. Before a release
//
//	UPDATE=1 go test ./cmd/buslint -run TestStability
//
// adds what is new. It never removes a line.
func TestStability(t *testing.T) {
	const name = "testdata/stable.list"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	promised, now := slices.Collect(strings.SplitSeq(strings.TrimSpace(string(data)), "\n")), stable(t)
	for _, line := range promised {
		if !slices.Contains(now, line) {
			t.Errorf("docs/stability.md promises %q, and it is gone", line)
		}
	}
	if os.Getenv("UPDATE") != "" {
		all := slices.Compact(slices.Sorted(slices.Values(slices.Concat(promised, now))))
		if err := os.WriteFile(name, []byte(strings.Join(all, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// stable returns what the code has of what is promised, a line each.
func stable(t *testing.T) []string {
	t.Helper()
	lines := []string{
		fmt.Sprintf("exit code %d without findings", exitClean),
		fmt.Sprintf("exit code %d after an error", exitError),
		fmt.Sprintf("exit code %d with findings", exitFindings),
		fmt.Sprintf("catalog version %d", catalog.Version),
	}
	for _, r := range rules.All {
		lines = append(lines, fmt.Sprintf("rule %s, on by default: %t", r.Name, r.Default))
	}
	for _, c := range commands() {
		command := strings.TrimSpace("buslint " + c.name)
		lines = append(lines, "command "+command)
		without(c.flags(), isOfRule).VisitAll(func(f *flag.Flag) { lines = append(lines, "flag "+command+" -"+f.Name) })
	}
	for _, format := range report.Formats() {
		lines = append(lines, "format "+format)
	}
	for _, word := range busmodel.Directives {
		lines = append(lines, "directive //bus:"+word)
	}
	lines = append(lines, properties(t, "setting", rules.Language.Schema())...)
	schema, err := os.ReadFile("../../docs/catalog-schema.json")
	if err != nil {
		t.Fatal(err)
	}
	lines = append(lines, properties(t, "catalog", schema)...)
	for _, dir := range []string{"bus", "bus/bustest", "bus/aftercommit", "analyzers", "plugin"} {
		lines = append(lines, exported(t, dir)...)
	}
	return lines
}

// properties returns the keys that a schema has, each behind those that lead to it.
func properties(t *testing.T, what string, schema []byte) []string {
	t.Helper()
	var tree any
	if err := json.Unmarshal(schema, &tree); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	var walk func(path string, node any)
	walk = func(path string, node any) {
		switch node := node.(type) {
		case []any:
			for _, element := range node {
				walk(path, element)
			}
		case map[string]any:
			for key, value := range node {
				if key != "properties" {
					walk(path, value)
					continue
				}
				for name, property := range value.(map[string]any) {
					found[what+" "+strings.TrimPrefix(path+"."+name, ".")] = true
					walk(path+"."+name, property)
				}
			}
		}
	}
	walk("", tree)
	return slices.Sorted(maps.Keys(found))
}

// exported returns the names that a package exports: of its functions, methods, types,
// variables and constants.
func exported(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../..", dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") || !ast.FileExports(file) {
			continue
		}
		for _, decl := range file.Decls {
			for _, name := range declared(decl) {
				if ast.IsExported(name) {
					names = append(names, "exported "+dir+" "+name)
				}
			}
		}
	}
	return names
}

// declared returns the names that are declared; that of a method begins with its type's.
func declared(decl ast.Decl) []string {
	var names []string
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		recv := ""
		if decl.Recv != nil {
			recv = strings.TrimLeft(types.ExprString(decl.Recv.List[0].Type), "*") + "."
		}
		names = append(names, recv+decl.Name.Name)
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, id := range spec.Names {
					names = append(names, id.Name)
				}
			}
		}
	}
	return names
}
