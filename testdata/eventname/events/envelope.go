package events

// StreamEvent holds an event, whichever it is.
type StreamEvent struct {
	Position int
	Event    any
}

// MailEvent is not about an event of its own.
type MailEvent struct { // want `event MailEvent is not in the past tense`
	Event UserDeleted
}

type UserDeleted struct{}

// Event is one of many.
type Event struct{ Name string }

// ReportEvent holds an event, whichever it is.
type ReportEvent struct{ Event *Event }
