package catalog

import (
	"fmt"
	"strings"
	"testing"
)

// TestSequence checks what comes of a message, in order.
func TestSequence(t *testing.T) {
	t.Parallel()
	message := func(name, kind string) *Message { return &Message{ID: "m/a." + name, Name: name, Kind: kind} }
	taker := func(function string, sends ...string) Use {
		u := use("m/a", function)
		for _, name := range sends {
			u.Sends = append(u.Sends, "m/a."+name)
		}
		return u
	}
	order, ordered, notify, retry, alone, lost := message("Order", "command"), message("Ordered", "event"), message("Notify", "command"),
		message("Retry", "command"), message("Alone", "command"), message("Lost", "event")
	order.Senders = []Use{use("m/a", "api"), use("m/a", "api"), use("m/a", "cli")}
	order.Handlers = []Use{taker("order", "Ordered", "Lost", "Unknown")}
	ordered.Listeners = []Use{taker("mail", "Notify"), taker("stock")}
	notify.Handlers = []Use{taker("notify", "Ordered")} // a circle
	retry.Senders = []Use{use("m/a", "job")}
	retry.Handlers = []Use{taker("retry", "Retry")}
	alone.Senders = []Use{use("m/a", "job")}
	alone.Handlers = []Use{taker("alone")}
	c := &Catalog{Messages: []*Message{order, ordered, notify, retry, alone, lost}}
	for m, want := range map[*Message]string{
		order: `2 senders: Order to a.order
  a.order: Ordered to a.mail
    a.mail: Notify to a.notify
      a.notify: Ordered to a.mail
      a.notify: Ordered to a.stock
  a.order: Ordered to a.stock
  a.order: Lost to nobody
`,
		ordered: `unknown: Ordered to a.mail
  a.mail: Notify to a.notify
    a.notify: Ordered to a.mail
    a.notify: Ordered to a.stock
unknown: Ordered to a.stock
`,
		retry: "a.job: Retry to a.retry\n  a.retry: Retry to a.retry\n",
		alone: "",
		lost:  "",
	} {
		got := ""
		for _, s := range c.Sequence(m) {
			got += fmt.Sprintf("%s%s: %s to %s\n", strings.Repeat("  ", s.Depth), s.From, s.Message.Name, s.To)
		}
		if got != want {
			t.Errorf("%s leads to\n%s\nwant\n%s", m.Name, got, want)
		}
	}

	// What nobody can follow ends somewhere.
	for i := range 200 {
		order.Handlers = append(order.Handlers, taker(fmt.Sprint("h", i), "Ordered"))
	}
	if n := len(c.Sequence(order)); n != maxSteps {
		t.Errorf("there are %d steps", n)
	}
	deep := &Catalog{}
	for i := range 20 {
		m := message(fmt.Sprint("M", i), "command")
		m.Handlers = []Use{taker(fmt.Sprint("f", i), fmt.Sprint("M", i+1))}
		deep.Messages = append(deep.Messages, m)
	}
	if n := len(deep.Sequence(deep.Messages[0])); n != maxDepth+1 {
		t.Errorf("the steps are %d deep", n)
	}
}
