// Package orders does not say what its types are for.
package orders

type (
	CancelOrder    struct{}
	OrderCancelled struct{}
	ReturnOrder    struct{}
)
