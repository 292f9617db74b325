// Package taken has something called context.
package taken

type context struct{}

func mark(f any) int { return 0 }
