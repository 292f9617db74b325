// Package rename plans how messages get other names in a whole module, with all that is
// named after them: handlers, listeners, constructors, comments and files. It changes no
// name that means something outside of the program, such as a topic, without being told to.
package rename

import (
	"cmp"
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/imports"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// Options control what is planned.
type Options struct {
	Names map[summary.Type]string // the new names of messages

	Files     bool // rename files, too, that are called after a message
	Wire      bool // rename messages, too, whose names may be known outside of the program
	Alias     bool // leave the old name as a deprecated alias of the new one
	Generated bool // change generated files, too
	Mentions  bool // list the places that have an old name and stay as they are

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

	aliased bool // old names are kept as aliases
}

// A Renamed is a message that gets a new name.
type Renamed struct {
	Message string   `json:"message"` // with the path of its package
	New     string   `json:"new"`
	Uses    int      `json:"uses"`            // how often it is named
	Along   []string `json:"along,omitempty"` // what else gets another name: "method Service.Old → New"
	// Exported says that other modules can name it.
	Exported bool `json:"exported,omitempty"`
}

// A Refused is a message that keeps its name, with the reason.
type Refused struct {
	Message string `json:"message"`
	New     string `json:"new"`
	Reason  string `json:"reason"`
	Place   string `json:"place,omitempty"`
}

// A Mention is a place that contains an old name.
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

	census     *census
	candidates []*candidate     // in order of their messages
	names      map[place]target // what gets another name, by where it is declared
	edits      []summary.Edit
	generated  map[string]string             // what has made the files that are generated, by their names
	interfaces map[string][]*types.Interface // see interfacesWith
}

// A candidate is a message that gets another name if nothing stands in the way.
type candidate struct {
	message summary.Type
	name    string
	pkg     *packages.Package
	obj     *types.TypeName
	at      place            // where it is declared
	targets map[place]target // with all that is named after it, by where it is declared
	along   []string
	renamed *Renamed // what the plan says of it
}

// A target is something that gets another name.
type target struct {
	path      string // of its package
	recv      string // the type that it is a method of
	old, name string
	isType    bool
	isField   bool
}

// An obstacle is why something cannot get its new name, and where that shows.
type obstacle struct {
	reason string
	at     token.Position
}

// New plans the renaming in pkgs, which are all packages of a module, without errors, and
// of which all knows what happens on the bus. A name is free if what has it gets another in
// the same plan. New returns an error if the result would not compile and no message is to
// blame for that, or a file cannot be read.
func New(ctx context.Context, pkgs []*packages.Package, all *program.All, o Options) (*Plan, error) {
	p := &planner{
		pkgs: pkgs, all: all, o: o, plan: &Plan{aliased: o.Alias, Renamed: []*Renamed{}, Refused: []*Refused{}, Mentions: []Mention{}, Files: []string{}},
		generated: generatedFiles(pkgs),
	}
	p.census = p.takeCensus()
	for _, message := range slices.SortedFunc(maps.Keys(o.Names), summary.Type.Compare) {
		p.consider(message, o.Names[message])
	}
	p.join()
	p.drop(p.fixed())
	if err := p.settle(ctx); err != nil {
		return nil, err
	}
	contents, _, err := fix.Apply([]fix.Fix{{Edits: p.edits}}, o.Load.Sources.Read)
	if err != nil {
		return nil, err
	}
	p.plan.Contents = contents
	if o.Files {
		p.files()
	}
	if o.Mentions {
		p.mentions()
	}
	for file := range p.plan.Contents {
		p.plan.Files = append(p.plan.Files, o.Relative(file))
	}
	slices.Sort(p.plan.Files)
	slices.SortFunc(p.plan.Refused, func(a, b *Refused) int { return strings.Compare(a.Message, b.Message) })
	return p.plan, nil
}

// settle refuses candidates until the others can all have their new names, and edits what
// names these.
func (p *planner) settle(ctx context.Context) error {
	for {
		// Who keeps a name keeps it from another.
		for again := true; again; {
			again = p.drop(p.twice()) || p.drop(p.taken()) || p.drop(p.confused())
		}
		p.plan.Renamed, p.edits = []*Renamed{}, nil
		for _, c := range p.candidates {
			public := c.obj.Exported() && isPublic(c.pkg) && !strings.HasSuffix(c.at.file, "_test.go")
			c.renamed = &Renamed{Message: c.message.Full(), New: c.name, Along: slices.Clone(c.along), Exported: public}
			p.plan.Renamed = append(p.plan.Renamed, c.renamed)
		}
		p.rewrite()
		p.mocks()
		p.comments()
		p.aliases()
		wrong, err := p.wrong(ctx)
		if err != nil || !p.drop(wrong) {
			return err
		}
	}
}

