package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// Who interrupts is told so, and nothing is left behind.
func TestInterrupted(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	t.Chdir("../../examples/stickers")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{{"./..."}, {"why", "RenameTeam"}, {"catalog", "-diff", "HEAD"}, {"migrate"}, {"files", "main.go"}} {
		var stdout, stderr bytes.Buffer
		if code := run(ctx, &env{nil, &stdout, &stderr}, args); code != exitError || stderr.String() != "buslint: interrupted\n" || stdout.Len() > 0 {
			t.Errorf("%s: exit code %d, with\n%s%s", strings.Join(args, " "), code, &stdout, &stderr)
		}
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestCommandsInDocs keeps docs/commands.md what the table of commands says.
//
//	UPDATE=1 go test ./cmd/buslint -run TestCommandsInDocs
func TestCommandsInDocs(t *testing.T) {
	var page, table strings.Builder
	table.WriteString("<!-- Generated from the table of commands by UPDATE=1 go test ./cmd/buslint -run TestCommandsInDocs; DO NOT EDIT. -->\n\n# Commands\n\n| command | |\n| --- | --- |\n")
	for _, c := range commands() {
		title := strings.TrimSpace("buslint " + c.name)
		fmt.Fprintf(&table, "| [`%s`](#%s) | %s |\n", strings.ReplaceAll(c.usage(), "|", `\|`), strings.ReplaceAll(title, " ", "-"), c.short)
		fmt.Fprintf(&page, "\n## %s\n\n```text\n%s\n```\n\n%s.\n", title, c.usage(), strings.ToUpper(c.short[:1])+c.short[1:])
		if c.long != "" {
			fmt.Fprintf(&page, "\n%s\n", strings.TrimSpace(c.long))
		}
		separator := "\n"
		without(c.flags(), isOfRule).VisitAll(func(f *flag.Flag) {
			value, usage := flag.UnquoteUsage(f)
			fmt.Fprintf(&page, "%s- `%s`: %s\n", separator, strings.TrimSpace("-"+f.Name+" "+value), usage)
			separator = ""
		})
		if slices.ContainsFunc(allNames(c.flags()), isOfRule) {
			page.WriteString("\nIt also takes [the flags of the rules](rules.md), and `-RULE` or `-RULE=false` for each rule.\n")
		}
	}
	const name = "../../docs/commands.md"
	want := table.String() + page.String()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%s is out of date; run UPDATE=1 go test ./cmd/buslint -run TestCommandsInDocs (%v)", name, err)
	}
}
