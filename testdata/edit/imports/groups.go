package imports

import (
	"bytes"

	"example.com/testdata/v2/messages"
)

var _ = mark(func(c *messages.Gone) error { bytes.Clone(nil); return nil }) // want `give it a context`
