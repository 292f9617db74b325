// Package summary holds what one package says about the bus, as plain data without
// syntax or types. It can be stored, sent to another machine, compared and written down
// in a test. Package extract makes it, and package program joins it.
//
// Types and functions are known by the path of their package and their names, so that
// they are the same whichever package mentions them. Files are named below the root of
// the module once a summary is encoded.
package summary

import (
	"cmp"
	"fmt"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/buslint/buslint/internal/kind"
)

// A Package is what one package says.
type Package struct {
	Path   string
	Name   string
	ID     string // as the go command calls it
	Module string // path of its module; "" if that is not known
	Main   bool   // the module is worked on, and not a dependency
	Tests  bool   // the files of its tests are part of it

	// Dir is the root of the module on this machine. File names are absolute if it is set,
	// and below the root if it is "". It is not part of the encoded form.
	Dir string

	Imports []Import // outside of tests, in the order of the source
	Tables  Tables   // of the bus that it declares
	Outside []Import // packages of other modules that it links and that import a bus
	Buses   []Bus    // that are imported or used here
	Sites   []Site   // in order of their position in each file
	Decls   []Decl   // of structs that are declared here, and of messages that travel here

	// Funcs are the functions of the package outside of tests, if it can come by a bus.
	Funcs []Func
	// Structs are its types whose fields have types of packages that can come by a bus.
	Structs []Struct
	// Called are the names of methods that packages without Funcs may call through
	// an interface that is known here.
	Called []string
	// Flows say where values come from that may be messages or handlers, where no place needs
	// to be known.
	Flows []Flow
	// Passes are the calls that pass such values to functions, outside of tests.
	Passes []Pass
	// Unseen are the places where buses that are recognised get handlers by what is none of their functions.
	Unseen []Unseen
	// Conversions say which types stand behind interfaces, outside of tests.
	Conversions []Conversion

	// Keys are what methods of types declared here say that these are called.
	Keys []Key

	// Likely are functions of what looks like a bus, of which nothing is known, that are
	// called here.
	Likely []Likely

	// Inner are the calls by which one bus uses another one, outside of tests.
	Inner []Inner

	Rules     []string // over single packages that were run
	Findings  []Finding
	Ignores   []Ignore
	Generated []Generated

	// Read are the other packages of the module of which the bodies decide something.
	Read []Read
}

// A Type is the identity of a type.
type Type struct {
	Path string // of its package
	Name string // with type arguments, if it has some: Put[int]
}

// String returns the name as a program writes it, with the last element of the package's
// path that is not a version.
func (t Type) String() string { return PackageName(t.Path) + "." + t.Name }

// PackageName returns the last element of an import path that is not a version: what most
// packages are called.
func PackageName(importPath string) string {
	dir, last := path.Split(importPath)
	if _, err := strconv.Atoi(strings.TrimPrefix(last, "v")); err == nil && dir != "" {
		return path.Base(dir)
	}
	return last
}

// Full returns the name with the import path of the package.
func (t Type) Full() string { return t.Path + "." + t.Name }

// Generic returns the identity of the type's declaration: without type arguments.
func (t Type) Generic() Type {
	name, _, _ := strings.Cut(t.Name, "[")
	return Type{t.Path, name}
}

// Compare compares types by their paths and names.
func (t Type) Compare(u Type) int {
	return cmp.Or(cmp.Compare(t.Path, u.Path), cmp.Compare(t.Name, u.Name))
}

// An Import is a package that another one links.
type Import struct {
	Path  string
	Same  bool     // it belongs to the module of the package that imports it
	Buses []string // paths of the bus packages that it imports, directly or not; of one that is Outside, directly
}

// A Bus is a package with a bus, as a profile describes it.
type Bus struct {
	Profile  string // its name
	Path     string // of the package
	Root     string // the path that the profile has for all packages of the bus, or Path
	ByShape  bool   // the profile knows it by no more than its shape
	Imported bool   // the package imports it
	Made     int    // how many places outside of tests make one
	Problems []string

	// As the profile has them.
	TwoTables, BareNames, Copies, NamedTopics, Unseen, ResultField, Requests bool
}

