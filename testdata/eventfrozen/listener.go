package eventfrozen

import (
	"context"
	"encoding/json"
	"slices"
	"sort"
	"strings"
)

func (s *service) writes(ctx context.Context, event *UserCreated) error {
	event.Name = strings.ToLower(event.Name) // want `^listener writes changes event.Name, which the other listeners of UserCreated get as well; change a copy of it$`
	event.ID++                               // want `changes event.ID`
	event.ID += 2                            // want `changes event.ID`
	event.Address.City = "x"                 // want `changes event.Address.City`
	event.Tags[0] = "x"                      // want `changes event.Tags\[0\]`
	event.Tags = append(event.Tags, "x")     // want `changes event.Tags`
	event.Roles[0].Name = "x"                // want `changes event.Roles\[0\].Name`
	event.Teams[0] = nil                     // want `changes event.Teams\[0\]`
	event.Grid[0][1] = 1                     // want `changes event.Grid\[0\]\[1\]`
	event.Props["k"] = "v"                   // want `changes event.Props\["k"\]`
	event.Team = nil                         // want `changes event.Team`
	event.Source = "x"                       // want `changes event.Source`
	(*event).Name = "x"                      // want `changes \(\*event\).Name`
	*event = UserCreated{}                   // want `changes \*event`
	for event.ID = range 3 {                 // want `changes event.ID`
	}
	go func() {
		event.Name = "x" // want `changes event.Name`
	}()
	return nil
}

func (s *service) aliases(ctx context.Context, event *UserCreated) error {
	same := event
	same.Name = "x" // want `changes same.Name`
	var address = &event.Address
	address.City = "x" // want `changes address.City`
	tags := event.Tags[1:]
	tags[0] = "x" // want `changes tags\[0\]`
	props := event.Props
	props["k"] = "v" // want `changes props\["k"\]`
	role := &event.Roles[0]
	role.Name = "x" // want `changes role.Name`
	return nil
}

func (s *service) calls(ctx context.Context, event *UserCreated) error {
	delete(event.Props, "k")                         // want `changes event.Props`
	clear(event.Tags)                                // want `changes event.Tags`
	copy(event.Tags[1:], event.Tags)                 // want `changes event.Tags\[1:\]`
	sort.Strings(event.Tags)                         // want `changes event.Tags`
	slices.Sort(event.Tags)                          // want `changes event.Tags`
	_ = json.Unmarshal(event.Raw, event)             // want `changes event`
	return json.Unmarshal(event.Raw, &event.Address) // want `changes event.Address`
}

// A flag that tells the publisher what to do next is there for listeners to set.
func (s *service) answers(ctx context.Context, event *UserCreated) error {
	event.StopPropagation = true
	event.Flow.Cancelled = event.Name == ""
	event.DefaultPrevented = true
	event.Reply = &event.Name
	event.Results["k"] = "v"
	event.Result.City = "x"
	event.Errors = append(event.Errors, nil)
	event.Errors[0] = nil
	results := event.Results
	results["k"] = "v"
	clear(results)
	result := &event.Result
	result.City = "x"
	event.ResultOf["k"] = "v" // want `changes event.ResultOf\["k"\]`
	event.BlockNumber++       // want `changes event.BlockNumber`
	event.Active = true       // want `changes event.Active`
	return json.Unmarshal(event.Raw, &event.Result)
}

// Reading, copying and handing on are fine, and what the event points to is not it.
func (s *service) reads(ctx context.Context, event *UserCreated) error {
	name := strings.ToLower(event.Name)
	copied := *event
	copied.Name = name
	address := event.Address
	address.City = "x"
	tags := slices.Clone(event.Tags)
	tags[0] = "x"
	tags = append(tags, event.Tags...)
	sort.Strings(tags)
	for _, role := range event.Roles {
		role.Name = "x"
	}
	event.Team.Name = "x"
	event.Teams[0].Name = "x"
	event.Count = 1
	event.SetName("x")
	s.last = event
	names := event.Tags
	names = nil
	names = append(names, "x")
	names[0] = "y"
	var target Address
	copy(tags, event.Tags)
	return json.Unmarshal(event.Raw, &target)
}

func (s *service) becomesAnother(ctx context.Context, event *UserCreated) error {
	event = &UserCreated{ID: event.ID}
	event.Name = "x"
	return nil
}

func (s *service) addressTaken(ctx context.Context, event *UserCreated) error {
	renew(&event)
	event.Name = "x"
	return nil
}

func renew(event **UserCreated) { *event = &UserCreated{} }

// Nobody registers this one.
func (s *service) noListener(ctx context.Context, event *UserCreated) error {
	event.Name = "x"
	return nil
}
