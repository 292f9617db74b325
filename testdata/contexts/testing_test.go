package contexts

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
)

func Test(t *testing.T) {
	here() // want `^t.Context\(\)$`
	t.Run("sub", func(sub *testing.T) {
		here() // want `^sub.Context\(\)$`
	})
	t.Run("sub", func(*testing.T) {
		here() // want `^t.Context\(\)$`
	})
	t.Run("sub", func(t *testing.T) {
		t.Cleanup(func() {
			here() // want `^later$`
		})
	})
	t.Cleanup(func() {
		here() // want `^later$`
	})
	go func() {
		here() // want `^later$`
	}()
	{
		t := 1
		_ = t
		here() // want `^none$`
	}
	// What a test sends is not what it was asked.
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	here() // want `^t.Context\(\)$`
	_ = r
	ctx := context.Background()
	here() // want `^t.Context\(\)$`
	_ = ctx
}

func Benchmark(b *testing.B) {
	for range b.N {
		here() // want `^b.Context\(\)$`
	}
}

func Fuzz(f *testing.F) {
	f.Fuzz(func(t *testing.T, s string) {
		here() // want `^t.Context\(\)$`
	})
}

func helper(tb testing.TB) {
	here() // want `^tb.Context\(\)$`
}

func TestMain(m *testing.M) {
	here() // want `^none$`
}

// A scenario has a test, which is not its context.
func scenario(sc struct{ T *testing.T }) {
	here() // want `^none$`
}

func embedding(sc struct{ *testing.T }) {
	here() // want `^sc.Context\(\)$`
}
