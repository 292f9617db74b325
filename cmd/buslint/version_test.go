package main

import (
	"runtime/debug"
	"slices"
	"testing"
)

func TestVersionOf(t *testing.T) {
	t.Parallel()
	const self = "github.com/buslint/buslint"
	at := func(settings ...string) []debug.BuildSetting {
		var list []debug.BuildSetting
		for pair := range slices.Chunk(settings, 2) {
			list = append(list, debug.BuildSetting{Key: pair[0], Value: pair[1]})
		}
		return list
	}
	for _, test := range []struct {
		name string
		info debug.BuildInfo
		want string
	}{
		{
			"a release",
			debug.BuildInfo{Main: debug.Module{Path: self, Version: "v0.1.0"}, Settings: at("vcs", "git", "vcs.revision", "0123456789abcdef0123", "vcs.modified", "false")},
			"buslint v0.1.0 (commit 0123456789ab, go1.26.0)",
		},
		{
			"a work tree",
			debug.BuildInfo{Main: debug.Module{Path: self, Version: "v0.1.1-0.20260102030405-0123456789ab+dirty"}, Settings: at("vcs.revision", "0123456789abcdef0123", "vcs.modified", "true")},
			"buslint v0.1.1-0.20260102030405-0123456789ab+dirty (commit 0123456789ab with changes, go1.26.0)",
		},
		{"from a module proxy", debug.BuildInfo{Main: debug.Module{Path: self, Version: "v0.1.0"}}, "buslint v0.1.0 (go1.26.0)"},
		{
			"linked by another program",
			debug.BuildInfo{Main: debug.Module{Path: "example.com/tool", Version: "v9.9.9"}, Deps: []*debug.Module{{Path: self, Version: "v0.1.0"}}, Settings: at("vcs.revision", "fedcba9876543210")},
			"buslint v0.1.0 (go1.26.0)",
		},
		{"without modules", debug.BuildInfo{}, "buslint (unknown) (go1.26.0)"},
	} {
		test.info.GoVersion = "go1.26.0"
		if got := versionOf(&test.info); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}
