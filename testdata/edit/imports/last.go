package imports

import (
	"bufio" // with a comment
	"bytes" /* and another */
)

var _ = mark(func(c *cmd) error { return bufio.NewReader(&bytes.Buffer{}).UnreadByte() }) // want `give it a context`
