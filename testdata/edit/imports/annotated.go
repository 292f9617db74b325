package imports

import ( // all of them
	// for the buffer
	"bytes"
	// for the error
	"fmt"
)

var _ = mark(func(c *cmd) error { return fmt.Errorf("%v", bytes.MinRead) }) // want `give it a context`
