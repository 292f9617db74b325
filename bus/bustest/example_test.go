package bustest_test

import (
	"context"
	"fmt"

	"github.com/buslint/buslint/bus"
	"github.com/buslint/buslint/bus/bustest"
)

type (
	InviteUserCommand struct{ Email string }
	FindTeamQuery     struct{ Result string }
	UserInvitedEvent  struct{ Email, Team string }
)

type InvitationService struct {
	bus bus.Bus
}

func (s *InvitationService) Init() error {
	bus.Handle(s.bus, s.InviteUser)
	return nil
}

func (s *InvitationService) InviteUser(ctx context.Context, cmd *InviteUserCommand) error {
	team := new(FindTeamQuery)
	if err := bus.Dispatch(ctx, s.bus, team); err != nil {
		return err
	}
	return bus.Publish(ctx, s.bus, &UserInvitedEvent{Email: cmd.Email, Team: team.Result})
}

// A test of a service has the handlers of others faked, and asks what was sent.
func ExampleRecorder() {
	r := bustest.NewRecorder()
	bustest.Fake(r, func(_ context.Context, query *FindTeamQuery) error {
		query.Result = "stickers"
		return nil
	})
	invitations := &InvitationService{bus: r}
	if err := invitations.Init(); err != nil {
		fmt.Println(err)
	}

	fmt.Println(bus.Dispatch(context.Background(), r, &InviteUserCommand{Email: "ada@example.com"}))
	for _, event := range bustest.Sent[UserInvitedEvent](r) {
		fmt.Printf("%+v\n", *event)
	}
	// Output:
	// <nil>
	// {Email:ada@example.com Team:stickers}
}
