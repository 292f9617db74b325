// Package users uses a mediator.
package users

import (
	"context"

	"example.com/testdata/busmodel/recognised/bothkinds"
)

type AddUser struct{} // want `^AddUser is a command$`

type UserAdded struct{} // want `^UserAdded is an event$`

type adder struct{}

func (adder) Handle(context.Context, any) (any, error) { return nil, nil }

type mailer struct{}

func (mailer) Handle(context.Context, any) error { return nil }

func use(ctx context.Context, m *bothkinds.Mediator) {
	m.Register((*AddUser)(nil), adder{}) // want `^handle AddUser, aware, by Handle$`
	m.Subscribe(UserAdded{}, mailer{})   // want `^listen UserAdded, aware, by Handle$`
	_, _ = m.Send(ctx, &AddUser{})       // want `^dispatch AddUser, aware$`
	_ = m.Publish(ctx, UserAdded{})      // want `^publish UserAdded, aware$`
}
