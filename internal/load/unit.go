package load

import (
	"cmp"
	"encoding/json"
	"fmt"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/recheck"
)

// A Unit describes one package to a build system that knows all there is to know of it. It
// is a file of JSON, whose keys are those of go vet's.
type Unit struct {
	ID            string            `json:"ID"`            // how messages call the package; ImportPath if it is ""
	ImportPath    string            `json:"ImportPath"`    // the path of the package
	ModulePath    string            `json:"ModulePath"`    // of its module; "" if the build system knows of none
	ModuleVersion string            `json:"ModuleVersion"` // "" for a module that is worked on
	Dir           string            `json:"Dir"`           // the root of the module, to which names of files are relative; "" if they are relative
	GoVersion     string            `json:"GoVersion"`     // as go1.26; the newest if it is ""
	GoFiles       []string          `json:"GoFiles"`       // its source
	ImportMap     map[string]string `json:"ImportMap"`     // from imports in the source to paths of packages, where they differ
	PackageFile   map[string]string `json:"PackageFile"`   // from the paths of all packages that it links to files with their export data
}

// ReadUnit loads the package that the file describes. It returns an error if the file is
// no description of a package, a file that it names cannot be read, or the package does not
// type-check.
func ReadUnit(file string) (*packages.Package, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var u Unit
	if err := json.Unmarshal(data, &u); err != nil {
		return nil, fmt.Errorf("%s does not describe a package: %w", file, err)
	}
	if u.ImportPath == "" || len(u.GoFiles) == 0 {
		return nil, fmt.Errorf("%s does not describe a package: it needs ImportPath and GoFiles", file)
	}
	pkg, err := u.load()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", u.ImportPath, err)
	}
	return pkg, nil
}

func (u *Unit) load() (*packages.Package, error) {
	pkg := &packages.Package{
		ID:         cmp.Or(u.ID, u.ImportPath),
		PkgPath:    u.ImportPath,
		Fset:       token.NewFileSet(),
		TypesSizes: types.SizesFor("gc", build.Default.GOARCH),
		TypesInfo:  infoLike(nil),
	}
	if u.ModulePath != "" {
		pkg.Module = &packages.Module{
			Path: u.ModulePath, Version: u.ModuleVersion, Main: u.ModuleVersion == "", Dir: u.Dir, GoVersion: strings.TrimPrefix(u.GoVersion, "go"),
		}
	}
	for _, name := range u.GoFiles {
		f, err := parser.ParseFile(pkg.Fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		pkg.Syntax = append(pkg.Syntax, f)
	}
	imports, err := u.importer(pkg.Fset)
	if err != nil {
		return nil, err
	}
	conf := types.Config{Importer: imports, Sizes: pkg.TypesSizes, GoVersion: u.GoVersion}
	if pkg.Types, err = conf.Check(u.ImportPath, pkg.Fset, pkg.Syntax, pkg.TypesInfo); err != nil {
		return nil, err
	}
	pkg.Name = pkg.Types.Name()
	return pkg, nil
}

// importer returns what knows the imported packages.
func (u *Unit) importer(fset *token.FileSet) (types.Importer, error) {
	known := map[string]*types.Package{}
	read := func(path string) (*types.Package, error) {
		if pkg := known[path]; pkg != nil && pkg.Complete() {
			return pkg, nil
		}
		name := u.PackageFile[path]
		if name == "" {
			return nil, fmt.Errorf("PackageFile has no file for %s", path)
		}
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		//lint:ignore SA1019 build systems hand in archives, too
		data, err := gcexportdata.NewReader(file) //nolint:staticcheck // the same
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return gcexportdata.Read(data, fset, known, path)
	}
	// What packages of other modules import is told by their own files only.
	for _, path := range slices.Sorted(maps.Keys(u.PackageFile)) {
		if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") || path == u.ImportPath {
			continue
		}
		if _, err := read(path); err != nil {
			return nil, err
		}
	}
	return recheck.Importer(func(path string) (*types.Package, error) {
		if mapped, ok := u.ImportMap[path]; ok {
			path = mapped
		}
		if path == "unsafe" {
			return types.Unsafe, nil
		}
		return read(path)
	}), nil
}
