package lint

import (
	"maps"
	"path/filepath"
	"regexp"
	"slices"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/summary"
)

// maxRounds bounds how often fixes are looked for: one may make another possible,
// as a handler that has been given a context can hand it on.
const maxRounds = 10

// A Fixer applies fixes until there are none.
type Fixer struct {
	// Run lints, with the contents in the place of those of files.
	Run func(contents map[string][]byte) (*Result, error)
	// Wanted returns those of the findings that are to be fixed, which were found in the
	// contents.
	Wanted func(findings []summary.Finding, contents map[string][]byte) ([]summary.Finding, error)
	// Read returns what stands in a file.
	Read func(file string) ([]byte, error)

	// Contents are the new contents of the files that change.
	Contents map[string][]byte
	// Fixed is the number of findings that were fixed.
	Fixed int
	// Failed are the findings whose fix alone would break the build, in the order in
	// which they were tried last.
	Failed []Failure

	last *Result
}

// A Failure is a finding whose fix is left out, with the error of the compiler.
type Failure struct {
	summary.Finding
	Reason string
}

// Fix applies fixes, and returns what is found afterwards. It leaves out fixes after which
// the packages would have more type errors than before.
func (x *Fixer) Fix() (*Result, error) {
	x.Contents = map[string][]byte{}
	var err error
	if x.last, err = x.Run(x.Contents); err != nil {
		return nil, err
	}
	for range maxRounds {
		findings, err := x.Wanted(x.last.Findings, x.Contents)
		if err != nil {
			return nil, err
		}
		findings = slices.DeleteFunc(slices.Clone(findings), func(f summary.Finding) bool { return len(f.Fixes) == 0 })
		x.Failed = nil
		before := x.Fixed
		if err := x.apply(findings, x.last.Errors); err != nil {
			return nil, err
		}
		if x.Fixed == before {
			break
		}
	}
	for _, failed := range x.Failed {
		for i, f := range x.last.Findings {
			if f.Rule == failed.Rule && f.Pos == failed.Pos && f.Message == failed.Message {
				x.last.Findings[i].Fixes = nil
			}
		}
	}
	return x.last, nil
}

// apply applies the fixes of findings, all of which were found in the same contents. Where
// they would break the build, it finds out which.
func (x *Fixer) apply(findings []summary.Finding, errs []packages.Error) error {
	base, fixed := x.Contents, x.Fixed
	var good []summary.Finding
	var try func(findings []summary.Finding) error
	try = func(findings []summary.Finding) error {
		if len(findings) == 0 {
			return nil
		}
		all := slices.Concat(good, findings)
		contents, n, err := x.with(base, all)
		if err != nil {
			return err
		}
		r, err := x.Run(contents)
		if err != nil {
			return err
		}
		more := added(errs, r.Errors)
		switch {
		case len(more) == 0:
			good, x.Contents, x.last, x.Fixed = all, contents, r, fixed+n
			return nil
		case len(findings) == 1:
			x.Failed = append(x.Failed, Failure{findings[0], withoutPlace(more[0].Msg)})
			return nil
		}
		others, suspects := split(findings, more)
		if err := try(others); err != nil {
			return err
		}
		return try(suspects)
	}
	return try(findings)
}

// with returns the contents with the fixes of the findings made, and how many that are.
func (x *Fixer) with(contents map[string][]byte, findings []summary.Finding) (map[string][]byte, int, error) {
	var fixes []fix.Fix
	for _, f := range findings {
		fixes = append(fixes, f.Fixes...)
	}
	changed, n, err := fix.Apply(fixes, func(file string) ([]byte, error) {
		if data, ok := contents[file]; ok {
			return data, nil
		}
		return x.Read(file)
	})
	if err != nil {
		return nil, 0, err
	}
	contents = maps.Clone(contents)
	maps.Copy(contents, changed)
	return contents, n, nil
}

// added returns the errors that are there after and were not before; none if there are
// not more than before.
func added(before, after []packages.Error) []packages.Error {
	if len(after) <= len(before) {
		return nil
	}
	known := map[string]bool{}
	for _, err := range before {
		known[withoutPlace(err.Msg)] = true
	}
	rest := slices.DeleteFunc(slices.Clone(after), func(err packages.Error) bool { return known[withoutPlace(err.Msg)] })
	if len(rest) == 0 {
		return after
	}
	return rest
}

var placeBefore = regexp.MustCompile(`^\S+\.go:\d+(:\d+)?: `)

// withoutPlace returns what the compiler says, without where: that may be in a file that
// is there only for the trial.
func withoutPlace(msg string) string { return placeBefore.ReplaceAllString(msg, "") }

// split divides findings, of which there are at least two, into two parts. In the second
// are those with fixes in the directories where the errors are, if that makes a
// difference.
func split(findings []summary.Finding, errs []packages.Error) (others, suspects []summary.Finding) {
	dirs := map[string]bool{}
	for _, err := range errs {
		dirs[filepath.Dir(err.Pos)] = true
	}
	for _, f := range findings {
		if slices.ContainsFunc(f.Fixes, func(s fix.Fix) bool {
			return slices.ContainsFunc(s.Edits, func(e fix.Edit) bool { return dirs[filepath.Dir(e.File)] })
		}) {
			suspects = append(suspects, f)
		} else {
			others = append(others, f)
		}
	}
	if len(others) == 0 || len(suspects) == 0 {
		half := len(findings) / 2
		return findings[:half], findings[half:]
	}
	return others, suspects
}
