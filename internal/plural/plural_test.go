package plural

import "testing"

func TestOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ got, want string }{
		{Of(0, "file"), "0 files"},
		{Of(1, "file"), "1 file"},
		{Of(2, "query"), "2 queries"},
		{Of(2, "dispatch"), "2 dispatches"},
		{Of(1, "name stays", "names stay"), "1 name stays"},
		{Of(2, "name stays", "names stay"), "2 names stay"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
