package keys

import "context"

type key struct{}

func keys(ctx context.Context, name string) {
	_ = context.WithValue(ctx, "user", name)     // want `should not use built-in type string as key for value`
	_ = context.WithValue(ctx, struct{}{}, name) // want `should not use empty anonymous struct as key for value`
	_ = context.WithValue(ctx, key{}, name)
}

func suppressed(ctx context.Context) {
	//lint:ignore SA1029 others look for it
	_ = context.WithValue(ctx, "user", "x")
}