// consider makes a message a candidate, unless it says itself why not, and finds what is
// named after it.
func (p *planner) consider(message summary.Type, name string) {
	pkg, obj := p.declared(message)
	var why obstacle
	switch {
	case obj == nil:
		why.reason = "it is not declared in these packages"
	case !token.IsIdentifier(name):
		why.reason = fmt.Sprintf("%q is not the name of a type", name)
	case name == message.Name:
		why.reason = "it already has that name"
	case types.Universe.Lookup(name) != nil:
		why.reason = fmt.Sprintf("%s is predeclared in Go", name)
	case token.IsExported(name) != obj.Exported():
		why.reason = "one of the names is exported, and the other is not"
	case !p.o.Wire:
		if reason, at := p.outside(message, pkg, obj); reason != "" {
			why = obstacle{reason + "; -wire renames it all the same", at}
		}
	}
	if why.reason != "" {
		p.refuse(message, name, why)
		return
	}
	at := declaredAt(pkg, obj)
	c := &candidate{message: message, name: name, pkg: pkg, obj: obj, at: at, targets: map[place]target{at: targetOf(obj, name)}}
	c.along = p.along(c)
	p.candidates = append(p.candidates, c)
}

func (p *planner) refuse(message summary.Type, name string, o obstacle) {
	r := &Refused{Message: message.Full(), New: name, Reason: o.reason}
	if o.at.IsValid() {
		r.Place = p.relative(o.at)
	}
	p.plan.Refused = append(p.plan.Refused, r)
}

// join notes the new names of all candidates.
func (p *planner) join() {
	p.names = map[place]target{}
	for _, c := range p.candidates {
		maps.Copy(p.names, c.targets)
	}
}

// drop refuses the candidates that have obstacles, and reports whether there are any. Of
// several obstacles it names the first in the code.
func (p *planner) drop(obstacles map[place]obstacle) bool {
	before := len(p.candidates)
	p.candidates = slices.DeleteFunc(p.candidates, func(c *candidate) bool {
		var first obstacle
		for at := range c.targets {
			if o, ok := obstacles[at]; ok && (first.reason == "" || summary.ComparePos(o.at, first.at) < 0) {
				first = o
			}
		}
		if first.reason != "" {
			p.refuse(c.message, c.name, first)
		}
		return first.reason != ""
	})
	p.join()
	return len(p.candidates) < before
}

// note adds an obstacle of what is declared at a place, unless another is first in the code.
func note(obstacles map[place]obstacle, of place, o obstacle) {
	if other, ok := obstacles[of]; !ok || summary.ComparePos(o.at, other.at) < 0 {
		obstacles[of] = o
	}
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
	return pkg.Name != "main" && !imports.IsInternal(pkg.PkgPath)
}

// posOf returns the position of pos in its file, whatever a //line comment says.
func posOf(pkg *packages.Package, pos token.Pos) token.Position {
	return pkg.Fset.PositionFor(pos, false)
}

// placeOf returns the same as a place.
func placeOf(pkg *packages.Package, pos token.Pos) place {
	at := posOf(pkg, pos)
	return place{at.Filename, at.Offset}
}

// declaredAt returns where an object is declared that the package names.
func declaredAt(pkg *packages.Package, obj types.Object) place { return placeOf(pkg, obj.Pos()) }

func (p *planner) relative(at token.Position) string {
	return fmt.Sprintf("%s:%d", p.o.Relative(at.Filename), at.Line)
}

// fixed returns what is named in files that cannot change.
func (p *planner) fixed() map[place]obstacle {
	obstacles := map[place]obstacle{}
	for n := range p.namings(identifiers) {
		at := posOf(n.pkg, n.id.Pos())
		switch by := p.generated[at.Filename]; {
		case !slices.Contains(n.pkg.GoFiles, at.Filename):
			note(obstacles, n.of, obstacle{"a file that uses cgo mentions it", n.pkg.Fset.Position(n.id.Pos())})
		case by != "" && !p.o.Generated:
			note(obstacles, n.of, obstacle{fmt.Sprintf("a generated file mentions it (%s); use -generated, or generate that file again afterwards", by), at})
		}
	}
	return obstacles
}

// A naming is an identifier that names what gets another name.
type naming struct {
	pkg *packages.Package
	id  *ast.Ident
	obj types.Object
	of  place // where that is declared
	target
}

// declared returns where what is named is declared, for people.
func (n naming) declared() token.Position { return n.pkg.Fset.Position(n.obj.Pos()) }

