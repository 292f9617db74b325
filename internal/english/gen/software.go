package main

import (
	"fmt"
	"slices"
	"strings"
)

// handKept is what software.txt says where WordNet is silent or old-fashioned.
type handKept struct {
	words      map[string]attr
	doubles    []string            // verbs that double their last letter
	parts      map[string][]string // verb: past, participle
	invariants []string            // verbs that do not change
	otherwise  []string            // irregular pasts that are other words too
	regular    []string            // verbs whose irregular forms are out of use
	notForms   []string            // words that are hardly ever a past
	nominals   map[string]string   // noun: the verb whose act it names
	things     []string            // nouns of an act that name a thing in software
}

// uses are the sections of software.txt that say how words can be used.
var uses = map[string]attr{
	"verbs":       neverNoun | transitive,
	"mostlyverbs": hardlyNoun | noun | transitive,
	"both":        asOften | noun | transitive,
	"fewerverbs":  sometimes | noun | transitive,
	"mostlynouns": rarely | noun | transitive,
	"nouns":       noun,
	"products":    noun | quality,
	"qualities":   adjective | quality,
}

// readSoftware reads the hand-kept list: sections in brackets, comments after #.
func readSoftware(text string) (*handKept, error) {
	h := &handKept{words: map[string]attr{}, parts: map[string][]string{}, nominals: map[string]string{}}
	section := ""
	for l := range strings.Lines(text) {
		l, _, _ = strings.Cut(l, "#")
		f := strings.Fields(l)
		if len(f) == 0 {
			continue
		}
		if strings.HasPrefix(f[0], "[") {
			section = strings.Trim(f[0], "[]")
			continue
		}
		if a, ok := uses[section]; ok {
			for _, w := range f {
				h.words[w] = a
			}
			continue
		}
		switch section {
		case "doubles":
			h.doubles = append(h.doubles, f...)
		case "parts":
			if len(f) != 3 {
				return nil, fmt.Errorf("software.txt: %q: want verb, past, participle", l)
			}
			h.parts[f[0]] = f[1:]
		case "invariants":
			h.invariants = append(h.invariants, f...)
		case "otherwise":
			h.otherwise = append(h.otherwise, f...)
		case "regular":
			h.regular = append(h.regular, f...)
		case "notforms":
			h.notForms = append(h.notForms, f...)
		case "nominals":
			if len(f) != 2 {
				return nil, fmt.Errorf("software.txt: %q: want noun, verb", l)
			}
			h.nominals[f[0]] = f[1]
		case "things":
			h.things = append(h.things, f...)
		default:
			return nil, fmt.Errorf("software.txt: unknown section %q", section)
		}
	}
	for w := range h.words {
		if !plain(w) {
			return nil, fmt.Errorf("software.txt: %q is not a plain word", w)
		}
	}
	slices.Sort(h.regular)
	return h, nil
}
