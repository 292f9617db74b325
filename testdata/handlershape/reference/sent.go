package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

func sent(ctx context.Context, b bus.Bus, cmd *SaveUser, value SaveUser, any any, msg bus.Msg) {
	_ = b.DispatchCtx(ctx, SaveUser{Name: "a"}) // want `^b.DispatchCtx always fails for a value of type SaveUser, and a message is a pointer to a named struct; send a pointer to one$`
	_ = b.PublishCtx(ctx, value)                // want `always fails for a value of type SaveUser`
	_ = b.DispatchCtx(ctx, "save")              // want `always fails for a value of type string`
	_ = b.DispatchCtx(ctx, nil)                 // want `^b.DispatchCtx always fails for nil; send a pointer to a message$`
	_ = b.DispatchCtx(ctx, &cmd)                // want `always fails for a value of type \*\*SaveUser`
	_ = b.DispatchCtx(ctx, &struct{}{})         // want `always fails for a value of type \*struct\{\}`
	_ = b.DispatchCtx(ctx, bus.Msg(value))      // want `always fails for a value of type SaveUser`
	_ = b.DispatchCtx(ctx, []*SaveUser{cmd})    // want `always fails for a value of type \[\]\*SaveUser`

	_ = b.DispatchCtx(ctx, cmd)
	_ = b.DispatchCtx(ctx, &value)
	_ = b.DispatchCtx(ctx, &Box[int]{})
	_ = b.DispatchCtx(ctx, any)
	_ = b.DispatchCtx(ctx, msg)
	_ = b.DispatchCtx(ctx, (*SaveUser)(nil))
	_ = bus.Dispatch(ctx, b, cmd)
}

func sentGeneric[M any](ctx context.Context, b bus.Bus, m M) {
	_ = b.DispatchCtx(ctx, m)
	_ = b.DispatchCtx(ctx, &m)
}
