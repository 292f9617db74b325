// Package rename plans how messages get other names in a whole module, with all that is
// named after them: handlers, listeners, constructors, comments and files. It changes no
// name that means something outside of the program, such as a topic, without being told to.
package rename

import (
	"cmp"
	"context"
	"fmt"
	"go/ast"
	"go/build"
	"go/token"
	"go/types"
	"io"
	"iter"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/summary"
)

// Options say what to plan.
type Options struct {
	Names map[summary.Type]string // the new names of messages

	Files     bool // rename files, too, that are called after a message
	Wire      bool // rename messages, too, whose names may be known outside of the program
	Alias     bool // leave the old name as a deprecated alias of the new one
	Generated bool // change generated files, too

	Load     load.Options             // how the packages were loaded, to check what comes out
	Relative func(file string) string // returns how the plan calls a file
}

// A Plan says what changes, and why, for people and for tools.
type Plan struct {
	Renamed []*Renamed `json:"renamed"`
	Refused []*Refused `json:"refused"`
	// Mentions are places that have an old name and stay as they are: strings, files that
	// are no Go code, and files that build constraints leave out.
	Mentions []Mention `json:"mentions"`
	Files    []string  `json:"files"` // that change

	// Contents are the new contents of the files that change, by their full names; nil
	// for those that are to go.
	Contents map[string][]byte `json:"-"`
}

// A Renamed is a message that gets another name.
type Renamed struct {
	Message string   `json:"message"` // with the path of its package
	New     string   `json:"new"`
	Uses    int      `json:"uses"`            // how often it is named
	Along   []string `json:"along,omitempty"` // what else gets another name: "method Service.Old → New"
	// Exported says that other modules can name it.
	Exported bool `json:"exported,omitempty"`
}

// A Refused is a message that keeps its name.
type Refused struct {
	Message string `json:"message"`
	New     string `json:"new"`
	Reason  string `json:"reason"`
	Place   string `json:"place,omitempty"`
}

// A Mention is a place that has an old name.
type Mention struct {
	Place string `json:"place"` // file:line
	Name  string `json:"name"`
	Text  string `json:"text"`
}

// A place is where something is declared, the same in all variants of a package.
type place struct {
	file   string
	offset int
}

type planner struct {
	pkgs []*packages.Package
	all  *program.All
	o    Options
	plan *Plan

	names     map[place]string // new names, by where they are declared
	messages  map[place]*Renamed
	edits     []summary.Edit
	generated map[string]string // what has made the files that are generated, by their names
}

// New plans the renaming in pkgs, which are all packages of a module, without errors, and
// of which all knows what happens on the bus. It returns an error if the result would not
// compile, or a file cannot be read.
func New(ctx context.Context, pkgs []*packages.Package, all *program.All, o Options) (*Plan, error) {
	p := &planner{
		pkgs: pkgs, all: all, o: o, plan: &Plan{Renamed: []*Renamed{}, Refused: []*Refused{}, Mentions: []Mention{}, Files: []string{}},
		names: map[place]string{}, messages: map[place]*Renamed{}, generated: generatedFiles(pkgs),
	}
	for _, message := range slices.SortedFunc(maps.Keys(o.Names), summary.Type.Compare) {
		p.message(message, o.Names[message])
	}
	p.rewrite()
	p.comments()
	p.docs()
	p.aliases()
	contents, _, err := fix.Apply([]fix.Fix{{Edits: p.edits}}, o.Load.Sources.Read)
	if err != nil {
		return nil, err
	}
	if err := p.compiles(ctx, contents); err != nil {
		return nil, err
	}
	p.plan.Contents = contents
	if o.Files {
		p.files()
	}
	p.mentions()
	for file := range p.plan.Contents {
		p.plan.Files = append(p.plan.Files, o.Relative(file))
	}
	slices.Sort(p.plan.Files)
	return p.plan, nil
}

