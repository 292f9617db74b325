package contexts

import (
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"time"
)

// group is as errgroup.Group.
type group struct{}

func (*group) Go(f func() error) {}
func (*group) Wait() error       { return nil }

func withContext(ctx context.Context) (*group, context.Context) { return &group{}, ctx }

func waited(parent context.Context) error {
	g, ctx := withContext(parent)
	_ = ctx
	g.Go(func() error {
		return here() // want `^ctx$`
	})
	here() // want `^ctx$`
	if err := g.Wait(); err != nil {
		here() // want `^parent$`
		return err
	}
	here() // want `^parent$`
	return nil
}

func waitedShadowing(ctx context.Context) error {
	g, ctx := withContext(ctx)
	if err := g.Wait(); err != nil {
		return err
	}
	return here() // want `^ended$`
}

func waitedInTheSameStatement(ctx context.Context) error {
	g, ctx := withContext(ctx)
	return errors.Join(g.Wait(), here()) // want `^ended$`
}

// Nobody knows when a group runs that nobody waits for here.
func notWaited(g *group, ctx context.Context) {
	g.Go(func() error {
		return here() // want `^later$`
	})
}

func cancelled(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	_ = ctx
	here() // want `^ctx$`
	cancel()
	here() // want `^parent$`
}

func cancelledShadowing(ctx context.Context, stop bool) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	if stop {
		cancel()
		here() // want `^ended$`
		return
	}
	here() // want `^ctx$`
	child := context.WithValue(ctx, other{}, 1)
	detached := context.WithoutCancel(ctx)
	cancel()
	here() // want `^detached$`
	_ = child
	_ = detached
	ctx = context.Background()
	here() // want `^ctx$`
}

func madeOfCancelled(parent context.Context) {
	short, cancel := context.WithCancel(parent)
	cancel()
	var child, n = context.WithValue(short, other{}, 1), 1
	short = context.Background()
	here() // want `^short$`
	_, _, _ = child, n, short
}

func madeOfLasting(parent context.Context) {
	short, cancel := context.WithCancel(parent)
	var child, n = context.WithValue(short, other{}, 1), 1
	short = context.Background()
	here() // want `^child$`
	cancel()
	_, _, _ = child, n, short
}

func cancelledInLoop(ctx context.Context) {
	for range 3 {
		ctx, cancel := context.WithCancel(ctx)
		_ = ctx
		here() // want `^ctx$`
		cancel()
		here() // want `^ended$`
	}
	here() // want `^ctx$`
}

func cancelledByWhoKnows(ctx context.Context, cancel context.CancelFunc) {
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

func cancelledByLiteral(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	func() {
		cancel()
	}()
	here() // want `^ended$`
}

func cancelledByGoroutine(ctx context.Context, stop chan bool) {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		<-stop
		cancel()
	}()
	here() // want `^ctx$`
}

func stopped(ctx context.Context) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	here() // want `^ctx$`
	stop()
	here() // want `^ended$`
}

type server struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (s *server) start(ctx context.Context) {
	s.ctx, s.cancel = context.WithCancel(ctx)
	here() // want `^ctx$`
	s.cancel()
	here() // want `^ctx$`
}

// What is deferred runs in the reverse order.
func deferred(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		here() // want `^ended$`
	}()
	defer here()                 // want `^ended$`
	defer waitFor(here())        // want `^ctx$`
	defer waitFor(func() error { // the argument
		return here() // want `^ctx$`
	}())
	defer cancel()
	defer func() {
		here() // want `^ctx$`
	}()
	defer here() // want `^ctx$`
	here()       // want `^ctx$`
}

func deferredLiteral(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		here() // want `^ended$`
	}()
	defer func() {
		cancel()
	}()
	here() // want `^ctx$`
}

func deferredBeforeCancel(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer here() // want `^ended$`
	here()       // want `^ctx$`
	cancel()
}

func deferredBeforeDone(ctx context.Context, c chan int) {
	defer here() // want `^ended$`
	select {
	case <-ctx.Done():
	case <-c:
	}
}

func waitFor(error) {}

func done(ctx context.Context) {
	here() // want `^ctx$`
	<-ctx.Done()
	here() // want `^ended$`
}

func doneOfRequest(r *http.Request) {
	here() // want `^r.Context\(\)$`
	<-r.Context().Done()
	here() // want `^ended$`
}

func doneChannel(ctx context.Context) {
	stop := ctx.Done()
	here() // want `^ctx$`
	<-stop
	here() // want `^ended$`
}

