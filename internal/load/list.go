package load

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A listed package is what go list says of it, in its words.
type listed struct {
	ImportPath, Name, Dir, ForTest             string
	DepOnly, Standard                          bool
	GoFiles, CgoFiles, IgnoredGoFiles          []string
	CFiles, CXXFiles, MFiles, HFiles, FFiles   []string
	SFiles, SwigFiles, SwigCXXFiles, SysoFiles []string
	IgnoredOtherFiles                          []string
	CompiledGoFiles                            []string // if asked for
	Imports                                    []string
	ImportMap                                  map[string]string
	Module                                     *packages.Module
	Error                                      *listError
}

type listError struct {
	ImportStack []string
	Pos, Err    string
}

const listedFields = "ImportPath,Name,Dir,ForTest,DepOnly,Standard,GoFiles,CgoFiles,IgnoredGoFiles," +
	"CFiles,CXXFiles,MFiles,HFiles,FFiles,SFiles,SwigFiles,SwigCXXFiles,SysoFiles,IgnoredOtherFiles," +
	"Imports,ImportMap,Module,Error"

// list asks the go command for fields of the packages that match the patterns, or with
// -deps of all that these import, too, each behind what it imports. It has nothing compiled
// for that.
func list(ctx context.Context, o Options, flag, fields string) ([]*listed, error) {
	args := []string{"list", "-e", "-pgo=off", "-json=" + fields, fmt.Sprintf("-test=%t", o.Tests), flag}
	if o.Tags != "" {
		args = append(args, "-tags="+o.Tags)
	}
	if len(o.Overlay) > 0 {
		file, remove, err := writeOverlay(o.Overlay)
		if err != nil {
			return nil, err
		}
		defer remove()
		args = append(args, "-overlay="+file)
	}
	var pkgs []*listed
	said, err := runGo(ctx, o.Dir, func(out io.Reader) error {
		for dec := json.NewDecoder(out); dec.More(); {
			p := new(listed)
			if err := dec.Decode(p); err != nil { //nolint:musttag // the words are the go command's
				return err
			}
			pkgs = append(pkgs, p)
		}
		return nil
	}, slices.Concat(args, []string{"--"}, o.Patterns)...)
	if err != nil {
		return nil, err
	}
	if len(pkgs) == 0 {
		return nil, noPackages(o.Patterns, said)
	}
	return pkgs, nil
}

// Match returns the paths of the packages that the patterns match, without their tests, with the
// modules that they are in. It returns an error as [List] does.
func Match(ctx context.Context, o Options) (map[string]*packages.Module, error) {
	o.Tests = false
	pkgs, err := list(ctx, o, "-find", "ImportPath,Module")
	modules := map[string]*packages.Module{}
	for _, pkg := range pkgs {
		modules[pkg.ImportPath] = pkg.Module
	}
	return modules, err
}

// noPackages returns the error that the patterns match nothing, with what else the go
// command has said.
func noPackages(patterns []string, said string) error {
	text := []string{strings.Join(patterns, " ") + " matched no packages"}
	for line := range strings.Lines(said) {
		if line = strings.TrimSpace(line); line != "" && !strings.Contains(line, "matched no packages") {
			text = append(text, line)
		}
	}
	return errors.New(strings.Join(text, "\n"))
}

// runGo runs the go command in dir, and has read what it prints to its standard output read
// while it is at it. It returns what the command prints to its standard error; the error has
// that if the command fails.
func runGo(ctx context.Context, dir string, read func(io.Reader) error, args ...string) (said string, err error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	if os.Getenv("GOGC") == "" {
		cmd.Env = append(cmd.Environ(), "GOGC=400") // it saves a fifth of its time, and ends soon
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return "", fmt.Errorf("running the go command: %w", err)
	}
	readErr := read(stdout)
	_, copyErr := io.Copy(io.Discard, stdout) // what is left, or the command does not end
	err = cmd.Wait()
	said = stderr.String()
	var failed *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case errors.As(err, &failed):
		if said = strings.TrimSpace(said); said == "" {
			said = err.Error()
		}
		return "", fmt.Errorf("go %s: %s", args[0], said)
	case cmp.Or(err, readErr, copyErr) != nil:
		return "", fmt.Errorf("go %s: %w", args[0], cmp.Or(err, readErr, copyErr))
	}
	return said, nil
}

// Go runs the go command in dir, and returns what it prints. The error has what it says if it
// fails.
func Go(ctx context.Context, dir string, args ...string) (printed string, err error) {
	_, err = runGo(ctx, dir, func(out io.Reader) error {
		data, err := io.ReadAll(out)
		printed = string(data)
		return err
	}, args...)
	return printed, err
}

// Modules returns the folders of the modules that the go command sees from dir: that of the main
// module, or of all modules of the workspace. It returns an error if dir is in none.
func Modules(ctx context.Context, dir string) ([]string, error) {
	printed, err := Go(ctx, dir, "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return nil, err
	}
	var dirs []string
	for line := range strings.Lines(printed) {
		if line = strings.TrimSpace(line); line != "" {
			dirs = append(dirs, line)
		}
	}
	if len(dirs) == 0 {
		return nil, fmt.Errorf("%s is in no module", dir)
	}
	return dirs, nil
}

// writeOverlay writes the files that let the go command see the contents instead of those
// of the files, until remove is called.
func writeOverlay(contents map[string][]byte) (file string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "buslint-overlay-")
	if err != nil {
		return "", nil, err
	}
	remove = func() { os.RemoveAll(dir) }
	defer func() {
		if err != nil {
			remove()
		}
	}()
	var overlay struct {
		Replace map[string]string `json:"Replace"`
	}
	overlay.Replace = map[string]string{}
	for name, text := range contents {
		own := filepath.Join(dir, fmt.Sprintf("%d-%s", len(overlay.Replace), filepath.Base(name)))
		if err := os.WriteFile(own, text, 0o600); err != nil {
			return "", nil, err
		}
		overlay.Replace[name] = own
	}
	text, err := json.Marshal(overlay)
	if err != nil {
		return "", nil, err
	}
	file = filepath.Join(dir, "overlay.json")
	return file, remove, os.WriteFile(file, text, 0o600)
}
