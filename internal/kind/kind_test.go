package kind_test

import (
	"testing"

	"github.com/buslint/buslint/internal/kind"
)

func TestOf(t *testing.T) {
	var (
		dispatch   = kind.Use{Role: kind.Dispatch}
		handle     = kind.Use{Role: kind.Handle}
		publish    = kind.Use{Role: kind.Publish}
		listen     = kind.Use{Role: kind.Listen}
		payload    = kind.Use{Role: kind.Publish, Unclear: true}
		forCommand = kind.Use{Role: kind.Dispatch, For: kind.Command}
		forQuery   = kind.Use{Role: kind.Dispatch, For: kind.Query}
		request    = kind.Use{Role: kind.Dispatch, Requests: true}
	)
	named := func(name string) kind.Said { return kind.Said{Path: "shop/models", Name: name} }
	for name, test := range map[string]struct {
		uses   []kind.Use
		said   kind.Said
		kind   kind.Kind
		reason kind.Reason
	}{
		"published":                    {[]kind.Use{publish}, named("Ticket"), kind.Event, kind.Travels},
		"listened to":                  {[]kind.Use{listen, publish}, named("Ticket"), kind.Event, kind.Travels},
		"a command by its name":        {[]kind.Use{publish}, named("BuyCommand"), kind.Event, kind.Travels},
		"sent as a payload":            {[]kind.Use{payload}, named("Ticket"), kind.NoKind, kind.Payload},
		"a payload called a command":   {[]kind.Use{{Role: kind.Handle, Unclear: true}}, named("BuyTicketCommand"), kind.Command, kind.BySuffix},
		"one that is published":        {[]kind.Use{payload}, named("DeviceCommand"), kind.NoKind, kind.Payload},
		"a payload called an event":    {[]kind.Use{payload}, named("TicketEvent"), kind.NoKind, kind.Payload},
		"a payload that is declared":   {[]kind.Use{payload}, kind.Said{Name: "TicketSold", Directive: kind.Event}, kind.Event, kind.OnlyDirective},
		"a payload that is published":  {[]kind.Use{payload, publish}, named("Ticket"), kind.Event, kind.Travels},
		"dispatched":                   {[]kind.Use{dispatch}, named("Ticket"), kind.Command, kind.Travels},
		"handled":                      {[]kind.Use{handle, dispatch}, named("Ticket"), kind.Command, kind.Travels},
		"a query by its name":          {[]kind.Use{dispatch}, named("TicketQuery"), kind.Query, kind.ByName},
		"a query by its package":       {[]kind.Use{handle}, kind.Said{Path: "shop/query", Name: "Ticket"}, kind.Query, kind.ByPackage},
		"a command in that package":    {[]kind.Use{handle}, kind.Said{Path: "shop/query", Name: "BuyCommand"}, kind.Command, kind.Travels},
		"asks":                         {[]kind.Use{request}, named("GetTicket"), kind.Query, kind.Asks},
		"asks where that says nothing": {[]kind.Use{dispatch}, named("GetTicket"), kind.Command, kind.Travels},
		"asks, by its first letters":   {[]kind.Use{request}, named("Getaway"), kind.Command, kind.AsksNot},
		"asks not":                     {[]kind.Use{request}, named("BuyTicket"), kind.Command, kind.AsksNot},
		"by a function":                {[]kind.Use{forQuery}, named("Ticket"), kind.Query, kind.ByFunction},
		"by a function, handled":       {[]kind.Use{handle, forCommand}, named("Ticket"), kind.Command, kind.ByFunction},
		"by functions of two kinds":    {[]kind.Use{forCommand, forQuery}, named("Ticket"), kind.NoKind, kind.Contradiction},
		"and in the other order":       {[]kind.Use{forQuery, forCommand}, named("Ticket"), kind.NoKind, kind.Contradiction},
		"handled and published":        {[]kind.Use{handle, publish}, named("Ticket"), kind.NoKind, kind.Contradiction},
		"on two buses":                 {[]kind.Use{dispatch, request}, named("GetTicket"), kind.NoKind, kind.Contradiction},
		"a directive where it travels": {[]kind.Use{dispatch}, kind.Said{Name: "Ticket", Directive: kind.Query}, kind.Query, kind.ByDirective},
		"against a suffix":             {[]kind.Use{dispatch}, kind.Said{Name: "TicketQuery", Directive: kind.Command}, kind.Command, kind.Travels},
		"against a function":           {[]kind.Use{forQuery}, kind.Said{Name: "Ticket", Directive: kind.Command}, kind.Command, kind.Travels},
		"a directive against events":   {[]kind.Use{publish}, kind.Said{Name: "Ticket", Directive: kind.Command}, kind.Event, kind.Travels},
		"ignored":                      {[]kind.Use{publish}, kind.Said{Name: "Ticket", Ignored: true}, kind.NoKind, kind.Ignored},
		"only a directive":             {nil, kind.Said{Name: "Ticket", Directive: kind.Event, Place: kind.Query}, kind.Event, kind.OnlyDirective},
		"only told":                    {nil, kind.Said{Name: "Ticket", Told: kind.Command}, kind.Command, kind.OnlyTold},
		"only its place":               {nil, kind.Said{Name: "TicketQuery", Place: kind.Query}, kind.Query, kind.OnlyPlace},
		"nothing":                      {nil, named("Ticket"), kind.NoKind, kind.Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			if k, reason := kind.Of(test.uses, test.said); k != test.kind || reason != test.reason {
				t.Errorf("Of = %v, because %v; want %v, because %v", k, reason, test.kind, test.reason)
			}
		})
	}
}