// message decides on one message, and finds what is named after it.
func (p *planner) message(message summary.Type, name string) {
	refuse := func(at token.Position, reason string, args ...any) {
		r := &Refused{Message: message.Full(), New: name, Reason: fmt.Sprintf(reason, args...)}
		if at.IsValid() {
			r.Place = p.relative(at)
		}
		p.plan.Refused = append(p.plan.Refused, r)
	}
	pkg, obj := p.declared(message)
	switch {
	case obj == nil:
		refuse(token.Position{}, "it is not declared in these packages")
		return
	case !token.IsIdentifier(name):
		refuse(token.Position{}, "%q is not the name of a type", name)
		return
	case token.IsExported(name) != obj.Exported():
		refuse(token.Position{}, "one of the names is exported, and the other is not")
		return
	}
	if reason, at := p.outside(message, obj); reason != "" && !p.o.Wire {
		refuse(at, "%s; -wire renames it all the same", reason)
		return
	}
	targets := map[place]string{p.place(pkg, obj): name}
	along := p.along(message, name, targets)
	for _, obstacle := range []func(map[place]string) (string, token.Position){p.fixed, p.twice, p.collision} {
		if reason, at := obstacle(targets); reason != "" {
			refuse(at, "%s", reason)
			return
		}
	}
	r := &Renamed{Message: message.Full(), New: name, Along: along, Exported: obj.Exported() && isPublic(pkg)}
	maps.Copy(p.names, targets)
	p.messages[p.place(pkg, obj)] = r
	p.plan.Renamed = append(p.plan.Renamed, r)
}

// declared returns the declaration of a message.
func (p *planner) declared(message summary.Type) (*packages.Package, *types.TypeName) {
	for _, pkg := range p.pkgs {
		if pkg.PkgPath == message.Path {
			if obj, ok := pkg.Types.Scope().Lookup(message.Name).(*types.TypeName); ok {
				return pkg, obj
			}
		}
	}
	return nil, nil
}

// isPublic reports whether other modules can import the package.
func isPublic(pkg *packages.Package) bool {
	return pkg.Name != "main" && !strings.Contains("/"+pkg.PkgPath+"/", "/internal/")
}

func (p *planner) place(pkg *packages.Package, obj types.Object) place {
	at := pkg.Fset.PositionFor(obj.Pos(), false)
	return place{at.Filename, at.Offset}
}

func (p *planner) relative(at token.Position) string {
	return fmt.Sprintf("%s:%d", p.o.Relative(at.Filename), at.Line)
}

// outside returns why the name of a message may be known outside of the program, and
// where that shows; "" if it is not, or a method of the message says another name.
func (p *planner) outside(message summary.Type, obj *types.TypeName) (string, token.Position) {
	if saysName(obj) {
		return "", token.Position{}
	}
	for _, site := range p.all.Explain(message).Sites {
		if site.Bus.Copies {
			return fmt.Sprintf("the bus %s sends it over a wire, or stores it, under the name of its type, and no method of it says another", site.Bus.Profile), site.Pos
		}
	}
	return "", token.Position{}
}

// saysName reports whether the message has a method that takes nothing and returns a
// name, as buses ask for one.
func saysName(obj *types.TypeName) bool {
	for method := range methods(obj.Type()) {
		sig := method.Signature()
		if sig.Params().Len() > 0 || sig.Results().Len() != 1 {
			continue
		}
		basic, ok := sig.Results().At(0).Type().Underlying().(*types.Basic)
		if ok && basic.Info()&types.IsString != 0 && namesMessage.MatchString(method.Name()) {
			return true
		}
	}
	return false
}

// namesMessage matches what the methods are called that say the name of a message. GuestName
// says something else.
var namesMessage = regexp.MustCompile(`^(\w*(Event|Command|Cmd|Query|Message|Msg|Topic))?(Name|Type|Topic|Key)$`)

func methods(t types.Type) func(yield func(*types.Func) bool) {
	return func(yield func(*types.Func) bool) {
		if named, ok := types.Unalias(t).(*types.Named); ok {
			for method := range named.Methods() {
				if !yield(method) {
					return
				}
			}
		}
	}
}

// fixed returns why a file that has one of the names cannot change, and where that is.
func (p *planner) fixed(targets map[place]string) (reason string, at token.Position) {
	for _, pkg := range p.pkgs {
		for id, obj := range identifiers(pkg) {
			if obj == nil || targets[p.place(pkg, obj)] == "" {
				continue
			}
			pos := pkg.Fset.PositionFor(id.Pos(), false)
			by := p.generated[pos.Filename]
			switch {
			case at.IsValid() && cmp.Or(cmp.Compare(at.Filename, pos.Filename), cmp.Compare(at.Offset, pos.Offset)) <= 0:
			case !slices.Contains(pkg.GoFiles, pos.Filename):
				reason, at = "a file that uses cgo names it", pkg.Fset.Position(id.Pos())
			case by != "" && !p.o.Generated:
				reason, at = fmt.Sprintf("a generated file names it (%s); say -generated, or generate that anew afterwards", by), pos
			}
		}
	}
	return reason, at
}

// identifiers yields what a package uses and declares.
func identifiers(pkg *packages.Package) iter.Seq2[*ast.Ident, types.Object] {
	return func(yield func(*ast.Ident, types.Object) bool) {
		for _, objects := range []map[*ast.Ident]types.Object{pkg.TypesInfo.Uses, pkg.TypesInfo.Defs} {
			for id, obj := range objects {
				if !yield(id, obj) {
					return
				}
			}
		}
	}
}

