package program

import (
	"fmt"

	"github.com/buslint/buslint/internal/summary"
)

const samenameDoc = `reports messages with the same type name, on a bus that looks at nothing else

# Why

Grafana's bus finds handlers by the name of the message's type, without its package: to it,
users.Created and orgs.Created are one message, and each gets the other's
handlers, which then panic.

# Wrong

	b.AddEventListener(func(e *users.Created) error { … })
	b.AddEventListener(func(e *orgs.Created) error { … })

# Right

	b.AddEventListener(func(e *users.UserCreated) error { … })
	b.AddEventListener(func(e *orgs.OrgCreated) error { … })

# When it is silent

The rule is off by default. It checks only buses that are known to ignore the package of a
type; the reference bus compares whole types. Both messages must be used in one program.
Like missinghandler, the rule needs whole programs.

The convention follows from Grafana's bus, which uses the type's name, without its package, as the key.`

func samename(all *All, report func(*Site, finding)) {
	reported := map[Message]bool{}
	for _, p := range all.known() {
		first := map[string]*Site{}
		for _, site := range p.Sites {
			if site.Test || !site.Bus.BareNames || len(site.Messages) != 1 {
				continue
			}
			m := site.Messages[0]
			other := first[m.Name]
			if other == nil {
				first[m.Name] = site
				continue
			}
			if other.Messages[0] == m || reported[m] || all.ignored(m) {
				continue
			}
			reported[m] = true
			report(site, finding{
				Message: fmt.Sprintf("the bus cannot tell %s from %s, because it looks only at the name of the type; rename one of them",
					m, other.Messages[0]),
				Related: []summary.Related{{Pos: other.Pos, Message: other.Messages[0].String() + " travels here"}},
				About:   []Message{m, other.Messages[0]},
			})
		}
	}
}
