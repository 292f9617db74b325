package lsp

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers/queryresult"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/migrate"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/rename"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
)

// An engine analyzes what the go command sees from one folder: a module, or those of a
// go.work file. It keeps what is known of packages, and looks again at what has changed.
type engine struct {
	module
	options Options

	work      *load.Workspace             // nil if it has to be opened
	opened    func()                      // to be called when all of it has been analyzed; may be nil
	failed    error                       // why it could not be opened
	parts     []*part                     // one for each module
	stamps    map[string]string           // of the files that say what there is, and how to lint it
	analyzed  map[string]document         // what was open then
	texts     map[string]string           // of files that were open when the last good summary of their package was made
	files     map[string]stamp            // of those that were not
	summaries map[string]*summary.Package // the last good one of each package, by its ID
}

// A part is one module, and what to lint it with: as on the command line, each has a
// configuration of its own.
type part struct {
	dir        string
	lint       lint.Options
	summarizer *lint.Summarizer
	memory     *lint.Memory // of its packages when the workspace was opened
}

func newEngine(m module, o Options) *engine {
	return &engine{module: m, options: o, summaries: map[string]*summary.Package{}, texts: map[string]string{}, files: map[string]stamp{}}
}

// analyze returns what there is to know with the contents of open files in the place of
// those on the disk, of which some may have changed. It returns an error if nothing could
// be loaded.
func (e *engine) analyze(ctx context.Context, open map[string]document, disk []string) (*view, error) {
	stale, err := e.stale(ctx, open, disk)
	if err != nil {
		return nil, err
	}
	files := filesOf(stale)
	var all []*summary.Package
	for _, p := range e.parts {
		found, unknown := p.memory.Recall(slices.DeleteFunc(slices.Clone(stale), func(pkg *packages.Package) bool {
			return pkg.Module == nil && p != e.parts[0] || pkg.Module != nil && e.partOf(pkg.Module.Dir) != p
		}))
		fresh, err := e.look(ctx, unknown, p.summarizer)
		if err != nil {
			return nil, err
		}
		p.memory.Keep(fresh)
		p.memory = lint.Remember(lint.Options{}, nil) // it knows only what was there when the workspace was opened
		all = slices.Concat(all, found, fresh)
	}
	e.took(open, files, all)
	return e.view(), nil
}

// partOf returns the part of the module in a folder; the first if there is none.
func (e *engine) partOf(dir string) *part {
	return e.parts[max(0, slices.IndexFunc(e.parts, func(p *part) bool { return p.dir == dir }))]
}

// look returns what packages say. It looks at some at a time, as their syntax takes more memory
// than all that is known of them.
func (e *engine) look(ctx context.Context, pkgs []*packages.Package, z *lint.Summarizer) ([]*summary.Package, error) {
	var all []*summary.Package
	for some := range slices.Chunk(pkgs, atATime) {
		if err := e.work.Load(ctx, some); err != nil {
			return nil, err
		}
		fresh, err := z.Summaries(some)
		if err != nil {
			return nil, err
		}
		all = append(all, fresh...)
		if len(pkgs) > atATime {
			e.work.Release()
		}
	}
	if len(pkgs) > atATime {
		e.work.Renew()
	}
	return all, nil
}

// A stamp tells whether a file on the disk is another than it was.
type stamp struct {
	size int64
	at   time.Time
}

