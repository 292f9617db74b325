package imports

import (
	"bytes"
	"fmt"
)

var _ = mark(func(c *cmd) error { return fmt.Errorf("%v", bytes.MinRead) }) // want `give it a context`
