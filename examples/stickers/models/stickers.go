// Package models holds the commands and queries that the services handle.
package models

import "errors"

// ErrNothingToSend is what a SendStickersCommand for no stickers fails with.
var ErrNothingToSend = errors.New("there are no stickers to send")

// SendStickersCommand asks for stickers to be sent from one user to another.
type SendStickersCommand struct {
	From  string
	To    string
	Count int
}

// CountStickersQuery asks how many stickers a user has been sent.
type CountStickersQuery struct {
	User string

	Result int
}

// ListNotificationsQuery asks for what a user has been told, oldest first.
type ListNotificationsQuery struct {
	User string

	Result []string
}
