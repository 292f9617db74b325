package use

import (
	"errors"

	"example.com/testdata/busmodel/recognised/lanes"
	mediator "example.com/testdata/busmodel/recognised/lanes/contextual"
)

type FindRoom struct{ ID int } // want `^FindRoom is a query$`

type findRoom struct{}

func (findRoom) Handle(c mediator.Context, q FindRoom) string { return "" }

func lane(p lanes.Provider, b lanes.Bus, s lanes.Service, c mediator.Context) {
	b.Send("x")                  // want `^publish \?$`
	b.SendError(errors.New("y")) // want `^publish \?$`
	b.Close("z")
	s.Send("x")
	<-p.Events()                                                      // want `^listen \?$`
	<-b.Events()                                                      // want `^listen \?$`
	_ = mediator.RegisterRequestHandler[FindRoom, string](findRoom{}) // want `^handle FindRoom, by Handle$`
	_ = mediator.Send[FindRoom, string](c, FindRoom{})                // want `^dispatch FindRoom$`
}
