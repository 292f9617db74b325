package contexts

import (
	"context"
	"net/http"
)

func serve(w http.ResponseWriter, r *http.Request) {
	here() // want `^r.Context\(\)$`
}

func client() {
	r, _ := http.NewRequest(http.MethodGet, "/", nil)
	here() // want `^none$`
	_ = r
}

func serveByValue(r http.Request) {
	here() // want `^r.Context\(\)$`
}

func shadowedRequest(r *http.Request) {
	for r := range 3 {
		_ = r
		here() // want `^none$`
	}
}

func variableFirst(r *http.Request, ctx context.Context) {
	here() // want `^ctx$`
}

type cmd struct{ ctx context.Context }

func (c *cmd) Context() context.Context { return context.WithoutCancel(c.ctx) }

type withArgs struct{}

func (withArgs) Context(name string) context.Context { return nil }

type otherResult struct{}

func (otherResult) Context() *other { return nil }

// As the state of an interpreter: it may have no context yet.
type settable struct{ *cmd }

func (s *settable) Context() context.Context { return s.ctx }

func (s *settable) SetContext(ctx context.Context) { s.ctx = ctx }

type named struct{ *cmd }

func (named) SetContext(name string) {}

type holder struct{ State *settable }

type contextField struct{ Context func() context.Context }

func method(c *cmd)                     { here() }                          // want `^c.Context\(\)$`
func methodOfValue(c cmd)               { here() }                          // want `^c.Context\(\)$`
func methodOfInterface(s stream)        { here() }                          // want `^s.Context\(\)$`
func methodOfTypeParam[S stream](s S)   { here() }                          // want `^s.Context\(\)$`
func methodThatIsSet(s *settable)       { here() }                          // want `^none$`
func methodOfFieldThatIsSet(h holder)   { here() }                          // want `^none$`
func methodBesideSetter(n *named)       { here() }                          // want `^n.Context\(\)$`
func methodWithArgs(w withArgs)         { here() }                          // want `^none$`
func methodOfOtherResult(o otherResult) { here() }                          // want `^none$`
func fieldNotMethod(f contextField)     { here() }                          // want `^none$`
func variadic(c ...*cmd)                { here() }                          // want `^none$`
func pointerToInterface(s *stream)      { here() }                          // want `^none$`
func local(ctx func() context.Context)  { c := &cmd{ctx()}; here(); _ = c } // want `^none$`

type stream interface{ Context() context.Context }

// As in web frameworks.
type webContext struct {
	*inner
	Req   request
	Flash string
}

type request struct{ *http.Request }

type inner struct {
	Resp http.ResponseWriter
	raw  *http.Request
}

func web(c *webContext) {
	here() // want `^c.Req.Context\(\)$`
	call(func() error {
		return here() // want `^c.Req.Context\(\)$`
	})
	{
		c := c.Flash
		_ = c
		here() // want `^none$`
	}
}

type ginContext struct{ Request *http.Request }

func gin(c *ginContext) { here() } // want `^c.Request.Context\(\)$`

type promoted struct{ *ginContext }

func viaEmbedded(c promoted) { here() } // want `^c.Request.Context\(\)$`

type hidden struct {
	*ginContext
	Request string
}

func hiddenField(c hidden) { here() } // want `^none$`

type ambiguous struct {
	*ginContext
	*ginContext2
}

type ginContext2 struct{ Request *http.Request }

func ambiguousField(c ambiguous) { here() } // want `^none$`

type twoRequests struct{ A, B *http.Request }

func two(c twoRequests) { here() } // want `^none$`

type requestAndMore struct {
	R *http.Request
	S stream
}

func requestWins(c requestAndMore) { here() } // want `^c.R.Context\(\)$`

type twoStreams struct{ A, B stream }

func twoOthers(c twoStreams) { here() } // want `^none$`

type oneStream struct {
	Name string
	S    stream
}

func one(c oneStream) { here() } // want `^c.S.Context\(\)$`

type unexportedField struct{ s stream }

func unexported(c unexportedField) { here() } // want `^none$`

type cyclic struct {
	*cyclic
	Req *http.Request
}

func cycle(c cyclic) { here() } // want `^c.Req.Context\(\)$`

// A receiver may be a request, but what a service holds is older than its calls.
func (c *webContext) method() { here() } // want `^c.Req.Context\(\)$`
func (c *cmd) method()        { here() } // want `^c.Context\(\)$`
func (c *oneStream) method()  { here() } // want `^none$`
func (*webContext) nameless() { here() } // want `^none$`

// A request that may be none has no context.
func perhapsRequest(r *http.Request) {
	if r == nil {
		here() // want `^ended$`
	}
	here() // want `^ended$`
}

func otherRequest(r, other *http.Request) {
	if other == nil {
		here() // want `^r.Context\(\)$`
	}
}

func contextOfPerhaps(ctx context.Context, r *http.Request) {
	if r != nil {
		ctx = r.Context()
	}
	here() // want `^ctx$`
}
