package catalog

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func use(pkg, function string) Use { return Use{Package: pkg, Function: function, Context: true} }

func TestDiff(t *testing.T) {
	event := func(name string) *Message { return &Message{ID: "m/events." + name, Name: name, Kind: "event"} }
	kept, moved := event("Kept"), event("Kept")
	kept.Listeners = []Use{use("m/a", "Service.Heard")}
	moved.Listeners = []Use{use("m/a", "Service.Heard")}
	moved.Listeners[0].Place = &Place{File: "elsewhere.go", Line: 7}
	moved.Senders = []Use{use("m/a", "Service.Say")}

	before, after := event("Changed"), event("Changed")
	before.Kind = "command"
	before.Fields = []Field{{Name: "ID", Type: "int"}, {Name: "Gone", Type: "bool"}, {Name: "By", Type: "string"}}
	after.Fields = []Field{{Name: "ID", Type: "int64"}, {Name: "By", Type: "string", Tag: `json:"by"`, Doc: "who"}, {Name: "New", Type: "bool"}}
	before.Handlers = []Use{use("m/a", "handle"), use("m/a", "both")}
	after.Handlers = []Use{use("m/a", "both")}
	after.Listeners = []Use{use("m/b", "listen")}

	gone, appeared := event("Gone"), event("New")
	gone.Listeners = []Use{use("m/a", "Service.Gone")}
	changes := Diff(&Catalog{Messages: []*Message{kept, before, gone}}, &Catalog{Messages: []*Message{moved, after, appeared}})

	const text = `+ event m/events.New
- event m/events.Gone, taken by a.Service.Gone
~ event m/events.Changed
    ~ kind event, was command
    ~ field ID int64, was ID int
    - field Gone bool
    ~ field By string ` + "`json:\"by\"`" + `, was By string
    + field New bool
    - handler m/a.handle
    + listener m/b.listen
`
	if got := changes.Text(); got != text {
		t.Errorf("the text is\n%s\nwant\n%s", got, text)
	}
	const markdown = `### Messages: 1 appeared, 1 vanished, 1 changed

**Appeared**

- event ` + "`m/events.New`" + `

**Vanished**

- event ` + "`m/events.Gone`, taken by `a.Service.Gone`" + `

**Changed**

- event ` + "`m/events.Changed`" + `
  - kind ` + "`command` became `event`" + `
  - field ` + "`ID int` became `ID int64`" + `
  - field ` + "`Gone bool`" + ` vanished
  - field ` + "`By string` became ``By string `json:\"by\"` ``" + `
  - field ` + "`New bool`" + ` appeared
  - handler ` + "`m/a.handle`" + ` vanished
  - listener ` + "`m/b.listen`" + ` appeared
`
	if got := changes.Markdown(); strings.ReplaceAll(got, "`` By", "``By") != markdown {
		t.Errorf("the Markdown is\n%s\nwant\n%s", got, markdown)
	}

	none := Diff(&Catalog{Messages: []*Message{kept}}, &Catalog{Messages: []*Message{moved}, Broken: []Problem{{Message: "no"}}})
	if !none.Empty() || !strings.HasPrefix(none.Text(), "packages with errors were left out") {
		t.Errorf("a function that moved: %q", none.Text())
	}
}

func TestProblems(t *testing.T) {
	free := use("m/a", "f")
	free.Context = false
	for _, test := range []struct {
		message Message
		want    []string
	}{
		{Message{Kind: "event", Senders: []Use{use("m/a", "f")}, Listeners: []Use{use("m/a", "f")}}, nil},
		{Message{Kind: "event", Senders: []Use{free}}, []string{ContextFree, NoListener}},
		{Message{Kind: "query", Handlers: []Use{free}}, []string{ContextFree, NoSender}},
		{
			Message{Kind: "command", Findings: []Finding{{Rule: "b"}, {Rule: "a"}, {Rule: "b"}}},
			[]string{"a", "b", NoHandler, NoSender},
		},
		{Message{Kind: "message", Senders: []Use{use("m/a", "f")}}, nil},
	} {
		if got := test.message.Problems(); !slices.Equal(got, test.want) {
			t.Errorf("%+v has the problems %q, want %q", test.message, got, test.want)
		}
	}
}

func TestFlows(t *testing.T) {
	c := &Catalog{Modules: []string{"m"}}
	for i := range 100 {
		c.Messages = append(c.Messages, &Message{
			Kind:     "command",
			Senders:  []Use{use("m/api", "f"), use("m/api", "g")},
			Handlers: []Use{use(fmt.Sprintf("m/area%d/service%d", i%10, i), "h")},
		})
	}
	if got := c.allFlows(); len(got) != 100 || got[0] != (flow{"m/api", "m/area0/service0", false, 1}) {
		t.Errorf("there are %d flows, the first %v", len(got), got[0])
	}
	// Too many to see, so one level up.
	if got := c.picturedFlows(); len(got) != 10 || got[3] != (flow{"m/api", "m/area3", false, 10}) {
		t.Errorf("%v are pictured", got)
	}
	if got := shared(c.picturedFlows()); got != "m/" {
		t.Errorf("all paths start with %q", got)
	}
	// There is no level at which these can be told apart.
	for i, m := range c.Messages {
		m.Senders[0].Package, m.Senders[1].Package = "m/api", "m/api"
		m.Handlers[0].Package = fmt.Sprintf("m/service%d", i)
	}
	if got := c.picturedFlows(); got != nil {
		t.Errorf("%v are pictured", got)
	}
}

