package imports

// This import has a comment.
import "fmt"

var _ = mark(func(c *cmd) error { return fmt.Errorf("documented") }) // want `give it a context`
