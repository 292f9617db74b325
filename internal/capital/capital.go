// Package capital begins sentences.
package capital

import "strings"

// Of returns the text as it is at the start of a sentence.
func Of(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
