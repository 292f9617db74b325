// Package plural writes numbers of things.
package plural

import (
	"fmt"
	"strings"
)

// Of returns the number and the noun: 1 query, 2 queries. The plural is given where it is more
// than an ending: 1 name stays, 2 names stay.
func Of(n int, noun string, plural ...string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case len(plural) > 0:
		noun = plural[0]
	case strings.HasSuffix(noun, "y"):
		noun = strings.TrimSuffix(noun, "y") + "ies"
	case strings.HasSuffix(noun, "h"):
		noun += "es"
	default:
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
