package profile

import (
	"slices"
	"strings"
	"testing"
)

func TestWordsOf(t *testing.T) {
	for name, want := range map[string]string{
		"EventBus":          "event bus",
		"HTTPEventBus":      "http event bus",
		"eventbus":          "event bus",
		"commandbus_memory": "command bus memory",
		"Bus":               "bus",
		"":                  "",
		"_":                 "",
	} {
		if got := strings.Join(wordsOf(name), " "); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestVerbOf(t *testing.T) {
	for name, want := range map[string]use{
		"Publish":           sending | announcing,
		"MustDispatch":      sending,
		"publishAll":        sending | announcing,
		"ReporterSendEvent": sending,
		"AddHandler":        registering,
		"AddEventListener":  registering | listening,
		"AddEvent":          registering | recording,
		"WithHandler":       registering,
		"TrackChange":       recording | announcing,
		"Add":               registering | listening, // of a type that subscribes
		"WithTimeout":       0,
		"Publisher":         0,
		"Unsubscribe":       0,
	} {
		if got, _ := verbOf(name); got.use != want {
			t.Errorf("%s: got %b, want %b", name, got.use, want)
		}
	}
}

func TestStrength(t *testing.T) {
	for _, test := range []struct {
		name, pkg string
		want      int
	}{
		{"Bus", "core", strong},
		{"InMemoryBus", "infra", strong},
		{"Mediator", "app", strong},
		{"EventDispatcher", "app", strong},
		{"Dispatcher", "events", strong},
		{"Dispatcher", "app", fair},
		{"EventManager", "app", weak},
		{"Service", "bus", 0},
		{"QueryTypeMux", "datasource", 0},
		{"OrderService", "app", 0},
	} {
		if got := strength(wordsOf(test.name), wordsOf(test.pkg)); got != test.want {
			t.Errorf("%s in %s: got %d, want %d", test.name, test.pkg, got, test.want)
		}
	}
}

// Words that make something a bus and words that make it none are not the same.
func TestWordsDiffer(t *testing.T) {
	for _, word := range slices.Sorted(func(yield func(string) bool) {
		for word := range busWords {
			if !yield(word) {
				return
			}
		}
	}) {
		if noBus[word] || foreignWords[word] {
			t.Errorf("%s is called a bus, and none", word)
		}
	}
}
