package main

import "testing"

// What is generated compiles, and every site in it is found.
func TestMeasure(t *testing.T) {
	if err := measure(size{packages: 10, messages: 50, sites: 250}); err != nil {
		t.Fatal(err)
	}
}

// All calls in a file are fixed.
func TestMeasureFixes(t *testing.T) {
	if err := measureFixes(100); err != nil {
		t.Fatal(err)
	}
}
