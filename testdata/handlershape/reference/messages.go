package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type (
	SaveUser    struct{ Name string }
	UserSaved   struct{ Name string }
	Box[T any]  struct{ With T }
	UserID      int
	UserPtr     *SaveUser
	UserAlias   = SaveUser
	saver       func(context.Context, *SaveUser) error
	savingError struct{ error }
)

type service struct{ bus bus.Bus }