// twice returns why one of the new names cannot be had because something else gets it.
func (p *planner) twice(targets map[place]string) (string, token.Position) {
	given := map[string]types.Object{}
	for _, pkg := range p.pkgs {
		for _, obj := range pkg.TypesInfo.Defs {
			if obj == nil {
				continue
			}
			at := p.place(pkg, obj)
			name := cmp.Or(targets[at], p.names[at])
			if name == "" {
				continue
			}
			key := scope(obj) + "." + name
			if other := given[key]; other != nil && p.place(pkg, other) != at && (targets[at] != "" || targets[p.place(pkg, other)] != "") {
				return fmt.Sprintf("%s and %s would both be called %s", other.Name(), obj.Name(), name), pkg.Fset.Position(obj.Pos())
			}
			given[key] = obj
		}
	}
	return "", token.Position{}
}

// scope names what has only one object of a name: a package, or the type of a method. Of
// fields, which are in several types, it names each by itself.
func scope(obj types.Object) string {
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
		return strings.TrimPrefix(types.TypeString(fn.Signature().Recv().Type(), nil), "*")
	}
	if v, ok := obj.(*types.Var); ok && v.IsField() {
		return fmt.Sprint(obj.Pos())
	}
	return obj.Pkg().Path()
}

// collision returns why one of the new names cannot be had, and where it is taken.
func (p *planner) collision(targets map[place]string) (string, token.Position) {
	for _, pkg := range p.pkgs {
		for id, obj := range pkg.TypesInfo.Defs {
			if obj == nil || id.Name == "_" {
				continue
			}
			name, ok := targets[p.place(pkg, obj)]
			if !ok {
				continue
			}
			if taken := p.taken(pkg, obj, name); taken != nil {
				return fmt.Sprintf("%s is already declared", name), pkg.Fset.Position(taken.Pos())
			}
		}
		for id, obj := range pkg.TypesInfo.Uses {
			name, ok := targets[p.place(pkg, obj)]
			if !ok || obj.Parent() != pkg.Types.Scope() && !isImportedDot(pkg, id, obj) {
				continue
			}
			inner := pkg.Types.Scope().Innermost(id.Pos())
			if inner == nil {
				continue
			}
			if _, other := inner.LookupParent(name, id.Pos()); other != nil && other.Parent() != types.Universe {
				return fmt.Sprintf("%s means something else here", name), pkg.Fset.Position(id.Pos())
			}
		}
	}
	return "", token.Position{}
}

// isImportedDot reports whether the identifier names obj of another package without that
// package.
func isImportedDot(pkg *packages.Package, id *ast.Ident, obj types.Object) bool {
	if obj.Pkg() == pkg.Types || obj.Pkg() == nil || obj.Parent() != obj.Pkg().Scope() {
		return false
	}
	inner := pkg.Types.Scope().Innermost(id.Pos())
	if inner == nil {
		return false
	}
	_, found := inner.LookupParent(id.Name, id.Pos())
	return found == obj
}

// taken returns what has the name where obj is declared, or nil.
func (p *planner) taken(pkg *packages.Package, obj types.Object, name string) types.Object {
	if v, ok := obj.(*types.Var); ok && v.IsField() {
		return p.member(pkg, v, name)
	}
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
		taken, _, _ := types.LookupFieldOrMethod(fn.Signature().Recv().Type(), true, pkg.Types, name)
		return taken
	}
	if obj.Parent() != pkg.Types.Scope() {
		return nil
	}
	if taken := pkg.Types.Scope().Lookup(name); taken != nil {
		return taken
	}
	for file := range pkg.Types.Scope().Children() { // imports of files
		if taken := file.Lookup(name); taken != nil {
			return taken
		}
	}
	return nil
}

// member returns what has the name beside an embedded field, or nil.
func (p *planner) member(pkg *packages.Package, field *types.Var, name string) types.Object {
	for _, other := range pkg.Types.Scope().Names() {
		tn, ok := pkg.Types.Scope().Lookup(other).(*types.TypeName)
		if !ok {
			continue
		}
		st, ok := tn.Type().Underlying().(*types.Struct)
		if !ok || !slices.Contains(slices.Collect(st.Fields()), field) {
			continue
		}
		if taken, _, _ := types.LookupFieldOrMethod(tn.Type(), true, pkg.Types, name); taken != nil {
			return taken
		}
	}
	return nil
}