// Recognised reports whether no profile is about the bus: what is recognised is called after its
// package.
func (b *Bus) Recognised() bool { return b.ByShape && b.Profile == b.Path }

// An Unseen is a place at which handlers may get to a bus, of which nothing is known unless it is that of a
// site, too.
type Unseen struct {
	Bus      string // path of its package
	Pos, End token.Position
}

// An Inner is a call by which one bus uses another one.
type Inner struct {
	Role kind.Role
	Bus  int // index in the package's Buses
	Pos  token.Position
}

// A Likely is a function that may belong to a bus, with what a configuration would say about
// it.
type Likely struct {
	Bus     string // path of the package
	Name    string // with the receiver's: Bus.Publish
	Role    kind.Role
	Message string // where its type is read
	Arg     int    // which parameter that is
	Method  string // that is called with the message
	Twin    string
	Field   string // that holds the message
	Keyed   bool   // an argument stands for the message
	Key     int    // which one

	Calls int
	First token.Position // of the calls
}

// Tables say where the buses of a package keep their handlers.
type Tables int

const (
	UnknownTables  Tables = iota
	OneTable              // a dispatch with a context finds handlers that take none
	SeparateTables        // it does not
)

// A Site is one use of a bus function with one of the things that it carries.
type Site struct {
	Role    kind.Role
	Bus     int       // index in the package's Buses
	For     kind.Kind // what the function is for, where the bus has one for each kind
	Unclear bool      // as the profile has it for the function

	Place
	Handler *Handler
	Operand string // what the function is called on, as In names it; "" if that is nothing, or not known

	Aware    bool // a context travels
	Test     bool // in a test file
	Indirect bool // it registers what other bus functions make, which are sites of their own

	Message Type     // if its type tells; the zero value if not
	Args    string   // the type arguments of a generic message, with their brackets
	From    []Origin // where it comes from, or what is registered, if not all is told by that
	Tells   string   // the method of what is registered that says of which messages; "" if there is none
	Param   int      // the parameter of In that it is, or what is registered, plus one; or 0
	Within  bool     // the message is in a field of that parameter
	Hands   bool     // In returns what it hands out, at which messages arrive
	Given   []Origin // the parameters and fields that are given the function of the bus itself, where it is not called, or what passes on to it
}

// A Place is where code stands that does something, with what that means for calls of the function around it.
type Place struct {
	Pos, End    token.Position
	In          string // the function around it, or variable whose value it is part of; "" at package level
	Function    string // its name for people, with its receiver's
	Conditional bool   // not every run of In comes to it
	Prepared    bool   // In looks for the error that says that there is no handler

	// The function around it whose calls say as much as this, if it sends or if it registers: In, or a literal that only
	// a variable holds; or "".
	Sender, Registrar string
}

// A Handler is the function that is called with a message.
type Handler struct {
	Name    string // for people, with its receiver's
	Package string
	Func    string // its identity, as of a Func; "" if it is not known
	Pos     token.Position
}

// Literal starts the name of a handler that is a function literal, before that of the
// function around it.
const Literal = "func literal in "

// A Decl is the declaration of a struct.
type Decl struct {
	Type Type
	Pos  token.Position // not valid if another package declares it

	Message   bool // a message, by its declaration or its uses here
	Ignored   bool // a directive says that it is none
	Holds     bool // it may hold any other message, by which a bus may know it
	Directive kind.Kind
	Told      kind.Kind // what the bus is told here
	ToldBy    string    // by which function
	Place     kind.Kind // by its suffix, in a package for messages

	Doc        string
	Described  bool   // the following are known, and not only their comments
	TypeParams string // with their brackets
	Fields     []Field
	Promoted   []Field // those of embedded fields
}

// A Field is a field of a struct.
type Field struct {
	Name     string
	Type     string // as it is written in the package of the struct
	Tag      string
	Doc      string
	Embedded bool
	Schema   string // of the type, as JSON Schema
}

