package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// A bus that was described and is used nowhere is a mistake in the description, or a
// description to remove.
func TestConfiguredBuses(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod":       "module example.com/shop\n\ngo 1.26.0\n",
		"mail/mail.go": "package mail\n\ntype Box struct{}\n\nfunc (Box) Post(letter any) {}\n",
		".buslint.yml": `profiles:
- {name: lost, package: lost, like: grafana}
- {name: gone, path: example.com/gone, functions: [{name: Send, role: dispatch}]}
- {name: shop, path: example.com/shop/mail, functions: [{name: Box.Post, role: publish}]}
`,
		"shop.go": "package shop\n\nimport \"example.com/shop/mail\"\n\ntype Sold struct{}\n\nfunc sell(box mail.Box) { box.Post(Sold{}) }\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	var stdout, stderr bytes.Buffer
	const want = `profile  dispatch  publish  handle  listen  in tests  bus
shop     0         1        0       0       0         example.com/shop/mail
.buslint.yml:2: lost: no package imports a bus in a package named lost
.buslint.yml:3: gone: no package imports example.com/gone
`
	if code := run(t.Context(), &env{nil, &stdout, &stderr}, []string{"buses"}); code != exitFindings || stdout.String() != want {
		t.Errorf("exit code %d, want %d; it printed\n%s%s\nwant\n%s", code, exitFindings, &stdout, &stderr, want)
	}
}
