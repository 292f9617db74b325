package imports

import (
	"example.com/testdata/v2/messages"

	"fmt"
)

var _ = mark(func(c *messages.Gone) error { return fmt.Errorf("foreign first") }) // want `give it a context`