// An OriginKind is what an origin names.
type OriginKind int

const (
	Unknown       OriginKind = iota // nothing: there may be any value
	OfType                          // a value of a type
	Parameter                       // what calls of a function hand in
	Result                          // what a function returns
	TypeParameter                   // the types that a generic function is used with
	FieldValue                      // what the field of a struct is given
	OfName                          // a text by which a bus knows messages
	Called                          // nothing: To of a Pass that is the call of a function, whatever it hands in
)

// An Origin says where values come from: those of an expression, or the elements of one
// that is a slice, an array or a map.
type Origin struct {
	Kind    OriginKind
	Type    Type   // OfType: of the message, or of the last parameter of a function
	Args    string // OfType: the type arguments of a generic message, with their brackets
	Handler bool   // OfType, TypeParameter: it is a function that takes the message
	Func    string // the function; of a FieldValue the type, by its full name, and the field; OfName: the text
	Index   int    // of the parameter or type parameter
}

// AnyParameter is the index of all parameters and type parameters of a function, of
// which a use is not known.
const AnyParameter = -1

// A Flow says that values at To come from the origins.
type Flow struct {
	To   Origin // a Parameter, Result, TypeParameter or FieldValue
	From []Origin
}

// A Key is what a method of a type returns whenever it is called, by which a bus may know the
// messages of that type, or those that it handles.
type Key struct {
	Type   Type
	Method string
	Key    string
	Of     Type // the message whose method is asked for it, where that is so
}

// NamesMessage reports whether a method is called as those that say the name of a message.
func NamesMessage(method string) bool { return namesMessage.MatchString(method) }

// namesMessage matches what the methods are called that say the name of a message. GuestName
// says something else.
var namesMessage = regexp.MustCompile(`^(\w*(Event|Command|Cmd|Query|Message|Msg|Topic))?(Name|Type|Topic|Key)$`)

// A Pass is the call of a function, with what it passes to one of its parameters. If the
// function hands that on to a bus, the call is a use of that bus.
type Pass struct {
	To   Origin // a Parameter, a TypeParameter, or the Result that is a place where messages may arrive; of a method of an interface of the module by that's name
	From []Origin

	Place
	Handler *Handler // that it registers, if it does
	Held    bool     // what is called is what the parameter or field To holds, and From is what it is given
	Given   []Origin // as of a Site
}

// A Conversion says that a value whose methods are those of the type From becomes one of the interface To.
type Conversion struct {
	From, To string // full names
	// Uses are what calls of the interface's methods are if those of From are functions of a bus: In is
	// the name of such a method, and From its parameter that is the message or what is registered.
	Uses []Site
}

// A Func is a function or method. The package's variables are such, too, and so is what is
// run to initialize them, and a literal that is a handler.
type Func struct {
	ID     string
	Pos    token.Position // of its name; not valid if it is none of the source
	Root   bool           // it is run when the package is initialized, or is main
	Recv   string         // full name of the type whose method it is
	Method string         // the name of the method, with its signature

	Mentions []string // functions
	Types    []string // full names of types of which it makes values
	Methods  []string // names of methods of interfaces that it calls, or lets others call
	Surely   []string // functions that every run calls, in order

	Empty bool   // it does nothing
	Idle  bool   // it takes a context, and does not use it
	Twins []Twin // its calls that could pass a context and do not, in order of the functions
}

// IsDouble reports whether the full name of a type is that of one that stands for another in tests: app.MockStore,
// app.StoreFake.
func IsDouble(name string) bool { return doubles.MatchString(name) }

var doubles = regexp.MustCompile(`\.(?i:mock|fake|stub)[^.]*$|(Mock|Fake|Stub)$`)

// Name returns the name of the method that it is; "" if it is none.
func (f *Func) Name() string {
	name, _, _ := strings.Cut(f.Method, "(")
	return name
}

// A Twin is a function of which there is one that takes a context, and how often it is called.
type Twin struct {
	Func  string `json:"function"` // for people
	Calls int    `json:"calls"`
}