// namings yields those of the listed identifiers of packages that name what gets another name.
func (p *planner) namings(list func(*packages.Package) iter.Seq2[*ast.Ident, types.Object]) iter.Seq[naming] {
	return func(yield func(naming) bool) {
		for _, pkg := range p.pkgs {
			for id, obj := range list(pkg) {
				if obj == nil {
					continue
				}
				of := declaredAt(pkg, obj)
				if t, ok := p.names[of]; ok && !yield(naming{pkg, id, obj, of, t}) {
					return
				}
			}
		}
	}
}

// declarations yields what a package declares.
func declarations(pkg *packages.Package) iter.Seq2[*ast.Ident, types.Object] {
	return maps.All(pkg.TypesInfo.Defs)
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

// twice returns what would get the name that something before it gets.
func (p *planner) twice() map[place]obstacle {
	holders := map[string][]naming{} // by the scope and the name
	for n := range p.namings(declarations) {
		key := scope(n.obj) + "." + n.name
		holders[key] = append(holders[key], n)
	}
	rank := map[place]int{} // what is named after the first message has the name
	for i, c := range p.candidates {
		for of := range c.targets {
			rank[of] = i
		}
	}
	obstacles := map[place]obstacle{}
	for _, all := range holders {
		slices.SortFunc(all, func(a, b naming) int {
			return cmp.Or(cmp.Compare(rank[a.of], rank[b.of]), summary.ComparePos(a.declared(), b.declared()))
		})
		for _, n := range all[1:] {
			note(obstacles, n.of, obstacle{fmt.Sprintf("%s and %s would both be called %s", all[0].obj.Name(), n.obj.Name(), n.name), n.declared()})
		}
	}
	return obstacles
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

// taken returns what would get a name that something beside it has, and keeps.
func (p *planner) taken() map[place]obstacle {
	obstacles := map[place]obstacle{}
	for n := range p.namings(declarations) {
		if taken := p.holder(n.pkg, n.obj, n.name); taken != nil && !p.leaves(n.pkg, taken) {
			note(obstacles, n.of, obstacle{fmt.Sprintf("%s is already declared", n.name), n.pkg.Fset.Position(taken.Pos())})
		}
	}
	return obstacles
}

// confused returns the messages that a bus would take for others under their new names.
func (p *planner) confused() map[place]obstacle {
	obstacles := map[place]obstacle{}
	for _, c := range p.candidates {
		for _, site := range p.all.Explain(c.message).Sites {
			if !site.Bus.BareNames {
				continue
			}
			for _, other := range p.all.Messages() {
				if p.nameOf(other.Message) == c.name && other.Message != c.message {
					note(obstacles, c.at, obstacle{fmt.Sprintf("the bus %s knows messages by their bare type names, and %s has this name", site.Bus.Profile, other.Full()), other.Declared})
				}
			}
		}
	}
	return obstacles
}

// nameOf returns what a message is called in the end.
func (p *planner) nameOf(message summary.Type) string {
	for _, c := range p.candidates {
		if c.message == message {
			return c.name
		}
	}
	return message.Name
}

// leaves reports whether what has a name gets another.
func (p *planner) leaves(pkg *packages.Package, obj types.Object) bool {
	_, ok := p.names[declaredAt(pkg, obj)]
	return ok
}

// holder returns what has the name where obj is declared, or nil.
func (p *planner) holder(pkg *packages.Package, obj types.Object, name string) types.Object {
	if v, ok := obj.(*types.Var); ok && v.IsField() {
		return p.member(pkg, v, name)
	}
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
		taken, _, _ := types.LookupFieldOrMethod(fn.Signature().Recv().Type(), true, pkg.Types, name)
		return taken
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
	for tn := range gotypes.Declared(pkg.Types) {
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
	seen, uses := map[place]bool{}, map[place]int{}
	for n := range p.namings(identifiers) {
		here := placeOf(n.pkg, n.id.Pos())
		if seen[here] {
			continue
		}
		seen[here] = true
		uses[n.of]++
		p.edit(here.file, here.offset, here.offset+len(n.id.Name), n.name)
	}
	for _, c := range p.candidates {
		c.renamed.Uses = uses[c.at]
	}
}

func (p *planner) edit(file string, start, end int, text string) {
	p.edits = append(p.edits, summary.Edit{File: file, Start: start, End: end, Text: text})
}

// generatedFiles returns the lines of generated files that say what has made them.
func generatedFiles(pkgs []*packages.Package) map[string]string {
	lines := map[string]string{}
	for _, pkg := range pkgs {
		for _, file := range pkg.Syntax {
			if ast.IsGenerated(file) {
				lines[posOf(pkg, file.FileStart).Filename] = syntax.Generator(file)
			}
		}
	}
	return lines
}
