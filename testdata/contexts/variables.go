package contexts

import (
	"context"
	"time"
)

// here is where a context is wanted.
func here(...context.Context) error { return nil }

type other struct{}

func parameter(ctx context.Context) {
	here() // want `^ctx$`
}

func otherName(c context.Context) {
	here() // want `^c$`
}

func otherType(ctx other) {
	here() // want `^none$`
}

func blank(_ context.Context) {
	here() // want `^ctx once named$`
}

func unnamed(context.Context) {
	here() // want `^ctx once named$`
}

func aliased(ctx ctxAlias) {
	here() // want `^ctx$`
}

type ctxAlias = context.Context

func sameMethods(ctx myContext) {
	here() // want `^ctx$`
}

type myContext interface{ context.Context }

func shadowedByType(ctx context.Context) {
	{
		ctx := other{}
		_ = ctx
		here() // want `^none$`
	}
	here() // want `^ctx$`
}

func shadowedByConst(ctx context.Context) {
	if true {
		const ctx = 1
		here() // want `^none$`
	}
}

func shadowedInIf(ctx context.Context) {
	if ctx := 1; ctx > 0 {
		here() // want `^none$`
	} else {
		here() // want `^none$`
	}
}

func shadowedByContext(ctx context.Context) {
	{
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		here() // want `^ctx$`
		_ = ctx
	}
}

func innermost(ctx context.Context) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	here() // want `^inner$`
	{
		deeper := context.WithValue(inner, other{}, 1)
		here() // want `^deeper$`
		_ = deeper
	}
}

func lastOfAll(c context.Context) {
	here() // want `^c$`
	a, cancel := context.WithCancel(c)
	defer cancel()
	here() // want `^a$`
	_ = a
}

func declaredLater() {
	here() // want `^none$`
	ctx := context.Background()
	_ = ctx
	here() // want `^ctx$`
}

func declaredHere() {
	ctx := use(here()) // want `^none$`
	_ = ctx
}

func use(error) context.Context { return nil }

func declaredInBlock() {
	if true {
		ctx := context.Background()
		_ = ctx
	}
	here() // want `^none$`
}

func declaredInCondition() {
	if ctx := use(nil); here() == nil { // want `^ctx$`
		_ = ctx
	}
	for _, ctx := range []context.Context{nil} {
		here() // want `^ctx$`
		_ = ctx
	}
	switch ctx := any(nil).(type) {
	case context.Context:
		here() // want `^ctx$`
		_ = ctx
	case other:
		here() // want `^none$`
	}
}

func namedResult() (ctx context.Context, err error) {
	here() // want `^none$`
	return
}

func withoutValue() {
	var ctx context.Context
	here() // want `^none$`
	_ = ctx
	var with context.Context = use(nil)
	here() // want `^with$`
	_ = with
}

func (other) receiver(ctx context.Context) {
	here() // want `^ctx$`
}

func generic[C context.Context](ctx C) {
	here() // want `^none$`
}

func inSignature(ctx context.Context, f func()) func(context.Context) {
	return nil
}

// A variable of the package belongs to no call.
var ctx = context.Background()

func noneOfItsOwn() {
	here() // want `^none$`
}

var initialized = here() // want `^none$`

var initializer = func(ctx context.Context) error {
	return here() // want `^ctx$`
}

var calledInitializer = func() error {
	return here() // want `^none$`
}()
