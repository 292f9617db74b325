// Package notif declares what others send, and says what it thinks of its names.
package notif

//bus:ignore
type OptedCreation struct{}

//lint:ignore commandname it is a name of old
type SilencedCreation struct{}

// StickerCreation has no finding.
type StickerCreation struct{}

//bus:query
type QueryCreation struct{ Result int }
