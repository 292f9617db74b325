package rename

import (
	"cmp"
	"fmt"
	"go/build"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
)

// A move gives a file another name.
type move struct {
	from, to string
	renamed  *Renamed
}

// files renames the files that are called after a message that they declare. A name is free
// if the file that has it gets another.
func (p *planner) files() {
	moves := p.wanted()
	leaving := map[string]bool{}
	for _, m := range moves {
		leaving[m.from] = true
	}
	for again := true; again; {
		again = false
		taken := map[string]bool{}
		moves = slices.DeleteFunc(moves, func(m move) bool {
			there := holderOf(m.to)
			to := strings.ToLower(m.to) // as some file systems see it
			stays := taken[to] || there != "" && !leaving[there]
			taken[to] = true
			if stays {
				m.renamed.Along = append(m.renamed.Along, fmt.Sprintf("file %s keeps its name, because there is a %s", p.o.Relative(m.from), filepath.Base(cmp.Or(there, m.to))))
				again = again || leaving[m.from]
				delete(leaving, m.from)
			}
			return stays
		})
	}
	contents := map[string][]byte{}
	for _, m := range moves {
		contents[m.to] = p.contents(m.from)
		if _, ok := contents[m.from]; !ok {
			contents[m.from] = nil
		}
		m.renamed.Along = append(m.renamed.Along, fmt.Sprintf("file %s → %s", p.o.Relative(m.from), filepath.Base(m.to)))
	}
	maps.Copy(p.plan.Contents, contents)
}

// holderOf returns the file that has a name on some file systems: the same but for capitals. It
// returns "" if there is none.
func holderOf(file string) string {
	entries, _ := os.ReadDir(filepath.Dir(file)) // if it cannot be read, writing tells
	for _, entry := range entries {
		if strings.EqualFold(entry.Name(), filepath.Base(file)) {
			return filepath.Join(filepath.Dir(file), entry.Name())
		}
	}
	return ""
}

// wanted returns the files that are called after a message that they declare, with their
// tests, and what they are to be called.
func (p *planner) wanted() []move {
	var moves []move
	for _, c := range p.candidates {
		r, old := c.renamed, c.message.Name
		dir, base := filepath.Split(c.at.file)
		for _, names := range [][2]string{{snake(old), snake(r.New)}, {snake(kind.Stem(old)), snake(kind.Stem(r.New))}} {
			if base != names[0]+".go" || names[0] == names[1] {
				continue
			}
			if special(names[0]) || special(names[1]) {
				r.Along = append(r.Along, fmt.Sprintf("file %s keeps its name, because the go command treats its ending, or that of %s.go, specially", p.o.Relative(dir+base), names[1]))
				continue
			}
			for _, suffix := range []string{".go", "_test.go"} {
				if p.contents(dir+names[0]+suffix) != nil {
					moves = append(moves, move{dir + names[0] + suffix, dir + names[1] + suffix, r})
				}
			}
			break
		}
	}
	return moves
}

// contents returns what a file is to contain, or nil if there is none.
func (p *planner) contents(file string) []byte {
	if data, ok := p.plan.Contents[file]; ok {
		return data
	}
	data, err := p.o.Load.Sources.Read(file)
	if err != nil {
		return nil
	}
	return data
}

// special reports whether a file of that name, without its .go, is a test, or is built
// for some systems only.
func special(name string) bool {
	nowhere := build.Context{OpenFile: func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("package p")), nil
	}}
	matches, err := nowhere.MatchFile("", name+".go")
	return err != nil || !matches || strings.HasSuffix(name, "_test")
}

// snake returns the name in small letters with underscores between its words.
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		upper := 'A' <= r && r <= 'Z'
		if upper && i > 0 && (!isUpper(runes[i-1]) || i+1 < len(runes) && !isUpper(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	return b.String()
}

func isUpper(r rune) bool { return 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' }
