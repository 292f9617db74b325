package catalog

import (
	"encoding/json"
	"fmt"
	"strings"
)

// asyncAPI writes a document of AsyncAPI 3.0: a channel for each message, and an
// operation for each side of it that was found. What AsyncAPI has no words for stands
// in extensions, whose names start with x-bus-.
func asyncAPI(c *Catalog) ([]byte, error) {
	type object = map[string]any
	ref := func(path ...string) object {
		for i, p := range path {
			path[i] = strings.NewReplacer("~", "~0", "/", "~1").Replace(p)
		}
		return object{"$ref": "#/" + strings.Join(path, "/")}
	}
	channels, operations, messages, schemas := object{}, object{}, object{}, object{}
	keys := asyncKeys(c.Messages)
	for _, m := range c.Messages {
		key := keys[m]
		properties := object{}
		for _, f := range m.Fields {
			s := object{}
			if f.schema != "" {
				if err := json.Unmarshal([]byte(f.schema), &s); err != nil {
					return nil, fmt.Errorf("the schema of field %s of %s: %w", f.Name, m.ID, err)
				}
			}
			s["x-go-type"] = f.Type
			if f.Doc != "" {
				s["description"] = f.Doc
			}
			properties[f.Name] = s
		}
		schema := object{"type": "object", "properties": properties, "x-go-type": m.ID}
		if m.Deprecated != "" {
			schema["deprecated"] = true
		}
		schemas[key] = schema
		message := object{
			"name":       m.ID,
			"title":      m.Name,
			"payload":    ref("components", "schemas", key),
			"x-bus-kind": m.Kind,
		}
		if m.Doc != "" {
			message["description"] = m.Doc
		}
		if len(m.Results) > 0 {
			var names []string
			for _, r := range m.Results {
				names = append(names, r.Name)
			}
			message["x-bus-results"] = names
		}
		if len(m.Owners) > 0 {
			message["x-bus-owners"] = m.Owners
		}
		if problems := m.Problems(); len(problems) > 0 {
			message["x-bus-problems"] = problems
		}
		messages[key] = message
		channels[key] = object{
			"address":  m.ID,
			"messages": object{key: ref("components", "messages", key)},
		}
		operation := func(name, action, summary string, uses []Use) {
			if len(uses) == 0 {
				return
			}
			var functions []object
			for _, u := range uses {
				f := object{"function": u.Function, "package": u.Package, "context": u.Context}
				if len(u.Sends) > 0 {
					f["sends"] = u.Sends
				}
				if u.Idle {
					f["idle"] = true
				}
				if u.Place != nil {
					f["file"], f["line"] = u.Place.File, u.Place.Line
				}
				functions = append(functions, f)
			}
			operations[name+"."+key] = object{
				"action":          action,
				"channel":         ref("channels", key),
				"messages":        []any{ref("channels", key, "messages", key)},
				"summary":         summary,
				"x-bus-functions": functions,
			}
		}
		operation("send", "send", "Sends the "+m.Kind+".", m.Senders)
		operation("handle", "receive", "Handles the "+m.Kind+".", m.Handlers)
		operation("listen", "receive", "Listens to the "+m.Kind+".", m.Listeners)
	}
	info := object{
		"title":       c.title(),
		"version":     "0.0.0", // required; the messages have none
		"description": "What travels on the in-process message bus: " + c.summary() + ".",
	}
	if len(c.Broken) > 0 {
		info["description"] = fmt.Sprintf("%s Not whole: %s in packages, which are left out.", info["description"], plural(len(c.Broken), "error"))
	}
	return indented(object{
		"asyncapi":   "3.0.0",
		"info":       info,
		"channels":   channels,
		"operations": operations,
		"components": object{"messages": messages, "schemas": schemas},
	})
}

// asyncKeys returns the names of the messages in a document, where only some
// characters may be: the type's name, and of several that share it, all but the
// first in order with a number.
func asyncKeys(messages []*Message) map[*Message]string {
	keys := map[*Message]string{}
	taken := map[string]bool{}
	for _, m := range messages {
		base := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
				return r
			}
			return '_'
		}, m.Name)
		key := base
		for n := 2; taken[key]; n++ {
			key = fmt.Sprintf("%s_%d", base, n)
		}
		taken[key] = true
		keys[m] = key
	}
	return keys
}
