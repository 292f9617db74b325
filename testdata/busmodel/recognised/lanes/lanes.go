// Package lanes has buses that put what they are given into a channel, and one of one type of events.
package lanes

import "fmt"

type Event struct{ Text string }

type Bus struct{ ch chan Event }

func (b Bus) Send(text string, options ...func(*Event)) { b.ch <- Event{text} }
func (b Bus) SendError(err error)                       { b.ch <- Event{fmt.Sprint(err)} }
func (b Bus) Close(text string)                         {}
func (b Bus) Events() <-chan Event                      { return b.ch }

type Provider interface{ Events() <-chan Event }

// A Service is called as no bus is.
type Service struct{ ch chan Event }

func (s Service) Send(text string) { s.ch <- Event{text} }
