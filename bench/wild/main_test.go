package main

import "testing"

func TestFinding(t *testing.T) {
	for line, want := range map[string]bool{
		"shop/order.go:3:6: event Order is not in the past tense; name it after what has happened (eventname)": true,
		"\tshop/order.go:3:6: Order is declared here":                                                          false,
		"shop/order.go:9:2: c.Serve undefined (type C has no Serve)":                                           false,
		"buslint: 1 finding: eventname 1":                                                                      false,
	} {
		if got := finding.MatchString(line); got != want {
			t.Errorf("%q is a finding: %t, want %t", line, got, want)
		}
	}
}