func TestEscape(t *testing.T) {
	for s, want := range map[string]string{
		"plain":         "`plain`",
		"a`b":           "``a`b``",
		"`a``b`":        "``` `a``b` ```",
		"a\n\tb":        "`a b`",
		"a\u202eb\x00c": "`aU+202EbU+0000c`",
	} {
		if got := code(s); got != want {
			t.Errorf("code(%q) = %s, want %s", s, got, want)
		}
	}
	if got, want := markdownText("<b> & [a](b) *c* \u2067"), `&lt;b&gt; &amp; \[a\](b) \*c\* U+2067`; got != want {
		t.Errorf("markdownText = %s, want %s", got, want)
	}
	if got, want := mermaidLabel(`a"b#<br>`), "a#34;b#35;#60;br#62;"; got != want {
		t.Errorf("mermaidLabel = %s, want %s", got, want)
	}
	if got, want := dotString(`a"b\n`), `"a\"b\\n"`; got != want {
		t.Errorf("dotString = %s, want %s", got, want)
	}
}

// A program without messages has a catalog, and one with too many for a picture has one
// in every format but that.
func TestRender(t *testing.T) {
	wide := &Catalog{Modules: []string{"m"}}
	for i := range 600 {
		wide.Messages = append(wide.Messages, &Message{
			Kind:     "command",
			Senders:  []Use{use("m/api", "f")},
			Handlers: []Use{use(fmt.Sprintf("m/service%d", i), "h")},
		})
	}
	for _, f := range Formats {
		content, err := f.Render(&Catalog{Version: Version})
		if err != nil || len(content) == 0 {
			t.Errorf("%s of nothing: %d bytes, %v", f.Name, len(content), err)
		}
		content, err = f.Render(wide)
		if refused := f.Name == "mermaid"; (err != nil) != refused || len(content) == 0 && !refused {
			t.Errorf("%s of very many packages: %d bytes, %v", f.Name, len(content), err)
		}
	}
}

func TestFormatNamed(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"", "", "html"},
		{"", "x/MESSAGES.MD", "markdown"},
		{"", "c.json", "json"},
		{"", "c.gv", "dot"},
		{"", "messages", "html"},
		{"", "c.png", ""},
		{"asyncapi", "c.json", "asyncapi"},
		{"pdf", "c.pdf", ""},
	} {
		got, err := FormatNamed(test.name, test.file)
		if got.Name != test.want || (err != nil) != (test.want == "") {
			t.Errorf("FormatNamed(%q, %q) = %s, %v; want %s", test.name, test.file, got.Name, err, test.want)
		}
	}
}

func TestAsyncKeys(t *testing.T) {
	messages := []*Message{{Name: "Created"}, {Name: "Created"}, {Name: "Überwiesen"}, {Name: "Created_2"}}
	keys := asyncKeys(messages)
	var got []string
	for _, m := range messages {
		got = append(got, keys[m])
	}
	if want := []string{"Created", "Created_2", "_berwiesen", "Created_2_2"}; !slices.Equal(got, want) {
		t.Errorf("the keys are %q, want %q", got, want)
	}
}

// The page lets run what is its own, and no byte of a message is.
func TestPage(t *testing.T) {
	const evil = `</script><script>alert(1)</script>"'{{.}}`
	c := &Catalog{
		Modules:  []string{evil},
		Broken:   []Problem{{evil, evil}},
		Programs: []Program{{evil, evil, evil}},
		Messages: []*Message{{
			ID: evil, Name: evil, TypeParams: evil, Kind: "event", Because: evil, Package: evil, Doc: evil,
			Declared:  &Place{File: evil, Line: 1, URL: `javascript:alert(1)`},
			Fields:    []Field{{Name: evil, Type: evil, Tag: evil, Doc: evil}},
			Senders:   []Use{use(evil, evil)},
			Listeners: []Use{use(evil+"/x", evil)},
			Findings:  []Finding{{Rule: evil, Message: evil}},
		}},
		Unresolved: []Use{use(evil, evil)},
	}
	page, err := html(c)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(page, []byte("<script")) - strings.Count(dagreJS+dagreLegal+pageJS, "<script"); n != 2 {
		t.Errorf("the page has %d scripts, want 2", n)
	}
	if bytes.Contains(page, []byte("javascript:")) {
		t.Error("the page links to a script")
	}
	if !bytes.Contains(page, []byte("alert(1)")) {
		t.Error("what the comment says is not there")
	}
}
