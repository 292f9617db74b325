package program

import (
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/summary"
)

// reaches reports whether the code of the program p, from main and what is
// initialized before it, can come to the function around site as far as names
// tell. A package that is linked brings much that a program never calls.
//
// A function is reached if one that is reached mentions it. A method is reached if
// its type is mentioned, and itself too or a method of its name of an interface; or
// if its name is that of a method of an interface of a package of which nothing is known,
// which may call it.
func (all *All) reaches(p *Program, site *Site) bool {
	if p.reached == nil {
		p.reach()
	}
	return site.In == "" || p.reached[site.In] // a package is initialized whenever it is linked
}

// A reaching computes what a program reaches.
type reaching struct {
	all     *All
	reached map[string]bool // functions
	types   map[string]bool // that are mentioned
	names   map[string]bool // of methods called through an interface
	methods map[string][]*summary.Func
	structs map[string][]string
	queue   []*summary.Func
}

func (p *Program) reach() {
	r := &reaching{
		all:     p.all,
		reached: map[string]bool{},
		types:   map[string]bool{},
		names:   map[string]bool{},
		methods: map[string][]*summary.Func{},
		structs: map[string][]string{},
	}
	main := p.Path + ".main"
	for path := range p.packages {
		pkg := p.all.packages[path]
		if pkg == nil {
			continue
		}
		for _, method := range pkg.Called {
			r.names[methodName(method)] = true
		}
		for _, st := range pkg.Structs {
			r.structs[st.Name] = st.Fields
		}
		for i := range pkg.Funcs {
			f := &pkg.Funcs[i]
			if name := methodName(f.Method); name != "" {
				r.methods[name] = append(r.methods[name], f)
			}
			if f.Root && (f.ID == main || f.ID != path+".main") {
				r.come(f.ID)
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
}

// methodName returns the name of a method without the types of its parameters.
func methodName(method string) string {
	name, _, _ := strings.Cut(method, "(")
	return name
}

// come notes that a function is reached.
func (r *reaching) come(id string) bool {
	if r.reached[id] {
		return false
	}
	r.reached[id] = true
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
		r.names[name] = true
	}
	for _, id := range f.Mentions {
		r.come(id)
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
	for _, name := range slices.Collect(maps.Keys(r.names)) {
		for _, m := range r.methods[name] {
			if r.types[m.Recv] && r.come(m.ID) {
				added = true
			}
		}
	}
	return added
}