func TestGuessed(t *testing.T) {
	request, dispatch := kind.Use{Requests: true}, kind.Use{}
	for name, test := range map[string]struct {
		kind kind.Kind
		use  kind.Use
		said kind.Said
		want bool
	}{
		"may ask":                  {kind.Command, request, kind.Said{Name: "TicketOf"}, true},
		"not on this bus":          {kind.Command, dispatch, kind.Said{Name: "TicketOf"}, false},
		"is called a command":      {kind.Command, request, kind.Said{Name: "BuyCommand"}, false},
		"is declared":              {kind.Command, request, kind.Said{Name: "TicketOf", Directive: kind.Command}, false},
		"the package says so":      {kind.Command, request, kind.Said{Path: "shop/command", Name: "TicketOf"}, false},
		"a query by its package":   {kind.Query, dispatch, kind.Said{Path: "shop/query", Name: "BuyTicket"}, true},
		"a query that asks":        {kind.Query, dispatch, kind.Said{Path: "shop/query", Name: "FindTicket"}, false},
		"by a function":            {kind.Query, kind.Use{For: kind.Query}, kind.Said{Name: "BuyTicket"}, false},
		"events are never guesses": {kind.Event, request, kind.Said{Name: "Ticket"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := kind.Guessed(test.kind, []kind.Use{test.use}, test.said); got != test.want {
				t.Errorf("Guessed = %v, want %v", got, test.want)
			}
		})
	}
}

func TestCalled(t *testing.T) {
	for name, want := range map[string]kind.Kind{
		"UserCreatedEvent": kind.Event, "BuyCmd": kind.Command, "BuyCommandV2": kind.Command,
		"BuyCommand_v2": kind.NoKind, "TicketQuery3": kind.Query, "Query": kind.NoKind, "Ticket": kind.NoKind,
	} {
		if got := kind.Called("shop/models", name); got != want {
			t.Errorf("Called(%s) = %v, want %v", name, got, want)
		}
	}
	for path, want := range map[string]kind.Kind{"shop/events": kind.Event, "shop/cmd": kind.Command, "shop/queries": kind.Query} {
		if got := kind.Called(path, "Ticket"); got != want {
			t.Errorf("Called(%s.Ticket) = %v, want %v", path, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for role, want := range map[kind.Role]string{
		kind.Dispatch: "dispatch, dispatched, ", kind.Publish: "publish, published, ",
		kind.Handle: "handle, handled, handler", kind.Listen: "listen, listened to, listener",
	} {
		if got := role.String() + ", " + role.Past() + ", " + role.Noun(); got != want {
			t.Errorf("%d: %q, want %q", role, got, want)
		}
	}
	for reason := kind.Unknown; reason <= kind.OnlyPlace; reason++ {
		if reason.String() == "" {
			t.Errorf("reason %d has no words", reason)
		}
	}
	if got := kind.NoKind.Plural() + kind.Query.Plural(); got != "messagesqueries" {
		t.Errorf("Plural: %s", got)
	}
}
