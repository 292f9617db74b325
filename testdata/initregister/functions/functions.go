package functions

import (
	"context"
	"net/http"
	"sync"
	"testing"

	"github.com/buslint/buslint/bus"
)

type SaveUser struct{}

type UserSaved struct{}

func save(context.Context, *SaveUser) error   { return nil }
func saved(context.Context, *UserSaved) error { return nil }

type Service struct {
	bus  bus.Bus
	once sync.Once
}

func (s *Service) SaveUser() {
	s.bus.AddHandlerCtx(save)        // want `^s.bus.AddHandlerCtx registers a handler each time SaveUser is called; register it once, in Init or a constructor$`
	s.bus.AddEventListenerCtx(saved) // want `^s.bus.AddEventListenerCtx registers a listener each time SaveUser is called; register it once`
	bus.Handle(s.bus, save)          // want `^bus.Handle registers a handler each time SaveUser is called`
	add := s.bus.AddHandlerCtx
	add(save) // want `^add registers a handler each time SaveUser is called`
	func() {
		s.bus.AddHandlerCtx(save) // want `each time SaveUser is called`
	}()
}

func Initiate(s *Service) {
	s.bus.AddHandlerCtx(save) // want `each time Initiate is called`
}

func (s *Service) Init() error {
	s.bus.AddHandlerCtx(save)
	return nil
}

func init() {
	shared.AddHandlerCtx(save)
}

var shared = bus.New()

func New(b bus.Bus) *Service {
	s := &Service{bus: b}
	s.bus.AddHandlerCtx(save)
	return s
}

func NewService() *Service {
	s := &Service{bus: bus.New()}
	s.bus.AddHandlerCtx(save)
	return s
}

func ProvideService() *Service {
	s := &Service{bus: bus.New()}
	s.bus.AddHandlerCtx(save)
	return s
}

func (s *Service) SetUpBus()         { s.bus.AddHandlerCtx(save) }
func (s *Service) RegisterHandlers() { s.bus.AddHandlerCtx(save) }
func (s *Service) AddListeners()     { s.bus.AddHandlerCtx(save) }
func (s *Service) Run() error        { s.bus.AddHandlerCtx(save); return nil }

func WithSaving() func(*Service) {
	return func(s *Service) { s.bus.AddHandlerCtx(save) }
}

// In a handler, and where requests are served, the name does not matter.

func (s *Service) Register() {
	s.bus.AddHandlerCtx(s.setupUser)
	s.bus.AddHandlerCtx(func(ctx context.Context, cmd *SaveUser) error {
		s.bus.AddEventListenerCtx(saved) // want `^s.bus.AddEventListenerCtx registers a listener each time a message arrives; register it once`
		return nil
	})
	http.HandleFunc("/users", func(w http.ResponseWriter, r *http.Request) {
		s.bus.AddHandlerCtx(save) // want `^s.bus.AddHandlerCtx registers a handler for each request; register it once`
	})
}

func (s *Service) setupUser(ctx context.Context, cmd *SaveUser) error {
	s.bus.AddEventListenerCtx(saved) // want `registers a listener each time setupUser gets a message`
	return nil
}

func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.bus.AddHandlerCtx(save) // want `registers a handler for each request that ServeHTTP serves`
	s.once.Do(func() { s.bus.AddHandlerCtx(save) })
}

// Nobody knows when these run, or it is not theirs to say.

func (s *Service) Lazily(later func(func())) {
	s.once.Do(func() { s.bus.AddHandlerCtx(save) })
	later(func() { s.bus.AddHandlerCtx(save) })
}

func (s *Service) unused() { s.bus.AddHandlerCtx(save) }

func Users(b bus.Bus) {
	b.AddHandlerCtx(save)
	bus.Handle(b, save)
}

func (s *Service) On(h bus.HandlerFunc) { s.bus.AddHandlerCtx(h) }

func Fake(t *testing.T) bus.Bus {
	b := bus.New()
	b.AddHandlerCtx(save)
	return b
}

var _ = func() int {
	shared.AddHandlerCtx(save)
	return 0
}()

func (s *Service) Dispatches(ctx context.Context) error {
	return s.bus.DispatchCtx(ctx, &SaveUser{})
}
