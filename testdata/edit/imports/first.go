package imports

import (
	"fmt"
	"os"
)

var _ = mark(func(c *cmd) error { return fmt.Errorf("%v", os.Args) }) // want `give it a context`