func selected(ctx context.Context, c chan int) {
	for {
		select {
		case <-ctx.Done():
			here() // want `^ended$`
			return
		case <-c:
			here() // want `^ctx$`
		}
		here() // want `^ctx$`
	}
}

func selectedAndOn(ctx context.Context, c chan int) {
	select {
	case <-ctx.Done():
	case <-c:
		here() // want `^ctx$`
	}
	here() // want `^ended$`
}

// Where a child is done, its parent may be as well.
func doneChild(parent context.Context) {
	ctx, cancel := context.WithTimeout(parent, time.Second)
	defer cancel()
	<-ctx.Done()
	here() // want `^ended$`
}

// Where a parent is done, its child is as well.
func doneParent(parent context.Context) {
	ctx := context.WithValue(parent, other{}, 1)
	<-parent.Done()
	here() // want `^ended$`
	_ = ctx
}

func failed(ctx context.Context) error {
	if ctx.Err() != nil {
		here() // want `^ended$`
		return ctx.Err()
	}
	here() // want `^ctx$`
	if ctx.Err() == nil {
		return here() // want `^ctx$`
	}
	return here() // want `^ended$`
}

func failedVariable(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		here() // want `^ended$`
		return err
	}
	err := ctx.Err()
	if err != nil {
		return here() // want `^ended$`
	}
	err = here() // want `^ctx$`
	if err != nil {
		return here() // want `^ctx$`
	}
	return nil
}

func failedInLoop(ctx context.Context) {
	for ctx.Err() == nil {
		here() // want `^ctx$`
	}
	here() // want `^ended$`
}

func failedCause(ctx context.Context) {
	if err := context.Cause(ctx); err != nil {
		here() // want `^ended$`
	} else {
		here() // want `^ctx$`
	}
	if context.Cause(ctx) != nil || ctx == nil {
		here() // want `^ended$`
		return
	}
}

func isCanceled(ctx context.Context, err error) {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		here() // want `^ended$`
		return
	}
	here() // want `^ctx$`
	switch err {
	case nil:
		here() // want `^ctx$`
	case context.DeadlineExceeded:
		here() // want `^ended$`
		return
	default:
		here() // want `^ctx$`
	}
	switch {
	case errors.Is(err, context.Canceled):
		here() // want `^ended$`
		return
	case err != nil:
		here() // want `^ctx$`
	}
	if !errors.Is(err, context.Canceled) {
		here() // want `^ctx$`
	} else {
		here() // want `^ended$`
	}
}

func switchOnErr(ctx context.Context) {
	switch ctx.Err() {
	case nil:
		here() // want `^ctx$`
	default:
		here() // want `^ended$`
	}
}

func isNil(ctx context.Context) {
	if ctx == nil {
		here() // want `^ended$`
		ctx = context.Background()
	}
	here() // want `^ctx$`
}

// What others find out is theirs.
func otherErrors(ctx context.Context, rows interface{ Err() error }) error {
	if err := rows.Err(); err != nil {
		return here() // want `^ctx$`
	}
	return here() // want `^ctx$`
}

func inLiteral(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	before := func() {
		here() // want `^ctx$`
	}
	after := func() {
		here() // want `^ended$`
	}
	before()
	cancel()
	after()
	call(func() error {
		return here() // want `^ended$`
	})
}

func handedCancel(ctx context.Context, hooks interface{ add(func()) }) {
	ctx, cancel := context.WithCancel(ctx)
	time.AfterFunc(time.Hour, cancel)
	here() // want `^ctx$`
	(&pool{}).add(cancel)
	here() // want `^ctx$`
	hooks.add(cancel)
	here() // want `^ended$`
	run(cancel)
	here() // want `^ended$`
}

func madeOfEnded(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	func() {
		ctx := context.WithValue(ctx, other{}, 1)
		here() // want `^ended$`
		_ = ctx
	}()
}

// daemon goes on until its context is over, as informers do until a channel is closed.
type daemon interface {
	Serve(ctx context.Context) error
	Run(done <-chan struct{})
	RunOnce(ctx context.Context) error
	Start(done <-chan struct{})
}

func served(ctx context.Context, s daemon) {
	here() // want `^ctx$`
	_ = s.Serve(ctx)
	here() // want `^ended$`
}

func servedElsewhere(ctx context.Context, s daemon) {
	go s.Serve(ctx)
	here() // want `^ctx$`
}

