package rename

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/summary"
)

// theBus is one that is recognised by its functions.
const theBus = `
-- go.mod --
module example.com/m

go 1.26.0
-- bus/bus.go --
package bus

import "context"

type Bus interface {
	Dispatch(ctx context.Context, msg any) error
	Publish(ctx context.Context, msg any) error
	AddHandler(handler any)
	AddEventListener(handler any)
}
`

// plan plans the renaming of messages of example.com/m/p, "A=B C=D", in the files of a text
// archive beside theBus, and returns the plan with the folder that it is in.
func plan(t *testing.T, archive, pairs string, o Options) (*Plan, string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range txtar.Parse([]byte(theBus + archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	o.Load = load.Options{Dir: dir, Patterns: []string{"./..."}, Tests: true, Sources: new(load.Sources)}
	o.Relative = func(file string) string {
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		return filepath.ToSlash(rel)
	}
	pkgs, err := load.Packages(t.Context(), o.Load)
	if err != nil {
		t.Fatal(err)
	}
	if errs := load.Errors(pkgs); len(errs) > 0 {
		t.Fatal(errs)
	}
	summaries, err := lint.Summaries(pkgs, config.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	o.Names = map[summary.Type]string{}
	for pair := range strings.FieldsSeq(pairs) {
		old, name, _ := strings.Cut(pair, "=")
		o.Names[summary.Type{Path: "example.com/m/p", Name: old}] = name
	}
	p, err := New(t.Context(), pkgs, lint.Join(summaries, config.Default(), nil).All, o)
	if err != nil {
		t.Fatal(err)
	}
	return p, dir
}

// content returns what a file of the folder contains by the plan, or "" if it stays.
func content(p *Plan, dir, file string) string {
	return string(p.Contents[filepath.Join(dir, filepath.FromSlash(file))])
}

// refusals returns the messages that keep their names, with the reasons.
func refusals(p *Plan) []string {
	var all []string
	for _, r := range p.Refused {
		text := strings.TrimPrefix(r.Message, "example.com/m/p.") + ": " + r.Reason
		if r.Place != "" {
			text += " (" + r.Place + ")"
		}
		all = append(all, text)
	}
	return all
}

// TestNew checks what becomes of code, and what is refused.
func TestNew(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, pairs, code string
		o                 Options
		want              string // of p.go; "" if it stays
		refused           []string
	}{
		{
			name: "a chain", pairs: "A=B B=C",
			code: "// A is one, and not [B].\ntype A struct{}\n\n// B is another. See [A].\ntype B struct{ A }\n\nvar x = B{A: A{}}\n",
			want: "// B is one, and not [C].\ntype B struct{}\n\n// C is another. See [B].\ntype C struct{ B }\n\nvar x = C{B: B{}}\n",
		},
		{
			name: "a swap", pairs: "A=B B=A",
			code: "type A struct{ n int }\ntype B struct{ s string }\ntype both struct {\n\tA\n\tB\n}\n\nvar x = both{A{1}, B{\"\"}}.A.n\n",
			want: "type B struct{ n int }\ntype A struct{ s string }\ntype both struct {\n\tB\n\tA\n}\n\nvar x = both{B{1}, A{\"\"}}.B.n\n",
		},
		{
			name: "a ring with constructors", pairs: "A=B B=C C=A",
			code: "type (\n\tA struct{}\n\tB struct{}\n\tC struct{}\n)\n\nfunc NewA() A { return A{} }\nfunc NewB() B { return B{} }\nfunc NewC() C { return C{} }\n",
			want: "type (\n\tB struct{}\n\tC struct{}\n\tA struct{}\n)\n\nfunc NewB() B { return B{} }\nfunc NewC() C { return C{} }\nfunc NewA() A { return A{} }\n",
		},
		{
			name: "a chain whose end is taken", pairs: "A=B B=C D=E",
			code: "type A struct{}\ntype B struct{}\ntype D struct{}\n\nfunc C() {}\n",
			want: "type A struct{}\ntype B struct{}\ntype E struct{}\n\nfunc C() {}\n",
			refused: []string{
				"A: B is already declared (p/p.go:4)",
				"B: C is already declared (p/p.go:7)",
			},
		},
		{
			name: "a swap that a local name forbids", pairs: "A=B B=A",
			code: "type A struct{}\ntype B struct{}\n\nfunc f() {\n\ttype A int\n\t_ = B{}\n}\n",
			refused: []string{
				"A: B is already declared (p/p.go:4)",
				"B: it would not compile: invalid composite literal type A (p/p.go:8)",
			},
		},
		{
			name: "two that would be one", pairs: "A=C B=C",
			code:    "type A struct{}\ntype B struct{}\n",
			want:    "type C struct{}\ntype B struct{}\n",
			refused: []string{"B: A and B would both be called C (p/p.go:4)"},
		},
		{
			name: "beside an embedded field", pairs: "A=B",
			code:    "type A struct{}\ntype both struct {\n\tA\n\tB int\n}\n",
			refused: []string{"A: B is already declared (p/p.go:6)"},
		},
		{
			name: "a constructor whose name is taken", pairs: "A=B",
			code:    "type A struct{}\n\nfunc NewA() A { return A{} }\nfunc NewB() {}\n",
			refused: []string{"A: NewB is already declared (p/p.go:6)"},
		},
		{
			name: "a function of the same name that makes no message", pairs: "A=B",
			code: "type A struct{}\n\nfunc NewA() {}\n",
			want: "type B struct{}\n\nfunc NewA() {}\n",
		},
		{
			name: "a handler that another calls", pairs: "UserDeleteCommand=DeleteUserCommand",
			code: "type UserDeleteCommand struct{}\n\nfunc handleUserDelete(cmd *UserDeleteCommand) {}\n\nfunc onUserDelete(id int) {}\n\nfunc handle(cmd UserDeleteCommand) { handleUserDelete(&cmd) }\n",
			want: "type DeleteUserCommand struct{}\n\nfunc handleDeleteUser(cmd *DeleteUserCommand) {}\n\nfunc onUserDelete(id int) {}\n\nfunc handle(cmd DeleteUserCommand) { handleDeleteUser(&cmd) }\n",
		},
		{
			name: "unexported, with what is named after it", pairs: "userCreateEvent=userCreatedEvent",
			code: "type userCreateEvent struct{}\n\nfunc newUserCreateEvent() *userCreateEvent { return nil }\n\nfunc makeUserCreate() userCreateEvent { return userCreateEvent{} }\n\n" +
				"func newUserCreate() int { return 0 }\n\nfunc onUserCreate(e *userCreateEvent) {}\n\nfunc userCreateListener(e *userCreateEvent) {}\n\nfunc userCreateListeners(e *userCreateEvent) {}\n",
			want: "type userCreatedEvent struct{}\n\nfunc newUserCreatedEvent() *userCreatedEvent { return nil }\n\nfunc makeUserCreated() userCreatedEvent { return userCreatedEvent{} }\n\n" +
				"func newUserCreate() int { return 0 }\n\nfunc onUserCreated(e *userCreatedEvent) {}\n\nfunc userCreatedListener(e *userCreatedEvent) {}\n\nfunc userCreateListeners(e *userCreatedEvent) {}\n",
		},
		{
			name: "a constructor that returns an interface, and one of something else", pairs: "UserDeleteCommand=DeleteUserCommand",
			code: "type UserDeleteCommand struct{}\n\nfunc NewUserDeleteCommand() any { return UserDeleteCommand{} }\n\nfunc MakeUserDeleteCommand() int { return 0 }\n",
			want: "type DeleteUserCommand struct{}\n\nfunc NewDeleteUserCommand() any { return DeleteUserCommand{} }\n\nfunc MakeUserDeleteCommand() int { return 0 }\n",
		},
		{
			name: "an alias", pairs: "A=B", o: Options{Alias: true},
			code: "type A struct{} // why\n",
			want: "type B struct{} // why\n\n// A is the old name of [B].\n//\n// Deprecated: use [B].\n//\n//go:fix inline\ntype A = B\n",
		},
		{
			name: "no alias in the way of a new name", pairs: "A=B B=C", o: Options{Alias: true},
			code: "type A struct{}\ntype B struct{}\n",
			want: "type B struct{}\n\n// A is the old name of [B].\n//\n// Deprecated: use [B].\n//\n//go:fix inline\ntype A = B\ntype C struct{}\n",
		},
		{
			name: "aliases of functions", pairs: "A=B", o: Options{Alias: true},
			code: "type A struct{ n int }\n\nfunc NewA(n int, more ...int) (*A, error) { return &A{n}, nil } // why\n\nfunc MakeA(int) A { return A{} }\n\nfunc newA() A { return A{} }\n",
			want: "type B struct{ n int }\n\n// A is the old name of [B].\n//\n// Deprecated: use [B].\n//\n//go:fix inline\ntype A = B\n\n" +
				"func NewB(n int, more ...int) (*B, error) { return &B{n}, nil } // why\n\n// NewA is the old name of [NewB].\n//\n// Deprecated: use [NewB].\n//\n//go:fix inline\nfunc NewA(n int, more ...int) (*B, error) { return NewB(n, more...) }\n\n" +
				"func MakeB(int) B { return B{} }\n\nfunc newB() B { return B{} }\n",
		},
		{
			name: "aliases of what is generic", pairs: "A=B", o: Options{Alias: true},
			code: "type A[T any] struct{ t T }\n\nfunc NewA[T any](t T) A[T] { return A[T]{t} }\n",
			want: "type B[T any] struct{ t T }\n\n// A is the old name of [B].\n//\n// Deprecated: use [B].\n//\n//go:fix inline\ntype A[T any] = B[T]\n\n" +
				"func NewB[T any](t T) B[T] { return B[T]{t} }\n\n// NewA is the old name of [NewB].\n//\n// Deprecated: use [NewB].\n//\n//go:fix inline\nfunc NewA[T any](t T) B[T] { return NewB[T](t) }\n",
		},
		{
			name: "no alias of what others cannot name", pairs: "a=b", o: Options{Alias: true},
			code: "type a struct{}\n",
			want: "type b struct{}\n",
		},
		{
			name: "generic", pairs: "A=B",
			code: "type A[T any] struct{ t T }\n\nfunc (a *A[T]) get() A[T] { return *a }\n\nvar x = A[int]{t: 1}\n",
			want: "type B[T any] struct{ t T }\n\nfunc (a *B[T]) get() B[T] { return *a }\n\nvar x = B[int]{t: 1}\n",
		},
		{
			name: "a method that hides another", pairs: "ACommand=BCommand",
			code:    "type ACommand struct{}\n\ntype inner struct{}\n\nfunc (inner) A(ACommand) {}\n\ntype outer struct{ inner }\n\nfunc (outer) B(ACommand) { panic(1) }\n\nfunc f(o outer) { o.A(ACommand{}) }\n",
			refused: []string{"ACommand: B means something else here (p/p.go:13)"},
		},
		{
			name: "a method that nothing hides", pairs: "ACommand=BCommand",
			code: "type ACommand struct{}\n\ntype inner struct{}\n\nfunc (inner) A(ACommand) {}\n\ntype outer struct{ inner }\n\nfunc (outer) B(ACommand) { panic(1) }\n\nfunc f(o outer) { o.inner.A(ACommand{}) }\n",
			want: "type BCommand struct{}\n\ntype inner struct{}\n\nfunc (inner) B(BCommand) {}\n\ntype outer struct{ inner }\n\nfunc (outer) B(BCommand) { panic(1) }\n\nfunc f(o outer) { o.inner.B(BCommand{}) }\n",
		},
		{
			name: "a local name that hides the new one", pairs: "a=b",
			code:    "type a int\n\nfunc f(b func(int) int) int { return int(a(1)) }\n",
			refused: []string{"a: b means something else here (p/p.go:5)"},
		},
		{
			name: "a local name beside the new one", pairs: "a=b",
			code: "type a int\n\nfunc f(b func(int) int) int { return b(1) }\n",
			want: "type b int\n\nfunc f(b func(int) int) int { return b(1) }\n",
		},
		{
			name: "one of several that would not compile", pairs: "A=B C=D",
			code:    "type A struct{}\ntype C struct{}\n\nfunc f() {\n\tvar B int\n\t_, _ = A{}, B\n}\n",
			want:    "type A struct{}\ntype D struct{}\n\nfunc f() {\n\tvar B int\n\t_, _ = A{}, B\n}\n",
			refused: []string{"A: it would not compile: B (local variable) is not a type (p/p.go:8)"},
		},
		{
			name: "predeclared, and the same", pairs: "a=string B=B",
			code:    "type a struct{}\ntype B struct{}\n",
			refused: []string{"B: it already has that name", "a: string is predeclared in Go"},
		},
		{
			name: "what is no identifier, or nowhere", pairs: "A=b A2=B B=B-1 X=Y",
			code: "type A struct{}\ntype A2 struct{}\ntype B struct{}\n",
			refused: []string{
				"A: one of the names is exported, and the other is not",
				"A2: B is already declared (p/p.go:5)",
				`B: "B-1" is not the name of a type`,
				"X: it is not declared in these packages",
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			const head = "package p\n\n"
			p, dir := plan(t, "-- p/p.go --\n"+head+test.code, test.pairs, test.o)
			if got := strings.TrimPrefix(content(p, dir, "p/p.go"), head); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if refused := refusals(p); !slices.Equal(refused, test.refused) {
				t.Errorf("refused %q, want %q", refused, test.refused)
			}
		})
	}
}

// TestHandlers checks that handlers go along, in a ring, too, and their interfaces; and what
// only looks like one does not.
func TestHandlers(t *testing.T) {
	t.Parallel()
	p, dir := plan(t, `
-- p/p.go --
package p

import (
	"context"

	"example.com/m/bus"
)

type UserCommand struct{}
type OrderCommand struct{}

type Service struct{}

type Both interface {
	User(ctx context.Context, cmd *UserCommand) error
	Order(ctx context.Context, cmd *OrderCommand) error
}

func (Service) User(ctx context.Context, cmd *UserCommand) error   { return nil }
func (Service) Order(ctx context.Context, cmd *OrderCommand) error { return nil }

func Init(b bus.Bus, s Both) {
	b.AddHandler(s.User)
	b.AddHandler(s.Order)
	b.AddHandler(Service.User)
}

type book struct{}

func (book) User(id string) error { return nil }
-- q/q.go --
package q

import (
	"context"

	"example.com/m/bus"
	. "example.com/m/p"
)

func send(ctx context.Context, b bus.Bus) error { return b.Dispatch(ctx, &UserCommand{}) }
`, "UserCommand=OrderCommand OrderCommand=UserCommand", Options{})
	want := map[string][]string{
		"p/p.go": {
			"type OrderCommand struct{}\ntype UserCommand struct{}\n",
			"\tOrder(ctx context.Context, cmd *OrderCommand) error\n\tUser(ctx context.Context, cmd *UserCommand) error\n",
			"func (Service) Order(ctx context.Context, cmd *OrderCommand) error {",
			"func (book) User(id string)",
			"b.AddHandler(s.Order)\n\tb.AddHandler(s.User)",
		},
		"q/q.go": {"&OrderCommand{}"},
	}
	if refused := refusals(p); len(refused) > 0 {
		t.Errorf("refused %q", refused)
	}
	for file, texts := range want {
		for _, text := range texts {
			if got := content(p, dir, file); !strings.Contains(got, text) {
				t.Errorf("%s lacks\n%s\nin\n%s", file, text, got)
			}
		}
	}
}

// TestDemanded checks that a method keeps its name that a type has for the sake of an interface which keeps that of its own.
func TestDemanded(t *testing.T) {
	t.Parallel()
	p, dir := plan(t, `
-- p/p.go --
package p

import (
	"context"

	"example.com/m/bus"
)

type UserCreated struct{}

type hears[T any] interface{ OnUserCreated(ctx context.Context, e T) error }

type one interface{ OnUserCreated(ctx context.Context, e *UserCreated) error }

type generic struct{}

func (*generic) OnUserCreated(ctx context.Context, e *UserCreated) error { return nil }

type other struct{}

func (*other) OnUserCreated(ctx context.Context, e *UserCreated) {}

type fixed struct{}

func (fixed) OnUserCreated(e any) {}

func Init(b bus.Bus, g *generic, o *other, f fixed) {
	b.AddEventListener(g.OnUserCreated)
	b.AddEventListener(o.OnUserCreated)
}

func tell(ctx context.Context, all []any) {
	for _, l := range all {
		switch l := l.(type) {
		case hears[*UserCreated]:
			_ = l.OnUserCreated(ctx, &UserCreated{})
		case interface{ OnUserCreated(e any) }:
			l.OnUserCreated(&UserCreated{})
		}
	}
}

func send(ctx context.Context, b bus.Bus) error { return b.Publish(ctx, &UserCreated{}) }
`, "UserCreated=UserAdded", Options{})
	if refused := refusals(p); len(refused) > 0 {
		t.Errorf("refused %q", refused)
	}
	got := content(p, dir, "p/p.go")
	for _, text := range []string{
		"func (*generic) OnUserCreated(ctx context.Context, e *UserAdded) error {",
		"b.AddEventListener(g.OnUserCreated)",
		"func (*other) OnUserAdded(ctx context.Context, e *UserAdded) {",
		"b.AddEventListener(o.OnUserAdded)",
		"interface{ OnUserCreated(ctx context.Context, e T) error }",
		"type one interface{ OnUserCreated(ctx context.Context, e *UserAdded) error }",
	} {
		if !strings.Contains(got, text) {
			t.Errorf("no\n%s\nin\n%s", text, got)
		}
	}
}

// stubs stand for libraries that send messages over a wire.
const stubs = `
-- go.mod --
module example.com/m

go 1.26.0

require (
	encore.dev v1.0.0
	github.com/ThreeDotsLabs/watermill v1.5.1
)

replace (
	encore.dev => ./stubs/encore
	github.com/ThreeDotsLabs/watermill => ./stubs/watermill
)
-- stubs/encore/go.mod --
module encore.dev

go 1.26.0
-- stubs/encore/pubsub/pubsub.go --
package pubsub

import "context"

type Topic[T any] struct{}

type TopicConfig struct{}

func NewTopic[T any](name string, c TopicConfig) *Topic[T] { return nil }

func (*Topic[T]) Publish(ctx context.Context, msg T) (id string, err error) { return "", nil }
-- stubs/watermill/go.mod --
module github.com/ThreeDotsLabs/watermill

go 1.26.0
-- stubs/watermill/components/cqrs/cqrs.go --
package cqrs

import "context"

type EventBus struct{}

func (EventBus) Publish(ctx context.Context, event any) error { return nil }

type JSONMarshaler struct{ GenerateName func(v any) string }

func StructName(v any) string { return "" }

func NamedStruct(or func(any) string) func(any) string { return or }
`

// TestOutside checks which messages keep their names, as something outside of the program may
// know these.
func TestOutside(t *testing.T) {
	t.Parallel()
	const send = `
import (
	"context"

	"github.com/ThreeDotsLabs/watermill/components/cqrs"
)

func send(ctx context.Context, b *cqrs.EventBus) { _ = b.Publish(ctx, A{}) }
`
	const wire = "the bus watermill sends it over a wire, or stores it, under the name of its type"
	const none = wire + ", and asks no method of it for another; -wire renames it all the same (p/p.go:9)"
	for _, test := range []struct {
		name, code string
		want       string // the reason; "" if it is renamed
		sure       bool
	}{
		{name: "nothing says another name", code: send + "\ntype A struct{}\n", want: none},
		{name: "nothing does, and it is wanted", code: send + "\ntype A struct{}\n", sure: true},
		{name: "a method that nothing asks", code: send + "\ntype A struct{}\n\nfunc (A) EventName() string { return \"a\" }\n", want: none},
		{
			name: "a method that something asks",
			code: send + "\ntype A struct{}\n\nfunc (A) EventName() string { return \"a\" }\n\nfunc topic(e interface{ EventName() string }) string { return e.EventName() }\n",
		},
		{
			name: "a method that something else asks",
			code: send + "\ntype A struct{}\n\nfunc (A) EventName() string { return \"a\" }\n\nfunc name(guest interface{ EventName() string; Age() int }) string { return guest.EventName() }\n",
			want: none,
		},
		{
			name: "a method that a type parameter asks",
			code: send + "\ntype A struct{}\n\nfunc (A) EventName() string { return \"a\" }\n\nfunc topic[E interface{ EventName() string }](e E) string { return e.EventName() }\n",
		},
		{
			name: "a method of what it embeds",
			code: send + "\ntype A struct{ base }\n\ntype base struct{ name string }\n\nfunc (b base) EventName() string { return b.name }\n\nfunc topic(e interface{ EventName() string }) string { return e.EventName() }\n",
		},
		{
			name: "a method that returns the name of the type",
			code: strings.Replace(send, "\"context\"", "\"context\"\n\t\"reflect\"", 1) + "\ntype A struct{}\n\nfunc (a A) EventName() string { return reflect.TypeOf(a).Name() }\n\nfunc topic(e interface{ EventName() string }) string { return e.EventName() }\n",
			want: strings.Replace(none, "p.go:9", "p.go:10", 1),
		},
		{
			name: "a marshaler that takes the names of types",
			code: send + "\ntype A struct{}\n\nfunc (A) EventName() string { return \"a\" }\n\nfunc topic(e interface{ EventName() string }) string { return e.EventName() }\n\nvar _ = cqrs.JSONMarshaler{}\n",
			want: wire + "; -wire renames it all the same (p/p.go:17)",
		},
		{
			name: "a marshaler that is told to take the names of types",
			code: send + "\ntype A struct{}\n\nfunc (A) Name() string { return \"a\" }\n\nvar _ = cqrs.JSONMarshaler{GenerateName: cqrs.StructName}\n",
			want: wire + "; -wire renames it all the same (p/p.go:15)",
		},
		{
			name: "a marshaler that asks for names",
			code: send + "\ntype A struct{}\n\nfunc (A) Name() string { return \"a\" }\n\nvar _ = cqrs.JSONMarshaler{GenerateName: cqrs.NamedStruct(cqrs.StructName)}\n",
		},
		{
			name: "a marshaler that asks for names, and gets none",
			code: send + "\ntype A struct{}\n\nvar _ = cqrs.JSONMarshaler{GenerateName: cqrs.NamedStruct(cqrs.StructName)}\n", want: none,
		},
		{
			name: "a topic with a name of its own",
			code: "\nimport \"encore.dev/pubsub\"\n\ntype A struct{}\n\nvar topic = pubsub.NewTopic[*A](\"a\", pubsub.TopicConfig{})\n",
		},
		{
			name: "gob", code: "\nimport \"encoding/gob\"\n\ntype A struct{}\n\nfunc init() { gob.Register(&A{}) }\n",
			want: "gob encodes its name; -wire renames it all the same (p/p.go:7)",
		},
		{name: "gob by a name", code: "\nimport \"encoding/gob\"\n\ntype A struct{}\n\nfunc init() { gob.RegisterName(\"a\", &A{}) }\n"},
		{
			name: "xml", code: "\nimport \"encoding/xml\"\n\ntype A struct{ ID string }\n\nfunc text(a *A) ([]byte, error) { return xml.Marshal(a) }\n",
			want: "encoding/xml writes its name; -wire renames it all the same (p/p.go:7)",
		},
		{
			name: "xml of several", code: "\nimport (\n\t\"encoding/xml\"\n\t\"io\"\n)\n\ntype A struct{ ID string }\n\nfunc text(w io.Writer, as []*A) error { return xml.NewEncoder(w).Encode(as) }\n",
			want: "encoding/xml writes its name; -wire renames it all the same (p/p.go:10)",
		},
		{name: "xml with a name", code: "\nimport \"encoding/xml\"\n\ntype A struct{ XMLName xml.Name }\n\nfunc text(a *A) ([]byte, error) { return xml.Marshal(a) }\n"},
		{name: "json", code: "\nimport \"encoding/json\"\n\ntype A struct{ ID string }\n\nfunc text(a *A) ([]byte, error) { return json.Marshal(a) }\n"},
		{
			name: "embedded for an encoder that writes names", code: "\ntype A struct{ ID string }\n\ntype whole struct {\n\tA\n\tName string `yaml:\"name\"`\n}\n",
			want: "yaml writes its name where it is embedded; -wire renames it all the same (p/p.go:6)",
		},
		{name: "embedded with a name", code: "\ntype A struct{ ID string }\n\ntype whole struct {\n\tA `yaml:\",inline\"`\n\tName string `yaml:\"name\"`\n}\n"},
		{name: "embedded for json", code: "\ntype A struct{ ID string }\n\ntype whole struct {\n\tA\n\tName string `json:\"name\"`\n}\n"},
		{
			name: "a field with the name of the type", code: "\nimport \"reflect\"\n\ntype A struct{}\n\nfunc (*A) event() {}\n\ntype record struct{ Type, other string }\n\nfunc pack(e interface{ event() }) record { return record{Type: reflect.TypeOf(e).Elem().Name()} }\n",
			want: "a field gets the name of its type there, and may be stored or sent; -wire renames it all the same (p/p.go:11)",
		},
		{
			name: "a field with the name of any type", code: "\nimport (\n\t\"fmt\"\n\t\"strings\"\n)\n\ntype A struct{}\n\ntype record struct{ Type []byte }\n\nfunc pack(e any) (r record) {\n\tr.Type = []byte(strings.TrimPrefix(fmt.Sprintf(\"%T\", e), \"*\"))\n\treturn r\n}\n",
			want: "a field gets the name of its type there, and may be stored or sent; -wire renames it all the same (p/p.go:13)",
		},
		{name: "a field with the name of another type", code: "\nimport \"fmt\"\n\ntype A struct{}\n\ntype record struct{ Type, Name string }\n\nfunc pack(e interface{ event() }, err error) record {\n\treturn record{Type: fmt.Sprintf(\"%T\", e), Name: fmt.Sprintf(\"%T\", err)}\n}\n"},
		{name: "a key within the program", code: "\nimport \"reflect\"\n\ntype A struct{}\n\ntype record struct{ typ string }\n\nvar records = map[string]record{}\n\nfunc pack(a *A) {\n\tname := reflect.TypeOf(a).Name()\n\trecords[name] = record{typ: reflect.TypeOf(a).Name()}\n}\n"},
		{
			name: "a method that says the type, of any bus", code: "\nimport \"fmt\"\n\ntype A struct{}\n\nfunc (a *A) GetType() string { return fmt.Sprintf(\"%T\", a) }\n",
			want: "a method returns the name of its type, which may be stored or sent; -wire renames it all the same (p/p.go:7)",
		},
		{name: "a method that says the type to people", code: "\nimport \"fmt\"\n\ntype A struct{}\n\nfunc (a *A) String() string { return fmt.Sprintf(\"%T\", a) }\n"},
		{
			name: "a table", code: "\ntype A struct {\n\tID string `gorm:\"primaryKey\"`\n}\n",
			want: "the table that it is stored in is called after it; -wire renames it all the same (p/p.go:3)",
		},
		{name: "a table with a name", code: "\ntype A struct {\n\tID string `gorm:\"primaryKey\"`\n}\n\nfunc (*A) TableName() string { return \"a\" }\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			const uses = "\nimport (\n\t_ \"encore.dev/pubsub\"\n\t_ \"github.com/ThreeDotsLabs/watermill/components/cqrs\"\n)\n"
			archive := stubs + "-- p/p.go --\npackage p\n" + test.code + "-- p/uses.go --\npackage p\n" + uses
			p, _ := plan(t, archive, "A=B", Options{Wire: test.sure})
			if got := strings.TrimPrefix(strings.Join(refusals(p), "\n"), "A: "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestExported checks which messages other modules may know.
func TestExported(t *testing.T) {
	t.Parallel()
	p, _ := plan(t, `
-- p/p.go --
package p

type A struct{}

type b struct{}
-- p/p_test.go --
package p

type C struct{}
`, "A=A2 b=b2 C=C2", Options{})
	got := map[string]bool{}
	for _, r := range p.Renamed {
		got[r.New] = r.Exported
	}
	if want := map[string]bool{"A2": true, "b2": false, "C2": false}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestBareNames checks that a message gets no name that its bus takes for that of another.
func TestBareNames(t *testing.T) {
	t.Parallel()
	const archive = `
-- go.mod --
module example.com/m

go 1.26.0

require github.com/grafana/grafana v1.0.0

replace github.com/grafana/grafana => ./stubs/grafana
-- stubs/grafana/go.mod --
module github.com/grafana/grafana

go 1.26.0
-- stubs/grafana/pkg/bus/bus.go --
package bus

import "context"

type Bus interface {
	Dispatch(ctx context.Context, msg any) error
	Publish(ctx context.Context, msg any) error
	AddHandler(handler any)
	AddEventListener(handler any)
}
-- q/q.go --
package q

import (
	"context"

	"github.com/grafana/grafana/pkg/bus"
)

type B struct{}

func send(ctx context.Context, b bus.Bus) { _ = b.Dispatch(ctx, &B{}) }
-- p/p.go --
package p

import (
	"context"

	"PATH"
)

type A struct{}

func send(ctx context.Context, b bus.Bus) { _ = b.Dispatch(ctx, &A{}) }
-- other/bus.go --
package bus

import "context"

type Bus interface {
	Dispatch(ctx context.Context, msg any) error
	Publish(ctx context.Context, msg any) error
	AddHandler(handler any)
	AddEventListener(handler any)
}
`
	for _, test := range []struct{ name, path, want string }{
		{"one bus", "github.com/grafana/grafana/pkg/bus", "A: the bus grafana knows messages by their bare type names, and example.com/m/q.B has this name (q/q.go:9)"},
		{"another bus", "example.com/m/other", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p, _ := plan(t, strings.Replace(archive, "PATH", test.path, 1), "A=B", Options{})
			if got := strings.Join(refusals(p), "\n"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestFiles checks what files are called that are named after messages.
func TestFiles(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, pairs string
		files       []string // each declares what its name says, in the plural if it is a test
		want        string   // new names and, behind =, what they were
	}{
		{"one, with its test", "ACommand=BCommand", []string{"a_command", "a_command_test"}, "b_command=a_command b_command_test=a_command_test"},
		{"without the kind", "ACommand=BCommand", []string{"a"}, "b=a"},
		{"a chain", "ACommand=BCommand BCommand=CCommand", []string{"a", "b"}, "b=a c=b"},
		{"a swap", "ACommand=BCommand BCommand=ACommand", []string{"a", "b"}, "a=b b=a"},
		{"one that is in the way", "ACommand=BCommand", []string{"a", "b:X"}, ""},
		{"one that is in the way on some file systems", "ACommand=BCommand", []string{"a", "B:X"}, ""},
		{"a chain whose end is in the way", "ACommand=BCommand BCommand=CCommand", []string{"a", "b", "c:X"}, ""},
		{"a name that means a system", "ACommand=UserLinuxCommand", []string{"a"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			archive, was := "", map[string]string{}
			for i, file := range test.files {
				file, declares, ok := strings.Cut(file, ":")
				if !ok {
					declares = strings.ToUpper(file[:1]) + "Command"
				}
				if strings.HasSuffix(file, "_test") {
					declares += "s"
				}
				mark := fmt.Sprintf("// mark %d", i)
				was[mark] = file
				archive += fmt.Sprintf("-- p/%s.go --\npackage p\n\n%s\ntype %s struct{}\n", file, mark, declares)
			}
			p, dir := plan(t, archive, test.pairs, Options{Files: true})
			var got []string
			for file, data := range p.Contents {
				base := strings.TrimSuffix(filepath.Base(file), ".go")
				if filepath.Dir(file) != filepath.Join(dir, "p") {
					t.Errorf("%s is elsewhere", file)
				}
				for mark, old := range was {
					if strings.Contains(string(data), mark) && old != base {
						got = append(got, base+"="+old)
					}
				}
			}
			slices.Sort(got)
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			// What goes is not left behind under its old name.
			for _, pair := range got {
				_, old, _ := strings.Cut(pair, "=")
				data, ok := p.Contents[filepath.Join(dir, "p", old+".go")]
				if !ok || data != nil && !slices.ContainsFunc(got, func(pair string) bool { return strings.HasPrefix(pair, old+"=") }) {
					t.Errorf("%s stays", old)
				}
			}
		})
	}
}

func TestSnake(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"": "", "A": "a", "CreateUser": "create_user", "CreateHTTPServer": "create_http_server", "SetV2Flag": "set_v2_flag", "userID": "user_id",
	} {
		if got := snake(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestFollowing(t *testing.T) {
	t.Parallel()
	got := following("UserCreateCommand", "CreateUserCommand")
	for from, to := range map[string]string{
		"UserCreate": "CreateUser", "userCreate": "createUser", "HandleUserCreate": "HandleCreateUser", "onUserCreateCommand": "onCreateUserCommand",
		"UserCreateCommand": "CreateUserCommand",
	} {
		if got[from] != to {
			t.Errorf("%s becomes %q, want %s", from, got[from], to)
		}
	}
	for from, to := range maps.All(following("UserCreate", "UserCreateCommand")) {
		if from == to {
			t.Errorf("%s becomes itself", from)
		}
	}
}

// TestNamedAfter checks what else is named after a message and its handlers: examples, links in
// comments, and the texts by which mocks know methods.
func TestNamedAfter(t *testing.T) {
	t.Parallel()
	p, dir := plan(t, `
-- testify/mock/mock.go --
package mock

type Mock struct{}

func (*Mock) On(method string, args ...any) *Mock { return nil }
-- p/p.go --
package p

import (
	"example.com/m/bus"
	"example.com/m/testify/mock"
)

type UserDelete struct{}

// NewUserDelete makes one for [Service.UserDelete] and [Keeper.UserDelete].
func NewUserDelete() *UserDelete { return nil }

type Service struct{ mock.Mock }

func (s *Service) UserDelete(*UserDelete) error { return nil }

type Keeper struct{ mock.Mock }

// UserDelete is kept, as in [Keeper.UserDelete].
func (k *Keeper) UserDelete(id int) error { return nil }

func use(b bus.Bus, s *Service, k *Keeper) {
	b.AddHandler(s.UserDelete)
	s.On("UserDelete", 1)
	s.Mock.On("UserDelete")
	k.On("UserDelete")
	s.On("Other")
}
-- p/p_test.go --
package p_test

func ExampleUserDelete() {}

func ExampleUserDelete_second() {}

func ExampleNewUserDelete() {}

func ExampleService_UserDelete() {}

func ExampleService_UserDelete_second() {}

func ExampleKeeper_UserDelete() {}

func ExampleService() {}

func TestUserDelete() {}
-- q/q.go --
package q

import "example.com/m/p"

// Q is for [p.NewUserDelete], [p.Service.UserDelete], [p.Keeper.UserDelete] and [UserDelete].
var Q p.UserDelete
`, "UserDelete=DeleteUser", Options{})
	want := map[string]string{
		"p/p.go": `package p

import (
	"example.com/m/bus"
	"example.com/m/testify/mock"
)

type DeleteUser struct{}

// NewDeleteUser makes one for [Service.DeleteUser] and [Keeper.UserDelete].
func NewDeleteUser() *DeleteUser { return nil }

type Service struct{ mock.Mock }

func (s *Service) DeleteUser(*DeleteUser) error { return nil }

type Keeper struct{ mock.Mock }

// UserDelete is kept, as in [Keeper.UserDelete].
func (k *Keeper) UserDelete(id int) error { return nil }

func use(b bus.Bus, s *Service, k *Keeper) {
	b.AddHandler(s.DeleteUser)
	s.On("DeleteUser", 1)
	s.Mock.On("DeleteUser")
	k.On("UserDelete")
	s.On("Other")
}
`,
		"p/p_test.go": `package p_test

func ExampleDeleteUser() {}

func ExampleDeleteUser_second() {}

func ExampleNewDeleteUser() {}

func ExampleService_DeleteUser() {}

func ExampleService_DeleteUser_second() {}

func ExampleKeeper_UserDelete() {}

func ExampleService() {}

func TestUserDelete() {}
`,
		"q/q.go": `package q

import "example.com/m/p"

// Q is for [p.NewDeleteUser], [p.Service.DeleteUser], [p.Keeper.UserDelete] and [UserDelete].
var Q p.DeleteUser
`,
	}
	for file, want := range want {
		if got := content(p, dir, file); got != want {
			t.Errorf("%s is\n%s\nwant\n%s", file, got, want)
		}
	}
}

// TestMentions checks which places are listed that have an old name and keep it.
func TestMentions(t *testing.T) {
	t.Parallel()
	p, _ := plan(t, `
-- p/p.go --
package p

// UserDelete deletes. See UserDelete, and [UserDelete].
type UserDelete struct {
	ID string `+"`json:\"UserDelete\"`"+`
}

var topic = "topic.UserDelete"

// not UserDeleted
// _ = UserDelete{}
var other = "UserDeletes"
-- p/p_test.go --
package p

var _ = "UserDelete" // of a test
-- p/plan9.go --
//go:build plan9

package p

var _ UserDelete
-- README.md --
Send UserDelete.
-- web/app.ts --
send("UserDelete")
-- node_modules/a/a.js --
send("UserDelete")
-- data.bin --
UserDelete`+"\x00"+`
-- Makefile --
v2_UserDelete_x NewUserDelete UserDelete
-- .github/workflows/x.yml --
run: UserDelete
-- .cache/x --
UserDelete
-- all/tagged.go --
//go:build tagged

package all

var s = "UserDelete"
-- other/go.mod --
module example.com/other

go 1.26.0
-- other/other.go --
package other

import "example.com/m/p"

var _ p.UserDelete
-- p/handler.go --
package p

// NewUserDelete is renamed.
func NewUserDelete() UserDelete { return UserDelete{} }

func handleUserDelete(UserDelete) {}

func onUserDeleted(UserDelete) {}

var methods = []string{"onUserDelete", "handleUserDelete", "in handleUserDelete", "NewUserDelete", "XUserDelete"}
`, "UserDelete=DeleteUser", Options{Mentions: true})
	var got []string
	for _, m := range p.Mentions {
		got = append(got, m.Place+" "+m.Text)
	}
	want := []string{
		`.github/workflows/x.yml:1 run: UserDelete`,
		`Makefile:1 v2_UserDelete_x NewUserDelete UserDelete`,
		`Makefile:1 v2_UserDelete_x NewUserDelete UserDelete`,
		`README.md:1 Send UserDelete.`,
		`all/tagged.go:5 var s = "UserDelete"`,
		`other/other.go:5 var _ p.UserDelete`,
		`p/handler.go:10 "NewUserDelete"`,
		`p/handler.go:10 "handleUserDelete"`,
		`p/handler.go:10 "in handleUserDelete"`,
		`p/p.go:11 // _ = UserDelete{}`,
		`p/p.go:3 // UserDelete deletes. See UserDelete, and [UserDelete].`,
		"p/p.go:5 `json:\"UserDelete\"`",
		`p/p.go:8 "topic.UserDelete"`,
		`p/p_test.go:3 "UserDelete"`,
		`p/plan9.go:5 var _ UserDelete`,
		`web/app.ts:1 send("UserDelete")`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
