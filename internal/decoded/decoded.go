// Package decoded reads what decoders of YAML and JSON make of a file.
package decoded

import "fmt"

// Mapping returns the keys and values of a mapping, as either decoder has it. It reports
// false if tree is none.
func Mapping(tree any) (map[string]any, bool) {
	switch tree := tree.(type) {
	case map[string]any:
		return tree, true
	case map[any]any:
		m := map[string]any{}
		for key, value := range tree {
			m[fmt.Sprint(key)] = value
		}
		return m, true
	}
	return nil, false
}