func (t Twin) String() string { return fmt.Sprintf("%s (%d)", t.Func, t.Calls) }

// A Struct is a type that has fields of other types.
type Struct struct {
	Name   string // full
	Fields []string
}

// CommentRule stands in the place of a rule in findings about comments that ignore nothing.
const CommentRule = "lint"

// A Finding is one thing that a rule has to say about one place.
type Finding struct {
	Rule     string
	Package  string // as the go command calls it
	Pos, End token.Position
	Message  string
	Related  []Related
	Fixes    []Fix // at most one

	// Passed says that it counts only if its Declaration is that of a message because of calls
	// that pass it on to a bus.
	Passed Passing
	// Suppressed says that a comment at its place keeps it quiet.
	Suppressed bool
	// Declaration is the message about whose declaration it is, wherever it stands; the
	// zero value if it is about something else.
	Declaration Type
	// About are the messages that it is about.
	About []Type
	// Sites are the indices of the sites of the package that it is about, in its
	// summary.
	Sites []int
}

// A Passing is to what bus something has to be passed on.
type Passing int

const (
	Anyway   Passing = iota // it need not be
	ToABus                  // to any
	ToAKnown                // to one that is not recognised by its shape
)

// CallIt stands before the name that a finding proposes, at the end of its message.
const CallIt = "; call it "

// Proposal returns the name that the finding proposes for its message, or "".
func (f *Finding) Proposal() string {
	i := strings.LastIndex(f.Message, CallIt)
	if i < 0 || !token.IsIdentifier(f.Message[i+len(CallIt):]) {
		return ""
	}
	return f.Message[i+len(CallIt):]
}

// Related is another place that a finding is about.
type Related struct {
	Pos     token.Position
	Message string
}

// A Fix is a change of one or more files that makes sense only as a whole.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces the bytes from Start up to End of a file.
type Edit struct {
	File       string
	Start, End int
	Text       string
}

// OneLine returns text without line breaks and other control characters: a message may
// quote source, and what reads it, as a CI does, may take a line for a command.
func OneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// SortFindings sorts findings by their position.
func SortFindings(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(ComparePos(a.Pos, b.Pos), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
	})
}

// ComparePos compares positions by their files and offsets.
func ComparePos(a, b token.Position) int {
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Offset, b.Offset))
}

// An Ignore is a comment that says //lint:ignore or //lint:file-ignore.
type Ignore struct {
	Pos, End token.Position
	Rules    []string // names, or patterns as of [path.Match]
	Reason   string   // without one it has no effect
	File     string
	Line     int      // of what it is about; 0 for the whole file
	Used     []string // rules that found something there
}

// A Generated is a file that a program wrote.
type Generated struct{ File string }

// A Read is the folder of another package.
type Read struct{ Dir string }

// Covers reports whether the comment is about the rule at the place.
func (ig *Ignore) Covers(rule string, pos token.Position) bool {
	if ig.File != pos.Filename || ig.Line != 0 && ig.Line != pos.Line {
		return false
	}
	return slices.ContainsFunc(ig.Rules, func(pattern string) bool {
		ok, _ := path.Match(pattern, rule)
		return ok
	})
}

// Allow reports whether the comments and the files of the package let f be reported. It
// adds to f what should be said: that a comment there lacks a reason.
func (p *Package) Allow(f *Finding) bool {
	if slices.Contains(p.Generated, Generated{f.Pos.Filename}) {
		return false
	}
	allowed := true
	for i := range p.Ignores {
		switch ig := &p.Ignores[i]; {
		case !ig.Covers(f.Rule, f.Pos):
		case ig.Reason != "":
			allowed = false
		default:
			f.Related = append(f.Related, Related{ig.Pos, "this comment has no effect, because it gives no reason"})
		}
	}
	return allowed
}

// ByInterface returns the identity of all methods of that name that are called through an
// interface.
func ByInterface(name string) string { return "interface " + name }

// ByMethod returns the identity of the method of that name of an interface of the module, by that's full name.
func ByMethod(iface, name string) string { return "interface " + iface + "." + name }
