// Command with judges its arguments as names of events; it is without, and the English.
package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/english"
)

func main() {
	var j english.Judge
	for _, arg := range slices.Clone(os.Args[1:]) {
		fmt.Println(strings.TrimSpace(arg), j.Event(arg))
	}
}
