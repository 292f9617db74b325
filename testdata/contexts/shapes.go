package contexts

import (
	"context"
	"net/http"
)

// As echo's.
type echoContext interface {
	Request() *http.Request
	Response() http.ResponseWriter
}

func echo(c echoContext) { here() } // want `^c.Request\(\).Context\(\)$`

// As fiber's.
type fiberContext struct{}

func (*fiberContext) Context() *other              { return nil }
func (*fiberContext) UserContext() context.Context { return nil }

func fiber(c *fiberContext) { here() } // want `^c.UserContext\(\)$`

func fiberBlank(_ *fiberContext) { here() } // want `^c.UserContext\(\) once named$`

func fiberUnnamed(*fiberContext) { here() } // want `^c.UserContext\(\) once named$`

func fiberAndContext(_ *fiberContext, _ context.Context) { here() } // want `^ctx once named$`

func fiberCaught(_ *fiberContext, c int) { here() } // want `^none$`

// As that of urfave/cli.
type cliContext struct {
	context.Context
	Command *other
}

func cli(c *cliContext)           { here() } // want `^c.Context$`
func (c *cliContext) ofReceiver() { here() } // want `^c.Context$`

// As gin's, which is a context of its own that nobody else ends.
type ginLike struct{ Request *http.Request }

func (*ginLike) Value(any) any         { return nil }
func (*ginLike) Done() <-chan struct{} { return nil }

func ginIsh(c *ginLike) { here() } // want `^c.Request.Context\(\)$`

type appContext interface {
	context.Context
	User() string
}

func app(c appContext)                       { here() } // want `^c$`
func constrained[C appContext](c C)          { here() } // want `^c$`
func unconstrained[C any](c C)               { here() } // want `^none$`
func appFirst(c appContext, r *http.Request) { here() } // want `^c$`

// A service has a context of its own time.
type service struct{}

func (*service) Background() context.Context    { return nil }
func (*service) NewContext() context.Context    { return nil }
func (*service) ServerContext() context.Context { return nil }

func of(s *service) { here() } // want `^none$`

type twoWays struct{}

func (*twoWays) UserContext() context.Context    { return nil }
func (*twoWays) RequestContext() context.Context { return nil }

func ambiguousMethods(c *twoWays) { here() } // want `^none$`
