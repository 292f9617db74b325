package register

import "github.com/buslint/buslint/bus"

func unfixable(b bus.Bus, t *teams, n narrow, g growers[int]) {
	b.AddHandler(called)    // want `let it take a context.Context first`
	b.AddHandler(assigned)  // want `let it take a context.Context first`
	b.AddHandler(converted) // want `let it take a context.Context first`
	add(called)
	b.AddHandler(Exported)       // want `let it take a context.Context first`
	b.AddHandler(t.Exported)     // want `let it take a context.Context first`
	b.AddHandler(t.grow)         // want `let it take a context.Context first`
	b.AddHandler(g.grown)        // want `let it take a context.Context first`
	b.AddHandler(generic[int])   // want `let it take a context.Context first`
	b.AddHandler((*GrowTeam).do) // want `let it take a context.Context first`

	// One of its registrations cannot change.
	b.AddHandler(halfway) // want `let it take a context.Context first`
	n.AddHandler(halfway) // want `add AddHandlerCtx to its interface`

	// A function with a context would be registered twice in different ways.
	b.AddHandler(torn) // want `let it take a context.Context first`
	b.AddHandlerCtx(torn)

	// Some listener is as well a handler.
	b.AddHandler(both) // want `let it take a context.Context first`
	b.AddEventListener(both)
}

func called(cmd *RenameTeam) error    { return nil }
func assigned(cmd *RenameTeam) error  { return nil }
func converted(cmd *RenameTeam) error { return nil }
func halfway(cmd *RenameTeam) error   { return nil }
func torn(cmd *RenameTeam) error      { return nil }
func both(cmd *RenameTeam) error      { return nil }

// Exported may be used by other packages.
func Exported(cmd *RenameTeam) error { return nil }

func (t *teams) Exported(cmd *RenameTeam) error { return nil }

var (
	_ = called(&RenameTeam{})
	_ = []func(*RenameTeam) error{assigned}
	_ = handler2(converted)
)

type handler2 func(*RenameTeam) error

func add(any) {}

// The method has to be as the interface wants it.
type grower interface{ grow(*GrowTeam) error }

var _ grower = (*teams)(nil)

func (t *teams) grow(cmd *GrowTeam) error { return nil }

type growers[T any] struct{}

func (growers[T]) grown(cmd *GrowTeam) error { return nil }

func generic[T any](cmd *GrowTeam) error { return nil }

func (*GrowTeam) do() error { return nil }
