package program

import (
	"cmp"
	"slices"

	"github.com/buslint/buslint/internal/summary"
)

// An instance is a message as a bus knows it: a type with its type arguments.
type instance struct {
	Message
	args string
}

func (i instance) String() string { return i.Message.String() + i.args }

func (i instance) compare(j instance) int {
	return cmp.Or(i.Compare(j.Message), cmp.Compare(i.args, j.args))
}

// ArgsOf returns the type arguments, with their brackets, with which a message travels at the
// site. They are "" if it is not generic, or they are not known.
func (s *Site) ArgsOf(m Message) []string {
	var args []string
	for _, i := range s.instances {
		if i.Message == m {
			args = append(args, i.args)
		}
	}
	return args
}

// instancesAt returns the messages that travel at site, and whether there may be others.
// Where the type of the argument does not tell, it looks for the values that the argument
// can have: through parameters of functions back to their calls, results of functions,
// fields of structs, and the instances of generic functions.
func (all *All) instancesAt(site *Site) (messages []instance, open bool) {
	if site.Message != (Message{}) {
		return []instance{{site.Message, site.Args}}, len(site.From) > 0
	}
	if len(site.From) == 0 {
		return nil, false
	}
	r := &resolution{all: all, site: site, seen: map[step]bool{}}
	r.follow(site.From, site.handlers)
	return r.messages, r.open
}

// byKey returns the one message that travels elsewhere and is called by the key, rather on the bus that is
// used at the site.
func (all *All) byKey(key string, site *Site) (m Message, ok bool) {
	if key == "" {
		return m, false
	}
	var near, far []Message
	for _, t := range all.keys[key] {
		switch sites := all.bySite[t]; {
		case slices.ContainsFunc(sites, func(s *Site) bool { return s.Bus.Path == site.Bus.Path }):
			near = append(near, t)
		case len(sites) > 0:
			far = append(far, t)
		}
	}
	if len(near) == 0 {
		near = far
	}
	if len(near) != 1 {
		return m, false
	}
	return near[0], true
}

// A resolution collects the messages of the values that an expression can have.
type resolution struct {
	all      *All
	site     *Site
	messages []instance
	open     bool
	seen     map[step]bool // what has been or is being looked at
}

// A step looks for messages, or for handlers, at a place.
type step struct {
	at      summary.Origin
	handler bool
}

// follow adds the messages of the values that come from the origins, which are wanted as
// handlers or as messages.
func (r *resolution) follow(origins []summary.Origin, handler bool) {
	for _, o := range origins {
		switch o.Kind {
		case summary.OfType:
			if o.Handler != handler {
				r.told(o)
			} else {
				r.add(instance{o.Type, o.Args})
			}
		case summary.TypeParameter:
			if o.Handler && !handler {
				r.open = true
				continue
			}
			// A handler of what the type parameter stands for, or that itself.
			r.at(summary.Origin{Kind: o.Kind, Func: o.Func, Index: o.Index}, handler && !o.Handler)
		case summary.Result, summary.FieldValue:
			if r.all.flows[o] == nil {
				r.open = true
			}
			r.at(o, handler)
		case summary.Parameter:
			r.parameter(o, handler && !o.Handler) // or an example or the name of what the handler takes
		case summary.OfName:
			r.named(o.Func)
		default:
			r.open = true
		}
	}
}

func (r *resolution) add(m instance) {
	if !slices.Contains(r.messages, m) {
		r.messages = append(r.messages, m)
	}
}

// told adds the messages of which a handler of the type says that it handles them.
func (r *resolution) told(handler summary.Origin) {
	said := false
	for _, key := range r.all.sayings[handler.Type] {
		if key.Method != r.site.Tells || handler.Handler {
			continue
		}
		if said = true; key.Of != (Message{}) {
			r.add(instance{Message: key.Of})
		} else {
			r.named(key.Key)
		}
	}
	r.open = r.open || !said
}

// named adds the message that the name stands for.
func (r *resolution) named(name string) {
	if m, ok := r.all.byKey(name, r.site); ok {
		r.add(instance{Message: m})
	} else {
		r.open = true
	}
}

// at follows what comes to a place.
func (r *resolution) at(place summary.Origin, handler bool) {
	s := step{place, handler}
	if !r.seen[s] {
		r.seen[s] = true
		r.follow(r.all.flows[place], handler)
	}
}

// parameter follows what calls hand in for a parameter. A method is also called where a
// method of an interface is that has its name.
func (r *resolution) parameter(o summary.Origin, handler bool) {
	ids := []string{o.Func}
	if f := r.all.funcs[o.Func]; f != nil && f.Method != "" {
		ids = append(ids, summary.ByInterface(f.Name()))
		r.open = r.open || r.all.called[f.Method]
	}
	for _, id := range ids {
		for _, index := range []int{o.Index, summary.AnyParameter} {
			r.at(summary.Origin{Kind: o.Kind, Func: id, Index: index}, handler)
		}
	}
}
