package catalog

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/buslint/buslint/internal/plural"
)

// An object is one of JSON.
type object = map[string]any

// asyncAPI writes a document of AsyncAPI 3.0: a channel for each message, and an
// operation for each side of it that was found. What AsyncAPI has no words for stands
// in extensions, whose names start with x-bus-.
func asyncAPI(c *Catalog) ([]byte, error) {
	channels, operations, messages, schemas := object{}, object{}, object{}, object{}
	keys := asyncKeys(c.Messages)
	for _, m := range c.Messages {
		key := keys[m]
		schema, err := asyncSchema(m)
		if err != nil {
			return nil, err
		}
		schemas[key] = schema
		messages[key] = asyncMessage(m, key)
		channels[key] = object{
			"address":  m.ID,
			"messages": object{key: ref("components", "messages", key)},
		}
		for _, side := range []struct {
			name, action, does string
			uses               []Use
		}{{"send", "send", "Sends", m.Senders}, {"handle", "receive", "Handles", m.Handlers}, {"listen", "receive", "Listens to", m.Listeners}} {
			if len(side.uses) > 0 {
				operations[side.name+"."+key] = object{
					"action":          side.action,
					"channel":         ref("channels", key),
					"messages":        []any{ref("channels", key, "messages", key)},
					"summary":         side.does + " the " + m.Kind + ".",
					"x-bus-functions": asyncFunctions(side.uses),
				}
			}
		}
	}
	info := object{
		"title":       c.title(),
		"version":     "0.0.0", // required; the messages have none
		"description": "What travels on the in-process message bus: " + c.summary() + ".",
	}
	if len(c.Broken) > 0 {
		info["description"] = fmt.Sprintf("%s Incomplete: packages with errors are left out (%s).", info["description"], plural.Of(len(c.Broken), "error"))
	}
	return indented(object{
		"asyncapi":   "3.0.0",
		"info":       info,
		"channels":   channels,
		"operations": operations,
		"components": object{"messages": messages, "schemas": schemas},
	})
}

// ref returns a reference to a part of the document.
func ref(path ...string) object {
	for i, p := range path {
		path[i] = strings.NewReplacer("~", "~0", "/", "~1").Replace(p)
	}
	return object{"$ref": "#/" + strings.Join(path, "/")}
}

// asyncSchema returns the JSON Schema of the message.
func asyncSchema(m *Message) (object, error) {
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
	return schema, nil
}

// asyncMessage returns what is said of the message that has the key.
func asyncMessage(m *Message, key string) object {
	message := object{
		"name":       m.ID,
		"title":      m.Name,
		"payload":    ref("components", "schemas", key),
		"x-bus-kind": m.Kind,
	}
	if m.Doc != "" {
		message["description"] = m.Doc
	}
	var results []string
	for _, r := range m.Results {
		results = append(results, r.Name)
	}
	for name, list := range map[string][]string{"x-bus-results": results, "x-bus-owners": m.Owners, "x-bus-problems": m.Problems()} {
		if len(list) > 0 {
			message[name] = list
		}
	}
	return message
}

// asyncFunctions returns what is said of the functions that send or take a message.
func asyncFunctions(uses []Use) []object {
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
	return functions
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
