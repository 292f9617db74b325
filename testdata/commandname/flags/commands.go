// Package flags has names that the flags are about: -strict, -verbs Grok,
// -allow UserCreation.
package flags

import "github.com/buslint/buslint/bus"

type (
	FrobnicateUser struct{} // want `^command FrobnicateUser is not certainly in the imperative; start it with what is to be done, as in CreateUser, or allow it$`
	GrokUser       struct{}
	UserCreation   struct{}
	UserDeletion   struct{} // want `^command UserDeletion is not in the imperative`
)

func send(b bus.Bus) {
	_, _ = b.Dispatch(&FrobnicateUser{}), b.Dispatch(&GrokUser{})
	_, _ = b.Dispatch(&UserCreation{}), b.Dispatch(&UserDeletion{})
}
