// Package events holds what has happened. Events are published, and nobody
// changes them.
package events

// StickersSentEvent says that a user has sent stickers to another.
type StickersSentEvent struct {
	From  string
	To    string
	Count int
}
