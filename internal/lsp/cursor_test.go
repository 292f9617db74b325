package lsp

import (
	"strings"
	"testing"
)

func TestTypeAt(t *testing.T) {
	const head = "package shop\nimport (\n\t\"a/orders\"\n\tmsg \"a/messages\"\n\t\"a/bus/v2\"\n)\n"
	tests := []struct{ name, code, want string }{
		{"a type of the package", "var _ = &Can‸cel{}", "a/shop.Cancel"},
		{"a declaration", "type Can‸cel struct{}", "a/shop.Cancel"},
		{"a type of another package", "var _ = orders.Can‸cel{}", "a/orders.Cancel"},
		{"by an import's own name", "var _ msg.Can‸cel", "a/messages.Cancel"},
		{"a version in the path", "var _ = bus.Can‸cel{}", "a/bus/v2.Cancel"},
		{"a generic type", "var _ = msg.P‸ut[int]{}", "a/messages.Put[int]"},
		{"an argument of the package", "var _ = msg.P‸ut[Cancel]{}", "a/messages.Put[a/shop.Cancel]"},
		{"an argument of another package", "var _ = msg.P‸ut[map[string][]*orders.Item]{}", "a/messages.Put[map[string][]*a/orders.Item]"},
		{"arguments with other names", "type b = byte\nvar _ = msg.P‸ut[b, interface{}]{}", "a/messages.Put[uint8, any]"},
		{"an argument with arguments", "var _ = msg.P‸ut[msg.Put[int, rune]]{}", "a/messages.Put[a/messages.Put[int, int32]]"},
		{"an argument that is a parameter", "func f[T any]() { _ = msg.P‸ut[T]{} }", "a/messages.Put"},
		{"an argument of which the file does not tell", "var _ = msg.P‸ut[[n]int]{}", "a/messages.Put"},
		{"a parameter", "func f(c *orders.Cancel) { send(c‸) }", "a/orders.Cancel"},
		{"a variable that is made", "func f() { c := &orders.Cancel{}; send(‸c) }", "a/orders.Cancel"},
		{"a variable with a type", "func f() { var c orders.Cancel; send(&c‸) }", "a/orders.Cancel"},
		{"new", "func f() { c := new(orders.Cancel); send(c‸) }", "a/orders.Cancel"},
		{"where the code is broken", "func f() { c := &orders.Cancel{}; send(c‸", "a/orders.Cancel"},

		{"what a function returns", "func f() { c := orders.Cancel(1); send(c‸) }", ""},
		{"a field", "func f(s *orders.Service) { send(s.can‸cel) }", ""},
		{"a package's variable", "var orders2 = 1\nfunc f() { send(orders2‸) }", ""},
		{"a local variable with the package's name", "func f() { orders := g(); _ = orders.Can‸cel }", ""},
		{"a local type", "func f() { type cancel struct{}; _ = can‸cel{} }", ""},
		{"a method", "type Cancel struct{}\nfunc (s *Service) Can‸cel() {}", ""},
		{"a method of an interface", "type Cancel struct{}\ntype i interface{ Can‸cel() }", ""},
		{"the key of a literal", "type Cancel struct{}\nvar _ = s{Can‸cel: 1}", ""},
		{"a type that is embedded", "type Cancel struct{}\ntype s struct{ Can‸cel }", "a/shop.Cancel"},
		{"the value of a key", "type Cancel struct{}\nvar _ = s{Cancel: Can‸cel{}}", "a/shop.Cancel"},
		{"no identifier", "func f() { ‸ }", ""},
	}
	nameOf := func(path string) string { return map[string]string{"a/orders": "orders"}[path] }
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before, after, _ := strings.Cut(head+test.code, "‸")
			got := ""
			if tn, ok := typeAt(before+after, len(before), "a/shop", nameOf); ok {
				got = tn.Path + "." + tn.Name + tn.args
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func FuzzTypeAt(f *testing.F) {
	f.Add("package p\nfunc f(c *o.C) { send(c) }", 30)
	f.Fuzz(func(t *testing.T, text string, offset int) {
		if offset >= 0 && offset <= len(text) {
			typeAt(text, offset, "p", func(string) string { return "" })
		}
	})
}
