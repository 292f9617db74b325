package config

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"strings"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/settings"
)

type object = map[string]any

// Schema returns the JSON Schema of the file, for editors: what Read accepts with the
// same flags and rules.
func Schema(flags *flag.FlagSet, rules []string) []byte {
	ruleList := object{
		"type":        []string{"array", "null"},
		"items":       object{"enum": rules},
		"uniqueItems": true,
	}
	described := func(schema object, text string) object {
		copied := maps.Clone(schema)
		copied["description"] = text
		return copied
	}
	properties := object{
		"enable":  described(ruleList, "the rules that run, in the place of those that run by default"),
		"disable": described(ruleList, "the rules that do not run"),
		"exclude": object{
			"description": "files in which rules are silent",
			"type":        "array",
			"items": object{
				"type":                 "object",
				"additionalProperties": false,
				"required":             []string{"path"},
				"properties": object{
					"path":  object{"type": "string", "format": "regex", "description": "a regular expression for names of files, below the directory of this file, with slashes"},
					"rules": described(ruleList, "the rules that are silent; all if there are none"),
				},
			},
		},
	}
	properties["profiles"] = object{
		"description": "buses of your own",
		"type":        []string{"array", "null"},
		"items":       profileSchema(),
	}
	for _, rule := range rules {
		properties[rule] = object{"type": []string{"object", "null"}, "additionalProperties": false, "properties": object{}}
	}
	flags.VisitAll(func(f *flag.Flag) {
		rule, name, ok := strings.Cut(f.Name, ".")
		if !ok || settings.IsTopLevel(rule, name) {
			return
		}
		if properties[rule] == nil {
			properties[rule] = object{"type": []string{"object", "null"}, "additionalProperties": false, "properties": object{}}
		}
		schema := object{
			"description": f.Usage,
			"type":        []string{"string", "number", "array"},
			"items":       object{"type": []string{"string", "number"}},
		}
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() {
			schema = object{"description": f.Usage, "type": "boolean"}
		}
		properties[rule].(object)["properties"].(object)[name] = schema
	})
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(object{
		"$schema":              "http://json-schema.org/draft-07/schema#",
		"$id":                  "https://raw.githubusercontent.com/buslint/buslint/main/docs/config-schema.json",
		"title":                Name,
		"description":          "Settings of buslint. Generated from the flags of the rules.",
		"type":                 []string{"object", "null"},
		"additionalProperties": false,
		"properties":           properties,
	})
	if err != nil {
		panic(err) // texts and lists of them
	}
	return buf.Bytes()
}

// profileSchema returns the schema of the description of a bus.
func profileSchema() object {
	function := keysSchema(busmodel.FuncKeys, nil)
	profile := keysSchema(busmodel.ProfileKeys, function)
	profile["oneOf"] = []object{{"required": []string{"path"}}, {"required": []string{"package"}}}
	profile["anyOf"] = []object{{"required": []string{"functions"}}, {"required": []string{"like"}}}
	return profile
}

// keysSchema returns the schema of a mapping with some of the keys.
func keysSchema(keys []busmodel.Key, function object) object {
	properties := object{}
	required := []string{}
	for _, key := range keys {
		var schema object
		switch key.Type {
		case busmodel.TextKey:
			schema = object{"type": "string", "minLength": 1}
			if len(key.Values) > 0 {
				schema = object{"enum": key.Values}
			}
		case busmodel.NumberKey:
			schema = object{"type": "integer", "minimum": 0}
		case busmodel.TruthKey:
			schema = object{"type": "boolean"}
		case busmodel.FuncsKey:
			schema = object{"type": "array", "minItems": 1, "items": function}
		}
		schema["description"] = key.Doc
		properties[key.Name] = schema
		if key.Required {
			required = append(required, key.Name)
		}
	}
	return object{"type": "object", "additionalProperties": false, "required": required, "properties": properties}
}
