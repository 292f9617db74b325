package busmodel

import (
	"go/ast"
	"go/types"
	"iter"
	"regexp"
	"strings"

	"github.com/buslint/buslint/internal/kind"
)

// A declaration is that of a type.
type declaration struct {
	gen  *ast.GenDecl
	spec *ast.TypeSpec
}

// Declared yields the declarations of types in a file, outside of functions, and what these are in.
func Declared(file *ast.File) iter.Seq2[*ast.TypeSpec, *ast.GenDecl] {
	return func(yield func(*ast.TypeSpec, *ast.GenDecl) bool) {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range gen.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && !spec.Assign.IsValid() && !yield(spec, gen) {
					return
				}
			}
		}
	}
}

// declaredLocally returns the declaration of a type within a function of this package,
// outside of tests.
func (b *builder) declaredLocally(tn *types.TypeName) declaration {
	cur, ok := b.uses.Def(tn)
	if !ok || b.inTest(tn.Pos()) {
		return declaration{}
	}
	spec, ok := cur.Parent().Node().(*ast.TypeSpec)
	if !ok || spec.Assign.IsValid() {
		return declaration{}
	}
	gen, _ := cur.Parent().Parent().Node().(*ast.GenDecl)
	return declaration{gen, spec}
}

// declaredElsewhere returns the declaration of a type in another package. It reports false if that cannot be read.
func (b *builder) declaredElsewhere(tn *types.TypeName) (declaration, bool) {
	for _, file := range b.sources.Source(tn.Pkg()).Files {
		for spec, gen := range Declared(file) {
			if spec.Name.Name == tn.Name() {
				return declaration{gen, spec}, true
			}
		}
	}
	return declaration{}, false
}

// directive returns what a //bus: comment on the declaration says.
func (d declaration) directive() (said kind.Kind, ignore bool) {
	for _, c := range d.directives() {
		switch strings.TrimPrefix(Directive(c), directivePrefix) {
		case "event":
			said = kind.Event
		case "command":
			said = kind.Command
		case "query":
			said = kind.Query
		case "ignore":
			ignore = true
		}
	}
	return said, ignore
}

const directivePrefix = "//bus:"

// Directives are the words that a //bus: comment on a declaration may say.
var Directives = [...]string{"event", "command", "query", "ignore"}

// spaced matches a comment that would be a directive without its space, and says nothing else.
var spaced = regexp.MustCompile(`^//\s+bus:(` + strings.Join(Directives[:], "|") + `)\s*$`)

// Directive returns a //bus: comment without what follows its word.
func Directive(c *ast.Comment) string {
	if spaced.MatchString(c.Text) {
		return strings.TrimSpace(c.Text)
	}
	directive, _, _ := strings.Cut(c.Text, " ")
	return strings.TrimSpace(directive)
}

// directives returns the //bus: comments on the declaration, and those that a space keeps from
// being one.
func (d declaration) directives() []*ast.Comment {
	if d.spec == nil {
		return nil
	}
	docs := []*ast.CommentGroup{d.spec.Doc}
	if d.gen != nil && !d.gen.Lparen.IsValid() {
		docs = append(docs, d.gen.Doc)
	}
	var found []*ast.Comment
	for _, doc := range docs {
		if doc == nil {
			continue
		}
		for _, c := range doc.List {
			if strings.HasPrefix(c.Text, directivePrefix) || spaced.MatchString(c.Text) {
				found = append(found, c)
			}
		}
	}
	return found
}