// rewrite edits all that names what gets another name.
func (p *planner) rewrite() {
	seen := map[place]bool{}
	for _, pkg := range p.pkgs {
		for id, obj := range identifiers(pkg) {
			if obj == nil || !obj.Pos().IsValid() {
				continue
			}
			at := p.place(pkg, obj)
			name, ok := p.names[at]
			if !ok || id.Name == name {
				continue
			}
			pos := pkg.Fset.PositionFor(id.Pos(), false)
			here := place{pos.Filename, pos.Offset}
			if seen[here] {
				continue
			}
			seen[here] = true
			if r := p.messages[at]; r != nil {
				r.Uses++
			}
			p.edit(pos.Filename, pos.Offset, pos.Offset+len(id.Name), name)
		}
	}
}

func (p *planner) edit(file string, start, end int, text string) {
	p.edits = append(p.edits, summary.Edit{File: file, Start: start, End: end, Text: text})
}

// generatedFiles returns the lines of generated files that say what has made them.
func generatedFiles(pkgs []*packages.Package) map[string]string {
	lines := map[string]string{}
	for _, pkg := range pkgs {
		for _, syntax := range pkg.Syntax {
			if !ast.IsGenerated(syntax) {
				continue
			}
			for _, group := range syntax.Comments {
				for _, c := range group.List {
					if line, ok := strings.CutPrefix(c.Text, "// Code generated "); ok && c.Pos() < syntax.Package {
						lines[pkg.Fset.PositionFor(syntax.FileStart, false).Filename] = "Code generated " + line
					}
				}
			}
		}
	}
	return lines
}

// compiles returns an error if the packages do not type-check with the new contents.
func (p *planner) compiles(ctx context.Context, contents map[string][]byte) error {
	if len(contents) == 0 {
		return nil
	}
	o := p.o.Load
	o.Sources = nil
	o.Overlay = maps.Clone(o.Overlay)
	if o.Overlay == nil {
		o.Overlay = map[string][]byte{}
	}
	maps.Copy(o.Overlay, contents)
	pkgs, err := load.Packages(ctx, o)
	if err != nil {
		return err
	}
	if errs := load.Errors(pkgs); len(errs) > 0 {
		return fmt.Errorf("the result would not compile, so nothing is renamed: %s: %s", errs[0].Pos, errs[0].Msg)
	}
	return nil
}

// files renames the files that are called after a message that they declare.
func (p *planner) files() {
	for _, r := range p.plan.Renamed {
		_, old := split(r.Message)
		dir, base := filepath.Split(p.declaredIn(r))
		for _, names := range [][2]string{{snake(old), snake(r.New)}, {snake(stem(old)), snake(stem(r.New))}} {
			if base != names[0]+".go" {
				continue
			}
			if special(names[0]) || special(names[1]) {
				r.Along = append(r.Along, fmt.Sprintf("file %s keeps its name, as its end means something to the go command, or that of %s.go", p.o.Relative(dir+base), names[1]))
				continue
			}
			for _, suffix := range []string{".go", "_test.go"} {
				p.move(dir+names[0]+suffix, dir+names[1]+suffix, r)
			}
		}
	}
}

func (p *planner) declaredIn(r *Renamed) string {
	for at, other := range p.messages {
		if other == r {
			return at.file
		}
	}
	return ""
}

// move gives a file another name, if it is there, and nothing has that name.
func (p *planner) move(from, to string, r *Renamed) {
	content, edited := p.plan.Contents[from]
	if from == to || edited && content == nil {
		return
	}
	if !edited {
		var err error
		if content, err = p.o.Load.Sources.Read(from); err != nil {
			return // there is none
		}
	}
	if _, err := p.o.Load.Sources.Read(to); err == nil || p.plan.Contents[to] != nil {
		r.Along = append(r.Along, fmt.Sprintf("file %s keeps its name, as there is a %s", p.o.Relative(from), filepath.Base(to)))
		return
	}
	p.plan.Contents[from], p.plan.Contents[to] = nil, content
	r.Along = append(r.Along, fmt.Sprintf("file %s → %s", p.o.Relative(from), filepath.Base(to)))
}

// special reports whether a file of that name, without its .go, is a test, or is built
// for some systems only.
func special(name string) bool {
	nowhere := build.Context{OpenFile: func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("package p")), nil
	}}
	matches, err := nowhere.MatchFile("", name+".go")
	return err != nil || !matches || strings.HasSuffix(name, "_test")
}

// snake returns the name in small letters with underscores between its words.
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		upper := 'A' <= r && r <= 'Z'
		if upper && i > 0 && (!isUpper(runes[i-1]) || i+1 < len(runes) && !isUpper(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	return b.String()
}

func isUpper(r rune) bool { return 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' }
