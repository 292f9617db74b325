package imports

import (
	"bytes"
	"example.com/testdata/v2/messages"
	"fmt"
)

var _ = mark(func(c *messages.Gone) error { bytes.Clone(nil); return fmt.Errorf("mixed") }) // want `give it a context`