func ranOnce(ctx context.Context, s daemon) {
	_ = s.RunOnce(ctx)
	here() // want `^ctx$`
}

func ranUntilDone(ctx context.Context, s daemon, quit <-chan struct{}) {
	s.Run(quit)
	here() // want `^ctx$`
	s.Start(ctx.Done())
	here() // want `^ctx$`
	done := ctx.Done()
	s.Run(done)
	here() // want `^ended$`
}

// What a literal defers has happened when it has been called.
func deferredWithin(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	func() {
		defer cancel()
		here() // want `^ctx$`
	}()
	here() // want `^parent$`
	_ = ctx
}

func deferredWithinDeferred(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	defer func() {
		defer cancel()
		here() // want `^ctx$`
	}()
	here() // want `^ctx$`
	_ = ctx
}

// A closer ends what it was made for.
type closer struct{ cancel func() }

func newCloser(cancel func()) *closer { return &closer{cancel: cancel} }

func (c *closer) Close() { c.cancel() }

func (c *closer) Name() string { return "closer" }

func closed(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	c := newCloser(cancel)
	_ = c.Name()
	here() // want `^ctx$`
	c.Close()
	here() // want `^ended$`
}

// An ending is a struct of what ends something.
type ending struct{ cancel func() }

func endedOnce(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	o := ending{cancel: sync.OnceFunc(cancel)}
	here() // want `^ctx$`
	o.cancel()
	here() // want `^ended$`
}

func notEndedOnce(ctx context.Context, other func()) {
	stop := sync.OnceFunc(other)
	here() // want `^ctx$`
	stop()
	here() // want `^ctx$`
}

func until(stop func()) iter.Seq[int] {
	return func(yield func(int) bool) {
		yield(1)
		stop()
	}
}

func ranged(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	for range until(cancel) {
		here() // want `^ended$`
	}
	here() // want `^ended$`
}

func rangedLiteral(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	for range until(func() { cancel() }) {
	}
	here() // want `^ended$`
}

func rangedVariable(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	items := func(yield func(int) bool) {
		yield(1)
		cancel()
	}
	for range items {
	}
	here() // want `^ended$`
}

func rangedOther(ctx context.Context, other func()) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for range until(other) {
	}
	here() // want `^ctx$`
	_ = until(cancel)
	here() // want `^ctx$`
}

type stop struct{ cancel func() }

func keptByOrder(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	s := stop{cancel}
	here() // want `^ctx$`
	s.cancel()
	here() // want `^ended$`
}

type halt struct{ cancel func() }

func notKeptByOrder(ctx context.Context, other func()) {
	s := halt{other}
	s.cancel()
	here() // want `^ctx$`
}

func keptInList(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	undo := []func(){cancel}
	here() // want `^ctx$`
	for _, f := range undo {
		f()
	}
	here() // want `^ended$`
}

func keptInGrowingList(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	var undo []func()
	undo = append(undo, cancel)
	here() // want `^ctx$`
	undo[0]()
	here() // want `^ended$`
}

func keptInMap(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	undo := map[string]func(){"ctx": cancel}
	here() // want `^ctx$`
	undo["ctx"]()
	here() // want `^ended$`
}

func putInMap(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	undo := map[string]func(){}
	undo["ctx"] = cancel
	here() // want `^ctx$`
	undo["ctx"]()
	here() // want `^ended$`
}

func keptElsewhere(ctx context.Context, undo []func()) {
	for _, f := range undo {
		f()
	}
	here() // want `^ctx$`
}

func keptBesides(ctx context.Context, steps []func()) {
	ctx, cancel := context.WithCancel(ctx)
	undo := []func(){cancel}
	for _, f := range steps {
		f()
	}
	here() // want `^ctx$`
	undo[0]()
}

func keptAsMethod(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	c := newCloser(cancel)
	closing := c.Close
	here() // want `^ctx$`
	closing()
	here() // want `^ended$`
}

func handedAsLiteral(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	end := func() { cancel() }
	undo := []func(){end}
	here() // want `^ended$`
	undo[0]()
	here() // want `^ended$`
}

func keptAsLiteral(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	s := struct{ end func() }{end: func() { cancel() }}
	here() // want `^ctx$`
	s.end()
	here() // want `^ended$`
}

func callAll(undo ...func()) {
	for _, f := range undo {
		f()
	}
}

func handedWithOthers(ctx context.Context, other func()) {
	ctx, cancel := context.WithCancel(ctx)
	here() // want `^ctx$`
	callAll(other, cancel)
	here() // want `^ended$`
}

