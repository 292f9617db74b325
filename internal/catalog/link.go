package catalog

import (
	"net/url"
	"regexp"
	"strings"
)

// scpAddress matches an address of git such as git@example.com:team/shop.git.
var scpAddress = regexp.MustCompile(`^(?:[^@/]+@)?([^:/@]+):([^/].*)$`)

// LinkTo returns the template of links to lines of the repository whose address git has for a
// remote, or "" for one of a forge that is not known. They lead to the newest commit of the
// default branch, so that they are the same for everybody and do not change with each commit.
func LinkTo(remote string) string {
	host, repo := "", ""
	if m := scpAddress.FindStringSubmatch(remote); m != nil && !strings.Contains(remote, "://") {
		host, repo = m[1], m[2]
	} else if u, err := url.Parse(remote); err == nil {
		host, repo = u.Hostname(), strings.TrimPrefix(u.Path, "/")
	}
	repo = strings.TrimSuffix(strings.TrimSuffix(repo, "/"), ".git")
	if host == "" || !strings.Contains(repo, "/") {
		return ""
	}
	page := (&url.URL{Scheme: "https", Host: host, Path: "/" + repo}).String()
	switch {
	case strings.Contains(host, "github"):
		return page + "/blob/HEAD/{file}#L{line}"
	case strings.Contains(host, "gitlab"):
		return page + "/-/blob/HEAD/{file}#L{line}"
	case host == "bitbucket.org":
		return page + "/src/HEAD/{file}#lines-{line}"
	}
	return ""
}
