package main

import (
	"context"
	"flag"
	"fmt"

	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/plural"
)

const cacheLong = `
Shows where the cache is, and how large. It holds what buslint has found in each package. A
package is analyzed again only if its files have changed, or the declarations of a package
that it imports, the configuration, or buslint itself. It also holds what the packages of
the standard library and of other modules declare, as far as yours import them.

The environment variable BUSLINT_CACHE sets the directory, or is off. CI can keep the cache
between runs, and several checkouts and processes can use it at the same time. Entries that
have not been used for five days are deleted. -clean deletes all of them now.
`

func setupCache(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	clean := fs.Bool("clean", false, "delete the whole cache")
	return func(context.Context, []string) (int, error) {
		dir, err := cache.Dir()
		switch {
		case err != nil:
			return 0, err
		case dir == "":
			fmt.Fprintf(e.stdout, "nothing is kept: %s is off, or there is no directory for caches\n", cache.Variable)
			return exitClean, nil
		}
		size, err := cache.SizeOf(dir)
		if err != nil {
			return 0, err
		}
		deleted := ""
		if *clean {
			if err := cache.Clean(dir); err != nil {
				return 0, err
			}
			deleted = "deleted "
		}
		fmt.Fprintf(e.stdout, "%s: %s%s, %.1f MB\n", dir, deleted, plural.Of(size.Entries, "entry"), float64(size.Bytes)/1e6)
		return exitClean, nil
	}
}
