// Package commands has what people type in a chat.
package commands

type Actor interface{ Name() string }

type Command struct {
	Run func(actor Actor, args []string) error
}

var all = map[string]Command{}

func RegisterCommand(name string, c Command) { all[name] = c }

func HandleCommandLine(line string, actor Actor) error { return all[line].Run(actor, nil) }

type person struct{}

func (person) Name() string { return "" }

func use() {
	RegisterCommand("kick", Command{})
	_ = HandleCommandLine("kick joe", person{})
}
