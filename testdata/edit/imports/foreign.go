package imports

import "example.com/testdata/v2/messages"

var _ = mark(func(c *messages.Gone) error { return nil }) // want `give it a context`
