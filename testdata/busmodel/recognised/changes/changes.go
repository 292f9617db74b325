// Package changes has what keeps changes of any type until they are published.
package changes

type Farm struct {
	Name               string
	UncommittedChanges []any
}

func (f *Farm) TrackChange(event any) error {
	f.UncommittedChanges = append(f.UncommittedChanges, event)
	return nil
}

// A Text undoes its changes, which nobody hears of.
type Text struct{ changes []any }

func (t *Text) TrackChange(change any) { t.changes = append(t.changes, change) }
