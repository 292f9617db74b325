package catalog

import "testing"

func TestLinkTo(t *testing.T) {
	t.Parallel()
	for remote, want := range map[string]string{
		"https://github.com/team/shop.git":             "https://github.com/team/shop/blob/HEAD/{file}#L{line}",
		"https://github.com/team/shop/":                "https://github.com/team/shop/blob/HEAD/{file}#L{line}",
		"https://ann:secret@github.com/team/shop":      "https://github.com/team/shop/blob/HEAD/{file}#L{line}",
		"git@github.com:team/shop.git":                 "https://github.com/team/shop/blob/HEAD/{file}#L{line}",
		"ssh://git@github.example.com:7999/team/a b":   "https://github.example.com/team/a%20b/blob/HEAD/{file}#L{line}",
		"https://gitlab.com/group/sub/shop.git":        "https://gitlab.com/group/sub/shop/-/blob/HEAD/{file}#L{line}",
		"git@gitlab.example.com:group/shop.git":        "https://gitlab.example.com/group/shop/-/blob/HEAD/{file}#L{line}",
		"git@bitbucket.org:team/shop.git":              "https://bitbucket.org/team/shop/src/HEAD/{file}#lines-{line}",
		"https://example.com/team/shop.git":            "",
		"/srv/git/github.com/shop.git":                 "",
		"../shop":                                      "",
		"file:///srv/git/shop.git":                     "",
		"https://github.com/":                          "",
		"":                                             "",
		"javascript:alert(1)//github/x":                "",
		"https://github.com/team/shop\" onclick=\"x()": "https://github.com/team/shop%22%20onclick=%22x%28%29/blob/HEAD/{file}#L{line}",
	} {
		if got := LinkTo(remote); got != want {
			t.Errorf("%s: got %s, want %s", remote, got, want)
		}
	}
}
