// Package source has options for who listens.
package source

type Source struct{ all []*client }

type client struct{ ch chan Changed }

type Changed interface{ ID() string }

func (s *Source) GetEvents(options ...func(*client)) <-chan Changed { return nil }
func (s *Source) push(c Changed) error                              { return nil }

func (s *Source) Rename(c Changed) { _ = s.push(c) } // want `^publish \?$`
