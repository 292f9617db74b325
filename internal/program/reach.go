package program

import (
	"maps"
	"slices"

	"github.com/buslint/buslint/internal/summary"
)

// reaches reports whether the code of the program p, from main and what is initialized
// before it, can reach the function around site, judging by names. A package that is linked
// brings much that a program never calls.
//
// A function is reached if one that is reached mentions it. A method is reached if code that
// is names its type, and either it is mentioned itself, or its name is that of a method of an
// interface: one that is called, or that code of which nothing is known is given, which may
// call it.
func (p *Program) reaches(site *Site) bool {
	return site.In == "" || p.reach()[site.In] != "" // a package is initialized whenever it is linked
}

// Way returns how the program reaches the function around site: functions, each of which
// mentions the next, or calls it through an interface. It is empty if nothing is known.
func (p *Program) Way(site *Site) []string {
	reached := p.reach()
	var way []string
	for id := site.In; id != "" && reached[id] != ""; id = reached[id] {
		way = append(way, id)
		if reached[id] == id {
			break // a root
		}
	}
	slices.Reverse(way)
	return way
}

// A reaching computes what a program reaches.
type reaching struct {
	all     *All
	reached map[string]string // functions, by what comes to them
	types   map[string]bool   // of which there are values
	names   map[string]string // of methods called through an interface, by a function that does
	methods map[string][]*summary.Func
	structs map[string][]string
	queue   []*summary.Func
}

// reach returns the functions that the program reaches, each with one that calls or mentions
// it. The roots are mapped to themselves.
func (p *Program) reach() map[string]string {
	if p.reached != nil {
		return p.reached
	}
	r := &reaching{
		all:     p.all,
		reached: map[string]string{},
		types:   map[string]bool{},
		names:   map[string]string{},
		methods: map[string][]*summary.Func{},
		structs: map[string][]string{},
	}
	main := p.Path + ".main"
	for _, path := range slices.Sorted(maps.Keys(p.packages)) {
		pkg := p.all.packages[path]
		if pkg == nil {
			continue
		}
		for _, st := range pkg.Structs {
			r.structs[st.Name] = st.Fields
		}
		for i := range pkg.Funcs {
			f := &pkg.Funcs[i]
			if name := f.Name(); name != "" {
				r.methods[name] = append(r.methods[name], f)
			}
			if f.Root && (f.ID == main || f.ID != path+".main") {
				r.come(f.ID, f.ID)
			}
		}
	}
	for again := true; again; again = r.addMethods() {
		for len(r.queue) > 0 {
			f := r.queue[0]
			r.queue = r.queue[1:]
			r.look(f)
		}
	}
	p.reached = r.reached
	return p.reached
}

// come notes that a function is reached from another, and reports whether that is new.
func (r *reaching) come(id, from string) bool {
	if r.reached[id] != "" {
		return false
	}
	r.reached[id] = from
	if f, ok := r.all.funcs[id]; ok {
		r.queue = append(r.queue, f.Func)
	}
	return true
}

// look notes what the function mentions.
func (r *reaching) look(f *summary.Func) {
	for _, name := range f.Types {
		r.mention(name)
	}
	for _, name := range f.Methods {
		if r.names[name] == "" {
			r.names[name] = f.ID
		}
	}
	for _, id := range f.Mentions {
		r.come(id, f.ID)
	}
}

// mention notes the type, and those of its fields.
func (r *reaching) mention(name string) {
	if r.types[name] {
		return
	}
	r.types[name] = true
	for _, field := range r.structs[name] {
		r.mention(field)
	}
}

// addMethods reaches the methods that may be called through an interface, and
// reports whether there were any new ones.
func (r *reaching) addMethods() bool {
	added := false
	for _, name := range slices.Sorted(maps.Keys(r.names)) {
		for _, m := range r.methods[name] {
			if r.types[m.Recv] && r.come(m.ID, r.names[name]) {
				added = true
			}
		}
	}
	return added
}
