package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/buslint/buslint/internal/catalog"
)

// catalogs are what the formats are tried on.
func catalogs(t *testing.T) map[string]*catalog.Catalog {
	t.Helper()
	content, err := os.ReadFile("../../docs/catalog.json")
	if err != nil {
		t.Fatal(err)
	}
	var example catalog.Catalog
	if err := json.Unmarshal(content, &example); err != nil {
		t.Fatal(err)
	}
	return map[string]*catalog.Catalog{
		"example": &example,
		"hostile": hostileCatalog(t),
		"large":   large(1000),
		"empty":   {Version: catalog.Version},
	}
}

func TestSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../docs/catalog-schema.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := os.ReadFile("../../docs/catalog.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"example": document,
		"hostile": render(t, hostileCatalog(t), "json"),
	} {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		// What the schema does not know is an error.
		value.(map[string]any)["unknown"] = true
		if schema.Validate(value) == nil {
			t.Errorf("%s: the schema allows all", name)
		}
	}
}

// npm returns the file of an installed package.
func npm(t *testing.T, name string) string {
	t.Helper()
	file := filepath.Join("node_modules", filepath.FromSlash(name))
	_, err := os.Stat(file)
	need(t, err == nil, name+" of npm; run npm install in e2e/catalog")
	return file
}

// node runs a script of this folder and returns what it prints.
func node(t *testing.T, script string, input []byte) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "node", script)
	cmd.Stdin = bytes.NewReader(input)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", script, err, out)
	}
	return string(out)
}

func TestAsyncAPI(t *testing.T) {
	npm(t, "@asyncapi/parser")
	for name, c := range catalogs(t) {
		if name == "large" {
			continue // the parser takes minutes
		}
		operations := 0
		for _, m := range c.Messages {
			for _, uses := range [][]catalog.Use{m.Senders, m.Handlers, m.Listeners} {
				if len(uses) > 0 {
					operations++
				}
			}
		}
		want := fmt.Sprintf("messages %d, operations %d\n", len(c.Messages), operations)
		if got := node(t, "asyncapi.mjs", render(t, c, "asyncapi")); got != want {
			t.Errorf("%s: the parser says %q, want %q", name, got, want)
		}
	}
}

func TestDOT(t *testing.T) {
	npm(t, "@viz-js/viz")
	for name, c := range catalogs(t) {
		if name == "large" {
			continue // a graph that no layout is quick at
		}
		labels := strings.Split(node(t, "dot.mjs", render(t, c, "dot")), "\n")
		for _, m := range c.Messages {
			if !slices.Contains(labels, m.Name) {
				t.Errorf("%s: nothing is called %s; the labels are %q", name, m.Name, labels)
			}
		}
	}
}

// Mermaid draws what there is, in the page of a browser as on a forge.
func TestMermaid(t *testing.T) {
	script, err := filepath.Abs(npm(t, "mermaid/dist/mermaid.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "mermaid.html")
	write(t, file, fmt.Sprintf("<!DOCTYPE html><meta charset=utf-8><script src=%q></script>", (&url.URL{Scheme: "file", Path: script}).String()))
	p := open(t, file, "")
	for name, c := range catalogs(t) {
		graphs := []string{string(render(t, c, "mermaid"))}
		for _, part := range strings.Split(string(render(t, c, "markdown")), "```mermaid\n")[1:] {
			graph, _, _ := strings.Cut(part, "```")
			graphs = append(graphs, graph)
		}
		// That of the packages comes first, then what messages lead to, if that is more than a step.
		if name != "empty" && len(graphs) < 2 || name == "example" && len(graphs) < 3 {
			t.Errorf("%s: Markdown has %d graphs", name, len(graphs)-1)
		}
		for i, graph := range graphs {
			labels := eval[[]string](p, fmt.Sprintf(`(async () => {
				mermaid.initialize({startOnLoad: false});
				const {svg} = await mermaid.render("graph%s%d", %s);
				const e = document.createElement("div");
				e.innerHTML = svg;
				return [...e.querySelectorAll(".nodeLabel")].map((n) => n.textContent);
			})()`, name, i, quote(t, graph)))
			if i > 0 || name == "large" {
				continue // not all messages
			}
			for _, m := range c.Messages {
				if !slices.Contains(labels, m.Name) {
					t.Errorf("%s: nothing is called %s; the labels are %q", name, m.Name, labels)
				}
			}
		}
	}
}

// quote returns s as a string of JavaScript.
func quote(t *testing.T, s string) string {
	t.Helper()
	quoted, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(quoted)
}

// What the page has of dagre is what the package has.
func TestDagre(t *testing.T) {
	for _, name := range []string{"dagre.min.js", "dagre.min.js.LEGAL.txt"} {
		want, err := os.ReadFile(npm(t, "@dagrejs/dagre/dist/"+name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile("../../internal/catalog/dagre/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not that of @dagrejs/dagre", name)
		}
	}
}

// In Markdown, too, what a program says stays text.
func TestMarkdown(t *testing.T) {
	npm(t, "marked")
	for name, c := range catalogs(t) {
		if name == "large" {
			continue // it has nothing that the others have not
		}
		headings, links, fields := 0, 0, 0
		for line := range strings.Lines(node(t, "markdown.mjs", render(t, c, "markdown"))) {
			kind, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			switch kind {
			case "html":
				if !slices.Contains([]string{"</a>", "<br>", "<!-- Written by buslint catalog; DO NOT EDIT. -->"}, text) && !ours.MatchString(text) {
					t.Errorf("%s: HTML: %s", name, text)
				}
			case "heading":
				if slices.ContainsFunc(c.Messages, func(m *catalog.Message) bool { return html.UnescapeString(text) == m.Name+m.TypeParams }) {
					headings++
				}
			case "link":
				links++
				if strings.HasPrefix(text, "javascript:") {
					t.Errorf("%s: link to %s", name, text)
				}
			case "table":
				rows, whole, _ := strings.Cut(text, " ")
				n, err := strconv.Atoi(rows)
				if err != nil || whole != "true" {
					t.Errorf("%s: a table has rows of another width: %s", name, text)
				}
				fields += n
			default:
				t.Errorf("%s: %s", name, line)
			}
		}
		want := len(c.Messages) // rows of the index
		for _, m := range c.Messages {
			want += len(m.Fields)
		}
		if headings != len(c.Messages) || fields != want || links < len(c.Messages) {
			t.Errorf("%s: %d messages have headings, tables have %d rows, and there are %d links; want %d, %d and more",
				name, headings, fields, links, len(c.Messages), want)
		}
	}
}

// ours are the addresses within the document.
var ours = regexp.MustCompile(`^<a id="[^"<>]*">(</a>)?$`)
