package imports

import (
	b "bytes"
	f "fmt"
)

var _ = mark(func(c *cmd) error { return f.Errorf("%v", b.MinRead) }) // want `give it a context`
