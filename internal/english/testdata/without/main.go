// Command without prints its arguments.
package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

func main() {
	for _, arg := range slices.Clone(os.Args[1:]) {
		fmt.Println(strings.TrimSpace(arg))
	}
}
