package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/buslint/buslint/internal/rules"
)

const flagsLong = `
Prints the settings of .buslint.yml and of the given flags as one flag, for go vet:

	go vet -vettool=$(which buslint) $(buslint flags) ./...

go vet and go fix cache the findings of a tool by its flags. So the tool itself reads no
configuration file there.
`

func setupFlags(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	var o options
	o.declareFindingFlags(fs)
	return func(context.Context, []string) (int, error) {
		dir, err := os.Getwd()
		if err != nil {
			return 0, err
		}
		c, err := o.configure(dir)
		if err != nil {
			return 0, err
		}
		for _, name := range c.Enabled() {
			if r, _ := rules.Named(name); r.Package == nil {
				fmt.Fprintf(e.stderr, "buslint: go vet does not run %s, which is about whole programs\n", name)
			}
		}
		c, whole := c.ForModules()
		if !whole {
			fmt.Fprintf(e.stderr, "buslint: %s: exclude is left out: for go vet, names of files are relative to the root of the module, and this file is elsewhere\n", c.Path)
		}
		if text := c.String(); text != "" {
			fmt.Fprintf(e.stdout, "-busmodel.config=%s\n", text)
		}
		return exitClean, nil
	}
}
