package imports

import "fmt"

var _ = mark(func(c *cmd) error { return fmt.Errorf("single") }) // want `give it a context`
