package contexts

import (
	"context"
	"net/http"
	"sort"
	"sync"

	"example.com/testdata/contexts/oldfile"
)

// What the functions of this package do with what they are given decides.

type pool struct {
	jobs  []func()
	queue chan func()
	then  func()
}

func (p *pool) submit(job func())      { p.queue <- job }
func (p *pool) add(job func())         { p.jobs = append(p.jobs, job) }
func (p *pool) set(job func())         { p.then = job }
func (p *pool) addAll(jobs ...func())  { p.jobs = append(p.jobs, jobs...) }
func (p *pool) wrapped(job func())     { p.submit(func() { job() }) }
func (p *pool) started(job func())     { go job() }
func (p *pool) startedInside(f func()) { go func() { f() }() }
func (p *pool) returned(f func()) func() {
	return f
}

func run(job func())    { job() }
func locked(job func()) { defer job() }
func twice(job func())  { run(job); run(func() { job() }) }
func again(job func())  { again(job); job() }
func maybe(job func()) {
	if job != nil {
		job()
	}
}
func all(jobs ...func()) {
	for _, job := range jobs {
		job()
	}
}
func renamed(job func()) { f := job; f() }
func retry[T any](job func() T) T {
	for range 3 {
		job()
	}
	return job()
}

type runner interface{ run(func()) }

func keptHere(ctx context.Context, p *pool, r runner, f func(func())) {
	p.submit(func() { here() })          // want `^later$`
	p.add(func() { here() })             // want `^later$`
	p.set(func() { here() })             // want `^later$`
	p.addAll(nil, func() { here() })     // want `^later$`
	p.wrapped(func() { here() })         // want `^later$`
	p.started(func() { here() })         // want `^later$`
	p.startedInside(func() { here() })   // want `^later$`
	p.returned(func() { here() })()      // want `^later$`
	(*pool).submit(p, func() { here() }) // want `^later$`

	run(func() { here() })                // want `^ctx$`
	locked(func() { here() })             // want `^ctx$`
	twice(func() { here() })              // want `^ctx$`
	again(func() { here() })              // want `^ctx$`
	maybe(func() { here() })              // want `^ctx$`
	all(nil, func() { here() })           // want `^ctx$`
	renamed(func() { here() })            // want `^ctx$`
	retry(func() error { return here() }) // want `^ctx$`

	// Nobody knows what these do.
	r.run(func() { here() })       // want `^later$`
	f(func() { here() })           // want `^later$`
	oldfile.Do(func() { here() })  // want `^later$`
	elsewhere := func() { here() } // want `^later$`
	oldfile.Do(elsewhere)

	// The standard library is known.
	sort.Slice(nil, func(i, j int) bool {
		here() // want `^ctx$`
		return false
	})
	new(sync.Once).Do(func() { here() }) // want `^ctx$`
	var local sync.Once
	local.Do(func() { here() })                                               // want `^ctx$`
	once.Do(func() { here() })                                                // want `^later$`
	http.HandleFunc("/", func(http.ResponseWriter, *http.Request) { here() }) // want `^r.Context\(\) once named$`
}

// What is done once for all is not done for one request.
var once sync.Once

// A function that waits shares its context.
func waits(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		here() // want `^ctx$`
	}()
	wg.Go(func() {
		here() // want `^ctx$`
	})
	wg.Wait()
}

func waitsElsewhere(ctx context.Context, wg *sync.WaitGroup) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		here() // want `^later$`
	}()
}

// A request is over when it has been served.
func handed(w http.ResponseWriter, r *http.Request) {
	go func(r *http.Request) {
		here() // want `^later$`
	}(r)
	go func(c *webContext) {
		here() // want `^later$`
	}(&webContext{Req: request{&http.Request{}}})
	go func(ctx context.Context) {
		here() // want `^later$`
	}(r.Context())
	go func(ctx context.Context) {
		here() // want `^ctx$`
	}(context.WithoutCancel(r.Context()))
	func(r *http.Request) {
		here() // want `^r.Context\(\)$`
	}(r)
	work := func(r *http.Request) {
		here() // want `^later$`
	}
	go work(r)
	go serveLater(r)
	serveNow(r)
}

func serveLater(r *http.Request) {
	here() // want `^later$`
}

func serveNow(r *http.Request) {
	here() // want `^r.Context\(\)$`
}
