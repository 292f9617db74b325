// Package plain does not say what its types are for.
package plain

type (
	CountQuery struct{}
	SumQuery   struct{}
)
