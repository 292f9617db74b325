package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A dictionary is what the files of WordNet say.
type dictionary struct {
	index     map[string]map[string][]string // part of speech, word: the synsets of its senses, most frequent first
	tags      map[string]map[string]int      // number of a part of speech ("2" is verb), word: how often in tagged texts
	nouns     map[string]synset
	verbs     map[string]synset
	irregular map[string][]string // verb: its pasts and participles that no rule makes
	doubled   map[string]bool     // verbs that double their last letter: submitted
}

// A synset is a set of words that mean the same.
type synset struct {
	file    string   // the number of the lexicographer's file: 04 is noun.act
	words   []string // as they are written: proper names begin with a capital
	links   []link   // to words of related form
	objects bool     // a verb that takes an object
}

// A link says that a word is derived from another.
type link struct {
	from   int    // 1 is the first word of this synset
	synset string // of the verb
	to     int
}

// readDictionary reads WordNet's files in dir.
func readDictionary(dir string) (*dictionary, error) {
	d := &dictionary{
		index:     map[string]map[string][]string{},
		tags:      map[string]map[string]int{},
		irregular: map[string][]string{},
		doubled:   map[string]bool{},
	}
	for _, part := range []string{"noun", "verb", "adj", "adv"} {
		d.index[part] = map[string][]string{}
		err := readLines(filepath.Join(dir, "index."+part), func(f []string) {
			// lemma pos synsets pointers [pointer…] senses tagged offset…
			n, _ := strconv.Atoi(f[2])
			d.index[part][f[0]] = f[len(f)-n:]
		})
		if err != nil {
			return nil, err
		}
	}
	err := readLines(filepath.Join(dir, "cntlist.rev"), func(f []string) {
		// lemma%pos:file:id:head:head_id sense count
		word, key, _ := strings.Cut(f[0], "%")
		n, _ := strconv.Atoi(f[2])
		if d.tags[key[:1]] == nil {
			d.tags[key[:1]] = map[string]int{}
		}
		d.tags[key[:1]][word] += n
	})
	if err != nil {
		return nil, err
	}
	if d.nouns, err = readSynsets(filepath.Join(dir, "data.noun")); err != nil {
		return nil, err
	}
	if d.verbs, err = readSynsets(filepath.Join(dir, "data.verb")); err != nil {
		return nil, err
	}
	err = readLines(filepath.Join(dir, "verb.exc"), func(f []string) {
		form := f[0]
		for _, base := range f[1:] {
			switch {
			case !plain(form) || form == base || strings.HasSuffix(form, "ing") || strings.HasSuffix(form, "s") && form != "was":
			case form == base+base[len(base)-1:]+"ed":
				d.doubled[base] = true
			case slices.Contains([]string{base + "ed", base + "d", base + "ked", base[:len(base)-1] + "ied"}, form):
			default:
				d.irregular[base] = append(d.irregular[base], form)
			}
		}
	})
	return d, err
}

// readSynsets reads a data file: where each synset starts, and what it is.
func readSynsets(path string) (map[string]synset, error) {
	synsets := map[string]synset{}
	err := readLines(path, func(f []string) {
		// offset file type words [word id]… pointers [symbol offset pos source/target]… [frames [+ frame word]…] | gloss
		s := synset{file: f[1]}
		n, _ := strconv.ParseInt(f[3], 16, 0)
		f2 := f[4:]
		for range n {
			s.words = append(s.words, f2[0])
			f2 = f2[2:]
		}
		pointers, _ := strconv.Atoi(f2[0])
		f2 = f2[1:]
		for range pointers {
			if f2[0] == "+" && f2[2] == "v" {
				from, _ := strconv.ParseInt(f2[3][:2], 16, 0)
				to, _ := strconv.ParseInt(f2[3][2:], 16, 0)
				s.links = append(s.links, link{int(from), f2[1], int(to)})
			}
			f2 = f2[4:]
		}
		if f[2] == "v" {
			frames, _ := strconv.Atoi(f2[0])
			f2 = f2[1:]
			for range frames {
				// 8: somebody ----s something; 9: somebody; 11: something ----s something.
				switch f2[1] {
				case "08", "09", "11", "15", "16", "19", "21", "31":
					s.objects = true
				}
				f2 = f2[3:]
			}
		}
		synsets[f[0]] = s
	})
	return synsets, err
}

// readLines calls line with the fields of each line but those of the licence,
// which begin with spaces.
func readLines(path string, line func(fields []string)) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for l := range strings.Lines(string(content)) {
		if l[0] != ' ' {
			line(strings.Fields(l))
		}
	}
	return nil
}

// proper reports whether each sense of a noun is a proper name.
func (d *dictionary) proper(noun string) bool {
	for _, s := range d.index["noun"][noun] {
		if slices.Contains(d.nouns[s].words, noun) {
			return false
		}
	}
	return true
}

// transitive reports whether a verb takes an object in one of its first three senses.
func (d *dictionary) transitive(verb string) bool {
	senses := d.index["verb"][verb]
	for _, s := range senses[:min(3, len(senses))] {
		if d.verbs[s].objects {
			return true
		}
	}
	return false
}

// derived returns the verbs that this sense of a noun is derived from.
func (d *dictionary) derived(sense, noun string) []string {
	s := d.nouns[sense]
	var verbs []string
	for _, l := range s.links {
		if s.words[l.from-1] == noun {
			verbs = append(verbs, d.verbs[l.synset].words[l.to-1])
		}
	}
	return verbs
}
