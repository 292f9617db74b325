// Testsum reads what go test -json prints, of one or several runs, and prints
// what a person wants of it: a line for each package, the output of tests that
// failed or were skipped, and at the end how many there were.
//
// Usage:
//
//	go test -json ./... | testsum
//
// It exits 1 if a test or package failed, or if there was none.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("testsum: ")
	s := newSummary(os.Stdout)
	if err := s.read(os.Stdin); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d passed, %d failed, %d skipped\n", s.passed, s.failed, s.skipped)
	if s.failed > 0 || s.passed == 0 {
		os.Exit(1)
	}
}

// An event is a line of go test -json, as "go doc test2json" describes it.
type event struct {
	Action  string `json:"Action"`
	Package string `json:"Package"`
	Test    string `json:"Test"` // "" if the event is the package's
	Output  string `json:"Output"`
}

type summary struct {
	out                     io.Writer
	passed, failed, skipped int

	running map[event][]string // what they have printed, by package and test
	failing map[string]bool    // packages with a failed test
}

func newSummary(out io.Writer) *summary {
	return &summary{out: out, running: map[event][]string{}, failing: map[string]bool{}}
}

func (s *summary) read(r io.Reader) error {
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			s.line(line)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (s *summary) line(line []byte) {
	var e event
	if !bytes.HasPrefix(line, []byte("{")) || json.Unmarshal(line, &e) != nil {
		fmt.Fprintf(s.out, "%s", line) // not of a test: an error of the go command
		return
	}
	test := event{Package: e.Package, Test: e.Test}
	switch {
	case e.Test == "":
		if e.Output != "PASS\n" && !strings.HasSuffix(e.Output, "[no test files]\n") {
			fmt.Fprint(s.out, e.Output)
		}
		if e.Action == "fail" {
			s.failPackage(e.Package)
		}
	case e.Action == "output":
		s.running[test] = append(s.running[test], e.Output)
	case e.Action == "pass":
		s.passed++
		delete(s.running, test)
	case e.Action == "skip":
		s.skipped++
		s.print(test)
	case e.Action == "fail":
		s.failed++
		s.failing[e.Package] = true
		s.print(test)
	}
}

// print prints the output of a test that has ended.
func (s *summary) print(test event) {
	for _, text := range s.running[test] {
		fmt.Fprint(s.out, text)
	}
	delete(s.running, test)
}

// failPackage counts a package whose failure no test has had: one that does not
// build, or ended before its tests did.
func (s *summary) failPackage(pkg string) {
	if !s.failing[pkg] {
		s.failed++
	}
	for test := range s.running {
		if test.Package == pkg {
			s.print(test)
		}
	}
}
