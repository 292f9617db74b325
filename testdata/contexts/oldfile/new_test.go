package oldfile

import "testing"

func TestNew(t *testing.T) {
	here() // want `^t.Context\(\)$`
}
