//go:build golangci

// Command golangci is golangci-lint with the plugin, as "golangci-lint custom" makes
// it, but from the module cache instead of a clone. The build tag keeps its hundreds
// of packages from being compiled by whatever is done to all packages, such as
// go test -race.
//
//	go build -trimpath -tags=golangci -o golangci-lint .
package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/buslint/buslint/plugin"
)

func main() {
	// Where there is no version, what was found before is known by a hash of the
	// binary, so that a change to a rule counts.
	info := commands.BuildInfo{Version: "(devel)", GoVersion: runtime.Version()}
	if err := commands.Execute(info); err != nil {
		fmt.Fprintln(os.Stderr, "golangci-lint:", err)
		os.Exit(exitcodes.Failure)
	}
}
