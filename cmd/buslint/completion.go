package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

const completionLong = `
Prints a script with which a shell completes commands, flags, rules, and the messages for
buslint why and buslint rename:

	source <(buslint completion bash)       # in .bashrc
	source <(buslint completion zsh)        # in .zshrc, after compinit
	buslint completion fish | source        # in config.fish

The scripts ask with buslint completion words -- WORD..., which prints what the last word
may become, one a line.
`

// shells are the scripts by the names of their shells. Each hands the words up to the one
// that is to be completed to buslint.
var shells = map[string]string{
	"bash": `_buslint() {
	local IFS=$'\n'
	COMPREPLY=($("${COMP_WORDS[0]}" completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _buslint buslint
`,
	"zsh": `#compdef buslint
_buslint() {
	local -a found
	found=("${(@f)$("$words[1]" completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
	if [[ -n "$found[1]" ]]; then
		compadd -a found
	else
		_files
	fi
}
if [[ "$funcstack[1]" == _buslint ]]; then
	_buslint "$@"
else
	compdef _buslint buslint
fi
`,
	"fish": `function __buslint_complete
	set -l words (commandline -opc) (commandline -ct)
	$words[1] completion words -- $words[2..] 2>/dev/null
end
complete -c buslint -a '(__buslint_complete)'
`,
}

func setupCompletion(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	return func(ctx context.Context, args []string) (int, error) {
		if len(args) == 1 && shells[args[0]] != "" {
			_, err := io.WriteString(e.stdout, shells[args[0]])
			return exitClean, err
		}
		if len(args) > 1 && args[0] == "words" && args[1] == "--" {
			for _, word := range candidates(ctx, args[2:]) {
				fmt.Fprintln(e.stdout, word)
			}
			return exitClean, nil
		}
		if len(args) > 0 {
			return 0, fmt.Errorf("there is no completion for %s; there are bash, zsh and fish", args[0])
		}
		return 0, fmt.Errorf("no shell is given; usage: %s", commandNamed("completion").usage())
	}
}

// candidates returns what the last of the words may become, in order. Where there is
// nothing, the shell offers files.
func candidates(ctx context.Context, words []string) []string {
	last := ""
	if len(words) > 0 {
		last = words[len(words)-1]
	}
	c := commands()[0]
	if len(words) > 1 {
		c = cmp.Or(commandNamed(words[0]), c)
	}
	var all []string
	argument, _, _ := strings.Cut(c.args, " ")
	switch {
	case strings.HasPrefix(last, "-"):
		for _, name := range allNames(c.flags()) {
			all = append(all, "-"+name)
		}
	case len(words) < 2:
		all = commandNames()
	case argument == "type", argument == "[old=new...]":
		all = typesOfMessages(ctx)
	case argument == "[command":
		all = topics()
	}
	all = slices.DeleteFunc(all, func(word string) bool { return !strings.HasPrefix(word, last) })
	slices.Sort(all)
	return slices.Compact(all)
}

// typesOfMessages returns the names of the messages below the working directory.
func typesOfMessages(ctx context.Context) []string {
	l := &linter{env: &env{stdout: io.Discard, stderr: io.Discard}}
	fs := newFlagSet()
	l.declareFindingFlags(fs)
	if err := l.start(ctx, "", nil); err != nil {
		return nil
	}
	r, err := l.lint(ctx, l.load, nil)
	if err != nil {
		return nil
	}
	return messageNames(r.All)
}
