package use

import (
	"example.com/testdata/busmodel/recognised/watchers/listed"
	"example.com/testdata/busmodel/recognised/watchers/served"
	"example.com/testdata/busmodel/recognised/watchers/stored"
)

type Stored struct{} // want `^Stored is a message$`

func watchers(s *stored.Store, l listed.Listeners, v *served.Server) {
	s.SubscribeEvents()                    // want `^listen \?$`
	s.NotifyEvent(stored.Event{Kind: "x"}) // want `^publish \?$`
	l.Add("x", func(listed.Event) {})      // want `^listen \?, by a literal$`
	l.Call(nil)                            // want `^publish \?$`
	_, _ = v.Subscribe()                   // want `^listen \?$`
	v.SendUpdate(Stored{})                 // want `^publish Stored$`
}
