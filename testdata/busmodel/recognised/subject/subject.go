// Package subject has observers, as books about patterns call them.
package subject

type Change struct {
	Kind string
	Data any
}

type Observer interface{ Update(Change) }

type Subject struct{ observers []Observer }

func (s *Subject) Attach(o Observer) { s.observers = append(s.observers, o) }

func (s *Subject) Notify(c Change) {
	for _, o := range s.observers {
		o.Update(c)
	}
}

var all Subject

// Tell tells all that something has changed.
func Tell(kind string, data any) {
	all.Notify(Change{kind, data}) // want `^publish \?$`
}

type started struct{} // want `^started is a message$`

func init() { Tell("started", started{}) } // want `^publish started, through a value$`
