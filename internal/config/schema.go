package config

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"
)

type object = map[string]any

// Schema returns the JSON Schema of the file, for editors.
func (l *Language) Schema() []byte {
	ruleList := object{
		"type":  []string{"array", "string", "null"},
		"items": object{"enum": l.Rules},
	}
	severities := object{}
	for _, rule := range l.Rules {
		severities[rule] = object{"enum": []any{Error, Warning, Info, nil}}
	}
	properties := object{
		enableKey:  explained(ruleList, "the rules that run, instead of the default ones"),
		alsoKey:    explained(ruleList, "rules that run in addition"),
		disableKey: explained(ruleList, "the rules that do not run"),
		severityKey: object{
			"description":          "how much the findings of a rule matter, for the formats and editors that show it; by default they are warnings",
			"type":                 []string{"object", "null"},
			"additionalProperties": false,
			"properties":           severities,
		},
		excludeKey:  listSchema("files in which rules are silent", exclusionSchema(ruleList)),
		profilesKey: listSchema("buses of your own", profileSchema()),
		twinsKey:    listSchema("functions whose twin with a context does not show by its name and signature", twinSchema()),
	}
	for _, rule := range l.Rules {
		properties[rule] = optionsSchema(nil)
	}
	for _, a := range l.analyzers {
		properties[a.Name] = optionsSchema(a)
	}
	return encode("  ", object{
		"$schema":              "http://json-schema.org/draft-07/schema#",
		"$id":                  "https://raw.githubusercontent.com/buslint/buslint/main/docs/config-schema.json",
		"title":                FileName,
		"description":          "Settings of buslint. Generated from the rules.",
		"type":                 []string{"object", "null"},
		"additionalProperties": false,
		"properties":           properties,
	})
}

// encode returns the tree as JSON, for people.
func encode(indent string, tree object) []byte {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(tree); err != nil {
		panic(err) // texts, numbers, and lists and maps of them
	}
	return buf.Bytes()
}

// explained returns a copy of the schema with a description.
func explained(schema object, text string) object {
	copied := maps.Clone(schema)
	copied["description"] = text
	return copied
}

// listSchema returns the schema of a list.
func listSchema(text string, items object) object {
	return object{"description": text, "type": []string{"array", "null"}, "items": items}
}

// exclusionSchema returns the schema of an exclusion, given that of a list of rules.
func exclusionSchema(ruleList object) object {
	path := object{"type": "string", "format": "regex", "minLength": 1}
	some := explained(ruleList, "the rules that are silent; by default all")
	some["minItems"], some["minLength"] = 1, 1
	return object{
		"type":                 "object",
		"additionalProperties": false,
		"required":             []string{pathKey},
		"properties": object{
			pathKey: object{
				"description": "a regular expression for file names relative to this file, with slashes; or a list, of which one must match",
				"oneOf":       []object{path, {"type": "array", "minItems": 1, "items": path}},
			},
			rulesKey: some,
		},
	}
}

// optionsSchema returns the schema of what stands below the name of a rule.
func optionsSchema(a *analysis.Analyzer) object {
	properties := object{}
	if a != nil {
		a.Flags.VisitAll(func(f *flag.Flag) {
			v, ok := f.Value.(interface{ option() option })
			if !ok {
				return // it stands for what has a key of its own
			}
			_, usage := flag.UnquoteUsage(f)
			schema := object{"description": usage, "type": v.option().types()}
			if slices.Contains(v.option().types(), "array") {
				schema["items"] = object{"type": "string", "minLength": 1}
			}
			properties[f.Name] = schema
		})
	}
	return object{"type": []string{"object", "null"}, "additionalProperties": false, "properties": properties}
}

// profileSchema returns the schema of the description of a bus.
func profileSchema() object {
	function := keysSchema(FuncKeys(), nil)
	schema := keysSchema(ProfileKeys(), function)
	schema["oneOf"] = []object{{"required": []string{"path"}}, {"required": []string{"package"}}}
	schema["anyOf"] = []object{{"required": []string{"functions"}}, {"required": []string{"like"}}}
	return schema
}

// twinSchema returns the schema of the description of a function with a twin.
func twinSchema() object {
	schema := keysSchema(TwinKeys(), nil)
	schema["oneOf"] = []object{{"required": []string{"chain"}}, {"required": []string{"field"}}, {"required": []string{"twin"}}, {"required": []string{"instead"}}}
	return schema
}

// keysSchema returns the schema of a mapping with some of the keys.
func keysSchema(keys []Key, function object) object {
	properties := object{}
	required := []string{}
	for _, key := range keys {
		types := []string{[...]string{StringKey: "string", NumberKey: "integer", BoolKey: "boolean", FuncsKey: "array", NamesKey: "array"}[key.Type]}
		values := []any{}
		for _, value := range key.Values {
			values = append(values, value)
		}
		if !key.Required { // null says nothing
			types, values = append(types, "null"), append(values, nil)
		}
		schema := object{"type": types}
		switch {
		case len(key.Values) > 0:
			schema["enum"] = values
		case key.Type == StringKey:
			schema["minLength"] = 1
		case key.Type == NumberKey:
			schema["minimum"] = 0
		case key.Type == FuncsKey:
			schema["minItems"], schema["items"] = 1, function
		case key.Type == NamesKey:
			schema["items"] = object{"type": "string", "minLength": 1}
		}
		schema["description"] = key.Doc
		properties[key.Name] = schema
		if key.Required {
			required = append(required, key.Name)
		}
	}
	return object{"type": "object", "additionalProperties": false, "required": required, "properties": properties}
}