func handedOthers(ctx context.Context, other func()) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	callAll(other, other)
	here() // want `^ctx$`
}

func handedInList(ctx context.Context, other func()) {
	ctx, cancel := context.WithCancel(ctx)
	undo := []func(){other, cancel}
	here() // want `^ctx$`
	callAll(undo...)
	here() // want `^ended$`
}

func foundInMap(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	undo := map[string]func(){"ctx": cancel}
	here() // want `^ctx$`
	if f, ok := undo["ctx"]; ok {
		f()
		here() // want `^ended$`
	}
}

type hold struct{ ctx context.Context }

func heldByOrder(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	h := hold{ctx}
	cancel()
	again := h.ctx
	here() // want `^ended$`
	_ = again
}

func sentOn(ctx context.Context, undo chan func()) {
	ctx, cancel := context.WithCancel(ctx)
	undo <- cancel
	here() // want `^ctx$`
	(<-undo)()
	here() // want `^ended$`
}

type watcher struct{ done <-chan struct{} }

func doneInField(ctx context.Context) {
	w := watcher{done: ctx.Done()}
	here() // want `^ctx$`
	<-w.done
	here() // want `^ended$`
}

func (w *watcher) block() { <-w.done }

func doneInFieldOfOther(ctx context.Context) {
	w := &watcher{ctx.Done()}
	here() // want `^ctx$`
	w.block()
	here() // want `^ended$`
}

func block(done <-chan struct{}) { <-done }

func doneHanded(ctx context.Context) {
	here() // want `^ctx$`
	block(ctx.Done())
	here() // want `^ended$`
}

func doneInSelectOfOther(ctx context.Context, c chan int) {
	done := ctx.Done()
	for {
		select {
		case <-c:
			here() // want `^ctx$`
		case <-done:
			here() // want `^ended$`
			return
		}
	}
}

var stopAll func()

func keptForAll(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	stopAll = cancel
	here() // want `^ctx$`
	stopAll()
	here() // want `^ended$`
}

type shutter interface{ Close() }

func newShutter(cancel func()) shutter { return &closer{cancel: cancel} }

func closedByInterface(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	c := newShutter(cancel)
	here() // want `^ctx$`
	c.Close()
	here() // want `^ended$`
}

func closedInList(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	all := []shutter{newShutter(cancel)}
	here() // want `^ctx$`
	for _, c := range all {
		c.Close()
	}
	here() // want `^ended$`
}

func closedLate(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	var c shutter
	defer func() { c.Close() }()
	c = newShutter(cancel)
	here() // want `^ctx$`
}

type both struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newBoth(ctx context.Context) *both {
	b := &both{}
	b.ctx, b.cancel = context.WithCancel(ctx)
	return b
}

func (b *both) run() {
	b.cancel()
	ctx := b.ctx
	here() // want `^ended$`
	_ = ctx
}

func deferredInLoop(ctx context.Context, n int) {
	ctx, cancel := context.WithCancel(ctx)
	var err error
	for range n {
		if err = fails(); err != nil {
			cancel()
			break
		}
		here() // want `^ctx$`
	}
	here() // want `^ended$`
	cancel()
}

func fails() error { return nil }

// A span ends nothing but itself.
type span interface{ End() }

func start(ctx context.Context) (context.Context, span) { return ctx, nil }

func spanned(ctx context.Context) {
	ctx, s := start(ctx)
	s.End()
	here() // want `^ctx$`
}

func timed(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	timer := time.AfterFunc(time.Hour, cancel)
	timer.Stop()
	here() // want `^ctx$`
}

func otherDone(ctx context.Context, other chan struct{}) {
	<-other
	here() // want `^ctx$`
}

func closedOther(ctx context.Context, other shutter) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	other.Close()
	here() // want `^ctx$`
}

type ender struct{ cancel func() }

func (e ender) Close() error {
	e.cancel()
	return nil
}

func closedAsAny(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	var c io.Closer = ender{cancel}
	here() // want `^ctx$`
	_ = c.Close()
	here() // want `^ended$`
}

// A stopper is the function itself; what it does shows where its method is called.
type stopper func()

func (s stopper) leave() { s() }

func (s stopper) name() string { return "stopper" }

func closedByFunction(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	_ = stopper(cancel).name()
	here() // want `^ctx$`
	stopper(cancel).leave()
	here() // want `^ended$`
}

