package contexts

import (
	"context"
	"net/http"
)

// Values that are made without what has their context.
type lacking struct {
	context.Context
	Name string
}

type lackingRequest struct{ Req *http.Request }

type lackingField struct {
	ctx  context.Context
	name string
}

func (l *lackingField) Context() context.Context { return l.ctx }

// What one package makes tells nothing of others, and of tests.
type field struct{ ctx context.Context }

func (f field) Context() context.Context { return f.ctx }

func newField(ctx context.Context) field { return field{ctx} }

type checked struct{ ctx context.Context }

func (c *checked) SetContext(ctx context.Context) { c.ctx = ctx }

func (c *checked) Context() context.Context {
	if c.ctx == nil {
		return context.Background()
	}
	return c.ctx
}

type (
	declared struct{ *http.Request }
	made     struct{ *http.Request }
	elems    struct{ *http.Request }
	appended struct{ *http.Request }
	result   struct{ *http.Request }
	written  struct{ *http.Request }
	part     struct{ *http.Request }
	fullPart struct{ *http.Request }
	pointed  struct{ *http.Request }
	assigned struct{ *http.Request }
	perhaps  struct{ *http.Request }
)

type whole struct{ p part }

type fullWhole struct {
	p fullPart
	q *pointed
}

func makeValues(r *http.Request) (res result) {
	_ = &lacking{Name: "x"}
	_ = []*lackingRequest{{}, {Req: r}}
	_ = lackingField{name: "x"}
	_ = checked{}
	var d declared
	m := new(made)
	e := make([]elems, 3)
	var a []appended
	a = append(a, appended{r})
	_ = written{Request: nil}
	_ = whole{}
	_ = fullWhole{p: fullPart{r}}
	_, _, _, _ = d, m, e, a
	as := &assigned{}
	as.Request = r
	var asToo assigned
	asToo.Request, asToo.Request = r, r
	asNew := new(assigned)
	asNew.Request = r
	p := &perhaps{}
	if r != nil {
		p.Request = r
	}
	return
}

func ofLacking(l *lacking)               { here() } // want `^none$`
func ofLackingRequest(l *lackingRequest) { here() } // want `^none$`
func ofLackingField(l *lackingField)     { here() } // want `^none$`
func ofField(f field)                    { here() } // want `^none$`
func ofChecked(c *checked)               { here() } // want `^c.Context\(\)$`
func ofDeclared(d declared)              { here() } // want `^none$`
func ofMade(m *made)                     { here() } // want `^none$`
func ofElements(e *elems)                { here() } // want `^none$`
func ofAppended(a *appended)             { here() } // want `^a.Context\(\)$`
func ofResult(r result)                  { here() } // want `^none$`
func ofWritten(w *written)               { here() } // want `^none$`
func ofPart(p *part)                     { here() } // want `^none$`
func ofFullPart(p *fullPart)             { here() } // want `^p.Context\(\)$`
func ofAssigned(a *assigned)             { here() } // want `^a.Context\(\)$`
func ofPerhaps(p *perhaps)               { here() } // want `^none$`
func ofPointed(p *pointed)               { here() } // want `^p.Context\(\)$`

// Methods that set a context, of types whose own methods cannot be read.
type copied interface {
	Context() context.Context
	WithContext(ctx context.Context) copied
}

type callContext interface {
	UserContext() context.Context
	SetUserContext(ctx context.Context)
}

type callOnly interface{ UserContext() context.Context }

func ofCopied(c copied)     { here() } // want `^none$`
func ofCall(c callContext)  { here() } // want `^none$`
func ofCallOnly(c callOnly) { here() } // want `^c.UserContext\(\)$`

// Values that are kept may be looked at when their request is over; a list of those that one
// function has is not.
type (
	queued struct{ Req *http.Request }
	sent   struct{ Req *http.Request }
	listed struct{ Req *http.Request }
)

type queue struct {
	waiting map[string][]*queued
	size    int
}

func ofQueued(q *queued)                   { here() } // want `^none$`
func ofSent(s sent, to chan<- sent)        { here() } // want `^none$`
func ofListed(l *listed, others []*listed) { here() } // want `^l.Req.Context\(\)$`
func ofResponse(res *http.Response)        { here() } // want `^none$`
func ofRequest(r *http.Request)            { here() } // want `^r.Context\(\)$`
