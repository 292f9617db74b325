package use

import (
	"example.com/testdata/busmodel/recognised/fanout"
	"example.com/testdata/busmodel/recognised/fanout/relay"
	"example.com/testdata/busmodel/recognised/fanout/source"
	"example.com/testdata/busmodel/recognised/fanout/texts"
)

type roofLifted struct{ ID int } // want `^roofLifted is a message$`

func fan(h *fanout.Station, r *fanout.Rooms, t *texts.Topics, s *source.Source, l *relay.Relay[roofLifted], p *fanout.Pool, w *fanout.Waits) {
	h.Unregister(h.Register())           // want `^listen \?$`
	h.Broadcast("opened", roofLifted{1}) // want `^publish roofLifted$`
	_, _ = r.Subscribe("1")              // want `^listen \?$`
	_ = r.Broadcast("1", fanout.Note{})  // want `^publish \?$`
	<-t.Subscribe("1")                   // want `^listen \?$`
	t.Publish("1", nil)                  // want `^publish \?$`
	_ = t.PublishConfig("/etc")          // a file
	<-s.GetEvents()                      // want `^listen \?$`
	<-l.Listener(1).Ch()                 // want `^listen roofLifted$`
	<-l.Subscribe().Ch()                 // want `^listen roofLifted$`
	l.Notify(roofLifted{2})              // want `^publish roofLifted$`
	p.Push("1")
	<-p.Results()
	<-w.Register(1)
	w.Trigger(1, roofLifted{3})
}

func ofTexts(l *relay.Relay[string]) {
	<-l.Subscribe().Ch() // want `^listen \?$`
	l.Notify("lifted")   // want `^publish \?$`
}