type leaver interface{ leave() }

func leftByInterface(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	var l leaver = stopper(cancel)
	here() // want `^ctx$`
	l.leave()
	here() // want `^ended$`
}

func leftOther(ctx context.Context, other leaver) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	other.leave()
	here() // want `^ctx$`
}

// A scoped is made in one call with its context.
type scoped struct{ cancel func() }

func newScoped(parent context.Context) (context.Context, *scoped) {
	ctx, cancel := context.WithCancel(parent)
	return ctx, &scoped{cancel}
}

func (s *scoped) leave() { s.cancel() }

func (s *scoped) look() {}

func leftScope(ctx context.Context) {
	ctx, s := newScoped(ctx)
	s.look()
	here() // want `^ctx$`
	s.leave()
	here() // want `^ended$`
}

func leftInnerScope(parent context.Context) {
	ctx, s := newScoped(parent)
	s.leave()
	_ = ctx
	here() // want `^parent$`
}

// A marked is a context that has another one in it.
type marked struct {
	context.Context
	cancel context.CancelFunc
}

func endedWithin(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	m := marked{inner, cancel}
	ctx = m
	here() // want `^ctx$`
	m.cancel()
	here() // want `^ended$`
}

func endedBehindPointer(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	ctx = &marked{Context: inner}
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

func endedBeside(ctx, other context.Context) {
	inner, cancel := context.WithCancel(other)
	ctx = &marked{Context: ctx}
	_ = inner
	cancel()
	here() // want `^ctx$`
}

// A box has its fields once more for each type.
type box[T any] struct {
	ctx    context.Context
	cancel func()
	value  T
}

func newBox[T any](ctx context.Context) *box[T] {
	b := &box[T]{}
	b.ctx, b.cancel = context.WithCancel(ctx)
	return b
}

func (b *box[T]) leave() { b.cancel() }

func (b *box[T]) look() {}

func leftBox(ctx context.Context) {
	b := newBox[int](ctx)
	ctx = b.ctx
	b.look()
	here() // want `^ctx$`
	b.leave()
	here() // want `^ended$`
}

func endedInMap(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	all := map[string]context.Context{"a": inner}
	ctx = all["a"]
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

func endedInChannel(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	all := make(chan context.Context, 1)
	all <- inner
	ctx, _ = <-all
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

func endedInAny(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	var v any = inner
	ctx = v.(context.Context)
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

func aliveInMap(ctx, other context.Context) {
	inner, cancel := context.WithCancel(other)
	_ = inner
	all := map[string]context.Context{"a": ctx}
	ctx = all["a"]
	cancel()
	here() // want `^ctx$`
}

func endedByKept(ctx context.Context, stops map[string]func()) {
	ctx, stops["a"] = context.WithCancel(ctx)
	here() // want `^ctx$`
	stops["a"]()
	here() // want `^ended$`
}

type session interface{ Leave() }

type sessionFunc func()

func (f sessionFunc) Leave() { f() }

// What ends it may be made of a function that ends itself with it.
func endedByItself(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	var s session
	s = sessionFunc(func() { s.Leave(); cancel() })
	here() // want `^ctx$`
	s.Leave()
	here() // want `^ended$`
}

func endedInSlice(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	all := []context.Context{inner}
	ctx = all[0]
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

func endedInAppended(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	var all []context.Context
	all = append(all, inner)
	ctx = all[0]
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

func endedInElement(ctx context.Context) {
	var all [2]context.Context
	var cancel func()
	all[0], cancel = context.WithCancel(ctx)
	ctx = all[0]
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

func endedByElement(ctx context.Context) {
	var stops [2]func()
	ctx, stops[1] = context.WithCancel(ctx)
	here() // want `^ctx$`
	stops[1]()
	here() // want `^ended$`
}

func endedByPointer(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	p := &ctx
	*p = inner
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

func set(p *context.Context, ctx context.Context) { *p = ctx }

func endedBySetter(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	set(&ctx, inner)
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

type ctxHolder struct{ ctx context.Context }

func endedInField(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	k := ctxHolder{ctx}
	p := &k.ctx
	*p = inner
	ctx = k.ctx
	here() // want `^ctx$`
	cancel()
	here() // want `^ended$`
}

func alivePointer(ctx, other context.Context) {
	inner, cancel := context.WithCancel(other)
	_ = inner
	p := &ctx
	*p = context.WithValue(*p, "key", 1)
	cancel()
	here() // want `^ctx$`
}
