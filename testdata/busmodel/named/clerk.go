package named

import "example.com/testdata/busmodel/named/clerk"

type CloseQuery struct{} // want "CloseQuery is a command"

type Shelves struct{} // want "Shelves is a query"

type Answered struct{} // want "Answered is a query"

//bus:command
type Said struct{} // want "Said is a command"

type Both struct{} // want "Both is a message"

// An asker is what some see of the questions.
type asker interface{ Ask(question any) }

// An answerer is what some see of the answers.
type answerer interface{ Answer(*Answered) error }

// A desk is a clerk with more to do.
type desk struct{ clerk.Questions }

func ask(questions clerk.Questions, some asker, d desk, a answerer) {
	clerk.Tell(CloseQuery{})                               // want "dispatch CloseQuery"
	questions.Ask(&Shelves{})                              // want "dispatch Shelves"
	some.Ask(&Shelves{})                                   // want "dispatch Shelves"
	d.Ask(&Shelves{})                                      // want "dispatch Shelves"
	questions.Answer(func(*Answered) error { return nil }) // want "handle Answered, by a literal"
	questions.Answer((func(*Answered) error)(nil))         // want "handle Answered"
	questions.Answer(func() error { return nil })          // want "handle \\?, by a literal"
	questions.Answer(a.Answer)                             // want "handle Answered"
	questions.Ask(Said{})                                  // want "dispatch Said"
	questions.Ask(Both{})                                  // want "dispatch Both"
	clerk.Tell(Both{})                                     // want "dispatch Both"
	questions.Forward(nil, Shelves{})
}