// stampOf returns the stamp of a file; the zero value if it is not there.
func stampOf(file string) stamp {
	info, err := os.Stat(file)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// filesOf returns the stamps of the files of packages.
func filesOf(pkgs []*packages.Package) map[string]stamp {
	files := map[string]stamp{}
	for _, pkg := range pkgs {
		for _, file := range pkg.CompiledGoFiles {
			if _, ok := files[file]; !ok {
				files[file] = stampOf(file)
			}
		}
	}
	return files
}

// took notes what packages say now, and of which files.
func (e *engine) took(open map[string]document, files map[string]stamp, summaries []*summary.Package) {
	for file, doc := range open {
		if _, ok := e.texts[file]; !ok && e.sameOnDisk(file, doc.text) {
			e.texts[file] = doc.text
		}
	}
	e.files = maps.Clone(e.files) // views have it
	byID := map[string]*packages.Package{}
	for _, pkg := range e.work.Packages() {
		byID[pkg.ID] = pkg
	}
	for _, s := range summaries {
		e.summaries[s.ID] = s
		for _, file := range byID[s.ID].CompiledGoFiles {
			delete(e.texts, file)
			delete(e.files, file)
			if doc, ok := open[file]; ok {
				e.texts[file] = doc.text
			} else {
				e.files[file] = files[file]
			}
		}
	}
}

// atATime is how many packages are looked at together. The syntax of fewer is kept for the
// next change.
const atATime = 20

// stale returns the packages that have to be analyzed: all of them if what there is, or
// how to lint it, may have changed.
func (e *engine) stale(ctx context.Context, open map[string]document, disk []string) ([]*packages.Package, error) {
	stamps, err := e.stamp()
	if err != nil {
		return nil, err
	}
	if e.work != nil && maps.Equal(stamps, e.stamps) && !slices.ContainsFunc(disk, func(file string) bool { return saysModules(file) && e.has(file) }) {
		stale, ok := e.work.Change(e.changes(open, disk))
		e.analyzed = open
		if ok {
			return stale, nil
		}
	}
	if e.failed != nil && maps.Equal(stamps, e.stamps) && len(e.changes(open, disk)) == 0 {
		return nil, e.failed // and would again
	}
	e.work, e.stamps, e.analyzed = nil, stamps, open
	all, err := e.open(ctx, open)
	if e.failed = err; ctx.Err() != nil {
		e.failed = nil
	}
	return all, err
}

// open opens the workspace, and returns the packages in it.
func (e *engine) open(ctx context.Context, open map[string]document) ([]*packages.Package, error) {
	if e.options.Opening != nil && e.opened == nil {
		e.opened = e.options.Opening()
	}
	if err := e.configure(); err != nil {
		return nil, err
	}
	work, err := load.Open(ctx, load.Options{Dir: e.root, Patterns: e.patterns, Tests: true, Tags: e.options.Tags, Overlay: contentsOf(open), Store: e.store()})
	if err != nil {
		return nil, err
	}
	e.work = work
	keys := sync.OnceValue(work.Keys)
	for _, p := range e.parts {
		p.memory = lint.Remember(p.lint, keys)
	}
	all := work.Packages()
	for id := range e.summaries {
		if !slices.ContainsFunc(all, func(pkg *packages.Package) bool { return pkg.ID == id }) {
			delete(e.summaries, id)
		}
	}
	return all, nil
}

// changes returns the contents of the files that are not as they were analyzed; nil for
// those on the disk.
func (e *engine) changes(open map[string]document, disk []string) map[string][]byte {
	changed := map[string][]byte{}
	for _, file := range disk {
		if _, is := open[file]; !is && e.has(file) {
			changed[file] = nil
		}
	}
	for file, doc := range open {
		was, ok := e.analyzed[file]
		switch {
		case !e.has(file), ok && was.text == doc.text, !ok && e.sameOnDisk(file, doc.text):
		case !ok && sameOnDisk(file, doc.text): // and nobody has said that the disk has something else now
			changed[file] = nil
		default:
			changed[file] = []byte(doc.text)
		}
	}
	for file := range e.analyzed {
		if _, is := open[file]; !is && e.has(file) {
			changed[file] = nil
		}
	}
	return changed
}

// has reports whether the file is in one of the modules.
func (e *engine) has(file string) bool {
	return slices.ContainsFunc(e.dirs, func(dir string) bool { return isBelow(dir, file) })
}

// sameOnDisk reports whether the disk has that text, and had it when the file was analyzed. A
// file that was not may be new.
func (e *engine) sameOnDisk(file, text string) bool {
	was, ok := e.files[file]
	return ok && was == stampOf(file) && sameOnDisk(file, text)
}

func sameOnDisk(file, text string) bool {
	data, err := os.ReadFile(file)
	return err == nil && string(data) == text
}

// stamp says of which files the contents decide on what there is, and what these are.
func (e *engine) stamp() (map[string]string, error) {
	stamps := map[string]string{}
	names := []string{e.options.ConfigFile, filepath.Join(e.root, "go.work")}
	for _, dir := range e.dirs {
		configuration, err := config.Find(dir)
		if err != nil {
			return nil, err
		}
		names = append(names, filepath.Join(dir, "go.mod"), configuration)
	}
	for _, name := range names {
		if data, err := os.ReadFile(name); name != "" && err == nil {
			stamps[name] = string(data)
		}
	}
	return stamps, nil
}

// configure reads the configuration of each module.
func (e *engine) configure() error {
	var parts []*part
	for _, dir := range e.dirs {
		c, err := e.options.Configure(dir)
		if err != nil {
			return err
		}
		p := &part{dir: dir, lint: lint.Options{Config: c, Cache: e.options.Cache}}
		p.lint.Rules, p.lint.ProgramRules = rules.Split(rules.Running(c))
		p.summarizer = lint.NewSummarizer(c, p.lint.Rules)
		parts = append(parts, p)
	}
	e.parts = parts
	return nil
}

// store returns what keeps declarations of dependencies, which depend on the buses that are
// known; nil if the modules do not know the same.
func (e *engine) store() load.Store {
	first := e.parts[0].lint.Config
	if slices.ContainsFunc(e.parts, func(p *part) bool { return !reflect.DeepEqual(p.lint.Config.Profiles, first.Profiles) }) {
		return nil
	}
	return lint.Declarations(e.options.Cache, first)
}

// view joins what the packages say: those of each module to what the command line finds, and
// all of them to what is known of the messages.
func (e *engine) view() *view {
	var all []*summary.Package
	byPart := map[*part][]*summary.Package{}
	for _, s := range e.summaries {
		copied := *s // joining notes which comments were used
		copied.Ignores = slices.Clone(s.Ignores)
		all = append(all, &copied)
	}
	slices.SortFunc(all, func(a, b *summary.Package) int { return strings.Compare(a.ID, b.ID) })
	for _, s := range all {
		p := e.partOf(s.Dir)
		byPart[p] = append(byPart[p], s)
	}
	var findings []summary.Finding
	join := func() *program.All { return program.Join(all) }
	for _, p := range e.parts {
		result := lint.Join(byPart[p], p.lint.Config, p.lint.ProgramRules)
		findings = append(findings, result.Findings...)
		if len(e.parts) == 1 {
			join = func() *program.All { return result.All }
		}
	}
	v := &view{
		findings: findings,
		links:    map[string]string{},
		texts:    maps.Clone(e.texts),
		files:    e.files,
		dir:      e.root,
		parts:    e.parts,
	}
	v.makeIndex = func() *index {
		return newIndex(join(), all, func(file string) []string { return queryresult.Fields.In(v.configOf(file)) })
	}
	for _, rule := range rules.All {
		v.links[rule.Name] = rule.URL
	}
	return v
}

// whole returns all packages of the modules, with the paths of those that the patterns
// match, and how they were loaded.
func (e *engine) whole(ctx context.Context, open map[string]document) (pkgs []*packages.Package, matched map[string]bool, o load.Options, err error) {
	o = load.Options{Dir: e.root, Patterns: e.patterns, Tests: true, Tags: e.options.Tags, Overlay: contentsOf(open), Sources: new(load.Sources)}
	if pkgs, matched, err = migrate.Load(ctx, &o); err != nil {
		return nil, nil, o, err
	}
	if errs := load.Errors(pkgs); len(errs) > 0 {
		return nil, nil, o, fmt.Errorf("this cannot be done in code that does not compile: %s: %s", errs[0].Pos, errs[0].Msg)
	}
	return pkgs, matched, o, nil
}

// migrate returns the new contents of files in which contexts travel with the message. It
// may run while the engine analyzes.
func (e *engine) migrate(ctx context.Context, open map[string]document, c *config.Config, message string) (map[string][]byte, error) {
	pkgs, matched, o, err := e.whole(ctx, open)
	if err != nil {
		return nil, err
	}
	plan, err := migrate.New(pkgs, migrate.Options{
		Selection: migrate.Selection{Packages: matched, Only: message},
		Config:    c,
		Read:      o.Sources.Read,
		Relative:  func(file string) string { return file },
		Progress:  func(string) func() { return func() {} },
	})
	if err != nil {
		return nil, err
	}
	if len(plan.Contents) == 0 {
		return nil, fmt.Errorf("nothing of %s can be given a context", message)
	}
	return plan.Contents, nil
}

// rename returns the new contents of files in which the message has another name. It may
// run while the engine analyzes.
func (e *engine) rename(ctx context.Context, open map[string]document, c *config.Config, message summary.Type, name string) (map[string][]byte, error) {
	pkgs, _, o, err := e.whole(ctx, open)
	if err != nil {
		return nil, err
	}
	summaries, err := lint.Summaries(pkgs, c, nil)
	if err != nil {
		return nil, err
	}
	plan, err := rename.New(ctx, pkgs, program.Join(summaries), rename.Options{
		Names: map[summary.Type]string{message: name}, Load: o,
		Relative: func(file string) string { return file },
	})
	if err != nil {
		return nil, err
	}
	for _, r := range plan.Refused {
		return nil, fmt.Errorf("%s stays: %s", r.Message, r.Reason)
	}
	return plan.Contents, nil
}

func contentsOf(open map[string]document) map[string][]byte {
	contents := map[string][]byte{}
	for file, doc := range open {
		contents[file] = []byte(doc.text)
	}
	return contents
}
